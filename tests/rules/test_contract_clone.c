/* Is next year's contract this one with its dates moved, and sound? */
#include "tests/harness.h"

#include "rules/contract_clone.h"
#include "rules/contract_read.h"
#include "tests/engine/core/season.h"

static day_t day_at_text(const char *text)
{
    day_t day;
    assert_true(day_parse(str_of(text), &day));
    return day;
}

static const struct contract *seed(struct arena *arena)
{
    struct contract_faults faults;
    const struct contract *contract =
        contract_read(season_file(arena, "rules/contracts/sapporo-2021.yaml"), arena, &faults);
    assert_non_null(contract);
    return contract;
}

static void windows_move_by_the_year_and_stay_inside(void **unused)
{
    (void)unused;
    struct arena arena;
    arena_init(&arena, (size_t)1 << 26);
    const struct contract *old = seed(&arena);
    struct contract next = contract_clone(old, STR("sapporo-2022"), day_at_text("2022-04-01"),
                                          day_at_text("2023-02-28"), &arena);
    const struct job_class *password =
        &next.classes[contract_class(&next, STR("admin-password-change"))];
    assert_int_equal(password->earliest.day.n, day_at_text("2022-10-01").n);
    assert_int_equal(password->target.day.n, day_at_text("2022-10-15").n);
    assert_int_equal(password->due.day.n, day_at_text("2023-02-28").n);
    assert_int_equal(old->classes[contract_class(old, STR("admin-password-change"))].due.day.n,
                     day_at_text("2022-03-31").n);
    arena_deinit(&arena);
}

static void what_is_printed_can_be_loaded(void **unused)
{
    (void)unused;
    struct arena arena;
    struct text text;
    struct contract_faults faults;
    arena_init(&arena, (size_t)1 << 26);
    struct contract next =
        contract_clone(seed(&arena), STR("sapporo-2022"), day_at_text("2022-04-01"),
                       day_at_text("2023-03-31"), &arena);
    text_init(&text, &arena);
    contract_print(&next, &text);
    const struct contract *read = contract_read(text_str(&text), &arena, &faults);
    assert_non_null(read);
    assert_true(str_eq(read->id, STR("sapporo-2022")));
    assert_int_equal(read->class_count, next.class_count);
    assert_int_equal(read->document_count, next.document_count);
    arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(windows_move_by_the_year_and_stay_inside),
        cmocka_unit_test(what_is_printed_can_be_loaded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
