#include "rules/document.h"

#include "engine/base/check.h"
#include "engine/base/sort.h"
#include "engine/base/vec.h"
#include "rules/calendar.h"

static day_t month_end(day_t day)
{
    struct ymd date = day_ymd(day);
    return day_of((struct ymd){date.year, date.month, days_in_month(date.year, date.month)});
}

/* 6(1): a closed month end goes to the next open day, 31 March and the contract's last day stay. */
static day_t month_end_due(const struct contract *contract, day_t day)
{
    const struct month_end_rule *rule = &contract->month_end;
    day_t end = day_min(month_end(day), contract->to);
    struct ymd date = day_ymd(end);
    if (rule->except_period_end && day_eq(end, contract->to)) return end;
    if (rule->except_march_end && date.month == 3 && date.day == 31) return end;
    return calendar_roll(contract, CONTRACT_NONE, end, rule->closed);
}

/* `of` says which month the document is for, `due` when it is owed. */
static struct document_due due_on(const struct contract *contract, uint32_t rule, day_t of,
                                  day_t due)
{
    struct ymd date = day_ymd(of);
    return (struct document_due){
        .rule = rule,
        .year = date.year,
        .month = date.month,
        .due = due,
        .practical = calendar_roll(contract, CONTRACT_NONE, due, ROLL_PREVIOUS),
    };
}

static day_t due_of(const struct contract *contract, const struct document_rule *rule, day_t cause)
{
    switch (rule->owed) {
    case OWED_START: return contract->from;
    case OWED_MONTH_END: return month_end_due(contract, cause);
    case OWED_BEFORE_END: return contract->to;
    case OWED_ON_REQUEST:
    case OWED_ON_CHANGE: return cause;
    case OWED_AFTER_VISIT: {
        struct maybe_day day =
            calendar_open_after(contract, CONTRACT_NONE, cause, rule->within_open_days);
        return day.is ? day.day : cause;
    }
    case OWED_AFTER_MEETING:
        return calendar_roll(contract, CONTRACT_NONE, day_plus(cause, (int32_t)rule->within_days),
                             contract->response.last_day_closed);
    }
    CHECK(false);
    return cause;
}

struct document_due document_of(const struct contract *contract, uint32_t rule, day_t cause)
{
    CHECK(rule < contract->document_count);
    CHECK(contract->documents[rule].within_days <= INT16_MAX);
    return due_on(contract, rule, cause, due_of(contract, &contract->documents[rule], cause));
}

struct document_due document_on(const struct contract *contract, uint32_t rule, day_t day)
{
    CHECK(rule < contract->document_count);
    return due_on(contract, rule, day, day);
}

static void push(struct vec *dues, struct document_due due, struct arena *arena)
{
    struct document_due *row = vec_push(dues, arena);
    *row = due;
}

static void each_month(const struct contract *contract, uint32_t rule, struct vec *dues,
                       struct arena *arena)
{
    for (day_t day = contract->from; day_cmp(day, contract->to) <= 0;
         day = day_plus(month_end(day), 1))
        push(dues, document_of(contract, rule, day), arena);
}

static int due_order(const void *a, const void *b, const void *context)
{
    const struct document_due *p = a, *q = b;
    (void)context;
    if (!day_eq(p->due, q->due)) return day_cmp(p->due, q->due);
    return (p->rule > q->rule) - (p->rule < q->rule);
}

struct document_dues document_of_period(const struct contract *contract, struct arena *arena)
{
    struct vec dues = vec_of(sizeof(struct document_due));
    for (uint32_t i = 0; i < contract->document_count; i++) {
        switch (contract->documents[i].owed) {
        case OWED_START: push(&dues, document_of(contract, i, contract->from), arena); break;
        case OWED_BEFORE_END: push(&dues, document_of(contract, i, contract->to), arena); break;
        case OWED_MONTH_END: each_month(contract, i, &dues, arena); break;
        case OWED_ON_REQUEST:
        case OWED_AFTER_VISIT:
        case OWED_AFTER_MEETING:
        case OWED_ON_CHANGE: break; /* an event makes these owed */
        }
    }
    sort_rows(dues.rows, dues.count, dues.row_bytes, due_order, NULL, arena);
    return (struct document_dues){dues.rows, dues.count};
}
