#include "cli/solve_json.h"

#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/base/sort.h"

enum { JOB_MINUTES_MAX = 1000000, VISITS_PER_DAY_MAX = 100 };

/* Names of one table, to be found again by name. */
struct names {
    struct str *sorted;
    uint32_t *index; /* of sorted[i] in the file */
    uint32_t count;
};

/* Sticky: the first fault stays and later reads give zeros. */
struct reader {
    struct arena *arena;
    struct solve_fault fault;
    struct problem *problem;
    struct names sites, jobs, technicians, confirmed;
    struct str skills[PROBLEM_SKILLS_MAX];
    uint32_t skill_count;
};

/* Where in the file: "jobs[3].due"; `row` -1: "days" itself. */
struct where {
    const char *table;
    int64_t row;
    const char *key;
};

static struct str where_text(const struct reader *reader, struct where where)
{
    if (where.row < 0) return text_format(reader->arena, "%s", where.table);
    if (where.key == NULL)
        return text_format(reader->arena, "%s[%lld]", where.table, (long long)where.row);
    return text_format(reader->arena, "%s[%lld].%s", where.table, (long long)where.row, where.key);
}

static void fail(struct reader *reader, struct where where, const char *code, const char *why)
{
    if (reader->fault.code != NULL) return;
    struct str place = where_text(reader, where);
    reader->fault.code = code;
    reader->fault.message = text_format(reader->arena, "%.*s: %s", STR_ARGS(place), why);
}

static void fail_name(struct reader *reader, struct where where, const char *code, const char *why,
                      const char *name)
{
    fail(reader, where, code, text_format(reader->arena, why, name).ptr);
}

static bool failed(const struct reader *reader)
{
    return reader->fault.code != NULL;
}

/* Every key of `object` must be in the NULL-ended list `known`. */
static void check_keys(struct reader *reader, const json_t *object, struct where where,
                       const char *const *known)
{
    if (!json_is_object(object)) {
        fail(reader, where, "bad-value", "not an object; write {…}");
        return;
    }
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        size_t k = 0;
        while (known[k] != NULL && strcmp(known[k], key) != 0) k++;
        if (known[k] == NULL)
            fail_name(reader, where, "unknown-key", "unknown key \"%s\"; take it out", key);
    }
}

/* A key that is absent or null is NULL. */
static const json_t *member(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_null(value) ? NULL : value;
}

static int64_t read_number(struct reader *reader, const json_t *value, struct where where,
                           int64_t least, int64_t most)
{
    if (!json_is_integer(value)) {
        fail(reader, where, "bad-value", "not a whole number; write one without quotes");
        return least;
    }
    json_int_t number = json_integer_value(value);
    if (number >= least && number <= most) return number;
    struct str why = text_format(reader->arena, "%lld is out of range; %lld to %lld is possible",
                                 (long long)number, (long long)least, (long long)most);
    fail(reader, where, "bad-value", why.ptr);
    return least;
}

/* A number under `key` of row `where`, `absent` when it isn't there. */
static int64_t number_at(struct reader *reader, const json_t *row, struct where where,
                         int64_t absent, int64_t most)
{
    const json_t *value = member(row, where.key);
    return value == NULL ? absent : read_number(reader, value, where, 0, most);
}

/* Days before day 0 are all alike to the planner, but -1 means "none" to it. */
static int32_t any_day_at(struct reader *reader, const json_t *row, struct where where)
{
    const json_t *value = member(row, where.key);
    if (value == NULL) return PROBLEM_NONE;
    int64_t day = read_number(reader, value, where, INT32_MIN, INT32_MAX - 1);
    return day < 0 ? PROBLEM_NONE - 1 : (int32_t)day;
}

static bool bool_at(struct reader *reader, const json_t *row, struct where where)
{
    const json_t *value = member(row, where.key);
    if (value != NULL && !json_is_boolean(value))
        fail(reader, where, "bad-value", "neither true nor false");
    return json_is_true(value);
}

static const char *read_name(struct reader *reader, const json_t *value, struct where where)
{
    const char *name = json_string_value(value);
    if (name == NULL || name[0] == '\0' || json_string_length(value) > ID_BYTES_MAX) {
        fail(reader, where, "bad-value", "not a name; write 1 to 64 bytes in quotes");
        return "";
    }
    return name;
}

