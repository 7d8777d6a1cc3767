/* Duties that each visit brings: agreed, permitted, in working time, by people on the roster. */
#include "engine/core/verdict_priv.h"
#include "rules/hours.h"

struct looked {
    struct verdict_list *list;
    const struct visit_row *visit;
    struct str id;
    struct maybe_instant start;
    bool begun;
};

static void put(const struct looked *l, uint32_t duty, enum verdict verdict, enum event_kind proof,
                enum event_kind other)
{
    verdict_put(l->list, (struct verdict_row){.duty = duty,
                                              .verdict = verdict,
                                              .subject = l->id,
                                              .due = l->start,
                                              .proofs = {proof, other}});
}

/* What must be there before the visit begins. */
static enum verdict of_gate(const struct looked *l, bool met)
{
    if (met) return VERDICT_MET;
    if (l->begun) return VERDICT_LATE;
    return verdict_pending(l->list, l->start, l->id, STR_NONE);
}

static bool is_overtime_settled(const struct visit_row *visit)
{
    return visit->overtime == OVERTIME_APPROVED || visit->overtime == OVERTIME_DIRECTED;
}

static enum verdict of_hours(const struct looked *l)
{
    const struct visit_row *visit = l->visit;
    const struct contract *wording = l->list->plan->wording;
    uint32_t site = contract_site(wording, state_text(l->list->state, visit->site));
    if (is_overtime_settled(visit)) return VERDICT_MET;
    if (visit->out_of_hours) return of_gate(l, false);
    if (visit->state != VISIT_FINISHED) return of_gate(l, l->begun);
    bool kept = hours_in_working_time(wording, site, visit->started_at, visit->finished_at);
    return kept ? VERDICT_MET : VERDICT_LATE;
}

static enum verdict of_overtime(const struct looked *l)
{
    const struct visit_row *visit = l->visit;
    if (visit->overtime == OVERTIME_REFUSED) return VERDICT_WAIVED;
    bool approved = visit->overtime == OVERTIME_APPROVED;
    instant_t before = l->begun ? visit->started_at : visit->start;
    return of_gate(l, approved && instant_cmp(visit->overtime_decision.at, before) <= 0);
}

static void judge_hours(const struct looked *l)
{
    put(l, 19, of_hours(l), EVENT_VISIT_STARTED, EVENT_VISIT_FINISHED);
    if (l->visit->overtime == OVERTIME_DIRECTED)
        put(l, 20, VERDICT_MET, EVENT_OVERTIME_DIRECTED, 0);
    else if (l->visit->out_of_hours)
        put(l, 21, of_overtime(l), EVENT_OVERTIME_REQUESTED, EVENT_OVERTIME_APPROVED);
}

static void judge_entry(const struct looked *l)
{
    const struct contract *wording = l->list->plan->wording;
    uint32_t row = contract_site(wording, state_text(l->list->state, l->visit->site));
    if (row == CONTRACT_NONE || wording->entry_approver == APPROVER_NONE) return;
    const struct site *site = &wording->sites[row];
    if (site->permission) put(l, 23, of_gate(l, l->visit->permitted), EVENT_VISIT_PERMITTED, 0);
    if (!site->rooms_need_permission) return;
    bool without = l->visit->state == VISIT_FINISHED && l->visit->rooms.count == 0;
    put(l, 24, without ? VERDICT_WAIVED : of_gate(l, l->visit->rooms.count > 0),
        EVENT_VISIT_PERMITTED, 0);
}

static bool are_on_roster(const struct looked *l)
{
    const struct visit_row *visit = l->visit;
    const uint32_t *crew = state_list(l->list->state, visit->crew);
    day_t day =
        instant_day(l->begun ? visit->started_at : visit->start, l->list->plan->wording->offset);
    for (uint32_t i = 0; i < visit->crew.count; i++)
        if (state_roster(l->list->state, crew[i], day) == NULL) return false;
    return visit->crew.count > 0;
}

/* Done together only as approved (4 ※), agreed every time (5(8)イ). */
static void judge_agreement(const struct looked *l)
{
    bool agreed = l->visit->state != VISIT_PROPOSED && l->visit->joining.count == 0;
    put(l, 36, of_gate(l, agreed), EVENT_VISIT_PROPOSED, EVENT_VISIT_APPROVED);
    if (l->visit->jobs.count + l->visit->joining.count > 1)
        put(l, 14, of_gate(l, agreed), EVENT_VISIT_PROPOSED, EVENT_VISIT_APPROVED);
}

/* What people confirm of themselves, on the visit or after it (5(3), 5(5), 5(7)). */
static void judge_conduct(const struct looked *l)
{
    static const uint32_t green = 1u << CONDUCT_ENERGY | 1u << CONDUCT_WASTE | 1u << CONDUCT_PAPER |
                                  1u << CONDUCT_VEHICLE | 1u << CONDUCT_PROCUREMENT;
    static const struct {
        uint32_t duty, bits;
    } duties[] = {{22, 1u << CONDUCT_BADGE}, {25, 1u << CONDUCT_SAFETY}, {31, green}};
    for (uint32_t i = 0; i < COUNT(duties); i++) {
        bool all = (l->visit->conduct & duties[i].bits) == duties[i].bits;
        put(l, duties[i].duty, all ? VERDICT_MET : VERDICT_OPEN, EVENT_VISIT_CONDUCT_CONFIRMED, 0);
    }
}

/* Nobody will go: what was asked for was refused, called off or taken back. */
static bool is_off(enum visit_state state)
{
    return state == VISIT_DECLINED || state == VISIT_CANCELLED || state == VISIT_WITHDRAWN;
}

void verdict_visits(struct verdict_list *list)
{
    const struct visit_row *rows = list->state->visits.rows;
    for (uint32_t v = 0; v < list->state->visits.count; v++) {
        enum visit_state state = rows[v].state;
        if (rows[v].contract != list->plan->contract) continue;
        struct looked l = {.list = list,
                           .visit = &rows[v],
                           .id = state_text(list->state, rows[v].id),
                           .start = {true, rows[v].start},
                           .begun = state == VISIT_STARTED || state == VISIT_FINISHED};
        if (is_off(state)) {
            bool withdrawn = state == VISIT_WITHDRAWN;
            put(&l, 36, VERDICT_WAIVED, withdrawn ? EVENT_VISIT_WITHDRAWN : EVENT_VISIT_DECLINED,
                EVENT_VISIT_CANCELLED);
            continue;
        }
        judge_agreement(&l);
        judge_hours(&l);
        judge_entry(&l);
        judge_conduct(&l);
        put(&l, 27, of_gate(&l, are_on_roster(&l)), EVENT_VISIT_STARTED, 0);
    }
}
