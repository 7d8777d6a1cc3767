/* Does the normal form say all of a contract, and nothing that reading changes? */
#include "tests/harness.h"

#include "engine/base/limits.h"
#include "rules/contract_schema.h"
#include "tests/rules/contract_text.h"

/* Contracts by chance: sound ones, with every member at work. xorshift64 (Marsaglia 2003). */
struct dice {
    uint64_t state;
    struct arena *arena;
};

static uint32_t roll(struct dice *dice, uint32_t sides)
{
    dice->state ^= dice->state << 13;
    dice->state ^= dice->state >> 7;
    dice->state ^= dice->state << 17;
    return (uint32_t)(dice->state >> 33) % sides;
}

static bool toss(struct dice *dice)
{
    return roll(dice, 2) == 1;
}

static struct str any_text(struct dice *dice)
{
    static const char *const words[] = {
        "null", "~",   "true", "No",   "- a",   "a: b", "a #b",     "#",   "'",          "\"",
        "\\",   " a ", "1.5",  "0x1F", "08:45", "札幌", "（）",     "&a",  "*a",         "!t",
        "{",    "]",   ",",    "%",    "@",     "`",    "12:30",    "---", "2021-01-01", "=",
        "|",    ">",   "?",    "a-b",  "…",     "𠮷",   "\xC2\xA0", "~ x", "a\\nb",      "é"};
    struct text text;
    text_init(&text, dice->arena);
    for (uint32_t i = roll(dice, 3) + 1; i > 0; i--)
        text_put(&text, str_of(words[roll(dice, COUNT(words))]));
    return text_str(&text);
}

static struct str maybe_text(struct dice *dice)
{
    return toss(dice) ? any_text(dice) : STR_NONE;
}

/* Distinct by `index`; some look like numbers, dates or words of YAML. */
static struct str any_id(struct dice *dice, uint32_t index)
{
    static const char *const heads[] = {"a", "null", "y", "1e", "2021-01-0", "0", "true", "no"};
    const char *head = heads[roll(dice, COUNT(heads))];
    return index == 0 && toss(dice) ? str_of(head) : text_format(dice->arena, "%s%u", head, index);
}

static struct closed_ranges any_closed(struct dice *dice, day_t base)
{
    struct closed_ranges closed = {.count = roll(dice, 3)};
    struct closed_range *at = ARENA_ARRAY(dice->arena, struct closed_range, closed.count);
    closed.at = closed.count > 0 ? at : NULL;
    for (uint32_t i = 0; i < closed.count; i++) {
        int32_t month = (int32_t)(i * 3 + 1), day = (int32_t)roll(dice, 28) + 1;
        at[i] = (struct closed_range){.day = day_plus(base, (int32_t)i)};
        if (toss(dice)) at[i] = (struct closed_range){true, {0}, month, day, month + 1, day};
    }
    return closed;
}

static struct calendar_rule any_calendar(struct dice *dice, day_t base)
{
    struct calendar_rule c = {.hours = {8 * 60, 24 * 60}, .holidays = (enum holidays)roll(dice, 3)};
    struct minutes_range *breaks = ARENA_ARRAY(dice->arena, struct minutes_range, 2);
    day_t *opened = ARENA_ARRAY(dice->arena, day_t, 2);
    for (uint32_t i = 0; i < 7; i++) c.open[i] = i == 3 || toss(dice);
    breaks[0] = (struct minutes_range){12 * 60, 13 * 60};
    breaks[1] = (struct minutes_range){13 * 60, 13 * 60 + 1};
    c.break_count = roll(dice, 3);
    c.breaks = c.break_count > 0 ? breaks : NULL;
    opened[0] = base;
    opened[1] = day_plus(base, 1);
    c.opened.count = roll(dice, 3);
    c.opened.at = c.opened.count > 0 ? opened : NULL;
    c.closed = any_closed(dice, base);
    if (c.holidays == HOLIDAYS_FILE) {
        struct named_day *days = ARENA_ARRAY(dice->arena, struct named_day, 2);
        for (int32_t i = 0; i < 2; i++)
            days[i] = (struct named_day){day_plus(base, i), any_text(dice)};
        c.holiday_count = roll(dice, 3);
        c.holiday_days = c.holiday_count > 0 ? days : NULL;
    }
    return c;
}

