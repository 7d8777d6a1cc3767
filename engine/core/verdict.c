#include "engine/core/verdict_priv.h"

#include "engine/base/sort.h"
#include "engine/core/tally.h"
#include "engine/vocab/duty.h"
#include "rules/hours.h"

/* Duties that a contract's terms meet by standing in the log: the period, the works with their
 * clauses, how works are joined, the form of papers. */
static const uint32_t of_terms[] = {1, 3, 15, 60};

void verdict_put(struct verdict_list *list, struct verdict_row row)
{
    CHECK(row.duty >= 1 && row.duty <= DUTY_COUNT);
    *(struct verdict_row *)vec_push(&list->rows, list->arena) = row;
}

static bool is_alerted(const struct verdict_list *list, struct str subject)
{
    for (uint32_t i = 0; str_is(subject) && i < list->alerts->count; i++)
        if (str_eq(list->alerts->at[i].subject, subject)) return true;
    return false;
}

enum verdict verdict_pending(const struct verdict_list *list, struct maybe_instant due,
                             struct str subject, struct str also)
{
    if (due.is && instant_cmp(list->plan->at, due.at) > 0) return VERDICT_LATE;
    bool alerted = is_alerted(list, subject) || is_alerted(list, also);
    return alerted ? VERDICT_AT_RISK : VERDICT_OPEN;
}

enum verdict verdict_done(instant_t done, struct maybe_instant due)
{
    return due.is && instant_cmp(done, due.at) > 0 ? VERDICT_LATE : VERDICT_MET;
}

enum verdict verdict_worse(enum verdict a, enum verdict b)
{
    static const uint32_t gravity[] = {[VERDICT_WAIVED] = 0,
                                       [VERDICT_MET] = 1,
                                       [VERDICT_OPEN] = 2,
                                       [VERDICT_AT_RISK] = 3,
                                       [VERDICT_LATE] = 4};
    return gravity[a] >= gravity[b] ? a : b;
}

static void judge_terms(struct verdict_list *list)
{
    for (uint32_t i = 0; i < COUNT(of_terms); i++)
        verdict_put(list, (struct verdict_row){.duty = of_terms[i],
                                               .verdict = VERDICT_MET,
                                               .subject = list->plan->wording->id,
                                               .proofs = {EVENT_CONTRACT_LOADED}});
}

/* An estimate is kept by being counted, whatever the count (4 参考). */
static void judge_counts(struct verdict_list *list)
{
    const struct plan *plan = list->plan;
    struct tally tally =
        tally_of(list->state, plan->contract, plan->wording, list->today, list->arena);
    for (uint32_t i = 0; i < tally.count; i++)
        if (tally.at[i].count.has_expected)
            verdict_put(list, (struct verdict_row){.duty = 16,
                                                   .verdict = VERDICT_MET,
                                                   .subject = tally.at[i].count.id});
}

/* The structure itself; each urgent job has a row of its own besides (4 参考, S17). */
static void judge_readiness(struct verdict_list *list)
{
    bool any = false;
    for (uint32_t i = 0; i < list->alerts->count; i++) {
        const struct alert *alert = &list->alerts->at[i];
        if (alert->kind != ALERT_NOT_READY) continue;
        any = true;
        verdict_put(list, (struct verdict_row){
                              .duty = 17, .verdict = VERDICT_AT_RISK, .subject = alert->subject});
    }
    if (any || list->state->roster.count == 0) return;
    verdict_put(list, (struct verdict_row){
                          .duty = 17, .verdict = VERDICT_MET, .subject = list->plan->wording->id});
}

static void judge_handover(struct verdict_list *list)
{
    const struct contract *wording = list->plan->wording;
    const struct contract_row *row = vec_at(&list->state->contracts, list->plan->contract);
    struct maybe_instant due = {true, hours_end_of(wording, wording->to)};
    enum verdict verdict =
        row->handed_over ? VERDICT_MET : verdict_pending(list, due, wording->id, STR_NONE);
    verdict_put(list, (struct verdict_row){.duty = 51,
                                           .verdict = verdict,
                                           .subject = wording->id,
                                           .due = due,
                                           .proofs = {EVENT_CONTRACT_HANDED_OVER}});
}

/* A duty that nothing has come up for is open: it stands until the term ends. */
static void fill(struct verdict_list *list)
{
    bool has[DUTY_COUNT + 1] = {false};
    for (uint32_t i = 0; i < list->rows.count; i++)
        has[((const struct verdict_row *)vec_at(&list->rows, i))->duty] = true;
    for (uint32_t duty = 1; duty <= DUTY_COUNT; duty++)
        if (!has[duty])
            verdict_put(list, (struct verdict_row){.duty = duty,
                                                   .verdict = VERDICT_OPEN,
                                                   .subject = list->plan->wording->id});
}

static int by_duty(const void *a, const void *b, const void *context)
{
    (void)context;
    uint32_t one = ((const struct verdict_row *)a)->duty;
    uint32_t other = ((const struct verdict_row *)b)->duty;
    return (one > other) - (one < other);
}

void verdict_find(const struct state *state, const struct plan *plan, const struct alerts *alerts,
                  struct arena *arena, struct verdicts *ret)
{
    struct verdict_list list = {
        .state = state,
        .plan = plan,
        .alerts = alerts,
        .arena = arena,
        .today = instant_day(plan->at, plan->wording->offset),
        .rows = vec_of(sizeof(struct verdict_row)),
    };
    judge_terms(&list);
    judge_counts(&list);
    judge_readiness(&list);
    verdict_jobs(&list);
    verdict_visits(&list);
    verdict_papers(&list);
    judge_handover(&list);
    fill(&list);
    sort_rows(list.rows.rows, list.rows.count, sizeof(struct verdict_row), by_duty, NULL, arena);
    *ret = (struct verdicts){list.rows.rows, list.rows.count};
}
