#include "tests/simulation/ledger.h"

#include "rules/hours.h"
#include "tests/simulation/stage.h"

void ledger_init(struct ledger *ledger)
{
    *ledger = (struct ledger){
        .jobs = vec_of(sizeof(struct ledger_job)),
        .visits = vec_of(sizeof(struct ledger_visit)),
        .queries = vec_of(sizeof(struct ledger_query)),
    };
}

static struct ledger_job *job_at(struct stage *stage, uint32_t row)
{
    while (stage->ledger.jobs.count <= row) (void)vec_push(&stage->ledger.jobs, &stage->arena);
    return vec_at(&stage->ledger.jobs, row);
}

static struct ledger_job *job_of(struct stage *stage, struct str id)
{
    return job_at(stage, state_find(&stage->state, NAME_JOB, id));
}

static struct ledger_visit *visit_of(struct stage *stage, struct str id)
{
    uint32_t row = state_find(&stage->state, NAME_VISIT, id);
    while (stage->ledger.visits.count <= row) (void)vec_push(&stage->ledger.visits, &stage->arena);
    return vec_at(&stage->ledger.visits, row);
}

static bool has_open_query(const struct stage *stage, uint32_t job)
{
    for (uint32_t i = 0; i < stage->ledger.queries.count; i++) {
        const struct ledger_query *query = vec_at(&stage->ledger.queries, i);
        if (query->job == job && !query->answered) return true;
    }
    return false;
}

/* Whose decision or wish a command is: that of whoever it is recorded on behalf of. */
static struct str person(const struct command *command)
{
    struct str id = str_is(command->on_behalf_of) ? command->on_behalf_of : command->by;
    struct str prefix = STR("technician:");
    return str_starts(id, prefix) ? str_slice(id, prefix.len, id.len) : id;
}

/* --- I8, I9 --------------------------------------------------------------------------------- */

static void check_gates(struct stage *stage, uint32_t row)
{
    const struct contract *wording = stage_wording(stage);
    const struct job_row *job = state_job(&stage->state, row);
    uint32_t index = contract_class(wording, state_text(&stage->state, job->class));
    const struct ledger_job *known = job_at(stage, row);
    struct str id = state_text(&stage->state, job->id);
    if (index == CONTRACT_NONE) return;
    const struct job_class *class = &wording->classes[index];
    bool procedure = (class->needs & NEED_PROCEDURE) != 0 && !class->standing_procedure &&
                     wording->procedure_approver != APPROVER_NONE;
    MUST(stage, 8, !(class->needs & NEED_WORK_ORDER) || known->work_order, "no order: %.*s",
         STR_ARGS(id));
    MUST(stage, 8, !procedure || known->procedure == PROCEDURE_APPROVED, "procedure: %.*s",
         STR_ARGS(id));
    MUST(stage, 8, !(class->needs & NEED_MEDIA_CHECK) || known->clean, "no check: %.*s",
         STR_ARGS(id));
    MUST(stage, 8, !known->vendor_awaited, "vendor awaited: %.*s", STR_ARGS(id));
    MUST(stage, 8, !known->held, "held: %.*s", STR_ARGS(id));
    MUST(stage, 8, !has_open_query(stage, row), "open query: %.*s", STR_ARGS(id));
}

/* The entry that took effect last by that day; of two from the same day the later recorded. */
static bool is_at_work(const struct state *state, uint32_t actor, day_t day)
{
    const struct roster_row *entry = NULL;
    for (uint32_t i = 0; i < state->roster.count; i++) {
        const struct roster_row *row = vec_at(&state->roster, i);
        if (row->actor != actor || row->from.n > day.n) continue;
        if (entry == NULL || row->from.n >= entry->from.n) entry = row;
    }
    if (entry == NULL || entry->removed) return false;
    const uint32_t *off = state_list(state, entry->off);
    for (uint32_t i = 0; i + 1 < entry->off.count; i += 2)
        if ((int32_t)off[i] <= day.n && day.n <= (int32_t)off[i + 1]) return false;
    return true;
}

static void check_people(struct stage *stage, struct strs people, day_t day)
{
    MUST(stage, 9, people.count > 0, "nobody is there");
    for (uint32_t i = 0; i < people.count; i++) {
        struct str id = people.at[i], prefix = STR("technician:");
        if (str_starts(id, prefix)) id = str_slice(id, prefix.len, id.len);
        uint32_t actor = state_find(&stage->state, NAME_ACTOR, id);
        MUST(stage, 9, actor != NO_ROW && is_at_work(&stage->state, actor, day),
             "%.*s is not at work", STR_ARGS(id));
    }
}

