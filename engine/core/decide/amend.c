/* What follows when a contract's wording changes: work and papers that the new one asks for, and
 * proposals that it no longer lets stand. What is confirmed or done stays as it was agreed. */
#include "engine/core/decide/deciding.h"
#include "rules/document.h"
#include "rules/hours.h"

/* Jobs still to be done must keep their class and site. */
static void check_live_jobs(struct deciding *d, const struct contract *wording)
{
    for (uint32_t i = 0; i < d->state->jobs.count; i++) {
        const struct job_row *job = state_job(d->state, i);
        if (job->contract != d->contract || !job_is_live(job)) continue;
        struct str class = state_text(d->state, job->class), site = state_text(d->state, job->site);
        if (contract_class(wording, class) == CONTRACT_NONE)
            refuse(d, REFUSAL_CLASS_IN_USE, arg_str(class), arg_str(id_of_job(d, i)), NO_ARG);
        if (contract_site(wording, site) == CONTRACT_NONE)
            refuse(d, REFUSAL_SITE_IN_USE, arg_str(site), arg_str(id_of_job(d, i)), NO_ARG);
    }
}

/* So must visits that are agreed, with or without a job left in them. */
static void check_agreed_visits(struct deciding *d, const struct contract *wording)
{
    for (uint32_t v = 0; v < d->state->visits.count; v++) {
        const struct visit_row *visit = state_visit(d->state, v);
        bool agreed = visit->state == VISIT_CONFIRMED || visit->state == VISIT_STARTED;
        struct str site = state_text(d->state, visit->site);
        if (visit->contract != d->contract || !agreed) continue;
        if (contract_site(wording, site) == CONTRACT_NONE)
            refuse(d, REFUSAL_VISIT_AT_SITE, arg_str(site), arg_str(id_of_visit(d, v)), NO_ARG);
    }
}

void check_amendment(struct deciding *d, const struct contract *wording)
{
    check_live_jobs(d, wording);
    check_agreed_visits(d, wording);
}

static bool has_job_of(const struct deciding *d, struct str class)
{
    for (uint32_t i = 0; i < d->state->jobs.count; i++)
        if (state_job(d->state, i)->contract == d->contract &&
            str_eq(state_text(d->state, state_job(d->state, i)->class), class))
            return true;
    return false;
}

/* New to the contract, or due in the part of the period that the new wording adds. */
static bool is_new_work(const struct deciding *d, const struct job_class *class)
{
    if (!has_job_of(d, class->id)) return true;
    bool beyond = class->earliest.is && day_cmp(class->earliest.day, d->wording->to) > 0;
    return beyond;
}

static void open_new_calendar_jobs(struct deciding *d, const struct contract *wording, day_t from)
{
    for (uint32_t i = 0; i < wording->class_count; i++) {
        const struct job_class *class = &wording->classes[i];
        if (class->source == SOURCE_CALENDAR && is_new_work(d, class))
            open_calendar_job(d, wording, class, from);
    }
}

/* The paper of that kind and period on record that still stands, or NULL. */
static const struct document_row *paper_of(const struct deciding *d, struct str kind,
                                           struct str period)
{
    for (uint32_t i = 0; i < d->state->documents.count; i++) {
        const struct document_row *row = vec_at(&d->state->documents, i);
        if (row->contract == d->contract && str_eq(state_text(d->state, row->kind), kind) &&
            str_eq(state_text(d->state, row->period), period))
            return row;
    }
    return NULL;
}

/* The handover moves with the period's end: the paper of the old day gives way to one of the new.
 */
static bool is_moved(const struct document_rule *rule, const struct document_row *paper, day_t due)
{
    return rule->owed == OWED_BEFORE_END && paper->state == DOCUMENT_OWED &&
           !day_eq(paper->due, due);
}

static void replace_paper(struct deciding *d, const struct document_row *paper)
{
    struct str id = state_text(d->state, paper->id);
    emit(d, EVENT_DOCUMENT_WAIVED, id)->document_waived =
        (struct event_document_waived){.document = id, .reason = STR("the period was amended")};
}

static void owe_new_documents(struct deciding *d, const struct contract *wording, day_t from)
{
    struct document_dues dues = document_of_period(wording, d->arena);
    for (uint32_t i = 0; i < dues.count; i++) {
        const struct document_due *due = &dues.at[i];
        const struct document_rule *rule = &wording->documents[due->rule];
        bool monthly = rule->owed == OWED_MONTH_END;
        struct str period =
            monthly ? text_format(d->arena, "%04d-%02d", due->year, due->month) : STR_NONE;
        const struct document_row *paper = paper_of(d, rule->kind, period);
        if (paper != NULL && !is_moved(rule, paper, due->due)) continue;
        if (monthly && day_cmp(due->due, from) < 0) continue; /* nobody asked for it then */
        if (paper != NULL) replace_paper(d, paper);
        owe_document(d, rule->kind, period, day_max(due->due, from), STR_NONE);
    }
}

static bool still_stands(const struct contract *wording, const struct visit_row *visit,
                         struct str site_id)
{
    uint32_t site = contract_site(wording, site_id);
    day_t day = instant_day(visit->start, wording->offset);
    if (site == CONTRACT_NONE || day_cmp(day, wording->to) > 0) return false;
    return visit->out_of_hours || hours_in_working_time(wording, site, visit->start, visit->end);
}

/* Nobody has agreed to a proposal yet; one that the new hours have no room for isn't agreed to. */
static void withdraw_misfits(struct deciding *d, const struct contract *wording, day_t from)
{
    for (uint32_t v = 0; v < d->state->visits.count; v++) {
        const struct visit_row *visit = state_visit(d->state, v);
        if (visit->contract != d->contract || visit->state != VISIT_PROPOSED) continue;
        if (day_cmp(instant_day(visit->start, d->offset), from) < 0) continue;
        if (still_stands(wording, visit, state_text(d->state, visit->site))) continue;
        emit_withdrawal(d, v, STR("the contract was amended"));
    }
}

void follow_amendment(struct deciding *d, const struct contract *wording, day_t from)
{
    open_new_calendar_jobs(d, wording, from);
    owe_new_documents(d, wording, from);
    withdraw_misfits(d, wording, from);
}
