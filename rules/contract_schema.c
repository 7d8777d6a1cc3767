#include "rules/contract_schema.h"

#include "engine/base/check.h"
#include "engine/base/limits.h"

enum {
    DAYS_MAX = 366,
    MONTHS_MAX = 120,
    ALERT_MINUTES_MAX = DAYS_MAX * MINUTES_PER_DAY,
    COUNT_MAX = 100000,
    VISITS_MAX = 24,
};

#define AT(type, member) .at = offsetof(struct type, member)
#define COUNT_AT(type, member) .count_at = offsetof(struct type, member)
#define MAP_OF(rows)                                                                               \
    .map = &(const struct schema)                                                                  \
    {                                                                                              \
        rows, COUNT(rows)                                                                          \
    }
#define EACH(row, type) .element = &(row), .row_bytes = sizeof(type)
#define REQUIRED .required = true

/* Words that only this file format knows; those of the whole project are in term.def. */
#define WORDS(name, rows) static const struct term_set name = {#name, rows, COUNT(rows)}

static const struct term weekday_rows[] = {
    {"sun", {"Sunday", "日"}},    {"mon", {"Monday", "月"}},   {"tue", {"Tuesday", "火"}},
    {"wed", {"Wednesday", "水"}}, {"thu", {"Thursday", "木"}}, {"fri", {"Friday", "金"}},
    {"sat", {"Saturday", "土"}}};
WORDS(weekdays, weekday_rows);

static const struct term need_rows[] = {{"work-order", {"work order", "作業依頼書"}},
                                        {"procedure", {"procedure", "作業手順書"}},
                                        {"media-check", {"media check", "ウイルスチェック"}}};
WORDS(needs, need_rows);
_Static_assert(NEED_WORK_ORDER == 1 << 0 && NEED_PROCEDURE == 1 << 1 && NEED_MEDIA_CHECK == 1 << 2,
               "bits in the order of the words");

static const struct term month_end_rows[] = {
    {"03-31", {"31 March", "3月末日"}}, {"period-end", {"end of the period", "契約期間の末日"}}};
WORDS(month_ends, month_end_rows);
_Static_assert(offsetof(struct month_end_rule, except_period_end) ==
                   offsetof(struct month_end_rule, except_march_end) + sizeof(bool),
               "flags in the order of the words");

static const struct term again_rows[] = {{"roster-change", {"roster change", "名簿の変更"}}};
WORDS(again, again_rows);

static const struct key period_rows[] = {
    {"from", KEY_DAY, AT(contract, from), REQUIRED},
    {"to", KEY_DAY, AT(contract, to), REQUIRED},
};

static const struct key minutes_range_rows[] = {
    {"from", KEY_MINUTE, AT(minutes_range, from), REQUIRED},
    {"to", KEY_MINUTE, AT(minutes_range, to), REQUIRED},
};

static const struct key holiday_rows[] = {
    {"date", KEY_DAY, AT(named_day, day), REQUIRED},
    {"name", KEY_TEXT, AT(named_day, name), REQUIRED},
};

static const struct key a_range = {.kind = KEY_RANGE};
static const struct key a_day = {.kind = KEY_DAY};
static const struct key an_id = {.kind = KEY_ID};
static const struct key a_text = {.kind = KEY_TEXT};
static const struct key a_class = {.kind = KEY_NAME, .section = SECTION_CLASSES};
static const struct key two_classes = {.kind = KEY_PAIR, .section = SECTION_CLASSES};
static const struct key a_break = {.kind = KEY_MAP, MAP_OF(minutes_range_rows)};
static const struct key a_holiday = {.kind = KEY_MAP, MAP_OF(holiday_rows)};

/* 5(2) */
static const struct key calendar_rows[] = {
    {"open", KEY_FLAGS, AT(calendar_rule, open), .standard = "mon tue wed thu fri",
     .words = &weekdays, .min = 1},
    {"hours", KEY_MAP, AT(calendar_rule, hours), REQUIRED, MAP_OF(minutes_range_rows)},
    {"breaks", KEY_LIST, AT(calendar_rule, breaks), COUNT_AT(calendar_rule, break_count),
     .max = LIST_MAX, EACH(a_break, struct minutes_range)},
    {"holidays", KEY_HOLIDAYS, .standard = "jp"},
    {"closed", KEY_LIST, AT(calendar_rule, closed.at), COUNT_AT(calendar_rule, closed.count),
     .max = LIST_MAX, EACH(a_range, struct closed_range)},
    {"opened", KEY_LIST, AT(calendar_rule, opened.at), COUNT_AT(calendar_rule, opened.count),
     .max = LIST_MAX, EACH(a_day, day_t)},
};

