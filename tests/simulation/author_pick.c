#include "tests/simulation/author_pick.h"

enum { OFFSET = 540 };

static bool suits(const struct author *author, uint32_t row, enum wanted wanted)
{
    const struct state *state = &author->stage->state;
    const struct job_row *job = state_job(state, row);
    const struct job_class *class = job_class_of(state, stage_wording(author->stage), job);
    switch (wanted) {
    case ANY_JOB: return true;
    case LIVE_JOB: return job_is_live(job);
    case JOB_WITHOUT_ORDER: return job_is_live(job) && !job->work_order;
    case JOB_TO_PREPARE:
        return job_is_live(job) && class != NULL && !class->standing_procedure &&
               (job->procedure == PROCEDURE_NONE || job->procedure == PROCEDURE_REJECTED);
    case JOB_TO_DECIDE: return job_is_live(job) && job->procedure == PROCEDURE_SUBMITTED;
    case JOB_TO_CHECK:
        return job_is_live(job) && class != NULL && (class->needs & NEED_MEDIA_CHECK) != 0;
    case JOB_OF_VENDOR: return job_is_live(job) && class != NULL && str_is(class->vendor);
    case JOB_AWAITED: return job->vendor_arranged && !job->vendor_replaced;
    case JOB_ON_HOLD: return job->held;
    case JOB_IN_HAND:
        return job_is_live(job) && job->visit != NO_ROW &&
               state_visit(state, job->visit)->state == VISIT_STARTED;
    case JOB_TO_REPORT: return job->completed && !job->reported;
    case JOB_TO_ACCEPT: return job->reported && !job->accepted;
    }
    return false;
}

static uint32_t start_at(struct author *author, uint32_t count)
{
    return count > 0 ? dice_below(&author->dice, count) : 0;
}

struct str pick_job(struct author *author, enum wanted wanted)
{
    const struct state *state = &author->stage->state;
    uint32_t count = state->jobs.count, at = start_at(author, count);
    if (dice_one_in(&author->dice, 60) || count == 0) return STR("J-999");
    if (dice_one_in(&author->dice, 12)) wanted = ANY_JOB;
    for (uint32_t i = 0; i < count; i++)
        if (suits(author, (at + i) % count, wanted))
            return state_text(state, state_job(state, (at + i) % count)->id);
    return state_text(state, state_job(state, at)->id);
}

static bool visit_suits(const struct author *author, const struct visit_row *visit,
                        enum wanted_visit wanted)
{
    bool today = day_eq(instant_day(visit->start, OFFSET), instant_day(author->now, OFFSET));
    switch (wanted) {
    case ANY_VISIT: return true;
    case VISIT_TO_DECIDE: return visit->state == VISIT_PROPOSED || visit->joining.count > 0;
    case VISIT_TO_PERMIT: return visit->state == VISIT_CONFIRMED && !visit->permitted;
    case VISIT_TO_START: return visit->state == VISIT_CONFIRMED && today;
    case VISIT_TO_FINISH: return visit->state == VISIT_STARTED;
    case VISIT_OUT_OF_HOURS:
        return visit->out_of_hours &&
               (visit->state == VISIT_PROPOSED || visit->state == VISIT_CONFIRMED);
    }
    return false;
}

struct str pick_visit(struct author *author, enum wanted_visit wanted)
{
    const struct state *state = &author->stage->state;
    uint32_t count = state->visits.count, at = start_at(author, count);
    if (dice_one_in(&author->dice, 60) || count == 0) return STR("V-999");
    if (dice_one_in(&author->dice, 12)) wanted = ANY_VISIT;
    for (uint32_t i = 0; i < count; i++)
        if (visit_suits(author, state_visit(state, (at + i) % count), wanted))
            return state_text(state, state_visit(state, (at + i) % count)->id);
    return state_text(state, state_visit(state, at)->id);
}

struct str pick_query(struct author *author)
{
    const struct state *state = &author->stage->state;
    uint32_t count = state->queries.count, at = start_at(author, count);
    if (count == 0) return STR("Q-999");
    for (uint32_t i = 0; i < count; i++) {
        const struct query_row *query = vec_at(&state->queries, (at + i) % count);
        if (!query->answered) return state_text(state, query->id);
    }
    return state_text(state, ((const struct query_row *)vec_at(&state->queries, at))->id);
}

struct str pick_document(struct author *author, enum document_state wanted)
{
    const struct state *state = &author->stage->state;
    uint32_t count = state->documents.count, at = start_at(author, count);
    if (count == 0) return STR("D-999");
    for (uint32_t i = 0; i < count; i++) {
        const struct document_row *row = vec_at(&state->documents, (at + i) % count);
        if (row->state == wanted) return state_text(state, row->id);
    }
    return state_text(state, ((const struct document_row *)vec_at(&state->documents, at))->id);
}

const char *pick_technician(struct author *author)
{
    static const char *const names[] = {"t1", "t2", "t3", "t4", "technician:t1", "t9"};
    uint32_t known = dice_one_in(&author->dice, 15) ? COUNT(names) : 4;
    return names[dice_below(&author->dice, known)];
}

const char *pick_actor(struct author *author, enum role role)
{
    static const char *const all[] = {
        "customer:mori", "customer:oka",  "coordinator:ito", "coordinator:abe",
        "technician:t1", "technician:t2", "technician:t3",   "technician:t4",
        "auditor:a",     "admin",         "system",          "nobody",
    };
    struct dice *dice = &author->dice;
    if (dice_one_in(dice, 25)) return all[dice_below(dice, COUNT(all))];
    switch (role) {
    case ROLE_CUSTOMER: /* or who has asked, and may have changed sides */
        return dice_one_in(dice, 12) ? all[2] : all[dice_below(dice, 2)];
    case ROLE_COORDINATOR: return all[2 + dice_below(dice, 2)];
    case ROLE_TECHNICIAN: return all[4 + dice_below(dice, 4)];
    case ROLE_AUDITOR: return all[8];
    case ROLE_ADMIN: return all[9];
    case ROLE_SYSTEM: return all[10];
    }
    return all[11];
}

struct str pick_day(struct author *author, int32_t from, int32_t to)
{
    char day[DAY_TEXT_BYTES];
    int32_t ahead = dice_between(&author->dice, from, to);
    day_print(day_plus(instant_day(author->now, OFFSET), ahead), day);
    return str_copy(author->arena, str_of(day));
}

struct str pick_past(struct author *author)
{
    char text[INSTANT_TEXT_BYTES];
    instant_t at = author->now;
    int32_t minutes = dice_one_in(&author->dice, 4) ? dice_between(&author->dice, -30, 4000)
                                                    : dice_between(&author->dice, 0, 200);
    at.ms -= minutes * MS_PER_MINUTE;
    instant_print(at, OFFSET, text);
    return str_copy(author->arena, str_of(text));
}
