/* Does a diff tell what changed, for whom, and by which events, and nothing else? */
#include "tests/harness.h"

#include "engine/desk/desk.h"
#include "replay/diff.h"
#include "replay/line_diff.h"
#include "tests/replay/history.h"

struct pair {
    struct state states[2];
    struct diff_side sides[2];
    struct diff diff;
};

static void compare(struct history *s, const char *from, const char *to, struct pair *ret)
{
    const char *const texts[] = {from, to};
    for (int i = 0; i < 2; i++) {
        struct position position;
        struct log *log = desk_log(s->desk);
        assert_false(is_err(position_of_instant(log, history_instant(texts[i]), &position)));
        assert_false(is_err(desk_state_at(log, position.seq, &s->arena, &ret->states[i])));
        diff_look(&ret->states[i], position, STR("sapporo-2021"), &s->arena, &ret->sides[i]);
    }
    assert_false(is_err(
        diff_make(desk_log(s->desk), &ret->sides[0], &ret->sides[1], &s->arena, &ret->diff)));
}

static void a_position_and_itself_differ_in_nothing(void **unused)
{
    (void)unused;
    struct history s;
    struct pair p;
    history_begin(&s);
    compare(&s, "2021-09-20T10:00", "2021-09-20T10:00", &p);
    assert_int_equal(p.diff.event_count + p.diff.job_count + p.diff.visit_count, 0);
    assert_int_equal(p.diff.person_count + p.diff.alert_count + p.diff.document_count, 0);
    history_end(&s);
}

static void a_new_job_is_told_with_its_visit_and_events(void **unused)
{
    (void)unused;
    struct history s;
    struct pair p;
    history_begin(&s);
    compare(&s, "2021-09-13T10:00", "2021-09-13T14:00", &p);
    assert_int_equal(p.diff.job_count, 1);
    const struct job_change *job = &p.diff.jobs[0];
    assert_true(str_eq(job->id, STR("J-3")));
    assert_false(job->before.is);
    assert_true(str_eq(job->after.visit, STR("V-1")));
    assert_int_equal(job->after.deadline.ms, history_instant("2021-09-16T17:15").ms);
    assert_true(job->events.count >= 4); /* opened, ordered, proposed, approved, permitted */
    assert_int_equal(p.diff.person_count, 1);
    assert_true(str_eq(p.diff.people[0].id, STR("t-sato")));
    assert_true(p.diff.people[0].events.count > 0);
    history_end(&s);
}

static void a_planned_visit_goes_with_the_events_of_its_jobs(void **unused)
{
    (void)unused;
    struct history s;
    struct pair p;
    bool gone = false;
    history_begin(&s);
    compare(&s, "2021-09-13T10:30", "2021-09-13T14:00", &p);
    for (uint32_t i = 0; i < p.diff.visit_count; i++) {
        const struct visit_change *visit = &p.diff.visits[i];
        if (!visit->before.is || visit->after.is) continue;
        gone = true;
        assert_true(visit->events.count > 0);
    }
    assert_true(gone);
    history_end(&s);
}

static void a_day_going_by_makes_a_document_late_without_events(void **unused)
{
    (void)unused;
    struct history s;
    struct pair p;
    bool late = false;
    history_begin(&s);
    compare(&s, "2021-09-29T10:00", "2021-10-05T10:00", &p);
    assert_int_equal(p.diff.event_count, 0);
    for (uint32_t i = 0; i < p.diff.document_count; i++)
        late = late || p.diff.documents[i].after.state == DOCUMENT_LATE;
    assert_true(late);
    assert_true(p.diff.alert_count > 0);
    history_end(&s);
}

static void before_the_contract_there_was_nothing(void **unused)
{
    (void)unused;
    struct history s;
    struct pair p;
    history_begin(&s);
    compare(&s, "2021-07-01T10:00", "2021-09-13T10:00", &p);
    assert_true(p.diff.job_count > 0);
    for (uint32_t i = 0; i < p.diff.job_count; i++) assert_false(p.diff.jobs[i].before.is);
    assert_true(p.diff.document_count > 0);
    history_end(&s);
}

static void line_diffs_are_as_short_as_can_be(void **unused)
{
    (void)unused;
    static const struct {
        const char *before, *after, *marks;
    } rows[] = {
        {"", "", ""},
        {"a\n", "a\n", " "},
        {"", "a\nb\n", "++"},
        {"a\nb\n", "", "--"},
        {"a\nb\nc\n", "a\nc\n", " - "},
        {"a\nb\nc\n", "a\nx\nc\n", " -+ "},
        {"a\nb\nc\nd\n", "b\nc\nd\ne\n", "-   +"},
        {"a\nb", "a\nb\n", "  "}, /* a missing end of line is no difference */
    };
    struct arena arena;
    arena_init(&arena, 1 << 24);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct marked_lines lines;
        line_diff(str_of(rows[i].before), str_of(rows[i].after), &arena, &lines);
        struct str marks = str_of(rows[i].marks);
        assert_int_equal(lines.count, marks.len);
        for (uint32_t k = 0; k < lines.count; k++) assert_int_equal(lines.at[k].mark, marks.ptr[k]);
    }
    arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_position_and_itself_differ_in_nothing),
        cmocka_unit_test(a_new_job_is_told_with_its_visit_and_events),
        cmocka_unit_test(a_planned_visit_goes_with_the_events_of_its_jobs),
        cmocka_unit_test(a_day_going_by_makes_a_document_late_without_events),
        cmocka_unit_test(before_the_contract_there_was_nothing),
        cmocka_unit_test(line_diffs_are_as_short_as_can_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