static struct strs any_ids(struct dice *dice)
{
    struct strs ids = {.count = roll(dice, 3)};
    if (ids.count == 0) return ids;
    ids.at = ARENA_ARRAY(dice->arena, struct str, ids.count);
    for (uint32_t i = 0; i < ids.count; i++) ids.at[i] = any_id(dice, i);
    return ids;
}

static struct job_class any_class(struct dice *dice, const struct contract *c, uint32_t index)
{
    struct job_class class = {.id = any_id(dice, index),
                              .title = maybe_text(dice),
                              .clause = maybe_text(dice),
                              .source = (enum source)roll(dice, 4),
                              .urgency = (enum urgency)roll(dice, 2),
                              .minutes = roll(dice, 400) + 1,
                              .crew = roll(dice, 16) + 1,
                              .skills = any_ids(dice),
                              .group = roll(dice, 2) == 0 ? CONTRACT_NONE : 0,
                              .needs = roll(dice, 8),
                              .standing_procedure = toss(dice),
                              .alone = toss(dice),
                              .site = toss(dice) ? CONTRACT_NONE : roll(dice, c->site_count),
                              .vendor = maybe_text(dice)};
    class.has_expected = class.group == CONTRACT_NONE && toss(dice);
    if (class.has_expected) class.expected = roll(dice, 9);
    class.earliest = (struct maybe_day){true, day_plus(c->from, 1)};
    if (toss(dice)) class.due = (struct maybe_day){true, c->to};
    if (class.source == SOURCE_CALENDAR && class.urgency == URGENCY_ROUTINE && class.due.is)
        class.once = class.site != CONTRACT_NONE;
    return class;
}

static void any_classes(struct dice *dice, struct contract *c)
{
    struct job_class *classes = ARENA_ARRAY(dice->arena, struct job_class, 3);
    uint32_t *alone = ARENA_ARRAY(dice->arena, uint32_t, 3);
    struct class_pair *pairs = ARENA_ARRAY(dice->arena, struct class_pair, 2);
    struct count_group *group = ARENA_NEW(dice->arena, struct count_group);
    *group = (struct count_group){any_id(dice, 0), maybe_text(dice), true, roll(dice, 5)};
    c->groups = group;
    c->group_count = 1;
    c->class_count = 3;
    c->classes = classes;
    c->merge.urgent_wait = roll(dice, 4);
    c->merge.routine_months = roll(dice, 4);
    for (uint32_t i = 0; i < c->class_count; i++) {
        classes[i] = any_class(dice, c, i);
        if (classes[i].alone) alone[c->merge.alone_count++] = i;
    }
    c->merge.alone = c->merge.alone_count > 0 ? alone : NULL;
    pairs[0] = (struct class_pair){2, roll(dice, 2)};
    pairs[1] = (struct class_pair){1, 0};
    c->merge.apart_count = roll(dice, 3);
    c->merge.apart = c->merge.apart_count > 0 ? pairs : NULL;
    c->merge.after_count = roll(dice, 3);
    c->merge.after = c->merge.after_count > 0 ? pairs : NULL;
}

static void any_documents(struct dice *dice, struct contract *c)
{
    struct document_rule *documents = ARENA_ARRAY(dice->arena, struct document_rule, 4);
    c->document_count = roll(dice, 5);
    c->documents = c->document_count > 0 ? documents : NULL;
    for (uint32_t i = 0; i < c->document_count; i++) {
        struct document_rule d = {
            any_id(dice, i), any_text(dice), (enum owed)roll(dice, 7), toss(dice), 0, 0};
        if (d.owed == OWED_AFTER_MEETING) d.within_days = roll(dice, 4);
        if (d.owed == OWED_AFTER_VISIT) d.within_open_days = roll(dice, 4);
        documents[i] = d;
    }
}

static void any_sites(struct dice *dice, struct contract *c)
{
    struct site *sites = ARENA_ARRAY(dice->arena, struct site, 2);
    struct travel *travel = ARENA_NEW(dice->arena, struct travel);
    struct depot *depot = ARENA_NEW(dice->arena, struct depot);
    c->sites = sites;
    c->site_count = 2;
    for (uint32_t i = 0; i < 2; i++)
        sites[i] =
            (struct site){any_id(dice, i), any_text(dice), maybe_text(dice),         roll(dice, 60),
                          toss(dice),      toss(dice),     any_closed(dice, c->from)};
    *travel = (struct travel){1, 0, roll(dice, 100)};
    depot->id = any_id(dice, 0);
    c->travel_count = roll(dice, 2);
    c->travels = c->travel_count > 0 ? travel : NULL;
    c->depot_count = roll(dice, 2);
    c->depots = c->depot_count > 0 ? depot : NULL;
}