/* A list under `key`; an empty one when it isn't there. */
static size_t list_at(struct reader *reader, const json_t *row, struct where where,
                      const json_t **ret)
{
    *ret = member(row, where.key != NULL ? where.key : where.table);
    if (*ret == NULL) return 0;
    if (!json_is_array(*ret)) fail(reader, where, "bad-value", "not a list; write […]");
    return json_array_size(*ret);
}

struct named {
    struct str name;
    uint32_t index;
};

static int by_name(const void *a, const void *b, const void *context)
{
    (void)context;
    return str_cmp(((const struct named *)a)->name, ((const struct named *)b)->name);
}

static struct names names_read(struct reader *reader, const json_t *table, const char *what)
{
    size_t count = json_array_size(table);
    struct named *rows = ARENA_ARRAY(reader->arena, struct named, count);
    struct names names = {ARENA_ARRAY(reader->arena, struct str, count),
                          ARENA_ARRAY(reader->arena, uint32_t, count), (uint32_t)count};
    for (size_t i = 0; i < count; i++) {
        struct where where = {what, (int64_t)i, "id"};
        const json_t *id = member(json_array_get(table, i), "id");
        rows[i].name = str_copy(reader->arena, str_of(read_name(reader, id, where)));
        rows[i].index = (uint32_t)i;
    }
    sort_rows(rows, count, sizeof *rows, by_name, NULL, reader->arena);
    for (size_t i = 0; i < count; i++) {
        names.sorted[i] = rows[i].name;
        names.index[i] = rows[i].index;
        if (i > 0 && str_eq(rows[i].name, rows[i - 1].name))
            fail_name(reader, (struct where){what, rows[i].index, "id"}, "duplicate-id",
                      "\"%s\" is there twice; give each its own id", rows[i].name.ptr);
    }
    return names;
}

static int64_t name_find(const struct names *names, struct str name)
{
    uint32_t from = 0, to = names->count;
    while (from < to) {
        uint32_t mid = from + (to - from) / 2;
        int cmp = str_cmp(names->sorted[mid], name);
        if (cmp == 0) return names->index[mid];
        if (cmp < 0)
            from = mid + 1;
        else
            to = mid;
    }
    return -1;
}

static uint32_t name_read(struct reader *reader, const struct names *names, const json_t *value,
                          struct where where)
{
    const char *name = read_name(reader, value, where);
    int64_t index = name_find(names, str_of(name));
    if (index < 0)
        fail_name(reader, where, "unknown-name", "there is no \"%s\"; name one that is given",
                  name);
    return index < 0 ? 0 : (uint32_t)index;
}

static struct str id_of(struct reader *reader, const json_t *row)
{
    const char *id = json_string_value(json_object_get(row, "id"));
    return str_copy(reader->arena, str_of(id != NULL ? id : ""));
}