static void check_start(struct stage *stage, const struct command *command)
{
    const struct command_visit_start *c = &command->visit_start;
    const struct contract *wording = stage_wording(stage);
    const struct visit_row *visit =
        state_visit(&stage->state, state_find(&stage->state, NAME_VISIT, c->visit));
    const struct ledger_visit *known = visit_of(stage, c->visit);
    instant_t at = c->started_at.is ? c->started_at.at : stage->now;
    day_t day = instant_day(at, wording->offset);
    uint32_t site = contract_site(wording, state_text(&stage->state, visit->site));

    MUST(stage, 8, visit->state == VISIT_CONFIRMED, "started though not confirmed");
    MUST(stage, 8, day_eq(day, instant_day(visit->start, wording->offset)), "on another day");
    bool entry = site != CONTRACT_NONE && wording->sites[site].permission &&
                 wording->entry_approver != APPROVER_NONE;
    MUST(stage, 8, !entry || known->permitted, "without permission");
    bool inside = site != CONTRACT_NONE &&
                  hours_in_working_time(wording, site, visit->start, visit->end) &&
                  hours_in_working_time(wording, site, at, at);
    MUST(stage, 8, inside || known->overtime || wording->overtime_approver == APPROVER_NONE,
         "outside working time");
    for (uint32_t i = 0; i < visit->jobs.count; i++) {
        uint32_t job = state_list(&stage->state, visit->jobs)[i];
        if (job_is_live(state_job(&stage->state, job))) check_gates(stage, job);
    }
    check_people(stage, c->technicians, day);
}

/* --- I23 ------------------------------------------------------------------------------------ */

static void check_asker(struct stage *stage, const struct command *command, struct str asker)
{
    MUST(stage, 23, !str_eq(person(command), asker), "%.*s decides on an own request",
         STR_ARGS(asker));
}

void ledger_check(struct stage *stage, const struct command *command)
{
    instant_t at = stage->now;
    switch ((int)command->kind) {
    case COMMAND_VISIT_START: check_start(stage, command); return;
    case COMMAND_JOB_COMPLETE:
        if (command->job_complete.finished_at.is) at = command->job_complete.finished_at.at;
        check_people(stage, command->job_complete.technicians,
                     instant_day(at, stage_wording(stage)->offset));
        return;
    case COMMAND_PROCEDURE_APPROVE:
        check_asker(stage, command, job_of(stage, command->procedure_approve.job)->submitter);
        return;
    case COMMAND_VISIT_APPROVE:
        check_asker(stage, command, visit_of(stage, command->visit_approve.visit)->proposer);
        return;
    case COMMAND_OVERTIME_APPROVE:
        check_asker(stage, command,
                    visit_of(stage, command->overtime_approve.visit)->overtime_asker);
        return;
    }
}

/* --- What the commands leave behind --------------------------------------------------------- */

/* A follow-up goes on where the failed job stood; only the medium is checked again. */
static void note_follow_up(struct stage *stage, struct str failed, const struct decision *made)
{
    uint32_t from = state_find(&stage->state, NAME_JOB, failed);
    for (uint32_t i = 0; i < made->events.count; i++) {
        const struct event *event = vec_at(&made->events, i);
        if (event->kind != EVENT_JOB_OPENED) continue;
        uint32_t to = state_find(&stage->state, NAME_JOB, event->job_opened.job);
        struct ledger_job known = *job_at(stage, from);
        known.clean = false;
        *job_at(stage, to) = known;
        for (uint32_t q = 0; q < stage->ledger.queries.count; q++) {
            struct ledger_query *query = vec_at(&stage->ledger.queries, q);
            if (query->job == from && !query->answered) query->job = to;
        }
    }
}

static void note_query(struct stage *stage, const struct command *command,
                       const struct decision *made)
{
    struct str job = command->query_raise.job;
    const struct event *event = vec_at(&made->events, made->events.count - 1);
    *(struct ledger_query *)vec_push(&stage->ledger.queries, &stage->arena) = (struct ledger_query){
        .id = str_copy(&stage->arena, event->subject),
        .job = str_is(job) ? state_find(&stage->state, NAME_JOB, job) : NO_ROW,
    };
}

