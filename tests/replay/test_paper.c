/* Does a proof hold for whoever has only the proof, and for nothing but what it says? */
#include "tests/harness.h"

#include <string.h>

#include "replay/paper.h"
#include "tests/replay/history.h"

static struct str printed(struct history *s, const struct paper *paper)
{
    struct text text;
    text_init(&text, &s->arena);
    paper_print(&text, paper);
    return text_str(&text);
}

static struct paper read_back(struct history *s, struct str text)
{
    struct paper paper;
    struct str why;
    assert_true(paper_read(text, &s->arena, &paper, &why));
    return paper;
}

static bool holds(struct paper paper)
{
    struct finding why;
    return paper_holds(&paper, &why);
}

static void every_event_can_be_proved_in_every_larger_log(void **unused)
{
    (void)unused;
    struct history s;
    history_begin(&s);
    uint64_t last = history_events(&s);
    for (uint64_t event = 1; event <= last; event += 5) {
        for (uint64_t size = event; size <= last; size += 7) {
            struct paper paper;
            assert_false(is_err(paper_of_event(desk_log(s.desk), event, size, &s.arena, &paper)));
            assert_true(holds(read_back(&s, printed(&s, &paper))));
        }
    }
    history_end(&s);
}

static void growth_can_be_proved_between_any_two_sizes(void **unused)
{
    (void)unused;
    struct history s;
    history_begin(&s);
    uint64_t last = history_events(&s);
    for (uint64_t from = 1; from <= last; from += 6) {
        for (uint64_t to = from; to <= last; to += 5) {
            struct paper paper;
            assert_false(is_err(paper_of_growth(desk_log(s.desk), from, to, &paper)));
            assert_true(holds(read_back(&s, printed(&s, &paper))));
        }
    }
    history_end(&s);
}

static void whatever_is_changed_in_a_proof_breaks_it(void **unused)
{
    (void)unused;
    struct history s;
    struct paper paper, changed;
    struct finding why;
    history_begin(&s);
    assert_false(is_err(paper_of_event(desk_log(s.desk), 9, 0, &s.arena, &paper)));
    assert_true(holds(paper));
    changed = paper;
    changed.event = 10;
    assert_false(holds(changed));
    changed = paper;
    changed.to.count++;
    assert_false(holds(changed) && changed.proof.count == 0);
    changed = paper;
    changed.to.root.at[5] ^= 1;
    assert_false(holds(changed));
    changed = paper;
    changed.proof.path[1].at[0] ^= 1;
    assert_false(holds(changed));
    changed = paper;
    changed.bytes.len--;
    assert_false(paper_holds(&changed, &why));
    assert_int_equal(why.kind, FINDING_PROOF_OTHER_LEAF);
    history_end(&s);
}

static void nonsense_is_told_by_what_is_wrong_with_it(void **unused)
{
    (void)unused;
    static const struct {
        const char *text, *why;
    } rows[] = {
        {"", "JSON"},
        {"[]", "JSON"},
        {"{\"kind\":\"inclusion\"", "JSON"},
        {"{}", "kind"},
        {"{\"kind\":\"wish\",\"origin\":\"x\",\"path\":[]}", "kind"},
        {"{\"kind\":\"inclusion\",\"origin\":\"x\",\"event\":0,\"path\":[]}", "event"},
        {"{\"kind\":\"inclusion\",\"origin\":\"x\",\"event\":1,\"size\":1.5,\"path\":[]}", "size"},
        {"{\"kind\":\"consistency\",\"origin\":\"x\",\"from\":7,\"to\":{},\"path\":[]}", "from"},
    };
    struct arena arena;
    struct paper paper;
    struct str why;
    arena_init(&arena, 1 << 20);
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_false(paper_read(str_of(rows[i].text), &arena, &paper, &why));
        assert_true(str_eq(why, str_of(rows[i].why)));
    }
    arena_deinit(&arena);
}

static void what_the_log_has_not_got_cannot_be_proved(void **unused)
{
    (void)unused;
    struct history s;
    struct paper paper;
    history_begin(&s);
    struct log *log = desk_log(s.desk);
    uint64_t last = history_events(&s);
    assert_int_equal(paper_of_event(log, last + 1, 0, &s.arena, &paper).code, ERR_RANGE);
    assert_int_equal(paper_of_event(log, 5, last + 1, &s.arena, &paper).code, ERR_RANGE);
    assert_int_equal(paper_of_event(log, 5, 4, &s.arena, &paper).code, ERR_RANGE);
    assert_int_equal(paper_of_growth(log, 8, 7, &paper).code, ERR_RANGE);
    assert_int_equal(paper_of_growth(log, 8, last + 1, &paper).code, ERR_RANGE);
    history_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_event_can_be_proved_in_every_larger_log),
        cmocka_unit_test(growth_can_be_proved_between_any_two_sizes),
        cmocka_unit_test(whatever_is_changed_in_a_proof_breaks_it),
        cmocka_unit_test(nonsense_is_told_by_what_is_wrong_with_it),
        cmocka_unit_test(what_the_log_has_not_got_cannot_be_proved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
