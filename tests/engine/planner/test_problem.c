/* Which problems contradict themselves, and which jobs are named for it? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "tests/engine/planner/desk.h"

static const uint32_t first[] = {0}, second[] = {1}, third[] = {2};
#define ONLY(list) ((struct indexes){list, 1})

static void apply(struct desk *desk, int what)
{
    struct problem_job *jobs = desk->jobs;
    switch (what) {
    case 0: break;
    case 1:
        jobs[1].with = ONLY(first);
        jobs[1].site = 1;
        break;
    case 2:
        jobs[0].with = ONLY(second);
        jobs[1].apart = ONLY(first);
        break;
    case 3:
        jobs[0].with = ONLY(second);
        jobs[1].with = ONLY(third);
        jobs[2].apart = ONLY(first);
        break;
    case 4:
        jobs[0].alone = true;
        jobs[1].with = ONLY(first);
        break;
    case 5:
        jobs[0].after = ONLY(second);
        jobs[1].after = ONLY(third);
        jobs[2].after = ONLY(first);
        break;
    case 6: jobs[0].after = ONLY(first); break;
    case 7: jobs[0].minutes = 451; break;
    case 8: jobs[0].minutes = 450; break;
    case 9:
        jobs[0].after = ONLY(second);
        jobs[0].with = ONLY(second);
        break;
    case 10:
        jobs[0].minutes = 999;
        jobs[0].confirmed = 0;
        break;
    }
}

static const struct row {
    const char *name;
    int what;
    enum problem_fault_kind kind;
    uint32_t count, jobs[3];
} rows[] = {
    {"no relations, no contradiction", 0, PROBLEM_SOUND, 0, {0}},
    {"with across sites can't be kept", 1, PROBLEM_WITH_ACROSS_SITES, 2, {0, 1}},
    {"with and apart can't both be kept, whichever side says it",
     2,
     PROBLEM_WITH_AND_APART,
     2,
     {0, 1}},
    {"with reaches through a third job", 3, PROBLEM_WITH_AND_APART, 2, {0, 2}},
    {"a job that must be alone has no mate", 4, PROBLEM_WITH_ALONE, 2, {0, 1}},
    {"a circle is named in the order in which its jobs would have to come",
     5,
     PROBLEM_CIRCLE,
     3,
     {2, 1, 0}},
    {"a job that follows itself is the smallest circle", 6, PROBLEM_CIRCLE, 1, {0}},
    {"a minute more than the longest day less its overhead is too long",
     7,
     PROBLEM_TOO_LONG,
     1,
     {0}},
    {"the whole day less its overhead is not", 8, PROBLEM_SOUND, 0, {0}},
    {"mates may come one after the other in their visit", 9, PROBLEM_SOUND, 0, {0}},
    {"what people confirmed is a fact, whatever its length", 10, PROBLEM_SOUND, 0, {0}},
};

static void contradiction_is_named(void **state)
{
    const struct row *row = *state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct desk desk;
    desk_init(&desk, 3);
    desk.confirmed[0] = (struct problem_confirmed){.id = STR("v1"), .day = 1};
    desk.problem.confirmed_count = 1;
    apply(&desk, row->what);
    struct problem_fault fault = problem_check(&desk.problem, &arena);
    assert_int_equal(fault.kind, row->kind);
    assert_int_equal(fault.jobs.count, row->count);
    for (uint32_t i = 0; i < row->count; i++) assert_int_equal(fault.jobs.at[i], row->jobs[i]);
    arena_deinit(&arena);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(rows)];
    for (size_t i = 0; i < COUNT(rows); i++)
        tests[i] =
            (struct CMUnitTest){rows[i].name, contradiction_is_named, NULL, NULL, (void *)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