static void note_answer(struct stage *stage, struct str id)
{
    for (uint32_t i = 0; i < stage->ledger.queries.count; i++) {
        struct ledger_query *query = vec_at(&stage->ledger.queries, i);
        if (str_eq(query->id, id)) query->answered = true;
    }
}

static void note_procedure(struct stage *stage, const struct command *command)
{
    struct ledger_job *job = job_of(stage, command->procedure_submit.job);
    job->procedure = PROCEDURE_SUBMITTED;
    job->submitter = str_copy(&stage->arena, person(command));
}

/* Anew for a new proposal; what would join a confirmed visit only has a proposer of its own. */
static void note_proposal(struct stage *stage, const struct command *command,
                          const struct decision *made)
{
    const struct event *event = vec_at(&made->events, made->events.count - 1);
    struct ledger_visit *visit = visit_of(stage, event->visit_proposed.visit);
    uint32_t row = state_find(&stage->state, NAME_VISIT, event->visit_proposed.visit);
    if (state_visit(&stage->state, row)->state == VISIT_PROPOSED) *visit = (struct ledger_visit){0};
    visit->proposer = str_copy(&stage->arena, person(command));
}

static void note_hold(struct stage *stage, struct str id, bool vendor)
{
    struct ledger_job *job = job_of(stage, id);
    if (job->held) return;
    job->held = true;
    job->held_for_vendor = vendor;
}

static void note_replaced(struct stage *stage, struct str id)
{
    struct ledger_job *job = job_of(stage, id);
    job->vendor_awaited = false;
    if (job->held_for_vendor) job->held = false;
}

static void note_of_job(struct stage *stage, const struct command *command,
                        const struct decision *made)
{
    switch ((int)command->kind) {
    case COMMAND_WORK_ORDER_ISSUE:
        job_of(stage, command->work_order_issue.job)->work_order = true;
        return;
    case COMMAND_QUERY_RAISE: note_query(stage, command, made); return;
    case COMMAND_QUERY_ANSWER: note_answer(stage, command->query_answer.query); return;
    case COMMAND_PROCEDURE_SUBMIT: note_procedure(stage, command); return;
    case COMMAND_PROCEDURE_APPROVE:
        job_of(stage, command->procedure_approve.job)->procedure = PROCEDURE_APPROVED;
        return;
    case COMMAND_PROCEDURE_REJECT:
        job_of(stage, command->procedure_reject.job)->procedure = PROCEDURE_REJECTED;
        return;
    case COMMAND_MEDIA_CHECK:
        job_of(stage, command->media_check.job)->clean =
            command->media_check.result.n == MEDIA_CLEAN;
        return;
    case COMMAND_VENDOR_ARRANGE:
        job_of(stage, command->vendor_arrange.job)->vendor_awaited = true;
        note_hold(stage, command->vendor_arrange.job, true);
        return;
    case COMMAND_VENDOR_REPLACED: note_replaced(stage, command->vendor_replaced.job); return;
    case COMMAND_JOB_HOLD:
        note_hold(stage, command->job_hold.job, command->job_hold.reason.n == HOLD_VENDOR);
        return;
    case COMMAND_JOB_RELEASE: job_of(stage, command->job_release.job)->held = false; return;
    case COMMAND_JOB_COMPLETE: note_follow_up(stage, command->job_complete.job, made); return;
    }
}

void ledger_note(struct stage *stage, const struct command *command, const struct decision *made)
{
    struct str asker = person(command);
    switch ((int)command->kind) {
    case COMMAND_VISIT_PROPOSE: note_proposal(stage, command, made); return;
    case COMMAND_VISIT_PERMIT:
        visit_of(stage, command->visit_permit.visit)->permitted = true;
        return;
    case COMMAND_OVERTIME_REQUEST:
        visit_of(stage, command->overtime_request.visit)->overtime_asker =
            str_copy(&stage->arena, asker);
        visit_of(stage, command->overtime_request.visit)->overtime = false;
        return;
    case COMMAND_OVERTIME_APPROVE:
        visit_of(stage, command->overtime_approve.visit)->overtime = true;
        return;
    case COMMAND_OVERTIME_REFUSE:
        visit_of(stage, command->overtime_refuse.visit)->overtime = false;
        return;
    case COMMAND_OVERTIME_DIRECT:
        visit_of(stage, command->overtime_direct.visit)->overtime = true;
        return;
    }
    note_of_job(stage, command, made);
}
