/* Is the plan the same to the byte whatever the order of the problem's lines? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/planner/solution.h"
#include "tests/engine/planner/puzzle.h"
#include "tests/engine/planner/referee.h"

#define ARENA_BYTES ((size_t)1 << 30)
enum { SEEDS = 12, SHUFFLES = 3 };

static const struct puzzle_kind kinds[] = {
    {"one site, pulled about by targets and standing days", .sites = 1, .jobs = 12, .days = 20,
     .minutes_most = 200, .slack_most = 12, .percent = 20, .target = true, .standing = true,
     .urgent = true, .apart = true},
    {"orders, mates and confirmed visits", .sites = 1, .jobs = 12, .days = 20, .minutes_most = 200,
     .slack_most = 12, .percent = 20, .confirmed = 3, .with = true, .after = true, .alone = true},
    {"three sites that share few people", .sites = 3, .jobs = 14, .days = 12, .minutes_most = 240,
     .slack_most = 4, .technicians = 2, .percent = 25, .crews = true, .travel = true},
    {"more jobs than are searched", .sites = 1, .jobs = 80, .days = 20, .minutes_most = 150,
     .slack_most = 9, .percent = 10, .apart = true, .urgent = true},
};

/* Ids alone, so that indexes don't matter. */
static struct str in_words(const struct problem *p, const struct solution *s, struct arena *arena)
{
    struct text text;
    text_init(&text, arena);
    for (uint32_t v = 0; v < s->visit_count; v++) {
        const struct solution_visit *visit = &s->visits[v];
        text_add(&text, "%.*s day %d:", STR_ARGS(p->sites[visit->site].id), visit->day);
        for (uint32_t i = 0; i < visit->jobs.count; i++)
            text_add(&text, " %.*s", STR_ARGS(p->jobs[visit->jobs.at[i]].id));
        for (uint32_t i = 0; i < visit->crew.count; i++)
            text_add(&text, " + %.*s", STR_ARGS(p->technicians[visit->crew.at[i]].id));
        text_putc(&text, '\n');
    }
    for (uint32_t u = 0; u < s->unplanned_count; u++)
        text_add(&text, "no %.*s (%d)\n", STR_ARGS(p->jobs[s->unplanned[u].job].id),
                 (int)s->unplanned[u].reason);
    text_add(&text, "nodes %llu", (unsigned long long)s->nodes);
    return text_str(&text);
}

static void lines_in_any_order(void **state)
{
    const struct puzzle_kind *kind = *state;
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct problem problem = puzzle_make(kind, seed, &arena);
        if (problem_check(&problem, &arena).kind != PROBLEM_SOUND) continue;
        struct solution solution, again;
        solution_find(&problem, &arena, &solution);
        assert_null(referee_judge(&problem, &solution, &arena));
        struct str words = in_words(&problem, &solution, &arena);
        for (uint64_t k = 1; k <= SHUFFLES; k++) {
            struct problem other = puzzle_shuffle(&problem, k, &arena);
            solution_find(&other, &arena, &again);
            assert_string_equal(words.ptr, in_words(&other, &again, &arena).ptr);
        }
    }
    arena_deinit(&arena);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(kinds)];
    for (size_t i = 0; i < COUNT(kinds); i++)
        tests[i] =
            (struct CMUnitTest){kinds[i].name, lines_in_any_order, NULL, NULL, (void *)&kinds[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
