/* Does the plan read as a person would expect it, in small cases worked by hand? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/planner/solution.h"
#include "tests/engine/planner/desk.h"
#include "tests/engine/planner/referee.h"

static const uint32_t first[] = {0}, second[] = {1};
#define ONLY(list) ((struct indexes){list, 1})

/* S14, S15: three works that could come apart are done at once in October. Days 0..11 stand
 * for the Mondays on and after 20 September; the patch has to be done by day 9. */
static void late_september(struct desk *desk)
{
    desk->jobs[0].release = 1; /* the setting change, planned earlier and in no hurry */
    desk->jobs[0].target = 8;
    desk->jobs[1].release = 2; /* the patch */
    desk->jobs[1].due = 9;
    desk->jobs[2].release = 7; /* the password, from early October on */
}

static void target_before_wait(struct desk *desk)
{
    desk->jobs[0].target = 3;
    desk->jobs[1].target = 8;
}

static void no_wishes(struct desk *desk)
{
    desk->jobs[0].release = 3;
}

static void urgent_company(struct desk *desk)
{
    desk->jobs[0].urgent = true;
    desk->jobs[0].release = 1;
    desk->jobs[1].release = 2;
}

static void urgent_patience(struct desk *desk)
{
    urgent_company(desk);
    desk->jobs[0].wait = 1;
}

static void standing(struct desk *desk)
{
    desk->jobs[0].standing = 4;
    desk->jobs[0].target = 2;
}

static void in_order(struct desk *desk)
{
    desk->jobs[0].after = ONLY(second);
    desk->jobs[0].due = desk->jobs[1].due = 2;
}

static void two_visits(struct desk *desk)
{
    desk->jobs[0].apart = ONLY(second);
    desk->jobs[0].due = desk->jobs[1].due = desk->jobs[2].due = 3;
}

static void beyond_due(struct desk *desk)
{
    desk->jobs[0].release = 5;
    desk->jobs[0].due = 3;
}

static void joined(struct desk *desk)
{
    desk->confirmed[0] = (struct problem_confirmed){.id = STR("v1"), .day = 4};
    desk->problem.confirmed_count = 1;
    desk->jobs[1].confirmed = 0;
    desk->jobs[0].target = 8;
}

static void no_day(struct desk *desk)
{
    desk->jobs[0].release = DESK_DAYS;
}

static void no_room(struct desk *desk)
{
    for (int d = 0; d < DESK_DAYS; d++) desk->minutes[d] = d == 5 ? 480 : 60;
    desk->jobs[0].minutes = 450; /* only the closed day 5 is long enough */
}

static void no_crew(struct desk *desk)
{
    desk->technicians[0] = (struct problem_technician){STR("t1"), 1, NULL, 1};
    desk->problem.technician_count = 1;
    desk->problem.crews_unlimited = false;
    desk->jobs[0].skills = 2;
}

static void after_nothing(struct desk *desk)
{
    desk->jobs[1].release = DESK_DAYS;
    desk->jobs[0].after = ONLY(second);
}

static void one_person(struct desk *desk)
{
    no_crew(desk);
    desk->jobs[0].skills = 1;
    desk->jobs[1].site = 1;
    desk->jobs[0].due = desk->jobs[1].due = 0;
}

static void two_skills(struct desk *desk)
{
    no_crew(desk);
    desk->technicians[1] = (struct problem_technician){STR("t2"), 2, NULL, 1};
    desk->problem.technician_count = 2;
    desk->jobs[0].skills = 3;
}

static void equals(struct desk *desk)
{
    desk->jobs[0].apart = ONLY(second);
    desk->jobs[0].standing = desk->jobs[1].standing = 9;
    desk->jobs[0].due = desk->jobs[1].due = 9;
    desk->jobs[2].due = 9;
}

static void with_pinned(struct desk *desk)
{
    joined(desk);
    desk->jobs[0].with = ONLY(second);
    desk->jobs[2].after = ONLY(first);
    desk->jobs[2].due = 4;
}

