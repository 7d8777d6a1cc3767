#include "rules/contract_check.h"

#include "engine/base/limits.h"
#include "engine/base/sort.h"

/* NULL when the value is missing or was refused already. */
static struct node *sound(const struct node *map, const char *key)
{
    struct node *node = node_find(map, str_of(key));
    return node != NULL && !node->faulty ? node : NULL;
}

static struct node *section(const struct contract_check *c, const char *key)
{
    return node_find(c->root, str_of(key));
}

static void say(struct contract_check *c, struct node *node, enum message_id id)
{
    node_fault(c->faults, node, (struct message){.id = id});
}

static void say_days(struct contract_check *c, struct node *node, enum message_id id, day_t a,
                     day_t b)
{
    node_fault(c->faults, node, (struct message){id, {arg_day(a), arg_day(b)}});
}

/* `to` itself is named: it is the one that people get wrong. */
static void check_period(struct contract_check *c)
{
    const struct node *period = section(c, "period");
    const struct contract *contract = c->contract;
    struct node *to = sound(period, "to");
    if (to == NULL || sound(period, "from") == NULL) return;
    int32_t days = contract->to.n - contract->from.n + 1;
    if (days <= 0)
        say_days(c, to, MESSAGE_CONTRACT_PERIOD_EMPTY, contract->from, contract->to);
    else if (days > HORIZON_DAYS_MAX)
        node_fault(c->faults, to,
                   (struct message){MESSAGE_CONTRACT_PERIOD_LONG,
                                    {arg_number(days), arg_number(HORIZON_DAYS_MAX)}});
}

static bool range_is_sound(struct contract_check *c, const struct node *map,
                           struct minutes_range range)
{
    struct node *to = sound(map, "to");
    if (to == NULL || sound(map, "from") == NULL) return false;
    if (range.from >= range.to) say(c, to, MESSAGE_CONTRACT_HOURS_EMPTY);
    return range.from < range.to;
}

/* Breaks stand in order inside the hours, so that the working time between them is plain. */
static int32_t check_breaks(struct contract_check *c, const struct node *calendar)
{
    const struct calendar_rule *rule = &c->contract->calendar;
    struct node *breaks = sound(calendar, "breaks");
    minute_t last = rule->hours.from;
    int32_t minutes = 0;
    if (breaks == NULL || rule->break_count != breaks->count) return 0;
    for (struct node *node = breaks->first; node != NULL; node = node->next) {
        struct minutes_range range = rule->breaks[node->index];
        if (!range_is_sound(c, node, range)) continue;
        if (range.from < last || range.to > rule->hours.to)
            say(c, node, MESSAGE_CONTRACT_BREAK_MISPLACED);
        last = range.to;
        minutes += range.to - range.from;
    }
    return minutes;
}

/* Working minutes of an open day, 0 when its hours are not known. */
static int32_t check_hours(struct contract_check *c)
{
    const struct node *calendar = section(c, "calendar");
    struct minutes_range hours = c->contract->calendar.hours;
    if (!range_is_sound(c, node_find(calendar, STR("hours")), hours)) return 0;
    int32_t minutes = hours.to - hours.from - check_breaks(c, calendar);
    struct node *breaks = sound(calendar, "breaks");
    if (minutes <= 0 && breaks != NULL) say(c, breaks, MESSAGE_CONTRACT_NO_WORKING_TIME);
    return minutes;
}

static bool in_yearly(const struct closed_range *r, int32_t month, int32_t day)
{
    int32_t at = month * 100 + day, from = r->from_month * 100 + r->from_day,
            to = r->to_month * 100 + r->to_day;
    return from <= to ? from <= at && at <= to : from <= at || at <= to;
}

static bool closed_every_year(const struct closed_ranges *closed, int32_t month, int32_t day)
{
    for (uint32_t i = 0; i < closed->count; i++)
        if (closed->at[i].yearly && in_yearly(&closed->at[i], month, day)) return true;
    return false;
}

