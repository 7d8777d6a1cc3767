/* tests/rules/sapporo.h - the seed's contract as plain values, and contracts made by chance. */
#ifndef TESTS_RULES_SAPPORO_H
#define TESTS_RULES_SAPPORO_H

#include "rules/contract.h"
#include "tests/random.h"

enum { CARD_CENTRE, KIKUSUI };

enum {
    SOFTWARE_UPDATE,
    OS_SECURITY_UPDATE,
    CONFIG_CHANGE_JLIS,
    CONFIG_CHANGE_CITY,
    ADMIN_PASSWORD_CHANGE,
    ANNUAL_INSPECTION,
    TERMINAL_FAILURE,
    TOUCH_PANEL_FAILURE
};

enum {
    SUPERVISOR_NOTICE,
    MONTHLY_REPORT,
    SECURITY_REPORT,
    PROGRESS_REPORT,
    WORK_REPORT,
    MINUTES,
    SUPERVISOR_CHANGE,
    HANDOVER
};

/* A copy to change; what it points to is shared and constant. */
struct contract sapporo(void);

/* The seed's contract with another calendar: some weekdays, ranges, closed and opened days, the
 * sites' own, breaks and an offset, by chance. Valid until the next call. */
struct contract sapporo_by_chance(struct dice *dice);

/* What the calendar rule says, said again without the code under test. */
bool naive_is_open(const struct contract *contract, uint32_t site, day_t day);

day_t test_day(const char *text);            /* "2021-10-01" */
instant_t test_instant(const char *text);    /* "2021-10-01T10:00", at +09:00 */
struct maybe_day some_day(const char *text); /* absent for NULL */

#endif
