/* Are the reasons of a placement the true ones, said once, in both languages? */
#include "tests/harness.h"

#include <string.h>

#include "engine/core/why.h"
#include "tests/engine/core/world.h"

static bool says(const struct why *why, enum message_id id)
{
    for (uint32_t i = 0; i < why->count; i++)
        if (why->at[i].id == id) return true;
    return false;
}

static const char *line_of(struct world *world, const struct why *why, enum message_id id,
                           enum lang lang)
{
    struct text text;
    text_init(&text, &world->turn);
    for (uint32_t i = 0; i < why->count; i++)
        if (why->at[i].id == id) {
            message_print(&text, lang, &why->at[i]);
            return text_str(&text).ptr;
        }
    return "not said";
}

static void the_golden_visit_is_explained(void **unused) /* S14 S15, F40 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-24T10:00");
    world_job(&world, opening("J-1", "admin-password-change", "2021-08-01T00:00"));
    world_job(&world, opening("J-2", "config-change-jlis", "2021-09-10T10:00"));
    world_job(&world, opening("J-3", "os-security-update", "2021-09-24T10:00"));
    struct plan plan = world_plan(&world, "2021-09-24T10:00");
    struct why why = why_visit(&world.state, &plan, &plan.visits[0], &world.turn);
    assert_string_equal(line_of(&world, &why, MESSAGE_WHY_TARGET_KEPT, LANG_EN),
                        "as late as the target of J-1, 2021-10-15 (Fri), allows: what comes until "
                        "then can share it");
    assert_string_equal(line_of(&world, &why, MESSAGE_WHY_SHARED, LANG_EN),
                        "3 jobs share it (visits saved: 2)");
    assert_true(says(&why, MESSAGE_WHY_NOBODY_LATE));
    assert_true(says(&why, MESSAGE_WHY_PROVED));
    assert_true(says(&why, MESSAGE_WHY_NEED_OF));
    assert_false(says(&why, MESSAGE_WHY_LATE));
    assert_false(says(&why, MESSAGE_WHY_PROVISIONAL));

    why = why_job(&world.state, &plan, world_row(&world, "J-3"), &world.turn);
    assert_string_equal(line_of(&world, &why, MESSAGE_WHY_FROM_PROCEDURE, LANG_EN),
                        "J-3 not before 2021-09-28 (Tue): approval of its procedure is taken to "
                        "need 2 open days");
    assert_string_equal(line_of(&world, &why, MESSAGE_WHY_PLANNED, LANG_JA),
                        "J-3 は V-jmgdc0 で 2021年10月15日(金) 12:15 から 2021年10月15日(金) "
                        "15:15 に行う計画です");
    assert_true(says(&why, MESSAGE_WHY_WAITS));
    assert_string_equal(line_of(&world, &why, MESSAGE_WHY_IF_APPROVED, LANG_EN),
                        "with its approvals granted today nothing of its own would keep J-3 "
                        "from 2021-09-24 (Fri)");
    world_deinit(&world);
}

/* The one reason that keeps a job from an earlier day. */
struct reason {
    const char *name;
    struct opening opening;
    const char *now;
    enum message_id said;
};

static void each_bound_is_named(void **unused)
{
    (void)unused;
    const char *failure = "terminal-failure";
    const struct reason rows[] = {
        {"notice and the quarter hour bound today",
         {.id = "J-1", .class = failure, .received = "2021-09-16T10:00"},
         "2021-09-16T10:00",
         MESSAGE_WHY_FROM_TODAY},
        {"a day that is over",
         {.id = "J-1", .class = failure, .received = "2021-09-16T17:00"},
         "2021-09-16T17:00",
         MESSAGE_WHY_TODAY_OVER},
        {"a closed day",
         {.id = "J-1", .class = failure, .received = "2021-09-19T10:00"},
         "2021-09-19T10:00",
         MESSAGE_WHY_TODAY_CLOSED},
        {"the job's earliest day",
         {.id = "J-1", .class = failure, .received = "2021-09-16T10:00", .earliest = "2021-10-04"},
         "2021-09-16T10:00",
         MESSAGE_WHY_FROM_EARLIEST},
        {"the period's first day",
         {.id = "J-1", .class = failure, .received = "2021-07-30T10:00"},
         "2021-07-30T10:00",
         MESSAGE_WHY_FROM_PERIOD},
        {"the clock of an urgent job",
         {.id = "J-1", .class = failure, .received = "2021-09-16T10:00"},
         "2021-09-16T10:00",
         MESSAGE_WHY_CLOCK},
        {"an agreed date takes the place of the clock",
         {.id = "J-1", .class = failure, .received = "2021-09-16T10:00", .due = "2021-09-30"},
         "2021-09-16T10:00",
         MESSAGE_WHY_AGREED},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct world world;
        world_init(&world, NULL);
        world_job(&world, rows[i].opening);
        struct plan plan = world_plan(&world, rows[i].now);
        struct why why = why_visit(&world.state, &plan, &plan.visits[0], &world.turn);
        print_message("%s\n", rows[i].name);
        assert_true(says(&why, rows[i].said));
        world_deinit(&world);
    }
}

