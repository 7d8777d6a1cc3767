/* Is the best choice of visits found whatever is proposed for the worth of its items? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "engine/planner/cover.h"
#include "engine/planner/visits.h"
#include "tests/engine/planner/puzzle.h"

#define ARENA_BYTES ((size_t)1 << 30)
enum { SEEDS = 80 };

static const struct puzzle_kind kinds[] = {
    {"one site, targets and standing days", .sites = 1, .jobs = 11, .days = 16, .minutes_most = 200,
     .slack_most = 10, .percent = 20, .target = true, .standing = true, .urgent = true,
     .apart = true},
    {"confirmed visits, taken once each", .sites = 1, .jobs = 10, .days = 14, .minutes_most = 200,
     .slack_most = 8, .percent = 20, .confirmed = 3, .target = true},
};

/* Too much, too little and below nothing. */
static void propose(int64_t *worth, int64_t most, struct chance *chance)
{
    for (uint32_t i = 0; i < CLUSTER_ITEMS_MAX; i++)
        worth[i] = most / 64 * (int64_t)chance_below(chance, 96) - most / 8;
}

static void assert_same(const struct cluster_plan *a, const struct cluster_plan *b)
{
    assert_int_equal(a->count, b->count);
    for (uint32_t k = 0; k < a->count; k++) {
        assert_true(a->columns[k].set == b->columns[k].set);
        assert_int_equal(a->columns[k].place, b->columns[k].place);
    }
}

static void check(struct cluster *cluster, uint64_t seed, struct arena *arena)
{
    struct visits_scale scale = visits_scale_of(cluster);
    struct vec visits;
    struct chance chance = {seed};
    int64_t worth[CLUSTER_ITEMS_MAX], weight = scale.weight[LEVEL_VISITS];
    assert_true(visits_list(cluster, &scale, &visits, arena));
    struct cover_goal goal = {.columns = visits.rows, .count = visits.count};
    goal.items = (UINT64_C(1) << cluster->count) - 1;
    goal.steps_max = UINT64_MAX;
    goal.stride = COVER_PRICE_MOST;
    struct cluster_plan *plain = ARENA_NEW(arena, struct cluster_plan);
    enum search_end end = cover_best(cluster, &goal, arena, plain);
    for (int k = 0; k < 6; k++) {
        struct cluster_plan *other = ARENA_NEW(arena, struct cluster_plan);
        propose(worth, weight, &chance);
        goal.worth = worth;
        goal.stride = 1 + weight / (1 + chance_below(&chance, 50));
        assert_int_equal(cover_best(cluster, &goal, arena, other), end);
        assert_same(plain, other);
        goal.steps_max = chance_below(&chance, 200);
        if (cover_best(cluster, &goal, arena, other) == SEARCH_SPENT) assert_true(goal.steps > 0);
        goal.steps_max = UINT64_MAX;
    }
}

static void worths_do_not_decide(void **state)
{
    struct arena arena;
    arena_init(&arena, ARENA_BYTES);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct arena_mark mark = arena_mark(&arena);
        struct problem problem = puzzle_make(*state, seed, &arena);
        struct normal normal;
        struct items items;
        struct crews crews;
        struct cluster *cluster = ARENA_NEW(&arena, struct cluster);
        normal_init(&normal, &problem, &arena);
        items_init(&items, &normal, &arena);
        crews_init(&crews, &normal, &arena);
        uint32_t *at = ARENA_ARRAY(&arena, uint32_t, items.count);
        for (uint32_t i = 0; i < items.count; i++) at[i] = i;
        cluster_init(cluster, &items, &crews, (struct indexes){at, items.count}, &arena);
        if (cluster_tighten(cluster)) check(cluster, seed, &arena);
        arena_rewind(&arena, mark);
    }
    arena_deinit(&arena);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(kinds)];
    for (size_t i = 0; i < COUNT(kinds); i++)
        tests[i] =
            (struct CMUnitTest){kinds[i].name, worths_do_not_decide, NULL, NULL, (void *)&kinds[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