static struct contract any_contract(struct dice *dice)
{
    struct contract c = {
        .id = any_id(dice, 0), .title = any_text(dice), .customer = any_text(dice)};
    c.from = (day_t){(int32_t)roll(dice, 40000) - 10000};
    c.to = day_plus(c.from, (int32_t)roll(dice, 3600) + 2);
    c.offset = (int32_t)roll(dice, 28 * 60 + 1) - 14 * 60;
    c.calendar = any_calendar(dice, c.from);
    c.response =
        (struct response_rule){roll(dice, 9), (enum count_reading)roll(dice, 2),
                               (enum first_day)roll(dice, 2), (enum closed_roll)roll(dice, 3)};
    c.crew_size = roll(dice, 16) + 1;
    c.visits_per_day = roll(dice, 24) + 1;
    c.visit_approver = (enum approver)roll(dice, 2);
    c.procedure_approver = (enum approver)roll(dice, 2);
    c.overtime_approver = (enum approver)roll(dice, 2);
    c.entry_approver = (enum approver)roll(dice, 2);
    c.lead_procedure = roll(dice, 9);
    c.lead_visit = roll(dice, 9);
    c.lead_entry = roll(dice, 9);
    c.notice_minutes = roll(dice, 1441);
    c.month_end = (struct month_end_rule){(enum closed_roll)roll(dice, 3), toss(dice), toss(dice)};
    c.alerts = (struct alert_rule){roll(dice, 999), roll(dice, 9), roll(dice, 9), any_ids(dice)};
    any_sites(dice, &c);
    any_classes(dice, &c);
    any_documents(dice, &c);
    return c;
}

/* Equality, written out by hand: what the reader's table forgets is missed here. */
#define SAME(member) assert_int_equal(a->member, b->member)
#define SAME_TEXT(member)                                                                          \
    assert_true(str_eq(a->member, b->member) && str_is(a->member) == str_is(b->member))

static void assert_same_ids(struct strs a, struct strs b)
{
    assert_int_equal(a.count, b.count);
    for (uint32_t i = 0; i < a.count; i++) assert_true(str_eq(a.at[i], b.at[i]));
}

static void assert_same_closed(const struct closed_ranges *x, const struct closed_ranges *y)
{
    assert_int_equal(x->count, y->count);
    for (uint32_t i = 0; i < x->count; i++) {
        const struct closed_range *a = &x->at[i], *b = &y->at[i];
        SAME(yearly);
        SAME(day.n);
        SAME(from_month);
        SAME(from_day);
        SAME(to_month);
        SAME(to_day);
    }
}

static void assert_same_calendar(const struct calendar_rule *a, const struct calendar_rule *b)
{
    assert_memory_equal(a->open, b->open, sizeof a->open);
    SAME(hours.from);
    SAME(hours.to);
    SAME(break_count);
    if (a->break_count > 0)
        assert_memory_equal(a->breaks, b->breaks, a->break_count * sizeof *a->breaks);
    SAME(holidays);
    SAME(holiday_count);
    for (uint32_t i = 0; i < a->holiday_count; i++) {
        SAME(holiday_days[i].day.n);
        SAME_TEXT(holiday_days[i].name);
    }
    assert_same_closed(&a->closed, &b->closed);
    SAME(opened.count);
    for (uint32_t i = 0; i < a->opened.count; i++) SAME(opened.at[i].n);
}

static void assert_same_site(const struct site *a, const struct site *b)
{
    SAME_TEXT(id);
    SAME_TEXT(name);
    SAME_TEXT(address);
    SAME(overhead_minutes);
    SAME(permission);
    SAME(rooms_need_permission);
    assert_same_closed(&a->closed, &b->closed);
}

