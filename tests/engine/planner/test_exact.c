/* Do the two exact methods find the same plan, and does neither say more than it knows? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "engine/planner/exact.h"
#include "tests/engine/planner/puzzle.h"

#define ARENA_BYTES ((size_t)1 << 30)
enum { SEEDS = 40, BUDGETS = 4, SLOW_JOBS_MAX = 16 };

static const struct puzzle_kind kinds[] = {
    {"one site, pulled about by targets and standing days", .sites = 1, .jobs = 9, .days = 16,
     .minutes_most = 200, .slack_most = 10, .percent = 20, .target = true, .standing = true,
     .urgent = true, .apart = true},
    {"orders, mates and confirmed visits", .sites = 1, .jobs = 10, .days = 14, .minutes_most = 200,
     .slack_most = 8, .percent = 25, .confirmed = 3, .with = true, .after = true, .alone = true},
    {"two people for one site", .sites = 1, .jobs = 10, .days = 10, .minutes_most = 300,
     .slack_most = 4, .technicians = 2, .percent = 30, .crews = true, .urgent = true,
     .after = true},
    {"three sites that share two people", .sites = 3, .jobs = 9, .days = 9, .minutes_most = 240,
     .slack_most = 3, .technicians = 2, .percent = 25, .crews = true, .target = true},
    {"ways between sites", .sites = 3, .jobs = 8, .days = 8, .minutes_most = 200, .slack_most = 3,
     .technicians = 2, .confirmed = 1, .percent = 20, .travel = true, .crews = true},
    {"wide windows, where bounds alone do not settle it", .sites = 1, .jobs = 16, .days = 20,
     .minutes_most = 220, .slack_most = 18, .percent = 20, .target = true, .apart = true},
    {"more jobs than the slow method gets through, which is to say so", .sites = 1, .jobs = 24,
     .days = 30, .minutes_most = 220, .slack_most = 20, .percent = 20, .target = true,
     .apart = true},
};

struct table {
    struct normal normal;
    struct items items;
    struct crews crews;
    struct indexes all;
};

static void table_init(struct table *table, const struct problem *problem, struct arena *arena)
{
    normal_init(&table->normal, problem, arena);
    items_init(&table->items, &table->normal, arena);
    crews_init(&table->crews, &table->normal, arena);
    uint32_t *at = ARENA_ARRAY(arena, uint32_t, table->items.count);
    for (uint32_t i = 0; i < table->items.count; i++) at[i] = i;
    table->all = (struct indexes){at, table->items.count};
}

static void cluster_of(struct cluster *cluster, const struct table *table, struct arena *arena)
{
    cluster_init(cluster, &table->items, &table->crews, table->all, arena);
}

static const struct column *column_of(const struct cluster_plan *plan, uint32_t item)
{
    for (uint32_t k = 0; k < plan->count; k++)
        if (plan->columns[k].set >> item & 1) return &plan->columns[k];
    return NULL;
}

/* The same visits in the same places, in whatever order. */
static void assert_same_plan(const struct settled *a, const struct settled *b, uint32_t items)
{
    assert_int_equal(levels_cmp(&a->plan.levels, &b->plan.levels, LEVEL_COUNT), 0);
    for (uint32_t i = 0; i < items; i++) {
        const struct column *left = column_of(&a->plan, i), *right = column_of(&b->plan, i);
        assert_non_null(left);
        assert_non_null(right);
        assert_int_equal(left->place, right->place);
        assert_true(left->set == right->set);
    }
}

/* However few the nodes: a bound is no higher than the best, and what is proved is the best. */
static void assert_honest(const struct settled *hurried, const struct settled *best)
{
    assert_true(levels_cmp(&hurried->bound, &best->plan.levels, LEVEL_COUNT) <= 0);
    if (hurried->proved)
        assert_int_equal(levels_cmp(&hurried->plan.levels, &best->plan.levels, LEVEL_COUNT), 0);
    if (hurried->found)
        assert_true(levels_cmp(&hurried->plan.levels, &best->plan.levels, LEVEL_COUNT) >= 0);
}

static void check(const struct problem *problem, uint64_t seed, struct arena *arena)
{
    struct table table;
    struct cluster *cluster = ARENA_NEW(arena, struct cluster);
    struct settled *quick = ARENA_NEW(arena, struct settled);
    struct settled *slow = ARENA_NEW(arena, struct settled);
    struct settled *hurried = ARENA_NEW(arena, struct settled);
    table_init(&table, problem, arena);
    if (table.items.count == 0) return;
    cluster_of(cluster, &table, arena);
    exact_solve(cluster, UINT64_C(20000000), arena, quick);
    assert_true(quick->found && quick->proved);
    if (problem->job_count <= SLOW_JOBS_MAX) {
        cluster_of(cluster, &table, arena);
        settle_solve(cluster, UINT64_C(20000000), arena, slow);
        assert_true(slow->found && slow->proved);
        assert_same_plan(quick, slow, table.items.count);
    }
    for (uint64_t k = 0; k < BUDGETS; k++) {
        uint64_t nodes = 1 + (seed * 37 + k * k * k * 211) % 16000;
        cluster_of(cluster, &table, arena);
        settle_solve(cluster, nodes, arena, hurried);
        assert_honest(hurried, quick);
        cluster_of(cluster, &table, arena);
        exact_solve(cluster, nodes / 20, arena, hurried);
        assert_honest(hurried, quick);
    }
}

static void methods_agree(void **state)
{
    struct arena arena;
    uint32_t checked = 0;
    arena_init(&arena, ARENA_BYTES);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct arena_mark mark = arena_mark(&arena);
        struct problem problem = puzzle_make(*state, seed, &arena);
        if (problem_check(&problem, &arena).kind == PROBLEM_SOUND) {
            check(&problem, seed, &arena);
            checked++;
        }
        arena_rewind(&arena, mark);
    }
    assert_true(checked > SEEDS / 2);
    arena_deinit(&arena);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(kinds)];
    for (size_t i = 0; i < COUNT(kinds); i++)
        tests[i] = (struct CMUnitTest){kinds[i].name, methods_agree, NULL, NULL, (void *)&kinds[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