static struct indexes names_at(struct reader *reader, const struct names *names, const json_t *row,
                               struct where where)
{
    const json_t *list;
    size_t count = list_at(reader, row, where, &list);
    uint32_t *at = ARENA_ARRAY(reader->arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        at[i] = name_read(reader, names, json_array_get(list, i), where);
    return (struct indexes){at, (uint32_t)count};
}

/* Marks the days of a list; each must be within the horizon. */
static void days_mark(struct reader *reader, const json_t *row, struct where where, bool *days,
                      bool mark)
{
    const json_t *list;
    size_t count = list_at(reader, row, where, &list);
    for (size_t i = 0; i < count; i++) {
        int64_t day =
            read_number(reader, json_array_get(list, i), where, 0, reader->problem->days - 1);
        days[day] = mark;
    }
}

static void read_sites(struct reader *reader, const json_t *root, const json_t *table)
{
    static const char *const keys[] = {"id", "minutes", "overhead", "closed", NULL};
    struct problem *problem = reader->problem;
    size_t count = json_array_size(table), days = (size_t)problem->days;
    struct problem_site *sites = ARENA_ARRAY(reader->arena, struct problem_site, count);
    for (size_t s = 0; s < count && !failed(reader); s++) {
        const json_t *row = json_array_get(table, s);
        check_keys(reader, row, (struct where){"sites", (int64_t)s, NULL}, keys);
        bool *open = ARENA_ARRAY(reader->arena, bool, days);
        uint32_t *minutes = ARENA_ARRAY(reader->arena, uint32_t, days);
        struct where where = {"sites", (int64_t)s, "minutes"};
        int64_t each = read_number(reader, member(row, "minutes"), where, 0, MINUTES_MAX);
        for (size_t d = 0; d < days; d++) {
            open[d] = true;
            minutes[d] = (uint32_t)each;
        }
        where.key = "overhead";
        int64_t overhead = number_at(reader, row, where, 0, MINUTES_MAX);
        where.key = "closed";
        days_mark(reader, row, where, open, false);
        days_mark(reader, root, (struct where){"closed", -1, NULL}, open, false);
        sites[s] = (struct problem_site){id_of(reader, row), (uint32_t)overhead, open, minutes};
    }
    problem->sites = sites;
    problem->site_count = (uint32_t)count;
}

static uint64_t skills_at(struct reader *reader, const json_t *row, struct where where)
{
    const json_t *list;
    size_t count = list_at(reader, row, where, &list);
    uint64_t set = 0;
    for (size_t i = 0; i < count && !failed(reader); i++) {
        struct str name = str_of(read_name(reader, json_array_get(list, i), where));
        uint32_t k = 0;
        while (k < reader->skill_count && !str_eq(reader->skills[k], name)) k++;
        if (k == PROBLEM_SKILLS_MAX) {
            fail(reader, where, "too-many", "more than 64 different skills; merge some");
            return 0;
        }
        if (k == reader->skill_count)
            reader->skills[reader->skill_count++] = str_copy(reader->arena, name);
        set |= UINT64_C(1) << k;
    }
    return set;
}

static void read_technicians(struct reader *reader, const json_t *table)
{
    static const char *const keys[] = {"id", "skills", "off", "visits_per_day", NULL};
    size_t count = json_array_size(table);
    struct problem_technician *people =
        ARENA_ARRAY(reader->arena, struct problem_technician, count);
    for (size_t t = 0; t < count && !failed(reader); t++) {
        const json_t *row = json_array_get(table, t);
        struct where where = {"technicians", (int64_t)t, NULL};
        check_keys(reader, row, where, keys);
        bool *off = ARENA_ARRAY(reader->arena, bool, reader->problem->days);
        where.key = "off";
        days_mark(reader, row, where, off, true);
        where.key = "skills";
        uint64_t skills = skills_at(reader, row, where);
        where.key = "visits_per_day";
        int64_t visits = number_at(reader, row, where, 1, VISITS_PER_DAY_MAX);
        if (visits == 0)
            fail(reader, where, "bad-value", "0 is out of range; list days off in off");
        people[t] = (struct problem_technician){id_of(reader, row), skills, off, (uint32_t)visits};
    }
    reader->problem->technicians = people;
    reader->problem->technician_count = (uint32_t)count;
}

static void read_job(struct reader *reader, const json_t *row, int64_t index,
                     struct problem_job *job)
{
    static const char *const keys[] = {"id",      "site",  "minutes", "crew",   "skills",
                                       "release", "due",   "target",  "urgent", "wait",
                                       "alone",   "apart", "after",   "with",   NULL};
    check_keys(reader, row, (struct where){"jobs", index, NULL}, keys);
    struct problem *problem = reader->problem;
#define AT(key) ((struct where){"jobs", index, key})
    *job = (struct problem_job){.id = id_of(reader, row)};
    job->site = name_read(reader, &reader->sites, member(row, "site"), AT("site"));
    job->minutes =
        (uint32_t)read_number(reader, member(row, "minutes"), AT("minutes"), 0, JOB_MINUTES_MAX);
    job->crew = (uint32_t)number_at(reader, row, AT("crew"), 1, CREW_MAX);
    if (job->crew == 0) fail(reader, AT("crew"), "bad-value", "0 is out of range; 1 to 16");
    job->skills = skills_at(reader, row, AT("skills"));
    int32_t release = any_day_at(reader, row, AT("release"));
    job->release = release < 0 ? 0 : release < problem->days ? release : problem->days;
    job->due = any_day_at(reader, row, AT("due"));
    job->target = any_day_at(reader, row, AT("target"));
    job->urgent = bool_at(reader, row, AT("urgent"));
    job->wait = (uint32_t)number_at(reader, row, AT("wait"), 0, HORIZON_DAYS_MAX);
    job->alone = bool_at(reader, row, AT("alone"));
    job->confirmed = job->standing = PROBLEM_NONE;
    job->apart = names_at(reader, &reader->jobs, row, AT("apart"));
    job->after = names_at(reader, &reader->jobs, row, AT("after"));
    job->with = names_at(reader, &reader->jobs, row, AT("with"));
#undef AT
}

static void self_check(struct reader *reader, struct indexes list, int64_t index, const char *key)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (list.at[i] == (uint32_t)index)
            fail(reader, (struct where){"jobs", index, key}, "bad-value",
                 "names the job itself; take that out");
}

