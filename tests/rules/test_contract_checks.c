/* Do the values of a contract make sense together? One row, one way in which they do not. */
#include "tests/harness.h"

#include "tests/rules/contract_text.h"

#define ROOT_KEYS                                                                                  \
    "contract, title, customer, period, offset, calendar, response, sites, crews, approvals, "     \
    "leads, classes, groups, merge, dispatch, documents, month_end, alerts, depots, travel"

/* small.yaml with `find` replaced by `with`, or the text `with` alone; "" is a contract. */
static const struct row {
    const char *name, *find, *with, *faults;
} rows[] = {
    {"a period that ends before it begins", "from: 2021-04-01", "from: 2022-04-01",
     "4:32 the period ends before it begins: 2022-04-01 (Fri) to 2022-03-31 (Thu)\n"},
    {"a period of a day", "period: {from: 2021-04-01", "period: {from: 2022-03-31",
     "14:33 outside the contract's period, 2022-03-31 (Thu) to 2022-03-31 (Thu)\n"},
    {"a period of eleven years", "from: 2021-04-01", "from: 2011-04-01",
     "4:32 the period is 4018 days long; at most 3660\n"},
    {"an offset of a day", "\"+09:00\"", "\"+24:00\"",
     "5:9 offset must be an offset from UTC, such as +09:00, at most 14 hours, not +24:00\n"},
    {"an offset by name", "\"+09:00\"", "JST",
     "5:9 offset must be an offset from UTC, such as +09:00, at most 14 hours, not JST\n"},
    {"hours that end when they begin", "\"17:00\"", "\"09:00\"",
     "7:30 the time it ends must come after the time it begins\n"},
    {"hours until midnight", "\"17:00\"", "\"24:00\"", ""},
    {"hours past midnight", "\"17:00\"", "\"24:01\"",
     "7:30 to must be a time from 00:00 to 24:00, such as 08:45, not 24:01\n"},
    {"an hour in one digit", "\"09:00\"", "\"9:00\"",
     "7:17 from must be a time from 00:00 to 24:00, such as 08:45, not 9:00\n"},
    {"a break before the hours", "  hours:", "  breaks: [{from: 08:00, to: 09:30}]\n  hours:",
     "7:12 breaks must lie inside the hours, in order, and not overlap\n"},
    {"a break after the hours", "  hours:", "  breaks: [{from: 16:30, to: 17:30}]\n  hours:",
     "7:12 breaks must lie inside the hours, in order, and not overlap\n"},
    {"a break at each end of the hours",
     "  hours:", "  breaks: [{from: 09:00, to: 09:30}, {from: 16:30, to: 17:00}]\n  hours:", ""},
    {"a break inside another",
     "  hours:", "  breaks: [{from: 12:00, to: 13:00}, {from: 12:30, to: 12:45}]\n  hours:",
     "7:38 breaks must lie inside the hours, in order, and not overlap\n"},
    {"breaks that touch",
     "  hours:", "  breaks: [{from: 12:00, to: 13:00}, {from: 13:00, to: 13:15}]\n  hours:", ""},
    {"a break that ends before it begins",
     "  hours:", "  breaks: [{from: 13:00, to: 12:00}]\n  hours:",
     "7:30 the time it ends must come after the time it begins\n"},
    {"a break of the whole day", "  hours:", "  breaks: [{from: 09:00, to: 17:00}]\n  hours:",
     "7:11 the breaks leave no working time\n"},
    {"an unknown weekday", "  hours:", "  open: [mon, tues]\n  hours:",
     "7:15 open: tues is not known; accepted: sun, mon, tue, wed, thu, fri, sat\n"},
    {"a weekday twice",
     "  hours:", "  open: [mon, tue, mon]\n  hours:", "7:20 open: mon stands twice\n"},
    {"no weekday",
     "  hours:", "  open: []\n  hours:", "7:9 open must have 1 to 7 entries, not 0\n"},
    {"holidays in another file", "  hours:", "  holidays: {file: days.csv}\n  hours:",
     "7:13 holidays must be jp, none, or a list: [{date: 2021-07-22, name: ...}]; a file beside "
     "this one is not read, so put its days here\n"},
    {"holidays by an unknown name", "  hours:", "  holidays: fr\n  hours:",
     "7:13 holidays must be jp, none, or a list: [{date: 2021-07-22, name: ...}]; a file beside "
     "this one is not read, so put its days here\n"},
    {"a holiday twice", "  hours:",
     "  holidays: [{date: 2021-07-22, name: 海の日}, {date: 2021-07-22, name: x}]\n  hours:",
     "7:52 holidays: 2021-07-22 stands twice\n"},
    {"a holiday without a name", "  hours:", "  holidays: [{date: 2021-07-22}]\n  hours:",
     "7:14 calendar.holidays[1].name is missing\n"},
    {"a range with a day that no year has", "  hours:", "  closed: [02-30..03-01]\n  hours:",
     "7:12 closed must be a date (2021-10-29) or a range of every year (12-29..01-03), not "
     "02-30..03-01\n"},
    {"a range with a day that some years have",
     "  hours:", "  closed: [02-29..03-01]\n  hours:", ""},
    {"a range of one year is not a form",
     "  hours:", "  closed: [2021-10-29..2021-10-30]\n  hours:",
     "7:12 closed must be a date (2021-10-29) or a range of every year (12-29..01-03), not "
     "2021-10-29..2021-10-30\n"},
    {"closed on every day", "  hours:", "  closed: [07-01..12-31, 01-01..06-30]\n  hours:",
     "7:11 closed every day of the year: no day is left to work on\n"},
    {"a site closed on every day", "name: Hall,", "name: Hall, closed: [03-02..03-01],",
     "9:30 closed every day of the year: no day is left to work on\n"},
    {"open on one day a year", "  hours:", "  closed: [07-01..12-31, 01-01..06-29]\n  hours:", ""},
    {"an opened day twice", "  hours:", "  opened: [2021-07-22, 2021-07-22]\n  hours:",
     "7:24 opened: 2021-07-22 stands twice\n"},
    {"an unknown reading of the clock", "sites:", "response: {count: weekdays}\nsites:",
     "8:19 count: weekdays is not known; accepted: calendar, working\n"},
    {"no sites", "sites:", "sites: {}\nsights:",
     "8:8 sites must have 1 to 256 entries, not 0\n"
     "9:1 unknown key sights; did you mean sites? known here: " ROOT_KEYS "\n"
     "15:17 hall is not known: this file has no sites\n"},
    {"an unknown source", "source: incident", "source: rumour",
     "12:20 source: rumour is not known; accepted: jlis, customer, incident, calendar\n"},
    {"an unknown need", "[work-order]", "[work-order, luck]",
     "12:80 needs: luck is not known; accepted: work-order, procedure, media-check\n"},
    {"a need twice", "[work-order]", "[work-order, work-order]",
     "12:80 needs: work-order stands twice\n"},
    {"a single need needs no brackets", "[work-order]", "procedure", ""},
    {"an unknown site", "site: hall", "site: hal",
     "14:17 hal is not one of this file's sites: hall, annex\n"},
    {"an unknown group", "minutes: 60", "minutes: 60, group: repairs",
     "12:67 repairs is not known: this file has no groups\n"},
    {"a known group", "sites:", "groups: {repairs: {expected: 3}}\nsites:", ""},
    {"a count beside the group's", "  repair: {",
     "  mend: {source: incident, urgency: urgent, minutes: 60, needs: [], group: all, expected: "
     "2}\ngroups: {all: {expected: 3}}\nclasses2:\n  repair: {",
     "12:91 a class in a group has no count of its own: expected belongs to the group\n"
     "14:1 unknown key classes2; did you mean classes? known here: " ROOT_KEYS "\n"},
    {"once without a site", "site: hall, ", "",
     "13:78 a class with once opens its job by itself, so it needs site and due\n"},
    {"once without a due day", ", due: 2022-03-31", "",
     "13:78 a class with once opens its job by itself, so it needs site and due\n"},
    {"once of another source", "source: calendar", "source: customer",
     "13:78 once is for classes with source: calendar and urgency: routine\n"},
    {"once of an urgent class", "urgency: routine", "urgency: urgent",
     "13:77 once is for classes with source: calendar and urgency: routine\n"},
    {"a calendar class that is opened by hand needs neither",
     "once: true,\n          site: hall, earliest: 2021-10-01, due: 2022-03-31", "once: false", ""},
    {"a window that ends before it begins", "earliest: 2021-10-01",
     "earliest: 2021-10-02, target: 2021-10-01",
     "14:53 earliest, target and due must follow each other: 2021-10-01 (Fri) comes before "
     "2021-10-02 (Sat)\n"},
    {"a target after the due day", "due: 2022-03-31", "target: 2022-03-02, due: 2022-03-01",
     "14:70 earliest, target and due must follow each other: 2022-03-01 (Tue) comes before "
     "2022-03-02 (Wed)\n"},
    {"a window of one day", "earliest: 2021-10-01", "earliest: 2022-03-31, target: 2022-03-31", ""},
    {"a due day after the period", "due: 2022-03-31", "due: 2022-04-01",
     "14:50 outside the contract's period, 2021-04-01 (Thu) to 2022-03-31 (Thu)\n"},
    {"an earliest day before the period", "earliest: 2021-10-01", "earliest: 2021-03-31",
     "14:33 outside the contract's period, 2021-04-01 (Thu) to 2022-03-31 (Thu)\n"},
    {"a class that fills the day with its site's overhead", "minutes: 120", "minutes: 450", ""},
    {"a class a minute longer", "minutes: 120", "minutes: 451",
     "13:56 451 minutes and 30 for the site do not fit a working day of 480\n"},
    {"a class without a site needs one place where it fits", "minutes: 60", "minutes: 480", ""},
    {"and fits nowhere", "minutes: 60", "minutes: 481",
     "12:56 481 minutes and 0 for the site do not fit a working day of 480\n"},
    {"a class that fits without the break",
     "  hours:", "  breaks: [{from: 10:00, to: 16:00}]\n  hours:",
     "14:56 120 minutes and 30 for the site do not fit a working day of 120\n"},
    {"pairs of unknown classes",
     "sites:", "merge: {apart: [[repair, paint], [paint, check]]}\nsites:",
     "8:26 paint is not one of this file's classes: repair, check\n"
     "8:35 paint is not one of this file's classes: repair, check\n"},
    {"a pair of three", "sites:", "merge: {apart: [[repair, check, check]]}\nsites:",
     "8:17 apart must be a list of two names: [a, b]\n"},
    {"a pair of one name",
     "sites:", "merge: {after: [repair]}\nsites:", "8:17 after must be a list: [a, b]\n"},
    {"a class after itself", "sites:", "merge: {after: [[repair, repair]]}\nsites:",
     "8:16 these orders contradict each other: a class would have to come after itself\n"},
    {"two classes after each other",
     "sites:", "merge: {after: [[repair, check], [check, repair]]}\nsites:",
     "8:16 these orders contradict each other: a class would have to come after itself\n"},
    {"a class apart from its own kind", "sites:", "merge: {apart: [[repair, repair]]}\nsites:", ""},
    {"an unknown class alone", "sites:", "merge: {alone: [paint]}\nsites:",
     "8:17 paint is not one of this file's classes: repair, check\n"},
    {"a document kind twice", "sites:",
     "documents:\n  - {kind: plan, title: Plan, owed: start}\n  - {kind: plan, title: Plan, owed: "
     "on-change}\nsites:",
     "10:12 kind: plan stands twice\n"},
    {"a limit that the duty does not know", "sites:",
     "documents:\n  - {kind: plan, title: Plan, owed: start, within_days: 2}\n  - {kind: note, "
     "title: Note, owed: after-meeting, within_open_days: 2}\nsites:",
     "9:57 within_days is for owed: after-meeting, within_open_days for owed: after-visit\n"
     "10:70 within_days is for owed: after-meeting, within_open_days for owed: after-visit\n"},
    {"an unknown occasion for a new version", "sites:",
     "documents:\n  - {kind: plan, title: Plan, owed: start, again_on: full-moon}\nsites:",
     "9:54 again_on: full-moon is not known; accepted: roster-change\n"},
    {"an unknown exception of the month's end", "sites:", "month_end: {except: [04-30]}\nsites:",
     "8:22 except: 04-30 is not known; accepted: 03-31, period-end\n"},
    {"a depot twice",
     "sites:", "depots: [north, north]\nsites:", "8:17 depots: north stands twice\n"},
    {"a way to an unknown site", "sites:", "travel: [{between: [hall, park], minutes: 5}]\nsites:",
     "8:27 park is not one of this file's sites: hall, annex\n"},
    {"a way from a site to itself",
     "sites:", "travel: [{between: [hall, hall], minutes: 5}]\nsites:",
     "8:20 the way between two different sites stands once; it counts both ways\n"},
    {"the same way back", "sites:",
     "travel: [{between: [hall, annex], minutes: 5}, {between: [annex, hall], minutes: 6}]\nsites:",
     "8:58 the way between two different sites stands once; it counts both ways\n"},
};

static void contract_row(void **state)
{
    const struct row *row = *state;
    struct arena arena;
    arena_init(&arena, TEST_ARENA_BYTES);
    struct str text = str_of(row->with);
    if (row->find != NULL) text = text_with(&arena, file_text(&arena, SMALL), row->find, row->with);
    assert_string_equal(faults_text(&arena, text, LANG_EN), row->faults);
    arena_deinit(&arena);
}

int main(void)
{

    struct CMUnitTest tests[COUNT(rows)];
    for (size_t i = 0; i < COUNT(rows); i++)
        tests[i] = (struct CMUnitTest){rows[i].name, contract_row, NULL, NULL, (void *)&rows[i]};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