/* A search for the next open day has to end. */
static void check_closed(struct contract_check *c, const struct node *map,
                         const struct closed_ranges *closed)
{
    enum { COMMON_YEAR = 2021 }; /* 29 February alone would not do */
    struct node *node = sound(map, "closed");
    if (node == NULL) return;
    for (int32_t month = 1; month <= 12; month++)
        for (int32_t day = 1; day <= days_in_month(COMMON_YEAR, month); day++)
            if (!closed_every_year(closed, month, day)) return;
    say(c, node, MESSAGE_CONTRACT_NEVER_OPEN);
}

static int by_day(const void *a, const void *b, const void *context)
{
    (void)context;
    return day_cmp(*(const day_t *)a, *(const day_t *)b);
}

static void check_holidays(struct contract_check *c)
{
    struct node *list = sound(section(c, "calendar"), "holidays");
    struct calendar_rule *rule = &c->contract->calendar;
    if (list == NULL || rule->holiday_count != list->count) return;
    for (const struct node *node = list->first; node != NULL; node = node->next) {
        struct node *date = sound(node, "date");
        for (uint32_t i = 0; date != NULL && i < node->index; i++) {
            if (!day_eq(rule->holiday_days[i].day, rule->holiday_days[node->index].day)) continue;
            node_fault(c->faults, date,
                       (struct message){MESSAGE_CONTRACT_REPEATED,
                                        {arg_text("holidays"), arg_str(date->text)}});
            break;
        }
    }
}

/* The lists that promise to be ascending. Their memory is the reader's own until it is done. */
static void days_sort(struct contract_check *c)
{
    struct calendar_rule *rule = &c->contract->calendar;
    _Static_assert(offsetof(struct named_day, day) == 0, "sorted by what comes first");
    sort_rows((void *)rule->opened.at, rule->opened.count, sizeof(day_t), by_day, NULL, c->arena);
    sort_rows((void *)rule->holiday_days, rule->holiday_count, sizeof(struct named_day), by_day,
              NULL, c->arena);
}

/* earliest <= target <= due, each in its place in the period (S1). */
static void check_window(struct contract_check *c, const struct node *map,
                         const struct job_class *class)
{
    static const char *const keys[] = {"earliest", "target", "due"};
    const struct maybe_day days[] = {class->earliest, class->target, class->due};
    const struct contract *contract = c->contract;
    bool period =
        sound(section(c, "period"), "from") != NULL && sound(section(c, "period"), "to") != NULL;
    struct maybe_day before = {0};
    for (uint32_t i = 0; i < COUNT(keys); i++) {
        struct node *node = sound(map, keys[i]);
        if (node == NULL || !days[i].is) continue;
        bool inside =
            day_cmp(contract->from, days[i].day) <= 0 && day_cmp(days[i].day, contract->to) <= 0;
        if (period && !inside)
            say_days(c, node, MESSAGE_CONTRACT_OUTSIDE_PERIOD, contract->from, contract->to);
        else if (before.is && day_cmp(before.day, days[i].day) > 0)
            say_days(c, node, MESSAGE_CONTRACT_WINDOW_EMPTY, before.day, days[i].day);
        before = days[i];
    }
}

static bool is_absent(const struct node *map, const char *key)
{
    const struct node *node = node_find(map, str_of(key));
    return node == NULL || (!node->faulty && node->plain &&
                            (str_eq(node->text, STR("~")) || str_eq(node->text, STR("null"))));
}

/* A job that opens by itself has nobody who could say where it is done and by when. */
static void check_once(struct contract_check *c, const struct node *map,
                       const struct job_class *class)
{
    struct node *once = sound(map, "once");
    if (once == NULL || !class->once) return;
    bool calendar = sound(map, "source") == NULL || class->source == SOURCE_CALENDAR;
    bool routine = sound(map, "urgency") == NULL || class->urgency == URGENCY_ROUTINE;
    if (!calendar || !routine)
        say(c, once, MESSAGE_CONTRACT_ONCE_ONLY_CALENDAR);
    else if (is_absent(map, "site") || is_absent(map, "due"))
        say(c, once, MESSAGE_CONTRACT_ONCE_INCOMPLETE);
}