static struct problem_job *read_jobs(struct reader *reader, const json_t *table)
{
    size_t count = json_array_size(table);
    struct problem_job *jobs = ARENA_ARRAY(reader->arena, struct problem_job, count);
    for (size_t j = 0; j < count && !failed(reader); j++) {
        read_job(reader, json_array_get(table, j), (int64_t)j, &jobs[j]);
        self_check(reader, jobs[j].apart, (int64_t)j, "apart");
        self_check(reader, jobs[j].with, (int64_t)j, "with");
    }
    reader->problem->jobs = jobs;
    reader->problem->job_count = (uint32_t)count;
    return jobs;
}

static void pin(struct reader *reader, struct problem_job *job, uint32_t visit, uint32_t site)
{
    struct where where = {"confirmed", visit, "jobs"};
    if (job->confirmed != PROBLEM_NONE)
        fail_name(reader, where, "contradiction",
                  "\"%s\" is in two confirmed visits; leave it in one", job->id.ptr);
    if (job->site != site)
        fail_name(reader, where, "contradiction",
                  "\"%s\" is at another site than the visit; correct one", job->id.ptr);
    job->confirmed = (int32_t)visit;
}

static void read_confirmed(struct reader *reader, const json_t *table, struct problem_job *jobs)
{
    static const char *const keys[] = {"id", "site", "day", "crew", "jobs", NULL};
    size_t count = json_array_size(table);
    struct problem_confirmed *rows = ARENA_ARRAY(reader->arena, struct problem_confirmed, count);
    for (size_t c = 0; c < count && !failed(reader); c++) {
        const json_t *row = json_array_get(table, c);
        struct where where = {"confirmed", (int64_t)c, NULL};
        check_keys(reader, row, where, keys);
        rows[c].id = id_of(reader, row);
        where.key = "site";
        rows[c].site = name_read(reader, &reader->sites, member(row, "site"), where);
        where.key = "day";
        rows[c].day =
            (int32_t)read_number(reader, member(row, "day"), where, 0, reader->problem->days - 1);
        where.key = "crew";
        rows[c].crew = names_at(reader, &reader->technicians, row, where);
        where.key = "jobs";
        struct indexes pinned = names_at(reader, &reader->jobs, row, where);
        for (uint32_t i = 0; i < pinned.count && !failed(reader); i++)
            pin(reader, &jobs[pinned.at[i]], (uint32_t)c, rows[c].site);
    }
    reader->problem->confirmed = rows;
    reader->problem->confirmed_count = (uint32_t)count;
}

static void read_standing(struct reader *reader, const json_t *table, struct problem_job *jobs)
{
    static const char *const keys[] = {"job", "day", NULL};
    for (size_t i = 0; i < json_array_size(table) && !failed(reader); i++) {
        const json_t *row = json_array_get(table, i);
        check_keys(reader, row, (struct where){"standing", (int64_t)i, NULL}, keys);
        struct where where = {"standing", (int64_t)i, "job"};
        uint32_t job = name_read(reader, &reader->jobs, member(row, "job"), where);
        if (failed(reader)) return;
        if (jobs[job].standing != PROBLEM_NONE)
            fail(reader, where, "duplicate-id", "the job stands twice; keep one day");
        where.key = "day";
        jobs[job].standing = any_day_at(reader, row, where);
        if (member(row, "day") == NULL) fail(reader, where, "bad-value", "no day; write one");
    }
}

static void read_capacity(struct reader *reader, const json_t *table)
{
    static const char *const keys[] = {"site", "day", "minutes", NULL};
    for (size_t i = 0; i < json_array_size(table) && !failed(reader); i++) {
        const json_t *row = json_array_get(table, i);
        check_keys(reader, row, (struct where){"capacity", (int64_t)i, NULL}, keys);
        struct where where = {"capacity", (int64_t)i, "site"};
        uint32_t site = name_read(reader, &reader->sites, member(row, "site"), where);
        where.key = "day";
        int64_t day = read_number(reader, member(row, "day"), where, 0, reader->problem->days - 1);
        where.key = "minutes";
        int64_t minutes = read_number(reader, member(row, "minutes"), where, 0, MINUTES_MAX);
        if (failed(reader)) return;
        ((uint32_t *)reader->problem->sites[site].minutes)[day] = (uint32_t)minutes;
    }
}