/* 4 参考; the readings' defaults are the Civil Code's (arts. 140 to 142) */
static const struct key response_rows[] = {
    {"days", KEY_NUMBER, AT(response_rule, days), .standard = "3", .max = DAYS_MAX},
    {"count", KEY_WORD, AT(response_rule, count), .standard = "calendar",
     .words = &count_reading_terms},
    {"first_day", KEY_WORD, AT(response_rule, first_day), .standard = "excluded",
     .words = &first_day_terms},
    {"last_day_closed", KEY_WORD, AT(response_rule, last_day_closed), .standard = "next-open-day",
     .words = &closed_roll_terms},
};

/* 5(1), 5(4) */
static const struct key site_rows[] = {
    {"name", KEY_TEXT, AT(site, name), REQUIRED},
    {"address", KEY_TEXT, AT(site, address)},
    {"overhead_minutes", KEY_NUMBER, AT(site, overhead_minutes), .standard = "0",
     .max = MINUTES_MAX},
    {"permission", KEY_SWITCH, AT(site, permission), .standard = "false"},
    {"rooms_need_permission", KEY_SWITCH, AT(site, rooms_need_permission), .standard = "false"},
    {"closed", KEY_LIST, AT(site, closed.at), COUNT_AT(site, closed.count), .max = LIST_MAX,
     EACH(a_range, struct closed_range)},
};

static const struct key crew_rows[] = {
    {"default_size", KEY_NUMBER, AT(contract, crew_size), .standard = "1", .min = 1,
     .max = CREW_MAX},
    {"visits_per_day", KEY_NUMBER, AT(contract, visits_per_day), .standard = "1", .min = 1,
     .max = VISITS_MAX},
};

/* 5(8)イ, 5(2), 5(4) */
static const struct key approval_rows[] = {
    {"visit", KEY_WORD, AT(contract, visit_approver), .standard = "customer",
     .words = &approver_terms},
    {"procedure", KEY_WORD, AT(contract, procedure_approver), .standard = "customer",
     .words = &approver_terms},
    {"overtime", KEY_WORD, AT(contract, overtime_approver), .standard = "customer",
     .words = &approver_terms},
    {"entry", KEY_WORD, AT(contract, entry_approver), .standard = "customer",
     .words = &approver_terms},
};

static const struct key lead_rows[] = {
    {"procedure", KEY_NUMBER, AT(contract, lead_procedure), .standard = "2", .max = DAYS_MAX},
    {"visit", KEY_NUMBER, AT(contract, lead_visit), .standard = "1", .max = DAYS_MAX},
    {"entry", KEY_NUMBER, AT(contract, lead_entry), .standard = "1", .max = DAYS_MAX},
};

/* 4(1) to 4(3) */
static const struct key class_rows[] = {
    {"title", KEY_TEXT, AT(job_class, title)},
    {"clause", KEY_TEXT, AT(job_class, clause)},
    {"source", KEY_WORD, AT(job_class, source), REQUIRED, .words = &source_terms},
    {"urgency", KEY_WORD, AT(job_class, urgency), REQUIRED, .words = &urgency_terms},
    {"minutes", KEY_NUMBER, AT(job_class, minutes), REQUIRED, .min = 1, .max = MINUTES_MAX},
    {"crew", KEY_NUMBER, AT(job_class, crew), .min = 1, .max = CREW_MAX},
    {"skills", KEY_LIST, AT(job_class, skills.at), COUNT_AT(job_class, skills.count),
     .max = LIST_MAX, EACH(an_id, struct str)},
    {"expected", KEY_COUNT, AT(job_class, expected), COUNT_AT(job_class, has_expected),
     .max = COUNT_MAX},
    {"group", KEY_NAME, AT(job_class, group), .section = SECTION_GROUPS},
    {"needs", KEY_BITS, AT(job_class, needs), REQUIRED, .words = &needs},
    {"standing_procedure", KEY_SWITCH, AT(job_class, standing_procedure), .standard = "false"},
    {"once", KEY_SWITCH, AT(job_class, once), .standard = "false"},
    {"alone", KEY_SWITCH, AT(job_class, alone), .standard = "false"},
    {"site", KEY_NAME, AT(job_class, site), .section = SECTION_SITES},
    {"earliest", KEY_MAYBE_DAY, AT(job_class, earliest)},
    {"target", KEY_MAYBE_DAY, AT(job_class, target)},
    {"due", KEY_MAYBE_DAY, AT(job_class, due)},
    {"vendor", KEY_TEXT, AT(job_class, vendor)},
};