/* Overhead of the class's own site, or of the site where it is smallest. */
static uint32_t overhead_of(const struct contract *contract, const struct job_class *class)
{
    uint32_t least = UINT32_MAX;
    if (class->site < contract->site_count) return contract->sites[class->site].overhead_minutes;
    for (uint32_t i = 0; i < contract->site_count; i++)
        if (contract->sites[i].overhead_minutes < least)
            least = contract->sites[i].overhead_minutes;
    return least == UINT32_MAX ? 0 : least;
}

static void check_fits(struct contract_check *c, const struct node *map,
                       const struct job_class *class, int32_t day_minutes)
{
    struct node *minutes = sound(map, "minutes");
    if (minutes == NULL || day_minutes <= 0) return;
    uint32_t overhead = overhead_of(c->contract, class);
    if (class->minutes + overhead <= (uint32_t)day_minutes) return;
    node_fault(c->faults, minutes,
               (struct message){
                   MESSAGE_CONTRACT_DOES_NOT_FIT,
                   {arg_number(class->minutes), arg_number(overhead), arg_number(day_minutes)}});
}

static void check_classes(struct contract_check *c, int32_t day_minutes)
{
    struct node *classes = section(c, "classes");
    struct job_class *rows = (struct job_class *)c->contract->classes;
    if (classes == NULL || c->contract->class_count != classes->count) return;
    for (struct node *map = classes->first; map != NULL; map = map->next) {
        struct job_class *class = &rows[map->index];
        if (map->kind != NODE_MAP) continue;
        if (is_absent(map, "crew")) class->crew = c->contract->crew_size;
        check_once(c, map, class);
        check_window(c, map, class);
        check_fits(c, map, class, day_minutes);
        struct node *expected = sound(map, "expected");
        if (expected != NULL && class->has_expected && !is_absent(map, "group"))
            say(c, expected, MESSAGE_CONTRACT_EXPECTED_TWICE);
    }
}

/* A class can be named under merge.alone or say so itself; either way both show it. */
static void alone_complete(struct contract_check *c)
{
    struct contract *contract = c->contract;
    struct merge_rule *merge = &contract->merge;
    struct job_class *rows = (struct job_class *)contract->classes;
    for (uint32_t i = 0; i < merge->alone_count; i++)
        if (merge->alone[i] < contract->class_count) rows[merge->alone[i]].alone = true;
    uint32_t *alone = ARENA_ARRAY(c->arena, uint32_t, contract->class_count);
    uint32_t count = 0;
    for (uint32_t i = 0; i < contract->class_count; i++)
        if (rows[i].alone) alone[count++] = i;
    merge->alone = count > 0 ? alone : NULL;
    merge->alone_count = count;
}

/* Marks, as long as there are any, the classes that wait for no unmarked one (Kahn 1962). */
static bool order_is_possible(const struct merge_rule *merge, bool *marked, uint32_t class_count)
{
    uint32_t left = class_count;
    for (bool moved = true; moved;) {
        moved = false;
        for (uint32_t class = 0; class < class_count; class ++) {
            bool waits = marked[class];
            for (uint32_t i = 0; i < merge->after_count && !waits; i++)
                waits = merge->after[i].first == class && !marked[merge->after[i].second];
            if (waits) continue;
            marked[class] = moved = true;
            left--;
        }
    }
    return left == 0;
}

