#include "engine/core/plan_id.h"

#include "engine/base/hash.h"
#include "engine/base/sort.h"
#include "engine/base/text.h"

enum {
    ID_LETTERS = 6,      /* 30 bits: two of a plan's visits meet once in a great many plans */
    ID_SALTS_MAX = 1000, /* far beyond any chance of meeting; past it something is broken */
};

static int by_id(const void *a, const void *b, const void *context)
{
    const struct state *state = context;
    const uint32_t *one = a, *other = b;
    return str_cmp(state_text(state, state_job(state, *one)->id),
                   state_text(state, state_job(state, *other)->id));
}

/* A byte that no id holds stands between them, so that "a" "bc" isn't "ab" "c". */
static uint64_t hash_word(uint64_t hash, struct str word)
{
    return hash_add(hash_add(hash, word), STR("\n"));
}

static uint64_t set_hash(const struct state *state, struct str site, const uint32_t *jobs,
                         uint32_t job_count, struct arena *arena)
{
    struct arena_mark mark = arena_mark(arena);
    uint32_t *sorted = ARENA_ARRAY(arena, uint32_t, job_count);
    for (uint32_t i = 0; i < job_count; i++) sorted[i] = jobs[i];
    sort_rows(sorted, job_count, sizeof *sorted, by_id, state, arena);
    uint64_t hash = hash_word(HASH_START, site);
    for (uint32_t i = 0; i < job_count; i++)
        hash = hash_word(hash, state_text(state, state_job(state, sorted[i])->id));
    arena_rewind(arena, mark);
    return hash;
}

static struct str id_of_hash(uint64_t hash, struct arena *arena)
{
    /* No i l o u: they are misheard over the telephone or misread as digits. */
    static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
    char id[ID_LETTERS + 2] = {'V', '-'};
    hash ^= hash >> 32; /* FNV-1a's low bits know little of its high ones */
    for (int i = 0; i < ID_LETTERS; i++) id[2 + i] = letters[(hash >> (5 * i)) & 31];
    return str_copy(arena, (struct str){id, sizeof id});
}

static bool list_has(const uint32_t *rows, uint32_t count, uint32_t row)
{
    for (uint32_t i = 0; i < count; i++)
        if (rows[i] == row) return true;
    return false;
}

bool plan_is_visit_of(const struct state *state, const struct visit_row *visit, struct str site,
                      const uint32_t *jobs, uint32_t job_count)
{
    if (visit->jobs.count != job_count || !str_eq(state_text(state, visit->site), site))
        return false;
    const uint32_t *rows = state_list(state, visit->jobs);
    for (uint32_t i = 0; i < job_count; i++)
        if (!list_has(rows, job_count, jobs[i])) return false;
    return true;
}

static bool is_taken(struct strs taken, struct str id)
{
    for (uint32_t i = 0; i < taken.count; i++)
        if (str_eq(taken.at[i], id)) return true;
    return false;
}

struct str plan_visit_id_beside(const struct state *state, struct str site, const uint32_t *jobs,
                                uint32_t job_count, struct strs taken, struct arena *arena)
{
    uint64_t hash = set_hash(state, site, jobs, job_count, arena);
    for (int salt = 0; salt < ID_SALTS_MAX; salt++) {
        struct str id = id_of_hash(hash, arena);
        uint32_t row = state_find(state, NAME_VISIT, id);
        bool free = row == NO_ROW ||
                    plan_is_visit_of(state, state_visit(state, row), site, jobs, job_count);
        if (free && !is_taken(taken, id)) return id;
        hash = hash_word(hash, STR("again"));
    }
    CHECK(false);
    return STR_NONE;
}

struct str plan_visit_id(const struct state *state, struct str site, const uint32_t *jobs,
                         uint32_t job_count, struct arena *arena)
{
    return plan_visit_id_beside(state, site, jobs, job_count, (struct strs){0}, arena);
}