static const struct key group_rows[] = {
    {"title", KEY_TEXT, AT(count_group, title)},
    {"expected", KEY_COUNT, AT(count_group, expected), COUNT_AT(count_group, has_expected),
     .max = COUNT_MAX},
};

/* 4 ※ */
static const struct key merge_rows[] = {
    {"urgent_wait", KEY_NUMBER, AT(merge_rule, urgent_wait), .standard = "0", .max = DAYS_MAX},
    {"routine_months", KEY_NUMBER, AT(merge_rule, routine_months), .standard = "1",
     .max = MONTHS_MAX},
    {"alone", KEY_LIST, AT(merge_rule, alone), COUNT_AT(merge_rule, alone_count), .max = LIST_MAX,
     EACH(a_class, uint32_t)},
    {"apart", KEY_LIST, AT(merge_rule, apart), COUNT_AT(merge_rule, apart_count), .max = LIST_MAX,
     EACH(two_classes, struct class_pair)},
    {"after", KEY_LIST, AT(merge_rule, after), COUNT_AT(merge_rule, after_count), .max = LIST_MAX,
     EACH(two_classes, struct class_pair)},
};

static const struct key dispatch_rows[] = {
    {"notice_minutes", KEY_NUMBER, AT(contract, notice_minutes), .standard = "60",
     .max = MINUTES_PER_DAY},
};

/* 6(1), 5(8)ウ, 5(10), 5(12) */
static const struct key document_rows[] = {
    {"kind", KEY_ID, AT(document_rule, kind), REQUIRED},
    {"title", KEY_TEXT, AT(document_rule, title), REQUIRED},
    {"owed", KEY_WORD, AT(document_rule, owed), REQUIRED, .words = &owed_terms},
    {"again_on", KEY_FLAGS, AT(document_rule, again_on_roster_change), .words = &again},
    {"within_days", KEY_NUMBER, AT(document_rule, within_days), .standard = "0", .max = DAYS_MAX},
    {"within_open_days", KEY_NUMBER, AT(document_rule, within_open_days), .standard = "0",
     .max = DAYS_MAX},
};

static const struct key month_end_key_rows[] = {
    {"closed", KEY_WORD, AT(month_end_rule, closed), .standard = "next-open-day",
     .words = &closed_roll_terms},
    {"except", KEY_FLAGS, AT(month_end_rule, except_march_end), .standard = "03-31 period-end",
     .words = &month_ends},
};

static const struct key alert_rows[] = {
    {"at_risk_minutes", KEY_NUMBER, AT(alert_rule, at_risk_minutes), .standard = "510",
     .max = ALERT_MINUTES_MAX},
    {"document_days", KEY_NUMBER, AT(alert_rule, document_days), .standard = "3", .max = DAYS_MAX},
    {"prerequisite_days", KEY_NUMBER, AT(alert_rule, prerequisite_days), .standard = "1",
     .max = DAYS_MAX},
    {"channels", KEY_LIST, AT(alert_rule, channels.at), COUNT_AT(alert_rule, channels.count),
     .max = LIST_MAX, EACH(a_text, struct str)},
};