static void people_who_are_not_there_are_the_reason(void **unused) /* S27 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_at(&world, "2021-09-16T09:00");
    world_person(&world, "t-one", "2021-09-22", NULL, NULL);
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T09:00"));
    struct plan plan = world_plan(&world, "2021-09-16T09:00");
    struct why why = why_job(&world.state, &plan, 0, &world.turn);
    assert_string_equal(line_of(&world, &why, MESSAGE_WHY_FROM_CREW, LANG_EN),
                        "on no open day from 2021-09-16 (Thu) to 2021-09-21 (Tue) are the people "
                        "or skills there that J-1 needs");
    assert_true(says(&why, MESSAGE_WHY_LATE));
    assert_false(says(&why, MESSAGE_WHY_NOBODY_LATE));
    world_deinit(&world);
}

static void no_reason_is_said_twice(void **unused) /* L12 */
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T10:00"));
    struct plan plan = world_plan(&world, "2021-09-16T10:00");
    struct why why = why_job(&world.state, &plan, 0, &world.turn);
    for (uint32_t i = 0; i < why.count; i++)
        for (uint32_t k = i + 1; k < why.count; k++)
            if (why.at[i].id != MESSAGE_WHY_NEED_OF)
                assert_int_not_equal(why.at[i].id, why.at[k].id);
    world_deinit(&world);
}

static void a_day_says_why_it_is_open_or_not(void **unused) /* S19 */
{
    (void)unused;
    const struct {
        const char *day;
        enum message_id said;
    } rows[] = {
        {"2021-09-21", MESSAGE_WHY_DAY_OPEN},        {"2021-09-19", MESSAGE_WHY_DAY_WEEKEND},
        {"2021-09-20", MESSAGE_WHY_DAY_HOLIDAY},     {"2021-12-30", MESSAGE_WHY_DAY_RANGE},
        {"2028-09-20", MESSAGE_WHY_DAY_PROVISIONAL}, {"2021-09-01", MESSAGE_WHY_DAY_PASSED},
        {"2021-09-16", MESSAGE_WHY_DAY_VISIT},
    };
    struct world world;
    world_init(&world, NULL);
    world_job(&world, opening("J-1", "terminal-failure", "2021-09-16T10:00"));
    struct plan plan = world_plan(&world, "2021-09-16T10:00");
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct why why = why_day(&world.state, &plan, day_at(rows[i].day), &world.turn);
        assert_true(says(&why, rows[i].said));
    }
    world_deinit(&world);
}

static void closed_jobs_say_how_they_ended(void **unused)
{
    (void)unused;
    struct world world;
    world_init(&world, NULL);
    world_job(&world, opening("J-1", "terminal-failure", "2021-07-30T08:00"));
    world_job(&world, opening("J-2", "terminal-failure", "2021-07-30T08:00"));
    world_complete(&world, "J-1", RESULT_DONE);
    world_cancel(&world, "J-2");
    struct plan plan = world_plan(&world, "2021-09-16T10:00");
    struct why done = why_job(&world.state, &plan, 0, &world.turn);
    struct why cancelled = why_job(&world.state, &plan, 1, &world.turn);
    assert_int_equal(done.at[0].id, MESSAGE_WHY_DONE);
    assert_int_equal(cancelled.at[0].id, MESSAGE_WHY_CANCELLED);
    world_deinit(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_golden_visit_is_explained),
        cmocka_unit_test(each_bound_is_named),
        cmocka_unit_test(people_who_are_not_there_are_the_reason),
        cmocka_unit_test(no_reason_is_said_twice),
        cmocka_unit_test(a_day_says_why_it_is_open_or_not),
        cmocka_unit_test(closed_jobs_say_how_they_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