static const struct row {
    const char *name;
    uint32_t jobs;
    void (*write)(struct desk *);
    const char *plan;
} rows[] = {
    {"three works of late September are one visit in October (4 note, S15)", 3, late_september,
     "8 a: j1 j2 j3"},
    {"a target is kept rather than a better day for the other", 2, target_before_wait,
     "3 a: j1 j2"},
    {"a visit without wishes stands as late as the horizon lets it", 1, no_wishes, "11 a: j1"},
    {"an urgent job does not wait a day for company, though it costs a visit", 2, urgent_company,
     "1 a: j1; 11 a: j2"},
    {"but does as long as it may be kept waiting", 2, urgent_patience, "2 a: j1 j2"},
    {"a standing day outweighs a target", 1, standing, "4 a: j1"},
    {"what follows stands behind in the same visit", 2, in_order, "2 a: j2 j1"},
    {"apart makes two visits and a third job rides with the earlier id", 3, two_visits,
     "3 a: j1 j3; 3 a: j2"},
    {"what can't be in time is done as early as can be", 1, beyond_due, "7 a: j1"},
    {"a confirmed visit takes a job in, target or not", 2, joined, "4 a v1: j1 j2"},
    {"no open day is left", 1, no_day, "no j1 (0)"},
    {"no open day is long enough", 1, no_room, "no j1 (1)"},
    {"nobody has the skill", 1, no_crew, "no j1 (2)"},
    {"what follows something unplanned is unplanned", 2, after_nothing, "no j1 (3), no j2 (0)"},
    {"one person can't be at two sites: one job is a day late, the later id", 2, one_person,
     "0 a: j1 + t1; 1 b: j2 + t1"},
    {"two people bring the two skills of one job", 1, two_skills, "11 a: j1 + t1 + t2"},
    {"among equals the first id gets company", 3, equals, "9 a: j1 j3; 9 a: j2"},
    {"a mate joins the pinned job, and what follows stands behind it", 3, with_pinned,
     "4 a v1: j1 j2 j3"},
};

static struct str plan_text(const struct problem *p, const struct solution *s, struct arena *arena)
{
    struct text text;
    text_init(&text, arena);
    for (uint32_t v = 0; v < s->visit_count; v++) {
        const struct solution_visit *visit = &s->visits[v];
        text_add(&text, "%s%d %.*s", v > 0 ? "; " : "", visit->day,
                 STR_ARGS(p->sites[visit->site].id));
        if (visit->confirmed != PROBLEM_NONE)
            text_add(&text, " %.*s", STR_ARGS(p->confirmed[visit->confirmed].id));
        text_putc(&text, ':');
        for (uint32_t i = 0; i < visit->jobs.count; i++)
            text_add(&text, " %.*s", STR_ARGS(p->jobs[visit->jobs.at[i]].id));
        for (uint32_t i = 0; i < visit->crew.count; i++)
            text_add(&text, " + %.*s", STR_ARGS(p->technicians[visit->crew.at[i]].id));
    }
    for (uint32_t u = 0; u < s->unplanned_count; u++)
        text_add(&text, "%sno %.*s (%d)", u + s->visit_count > 0 ? ", " : "",
                 STR_ARGS(p->jobs[s->unplanned[u].job].id), (int)s->unplanned[u].reason);
    return text_str(&text);
}

static void plan_reads(void **state)
{
    const struct row *row = *state;
    struct arena arena;
    arena_init(&arena, (size_t)1 << 26);
    struct desk desk;
    struct solution solution;
    desk_init(&desk, row->jobs);
    row->write(&desk);
    assert_int_equal(problem_check(&desk.problem, &arena).kind, PROBLEM_SOUND);
    solution_find(&desk.problem, &arena, &solution);
    assert_string_equal(plan_text(&desk.problem, &solution, &arena).ptr, row->plan);
    assert_null(referee_judge(&desk.problem, &solution, &arena));
    assert_true(solution.proved);
    arena_deinit(&arena);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(rows)];
    for (size_t i = 0; i < COUNT(rows); i++)
        tests[i] = (struct CMUnitTest){rows[i].name, plan_reads, NULL, NULL, (void *)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