static void assert_same_class(const struct job_class *a, const struct job_class *b)
{
    SAME_TEXT(id);
    SAME_TEXT(title);
    SAME_TEXT(clause);
    SAME(source);
    SAME(urgency);
    SAME(minutes);
    SAME(crew);
    assert_same_ids(a->skills, b->skills);
    SAME(has_expected);
    SAME(expected);
    SAME(group);
    SAME(needs);
    SAME(standing_procedure);
    SAME(once);
    SAME(alone);
    SAME(site);
    SAME(earliest.is);
    SAME(earliest.day.n);
    SAME(target.is);
    SAME(target.day.n);
    SAME(due.is);
    SAME(due.day.n);
    SAME_TEXT(vendor);
}

static void assert_same_merge(const struct merge_rule *a, const struct merge_rule *b)
{
    SAME(urgent_wait);
    SAME(routine_months);
    SAME(alone_count);
    for (uint32_t i = 0; i < a->alone_count; i++) SAME(alone[i]);
    SAME(apart_count);
    for (uint32_t i = 0; i < a->apart_count; i++) {
        SAME(apart[i].first);
        SAME(apart[i].second);
    }
    SAME(after_count);
    for (uint32_t i = 0; i < a->after_count; i++) {
        SAME(after[i].first);
        SAME(after[i].second);
    }
}

static void assert_same_documents(const struct contract *x, const struct contract *y)
{
    assert_int_equal(x->document_count, y->document_count);
    for (uint32_t i = 0; i < x->document_count; i++) {
        const struct document_rule *a = &x->documents[i], *b = &y->documents[i];
        SAME_TEXT(kind);
        SAME_TEXT(title);
        SAME(owed);
        SAME(again_on_roster_change);
        SAME(within_days);
        SAME(within_open_days);
    }
}

static void assert_same_ways(const struct contract *a, const struct contract *b)
{
    SAME(depot_count);
    for (uint32_t i = 0; i < a->depot_count; i++) SAME_TEXT(depots[i].id);
    SAME(travel_count);
    for (uint32_t i = 0; i < a->travel_count; i++) {
        SAME(travels[i].from);
        SAME(travels[i].to);
        SAME(travels[i].minutes);
    }
}

static void assert_same_numbers(const struct contract *a, const struct contract *b)
{
    SAME(crew_size);
    SAME(visits_per_day);
    SAME(visit_approver);
    SAME(procedure_approver);
    SAME(overtime_approver);
    SAME(entry_approver);
    SAME(lead_procedure);
    SAME(lead_visit);
    SAME(lead_entry);
    SAME(notice_minutes);
    SAME(response.days);
    SAME(response.count);
    SAME(response.first_day);
    SAME(response.last_day_closed);
    SAME(month_end.closed);
    SAME(month_end.except_march_end);
    SAME(month_end.except_period_end);
    SAME(alerts.at_risk_minutes);
    SAME(alerts.document_days);
    SAME(alerts.prerequisite_days);
}

static void assert_same(const struct contract *a, const struct contract *b)
{
    SAME_TEXT(id);
    SAME_TEXT(title);
    SAME_TEXT(customer);
    SAME(from.n);
    SAME(to.n);
    SAME(offset);
    assert_same_calendar(&a->calendar, &b->calendar);
    assert_same_numbers(a, b);
    SAME(site_count);
    for (uint32_t i = 0; i < a->site_count; i++) assert_same_site(&a->sites[i], &b->sites[i]);
    SAME(class_count);
    for (uint32_t i = 0; i < a->class_count; i++) assert_same_class(&a->classes[i], &b->classes[i]);
    SAME(group_count);
    for (uint32_t i = 0; i < a->group_count; i++) {
        SAME_TEXT(groups[i].id);
        SAME(groups[i].has_expected);
        SAME(groups[i].expected);
    }
    assert_same_merge(&a->merge, &b->merge);
    assert_same_documents(a, b);
    assert_same_ids(a->alerts.channels, b->alerts.channels);
    assert_same_ways(a, b);
}

static void assert_survives(struct arena *arena, const struct contract *contract)
{
    struct str form = normal_form(arena, contract);
    const char *faults = faults_text(arena, form, LANG_EN);
    if (faults[0] != '\0') print_error("%s%s", form.ptr, faults);
    assert_string_equal(faults, "");
    const struct contract *again = contract_of(arena, form);
    assert_same(contract, again);
    assert_string_equal(normal_form(arena, again).ptr, form.ptr);
}

