/* How many open days will what a job still lacks take? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "rules/lead.h"
#include "tests/rules/sapporo.h"

enum { ALL = LEAD_PROCEDURE | LEAD_VISIT | LEAD_ENTRY };

static const struct row {
    const char *name;
    uint32_t job_class, missing;
    uint32_t days, waits, longest;
} rows[] = {
    {"S35: the procedure takes the longest, side by side", SOFTWARE_UPDATE, ALL, 2, ALL,
     LEAD_PROCEDURE},
    {"S35: once it is approved the others are left", SOFTWARE_UPDATE, LEAD_VISIT | LEAD_ENTRY, 1,
     LEAD_VISIT | LEAD_ENTRY, LEAD_VISIT | LEAD_ENTRY},
    {"S23: only the entry is missing", SOFTWARE_UPDATE, LEAD_ENTRY, 1, LEAD_ENTRY, LEAD_ENTRY},
    {"nothing missing, nothing to wait for", SOFTWARE_UPDATE, 0, 0, 0, 0},
    {"S11: a standing procedure owes no lead at all", TERMINAL_FAILURE, ALL, 0, 0, 0},
};

static void lead_row(void **state)
{
    const struct row *row = *state;
    const struct contract c = sapporo();
    struct lead got = lead_of(&c, row->job_class, CARD_CENTRE, row->missing);
    assert_int_equal(got.days, row->days);
    assert_int_equal(got.waits, row->waits);
    assert_int_equal(got.longest, row->longest);
}

static void what_nobody_approves_takes_no_time(void **state)
{
    (void)state;
    struct contract c = sapporo();
    c.procedure_approver = APPROVER_NONE;
    assert_int_equal(lead_of(&c, SOFTWARE_UPDATE, CARD_CENTRE, ALL).days, 1);
    c.visit_approver = APPROVER_NONE;
    assert_int_equal(lead_of(&c, SOFTWARE_UPDATE, CARD_CENTRE, ALL).waits, LEAD_ENTRY);
    c.entry_approver = APPROVER_NONE;
    assert_int_equal(lead_of(&c, SOFTWARE_UPDATE, CARD_CENTRE, ALL).days, 0);
}

static void a_site_without_permission_has_no_entry_to_wait_for(void **state)
{
    (void)state;
    struct contract c = sapporo();
    struct site open_site = c.sites[0];
    open_site.permission = false;
    c.sites = &open_site;
    c.site_count = 1;
    assert_int_equal(lead_of(&c, SOFTWARE_UPDATE, 0, LEAD_ENTRY).days, 0);
    assert_int_equal(lead_of(&c, SOFTWARE_UPDATE, CONTRACT_NONE, LEAD_ENTRY).days, 0);
}

static void a_class_without_procedure_waits_for_none(void **state)
{
    (void)state;
    struct contract c = sapporo();
    struct job_class plain = c.classes[SOFTWARE_UPDATE];
    plain.needs = NEED_WORK_ORDER;
    c.classes = &plain;
    c.class_count = 1;
    assert_int_equal(lead_of(&c, 0, CARD_CENTRE, ALL).waits, LEAD_VISIT | LEAD_ENTRY);
}

static void the_first_day_is_counted_in_open_days(void **state)
{
    (void)state;
    const struct contract c = sapporo();
    const struct {
        const char *today;
        uint32_t days;
        const char *first;
    } cases[] = {
        {"2021-09-16", 0, "2021-09-16"}, {"2021-09-18", 0, "2021-09-18"}, /* today, even closed */
        {"2021-09-16", 1, "2021-09-17"}, {"2021-09-16", 2, "2021-09-21"},
        {"2021-09-18", 1, "2021-09-21"}, {"2021-12-28", 2, "2022-01-05"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct maybe_day got =
            lead_first_day(&c, CARD_CENTRE, test_day(cases[i].today), cases[i].days);
        assert_true(got.is);
        assert_int_equal(got.day.n, test_day(cases[i].first).n);
    }
}

/* --- against asking for each approval by itself --- */

static uint32_t naive_days(const struct contract *c, const struct job_class *class,
                           const struct site *site, uint32_t missing)
{
    uint32_t days = 0;
    bool procedure = missing % 2 == 1, visit = missing / 2 % 2 == 1, entry = missing / 4 == 1;
    if (class->standing_procedure) return 0;
    if (procedure && class->needs / 2 % 2 == 1 && c->procedure_approver == APPROVER_CUSTOMER)
        days = c->lead_procedure;
    if (visit && c->visit_approver == APPROVER_CUSTOMER && c->lead_visit > days)
        days = c->lead_visit;
    if (entry && site->permission && c->entry_approver == APPROVER_CUSTOMER && c->lead_entry > days)
        days = c->lead_entry;
    return days;
}

static void every_combination_equals_asking_one_by_one(void **state)
{
    (void)state;
    struct dice dice = {9};
    for (int i = 0; i < 5000; i++) {
        struct contract c = sapporo();
        struct job_class class = c.classes[0];
        struct site site = c.sites[0];
        c.classes = &class;
        c.sites = &site;
        c.class_count = c.site_count = 1;
        class.needs = dice_below(&dice, 8);
        class.standing_procedure = dice_one_in(&dice, 4);
        site.permission = dice_one_in(&dice, 2);
        c.lead_procedure = dice_below(&dice, 4);
        c.lead_visit = dice_below(&dice, 4);
        c.lead_entry = dice_below(&dice, 4);
        c.visit_approver = dice_one_in(&dice, 3) ? APPROVER_NONE : APPROVER_CUSTOMER;
        c.entry_approver = dice_one_in(&dice, 3) ? APPROVER_NONE : APPROVER_CUSTOMER;
        c.procedure_approver = dice_one_in(&dice, 3) ? APPROVER_NONE : APPROVER_CUSTOMER;
        uint32_t missing = dice_below(&dice, 8);
        struct lead got = lead_of(&c, 0, 0, missing);
        assert_int_equal(got.days, naive_days(&c, &class, &site, missing));
        assert_int_equal(got.waits & ~missing, 0);
        assert_int_equal(got.longest & ~got.waits, 0);
        assert_int_equal(got.longest != 0, got.days != 0);
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(rows) + 5] = {
        cmocka_unit_test(what_nobody_approves_takes_no_time),
        cmocka_unit_test(a_site_without_permission_has_no_entry_to_wait_for),
        cmocka_unit_test(a_class_without_procedure_waits_for_none),
        cmocka_unit_test(the_first_day_is_counted_in_open_days),
        cmocka_unit_test(every_combination_equals_asking_one_by_one),
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        tests[i + 5] = (struct CMUnitTest){rows[i].name, lead_row, NULL, NULL, (void *)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
