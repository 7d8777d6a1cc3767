/* rules/contract.h - what a contract file says, as plain values.
 *
 * Made by rules/contract_read.h from YAML, never changed afterwards; every text and list
 * lives in the arena it was read into. Keys and defaults are those of the contract file;
 * a contract that could be read is sound: names resolve, dates exist, ranges are not empty. */
#ifndef RULES_CONTRACT_H
#define RULES_CONTRACT_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/day.h"
#include "engine/base/instant.h"
#include "engine/base/str.h"
#include "engine/vocab/term.h"

enum { CONTRACT_NONE = UINT32_MAX }; /* no site, class or group */

struct minutes_range {
    minute_t from, to; /* [from, to) of the day */
};

/* "12-29..01-03" every year (months and days, may cross the new year), or one date. */
struct closed_range {
    bool yearly;
    day_t day;                    /* when not yearly */
    int32_t from_month, from_day; /* when yearly, both ends included */
    int32_t to_month, to_day;
};

struct closed_ranges {
    const struct closed_range *at;
    uint32_t count;
};

struct days {
    const day_t *at; /* ascending */
    uint32_t count;
};

struct named_day {
    day_t day;
    struct str name;
};

enum holidays { HOLIDAYS_JP, HOLIDAYS_NONE, HOLIDAYS_FILE };

struct calendar_rule {
    bool open[7]; /* by enum weekday */
    struct minutes_range hours;
    const struct minutes_range *breaks; /* ascending, inside hours */
    uint32_t break_count;
    enum holidays holidays;
    const struct named_day *holiday_days; /* HOLIDAYS_FILE: the file's days, ascending */
    uint32_t holiday_count;
    struct closed_ranges closed;
    struct days opened; /* open in spite of all this; not of a site's own closed days */
};

/* "Within N days" (4 参考), with this contract's own reading of it. */
struct response_rule {
    uint32_t days;
    enum count_reading count;
    enum first_day first_day;
    enum closed_roll last_day_closed;
};

struct site {
    struct str id, name, address;
    uint32_t overhead_minutes;
    bool permission;             /* entry needs a permit (5(4)) */
    bool rooms_need_permission;  /* so do its designated rooms (5(4)) */
    struct closed_ranges closed; /* of this site alone */
};

/* What a job of a class needs before its visit can start: bits. */
enum need { NEED_WORK_ORDER = 1, NEED_PROCEDURE = 2, NEED_MEDIA_CHECK = 4 };

struct job_class {
    struct str id, clause;
    struct str title; /* what people call it, in the contract's language; may be absent */
    enum source source;
    enum urgency urgency;
    uint32_t minutes, crew;
    struct strs skills;
    bool has_expected;
    uint32_t expected;
    uint32_t group; /* index of a shared count, or CONTRACT_NONE */
    uint32_t needs; /* enum need bits */
    bool standing_procedure;
    bool once;
    bool alone;
    uint32_t site; /* where a `calendar` job is done, or CONTRACT_NONE */
    struct maybe_day earliest, target, due;
    struct str vendor; /* who replaces broken hardware (4(3)イ), absent: nobody */
};

struct count_group {
    struct str id, title; /* `title` may be absent */
    bool has_expected;
    uint32_t expected;
};

struct class_pair {
    uint32_t first, second; /* classes; `after`: first comes after second */
};

struct merge_rule {
    uint32_t urgent_wait;    /* open days an urgent job may wait for company */
    uint32_t routine_months; /* month ends a routine job without a day of its own may wait */
    const uint32_t *alone;   /* the classes whose `alone` is set, ascending */
    uint32_t alone_count;
    const struct class_pair *apart, *after;
    uint32_t apart_count, after_count;
};

struct document_rule {
    struct str kind, title;
    enum owed owed;
    bool again_on_roster_change;
    uint32_t within_days;      /* after-meeting: calendar days */
    uint32_t within_open_days; /* after-visit: open days */
};

struct month_end_rule {
    enum closed_roll closed;
    bool except_march_end;  /* 03-31 stays as it is */
    bool except_period_end; /* so does the contract's last day */
};

struct alert_rule {
    uint32_t at_risk_minutes, document_days, prerequisite_days;
    struct strs channels;
};

struct depot {
    struct str id;
};

struct travel {
    uint32_t from, to; /* sites; both ways */
    uint32_t minutes;
};

struct contract {
    struct str id, title, customer;
    day_t from, to; /* the period, both included */
    int32_t offset; /* minutes east of UTC */
    struct calendar_rule calendar;
    struct response_rule response;
    const struct site *sites;
    uint32_t site_count;
    uint32_t crew_size, visits_per_day; /* defaults; visits a technician can make in a day */
    enum approver visit_approver, procedure_approver, overtime_approver, entry_approver;
    uint32_t lead_procedure, lead_visit, lead_entry; /* open days */
    const struct job_class *classes;
    uint32_t class_count;
    const struct count_group *groups;
    uint32_t group_count;
    struct merge_rule merge;
    uint32_t notice_minutes; /* dispatch: a visit today can't start sooner than this */
    const struct document_rule *documents;
    uint32_t document_count;
    struct month_end_rule month_end;
    struct alert_rule alerts;
    const struct depot *depots;
    uint32_t depot_count;
    const struct travel *travels;
    uint32_t travel_count;
};

/* Index of the class or site of that name, or CONTRACT_NONE. */
uint32_t contract_class(const struct contract *contract, struct str id);
uint32_t contract_site(const struct contract *contract, struct str id);

#endif