static void contracts_by_chance_survive_being_written_and_read(void **state)
{
    (void)state;
    struct arena arena;
    struct dice dice = {.state = 20210801, .arena = &arena};
    for (uint32_t i = 0; i < 1000; i++) {
        arena_init(&arena, TEST_ARENA_BYTES);
        struct contract contract = any_contract(&dice);
        assert_survives(&arena, &contract);
        arena_deinit(&arena);
    }
}

static void files_survive_being_written_and_read(void **state)
{
    static const char *const paths[] = {SHIPPED, SMALL, "tests/rules/contracts/full.yaml"};
    (void)state;
    struct arena arena;
    arena_init(&arena, TEST_ARENA_BYTES);
    for (uint32_t i = 0; i < COUNT(paths); i++)
        assert_survives(&arena, contract_of(&arena, file_text(&arena, paths[i])));
    arena_deinit(&arena);
}

/* The log keeps these bytes: a change here is a change of stored contracts. */
static void the_normal_form_of_a_small_contract_to_the_byte(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, TEST_ARENA_BYTES);
    const struct contract *contract = contract_of(&arena, file_text(&arena, SMALL));
    assert_string_equal(normal_form(&arena, contract).ptr,
                        file_text(&arena, "tests/rules/contracts/small-normal.yaml").ptr);
    arena_deinit(&arena);
}

/* A list's defaults need more room than the list: what can be read must also fit the log. */
static void a_contract_whose_normal_form_is_too_long_is_refused(void **state)
{
    (void)state;
    struct arena arena;
    struct text extra;
    arena_init(&arena, TEST_ARENA_BYTES);
    text_init(&extra, &arena);
    text_put(&extra, STR("  hours: {from: 00:00, to: 24:00}\n  holidays:\n"));
    for (int32_t i = 0; i < 1000; i++) {
        char day[DAY_TEXT_BYTES];
        day_print((day_t){20000 + i}, day);
        text_add(&extra, "  - {date: %s, name: '", day);
        for (uint32_t k = 0; k < 180; k++) text_putc(&extra, '"');
        text_put(&extra, STR("'}\n"));
    }
    struct str text = text_with(&arena, file_text(&arena, SMALL),
                                "  hours: {from: \"09:00\", to: \"17:00\"}\n", extra.ptr);
    assert_true(text.len < CONTRACT_BYTES_MAX);
    struct contract_faults faults;
    assert_null(contract_read(text, &arena, &faults));
    assert_int_equal(faults.count, 1);
    assert_int_equal(faults.at[0].message.id, MESSAGE_CONTRACT_NORMAL_TOO_LONG);
    arena_deinit(&arena);
}

static void assert_documented(const struct schema *schema, const char *path, struct str docs,
                              struct arena *arena, uint32_t depth);

static void assert_key_documented(const struct key *key, const char *path, struct str docs,
                                  struct arena *arena, uint32_t depth)
{
    struct str full = text_format(arena, "%s%s%s", path, path[0] != '\0' ? "." : "", key->name);
    const struct schema *inner = key->kind == KEY_LIST ? key->element->map : key->map;
    const char *row = text_format(arena, "| `%s` |", full.ptr).ptr;
    if (strstr(docs.ptr, row) == NULL) fail_msg("docs/contract.md lacks the row %s", row);
    if (inner == NULL) return;
    const char *any = key->kind == KEY_NAMED ? ".ID" : key->kind == KEY_LIST ? "[]" : "";
    assert_documented(inner, text_format(arena, "%s%s", full.ptr, any).ptr, docs, arena, depth + 1);
}

static void assert_documented(const struct schema *schema, const char *path, struct str docs,
                              struct arena *arena, uint32_t depth)
{
    assert_true(depth < SCHEMA_DEPTH_MAX);
    for (uint32_t i = 0; i < schema->count; i++)
        assert_key_documented(&schema->keys[i], path, docs, arena, depth);
}

static void every_key_has_a_row_in_the_reference(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, TEST_ARENA_BYTES);
    assert_documented(&contract_schema, "", file_text(&arena, "docs/contract.md"), &arena, 0);
    arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contracts_by_chance_survive_being_written_and_read),
        cmocka_unit_test(files_survive_being_written_and_read),
        cmocka_unit_test(the_normal_form_of_a_small_contract_to_the_byte),
        cmocka_unit_test(a_contract_whose_normal_form_is_too_long_is_refused),
        cmocka_unit_test(every_key_has_a_row_in_the_reference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