static void check_after(struct contract_check *c)
{
    const struct contract *contract = c->contract;
    struct node *after = sound(section(c, "merge"), "after");
    if (after == NULL || contract->merge.after_count != after->count) return;
    for (const struct node *pair = after->first; pair != NULL; pair = pair->next) {
        struct class_pair p = contract->merge.after[pair->index];
        bool known = p.first < contract->class_count && p.second < contract->class_count;
        if (pair->faulty || !known || pair->first->faulty || pair->last->faulty) return;
    }
    bool *marked = ARENA_ARRAY(c->scratch, bool, contract->class_count);
    if (!order_is_possible(&contract->merge, marked, contract->class_count))
        say(c, after, MESSAGE_CONTRACT_AFTER_CYCLE);
}

/* Fills in what the kind of duty implies, and refuses a limit that would never be used. */
static void check_within(struct contract_check *c, const struct node *map,
                         struct document_rule *rule)
{
    struct node *days = sound(map, "within_days"), *open = sound(map, "within_open_days");
    if (sound(map, "owed") == NULL) return;
    if (rule->owed == OWED_AFTER_MEETING && node_find(map, STR("within_days")) == NULL)
        rule->within_days = 2; /* 5(10) */
    if (rule->owed == OWED_AFTER_VISIT && node_find(map, STR("within_open_days")) == NULL)
        rule->within_open_days = 1; /* 5(8)ウ: promptly */
    if (days != NULL && rule->owed != OWED_AFTER_MEETING && rule->within_days > 0)
        say(c, days, MESSAGE_CONTRACT_WITHIN_UNUSED);
    if (open != NULL && rule->owed != OWED_AFTER_VISIT && rule->within_open_days > 0)
        say(c, open, MESSAGE_CONTRACT_WITHIN_UNUSED);
}

static void check_documents(struct contract_check *c)
{
    struct node *documents = section(c, "documents");
    struct document_rule *rows = (struct document_rule *)c->contract->documents;
    if (documents == NULL || c->contract->document_count != documents->count) return;
    for (struct node *map = documents->first; map != NULL; map = map->next) {
        struct node *kind = sound(map, "kind");
        check_within(c, map, &rows[map->index]);
        for (uint32_t i = 0; kind != NULL && i < map->index; i++) {
            if (!str_eq(rows[i].kind, rows[map->index].kind)) continue;
            node_fault(c->faults, kind,
                       (struct message){MESSAGE_CONTRACT_REPEATED,
                                        {arg_text("kind"), arg_str(kind->text)}});
            break;
        }
    }
}

static bool same_way(const struct travel *a, const struct travel *b)
{
    return (a->from == b->from && a->to == b->to) || (a->from == b->to && a->to == b->from);
}

/* Both ways take the same time, so each pair of sites stands once. */
static void check_travel(struct contract_check *c)
{
    struct node *list = section(c, "travel");
    const struct travel *rows = c->contract->travels;
    if (list == NULL || c->contract->travel_count != list->count) return;
    for (struct node *map = list->first; map != NULL; map = map->next) {
        struct node *between = sound(map, "between");
        const struct travel *way = &rows[map->index];
        if (between == NULL || between->first->faulty || between->last->faulty) continue;
        bool bad = way->from == way->to;
        for (uint32_t i = 0; i < map->index; i++) bad = bad || same_way(&rows[i], way);
        if (bad) say(c, between, MESSAGE_CONTRACT_TRAVEL_TWICE);
    }
}

static void check_sites(struct contract_check *c)
{
    const struct node *sites = section(c, "sites");
    if (sites == NULL || c->contract->site_count != sites->count) return;
    for (const struct node *map = sites->first; map != NULL; map = map->next)
        check_closed(c, map, &c->contract->sites[map->index].closed);
}

void contract_complete(struct contract_check *c)
{
    check_period(c);
    int32_t day_minutes = check_hours(c);
    check_closed(c, section(c, "calendar"), &c->contract->calendar.closed);
    check_holidays(c);
    check_sites(c);
    check_classes(c, day_minutes);
    alone_complete(c);
    check_after(c);
    check_documents(c);
    check_travel(c);
    days_sort(c);
}