/* A way given in one direction counts for both; one that is not given takes no time. */
static void read_travel(struct reader *reader, const json_t *table)
{
    struct where where = {"travel", -1, NULL};
    if (table == NULL) return;
    if (!json_is_object(table)) fail(reader, where, "bad-value", "not an object; write {…}");
    size_t count = reader->problem->site_count;
    uint32_t *travel = ARENA_ARRAY(reader->arena, uint32_t, count * count);
    bool *given = ARENA_ARRAY(reader->arena, bool, count *count);
    const char *from, *to;
    json_t *row, *value;
    json_object_foreach((json_t *)table, from, row)
    {
        int64_t a = name_find(&reader->sites, str_of(from));
        if (a < 0) fail_name(reader, where, "unknown-name", "there is no site \"%s\"", from);
        if (!json_is_object(row)) fail(reader, where, "bad-value", "not an object in an object");
        json_object_foreach(row, to, value)
        {
            int64_t b = name_find(&reader->sites, str_of(to));
            if (b < 0) fail_name(reader, where, "unknown-name", "there is no site \"%s\"", to);
            int64_t minutes = read_number(reader, value, where, 0, MINUTES_MAX);
            if (failed(reader)) return;
            size_t there = (size_t)a * count + (size_t)b, back = (size_t)b * count + (size_t)a;
            travel[there] = (uint32_t)minutes;
            given[there] = true;
            if (!given[back]) travel[back] = (uint32_t)minutes;
        }
    }
    reader->problem->travel = travel;
}

/* Without technicians crews are no constraint, but confirmed visits may still name theirs. */
static void crews_unlimited(struct reader *reader, const json_t *confirmed)
{
    reader->problem->crews_unlimited = true;
    json_t *people = json_array();
    for (size_t c = 0; c < json_array_size(confirmed); c++) {
        const json_t *crew = member(json_array_get(confirmed, c), "crew");
        for (size_t i = 0; i < json_array_size(crew); i++) {
            const json_t *name = json_array_get(crew, i);
            bool known = !json_is_string(name);
            for (size_t k = 0; k < json_array_size(people) && !known; k++)
                known = json_equal(json_object_get(json_array_get(people, k), "id"), name);
            if (!known) json_array_append_new(people, json_pack("{s:O}", "id", name));
        }
    }
    reader->technicians = names_read(reader, people, "technicians");
    read_technicians(reader, people);
    json_decref(people);
}

static const json_t *table_of(struct reader *reader, const json_t *root, const char *key)
{
    const json_t *table;
    (void)list_at(reader, root, (struct where){key, -1, NULL}, &table);
    return table;
}

static void read_root(struct reader *reader, const json_t *root)
{
    const json_t *sites = table_of(reader, root, "sites"), *jobs = table_of(reader, root, "jobs");
    const json_t *people = table_of(reader, root, "technicians");
    const json_t *confirmed = table_of(reader, root, "confirmed");
    const json_t *standing = table_of(reader, root, "standing");
    const json_t *capacity = table_of(reader, root, "capacity");
    if (failed(reader)) return;
    reader->sites = names_read(reader, sites, "sites");
    reader->jobs = names_read(reader, jobs, "jobs");
    reader->technicians = names_read(reader, people, "technicians");
    reader->confirmed = names_read(reader, confirmed, "confirmed");
    if (failed(reader)) return;
    read_sites(reader, root, sites);
    if (people == NULL)
        crews_unlimited(reader, confirmed);
    else
        read_technicians(reader, people);
    struct problem_job *rows = read_jobs(reader, jobs);
    if (failed(reader)) return;
    read_confirmed(reader, confirmed, rows);
    read_standing(reader, standing, rows);
    read_capacity(reader, capacity);
    read_travel(reader, member(root, "travel"));
}

struct solve_fault solve_json_read(const json_t *root, struct arena *arena, struct problem *ret)
{
    static const char *const keys[] = {"days",      "closed",   "sites",    "technicians", "jobs",
                                       "confirmed", "standing", "capacity", "travel",      NULL};
    struct reader reader = {.arena = arena, .problem = ret};
    *ret = (struct problem){0};
    check_keys(&reader, root, (struct where){"the problem", -1, NULL}, keys);
    if (failed(&reader)) return reader.fault;
    ret->days = (int32_t)read_number(&reader, member(root, "days"),
                                     (struct where){"days", -1, NULL}, 1, HORIZON_DAYS_MAX);
    if (!failed(&reader)) read_root(&reader, root);
    return reader.fault;
}