static const struct key travel_rows[] = {
    {"between", KEY_PAIR, AT(travel, from), REQUIRED, .section = SECTION_SITES},
    {"minutes", KEY_NUMBER, AT(travel, minutes), REQUIRED, .max = MINUTES_MAX},
};
_Static_assert(offsetof(struct travel, to) == offsetof(struct travel, from) + sizeof(uint32_t) &&
                   offsetof(struct class_pair, first) == 0 &&
                   offsetof(struct class_pair, second) == sizeof(uint32_t),
               "a pair is two numbers in a row");

static const struct key a_document = {.kind = KEY_MAP, MAP_OF(document_rows)};
static const struct key a_travel = {.kind = KEY_MAP, MAP_OF(travel_rows)};

static const struct key contract_rows[] = {
    {"contract", KEY_ID, AT(contract, id), REQUIRED},
    {"title", KEY_TEXT, AT(contract, title), REQUIRED},
    {"customer", KEY_TEXT, AT(contract, customer), REQUIRED},
    {"period", KEY_MAP, REQUIRED, MAP_OF(period_rows)},
    {"offset", KEY_OFFSET, AT(contract, offset), REQUIRED},
    {"calendar", KEY_MAP, AT(contract, calendar), REQUIRED, MAP_OF(calendar_rows)},
    {"response", KEY_MAP, AT(contract, response), MAP_OF(response_rows)},
    {"sites", KEY_NAMED, AT(contract, sites), COUNT_AT(contract, site_count), REQUIRED, .min = 1,
     .max = LIST_MAX, MAP_OF(site_rows), .row_bytes = sizeof(struct site)},
    {"crews", KEY_MAP, MAP_OF(crew_rows)},
    {"approvals", KEY_MAP, MAP_OF(approval_rows)},
    {"leads", KEY_MAP, MAP_OF(lead_rows)},
    {"classes", KEY_NAMED, AT(contract, classes), COUNT_AT(contract, class_count), REQUIRED,
     .min = 1, .max = LIST_MAX, MAP_OF(class_rows), .row_bytes = sizeof(struct job_class)},
    {"groups", KEY_NAMED, AT(contract, groups), COUNT_AT(contract, group_count), .max = LIST_MAX,
     MAP_OF(group_rows), .row_bytes = sizeof(struct count_group)},
    {"merge", KEY_MAP, AT(contract, merge), MAP_OF(merge_rows)},
    {"dispatch", KEY_MAP, MAP_OF(dispatch_rows)},
    {"documents", KEY_LIST, AT(contract, documents), COUNT_AT(contract, document_count),
     .max = LIST_MAX, EACH(a_document, struct document_rule)},
    {"month_end", KEY_MAP, AT(contract, month_end), MAP_OF(month_end_key_rows)},
    {"alerts", KEY_MAP, AT(contract, alerts), MAP_OF(alert_rows)},
    {"depots", KEY_LIST, AT(contract, depots), COUNT_AT(contract, depot_count), .max = LIST_MAX,
     EACH(an_id, struct depot)},
    {"travel", KEY_LIST, AT(contract, travels), COUNT_AT(contract, travel_count), .max = LIST_MAX,
     EACH(a_travel, struct travel)},
};
_Static_assert(offsetof(struct site, id) == 0 && offsetof(struct job_class, id) == 0 &&
                   offsetof(struct count_group, id) == 0 && offsetof(struct depot, id) == 0,
               "the id comes first in what is named");

const struct schema contract_schema = {contract_rows, COUNT(contract_rows)};

const struct key holiday_list = {
    "holidays",
    KEY_LIST,
    AT(calendar_rule, holiday_days),
    COUNT_AT(calendar_rule, holiday_count),
    .max = HOLIDAYS_MAX,
    EACH(a_holiday, struct named_day),
};

const char *section_name(enum section section)
{
    switch (section) {
    case SECTION_SITES: return "sites";
    case SECTION_CLASSES: return "classes";
    case SECTION_GROUPS: return "groups";
    }
    CHECK(false);
    return "";
}

bool key_is_optional(const struct key *key)
{
    if (key->required || key->standard != NULL || key->name == NULL) return false;
    return key->kind == KEY_TEXT || key->kind == KEY_NUMBER || key->kind == KEY_COUNT ||
           key->kind == KEY_MAYBE_DAY || key->kind == KEY_NAME;
}
