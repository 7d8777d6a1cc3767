#include "engine/base/limits.h"
#include "engine/core/decide/deciding.h"
#include "engine/core/plan_pairs.h"
#include "rules/hours.h"
#include "rules/window.h"

/* What a job would be: one that is opened, or one as amended. */
struct wish {
    uint32_t self; /* its row, or NO_ROW while it has none */
    uint32_t class, site;
    struct maybe_day earliest, target, due;
    uint32_t minutes, crew;
    struct strs apart, after, with;
};

static struct str class_names(const struct deciding *d)
{
    struct text text;
    text_init(&text, d->arena);
    for (uint32_t i = 0; i < d->wording->class_count; i++)
        text_add(&text, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(d->wording->classes[i].id));
    return text_str(&text);
}

static uint32_t class_named(struct deciding *d, struct str id)
{
    uint32_t class = contract_class(d->wording, id);
    if (class == CONTRACT_NONE)
        refuse(d, REFUSAL_NO_SUCH_CLASS, arg_str(id), arg_str(class_names(d)), NO_ARG);
    return class;
}

/* The site given, else its class's, else the contract's principal one, which comes first (5(1)). */
static uint32_t site_named(struct deciding *d, struct str id, uint32_t class)
{
    if (!str_is(id)) {
        bool fixed = class != CONTRACT_NONE && d->wording->classes[class].site != CONTRACT_NONE;
        return fixed ? d->wording->classes[class].site : 0;
    }
    uint32_t site = contract_site(d->wording, id);
    if (site == CONTRACT_NONE)
        refuse(d, REFUSAL_NO_SUCH_SITE, arg_str(id), arg_str(site_names(d)), NO_ARG);
    return site;
}

static void check_in_period(struct deciding *d, const char *field, struct maybe_day day)
{
    if (!day.is || (d->wording->from.n <= day.day.n && day.day.n <= d->wording->to.n)) return;
    refuse(d, REFUSAL_OUTSIDE_PERIOD, arg_text(field), arg_day(day.day), arg_day(d->wording->from));
    struct refusal *last = vec_at(&d->ret->refusals, d->ret->refusals.count - 1);
    last->args[3] = arg_day(d->wording->to);
}

static void check_window(struct deciding *d, const struct wish *wish)
{
    const struct window_override override = {wish->earliest, wish->target, wish->due};
    struct window window = window_of(d->wording, wish->class, &override);
    check_in_period(d, "earliest", window.earliest);
    check_in_period(d, "target", window.target);
    check_in_period(d, "due", window.due);
    if (!window_is_empty(&window)) return;
    day_t earliest = window.earliest.is ? window.earliest.day : d->wording->from;
    refuse(d, REFUSAL_WINDOW_EMPTY, arg_day(earliest),
           arg_day(window.due.is ? window.due.day : d->wording->to), NO_ARG);
}

static void check_size(struct deciding *d, const struct wish *wish)
{
    bool sound = wish->minutes >= 1 && wish->minutes <= MINUTES_MAX;
    if (!sound)
        refuse_value(d, "minutes", text_format(d->arena, "%u", wish->minutes), GIVE_MINUTES);
    if (wish->crew < 1 || wish->crew > CREW_MAX)
        refuse_value(d, "crew", text_format(d->arena, "%u", wish->crew), GIVE_CREW);
    if (wish->site == CONTRACT_NONE || !sound) return;
    if (window_fits_a_day(d->wording, wish->site, wish->minutes)) return;
    refuse(d, REFUSAL_DOES_NOT_FIT_A_DAY,
           arg_number(wish->minutes + d->wording->sites[wish->site].overhead_minutes),
           arg_number(hours_day_minutes(&d->wording->calendar)), NO_ARG);
}

static void check_mates(struct deciding *d, struct str self, struct strs mates)
{
    for (uint32_t i = 0; i < mates.count; i++) {
        if (str_is(self) && str_eq(self, mates.at[i]))
            refuse_value(d, "job", mates.at[i], GIVE_OTHER_JOB);
        else
            (void)job_named(d, mates.at[i]);
    }
}

/* Goes on to what `before` stands for, unless that is the job itself. */
static bool closes_cycle(struct deciding *d, uint32_t self, uint32_t before, struct vec *open)
{
    uint32_t job = plan_successor(d->state, before);
    if (job == self) return true;
    *(uint32_t *)vec_push(open, d->arena) = job;
    return false;
}

/* Depth-first over `after` from the wished mates, looking for the job itself. A follow-up stands
 * for what failed. */
static uint32_t last_before_self(struct deciding *d, const struct wish *wish)
{
    struct vec open = vec_of(sizeof(uint32_t));
    bool *seen = ARENA_ARRAY(d->arena, bool, d->state->jobs.count);
    for (uint32_t i = 0; i < wish->after.count; i++) {
        uint32_t mate = state_find(d->state, NAME_JOB, wish->after.at[i]);
        if (mate == NO_ROW || mate == wish->self) continue; /* said by check_mates */
        if (closes_cycle(d, wish->self, mate, &open)) return mate;
    }
    while (open.count > 0) {
        uint32_t job = *(uint32_t *)vec_at(&open, open.count - 1);
        const struct job_row *row = state_job(d->state, job);
        open.count--;
        if (seen[job]) continue;
        seen[job] = true;
        for (uint32_t i = 0; i < row->after.count; i++)
            if (closes_cycle(d, wish->self, state_list(d->state, row->after)[i], &open)) return job;
    }
    return NO_ROW;
}

static void check_cycle(struct deciding *d, const struct wish *wish)
{
    if (wish->self == NO_ROW) return;
    uint32_t last = last_before_self(d, wish);
    if (last == NO_ROW) return;
    refuse(d, REFUSAL_CYCLE, arg_str(id_of_job(d, wish->self)), arg_str(id_of_job(d, last)),
           NO_ARG);
}

static void check_wish(struct deciding *d, const struct wish *wish)
{
    struct str self = wish->self != NO_ROW ? id_of_job(d, wish->self) : STR_NONE;
    if (wish->class != CONTRACT_NONE) check_window(d, wish);
    check_size(d, wish);
    check_mates(d, self, wish->apart);
    check_mates(d, self, wish->after);
    check_mates(d, self, wish->with);
    check_cycle(d, wish);
}

/* A day of its own when given; a routine job also takes its class's, so that a later wording
 * doesn't move it. The period's end isn't written down: it is only where "no due" leads. */
static struct window window_kept(const struct deciding *d, const struct wish *wish)
{
    const struct window_override override = {wish->earliest, wish->target, wish->due};
    struct window window = window_of(d->wording, wish->class, &override);
    if (window.due_source == DUE_OF_PERIOD || window.due_source == DUE_OF_RESPONSE)
        window.due = (struct maybe_day){0};
    return window;
}

void decide_job_open(struct deciding *d)
{
    static const struct job_class any_class = {.minutes = 1, .crew = 1}; /* refused, but read on */
    const struct command_job_open *c = &d->command->job_open;
    struct wish wish = {.self = NO_ROW, .class = class_named(d, c->class)};
    wish.site = site_named(d, c->site, wish.class);
    struct maybe_instant received = instant_given(d, "received_at", c->received_at);
    check_in_period(d, "received_at",
                    (struct maybe_day){true, instant_day(received.at, d->offset)});
    struct str id = name_for(d, NAME_JOB, c->job);
    const struct job_class *class =
        wish.class != CONTRACT_NONE ? &d->wording->classes[wish.class] : &any_class;
    wish.earliest = c->earliest, wish.target = c->target, wish.due = c->due;
    wish.minutes = c->minutes.is ? c->minutes.n : class->minutes;
    wish.crew = c->crew.is ? c->crew.n : class->crew;
    wish.apart = c->apart, wish.after = c->after, wish.with = c->with;
    check_wish(d, &wish);
    if (is_refused(d)) return;

    struct window window = window_kept(d, &wish);
    struct event *event = emit(d, EVENT_JOB_OPENED, id);
    event->job_opened = (struct event_job_opened){
        .job = id,
        .class = c->class,
        .received_at = received,
        .ref = c->ref,
        .title = c->title,
        .site = d->wording->sites[wish.site].id,
        .earliest = window.earliest,
        .target = window.target,
        .due = window.due,
        .minutes = {true, wish.minutes},
        .crew = {true, wish.crew},
        .skills = c->skills.at != NULL ? c->skills : class->skills,
        .alone = c->alone.is ? c->alone : (struct maybe_bool){class->alone, class->alone},
        .apart = c->apart,
        .after = c->after,
        .with = c->with,
    };
}

/* The job of that name that can still be changed, or NO_ROW. */
static uint32_t live_job_named(struct deciding *d, struct str id)
{
    uint32_t job = job_named(d, id);
    if (job == NO_ROW || job_is_live(state_job(d->state, job))) return job;
    refuse(d, REFUSAL_JOB_ALREADY_DONE, arg_str(id),
           arg_term(&job_state_terms, job_state_of(d->state, d->wording, job)), NO_ARG);
    return NO_ROW;
}

/* The visit proposed with the job in it, or NO_ROW. */
static uint32_t proposal_with(const struct deciding *d, const struct job_row *job)
{
    if (job->visit == NO_ROW || job->joining) return NO_ROW;
    return state_visit(d->state, job->visit)->state == VISIT_PROPOSED ? job->visit : NO_ROW;
}

void decide_job_amend(struct deciding *d)
{
    const struct command_job_amend *c = &d->command->job_amend;
    uint32_t row = live_job_named(d, c->job);
    if (row == NO_ROW) return;
    const struct job_row *job = state_job(d->state, row);
    if (job_is_pinned(d->state, job))
        refuse(d, REFUSAL_VISIT_CONFIRMED, arg_str(c->job), arg_str(id_of_visit(d, job->visit)),
               NO_ARG);

    struct wish wish = {
        .self = row,
        .class = contract_class(d->wording, state_text(d->state, job->class)),
        .site = str_is(c->site) ? site_named(d, c->site, CONTRACT_NONE)
                                : job_site_of(d->state, d->wording, job),
        .earliest = c->earliest.is ? c->earliest : job->earliest,
        .target = c->target.is ? c->target : job->target,
        .due = c->due.is ? c->due : job->due,
        .minutes = c->minutes.is ? c->minutes.n : job->minutes,
        .crew = c->crew.is ? c->crew.n : job->crew,
        .apart = c->apart,
        .after = c->after.at != NULL ? c->after : ids_of_jobs(d, job->after),
        .with = c->with,
    };
    check_wish(d, &wish);
    if (is_refused(d)) return;
    struct event *event = emit(d, EVENT_JOB_AMENDED, c->job);
    event->job_amended = (struct event_job_amended){
        .job = c->job,
        .ref = c->ref,
        .title = c->title,
        .site = c->site,
        .earliest = c->earliest,
        .target = c->target,
        .due = c->due,
        .minutes = c->minutes,
        .crew = c->crew,
        .skills = c->skills,
        .alone = c->alone,
        .apart = c->apart,
        .after = c->after,
        .with = c->with,
    };
    uint32_t proposal = proposal_with(d, job);
    if (proposal != NO_ROW && job_is_recast(&event->job_amended))
        emit_withdrawal(d, proposal, text_format(d->arena, "%.*s was amended", STR_ARGS(c->job)));
}

static bool is_only_live_job(const struct deciding *d, struct list jobs, uint32_t job)
{
    for (uint32_t i = 0; i < jobs.count; i++) {
        uint32_t other = state_list(d->state, jobs)[i];
        if (other != job && job_is_live(state_job(d->state, other))) return false;
    }
    return true;
}

/* The exact set of jobs was approved (S14). The customer who drops one has thereby said yes to the
 * rest; the contractor has to ask again. */
static void drop_merge(struct deciding *d, uint32_t row, struct str reason)
{
    const struct job_row *job = state_job(d->state, row);
    if (d->role == ROLE_CUSTOMER || !job_is_pinned(d->state, job)) return;
    const struct visit_row *visit = state_visit(d->state, job->visit);
    bool alone = is_only_live_job(d, visit->jobs, row);
    bool asks = d->wording->visit_approver != APPROVER_NONE;
    if (visit->state != VISIT_CONFIRMED || alone || !asks) return;
    emit_drop(d, APPROVED_VISIT, job->visit, reason);
    if (visit->overtime == OVERTIME_APPROVED) emit_drop(d, APPROVED_OVERTIME, job->visit, reason);
}

/* A proposal goes on without the job; with no other job there is nothing left to approve. */
void decide_job_cancel(struct deciding *d)
{
    const struct command_job_cancel *c = &d->command->job_cancel;
    uint32_t job = live_job_named(d, c->job);
    if (job == NO_ROW) return;
    emit(d, EVENT_JOB_CANCELLED, c->job)->job_cancelled =
        (struct event_job_cancelled){.job = c->job, .reason = c->reason};
    struct str reason = text_format(d->arena, "%.*s was cancelled", STR_ARGS(c->job));
    drop_merge(d, job, reason);
    uint32_t proposal = proposal_with(d, state_job(d->state, job));
    if (proposal == NO_ROW) return;
    if (is_only_live_job(d, state_visit(d->state, proposal)->jobs, job))
        emit_withdrawal(d, proposal, reason);
}

void decide_job_hold(struct deciding *d)
{
    const struct command_job_hold *c = &d->command->job_hold;
    uint32_t job = live_job_named(d, c->job);
    if (job == NO_ROW) return;
    if (state_job(d->state, job)->held) {
        refuse(d, REFUSAL_ALREADY_HELD, arg_str(c->job), NO_ARG, NO_ARG);
        return;
    }
    emit_hold(d, c->job, (enum hold_reason)c->reason.n);
}

/* What the vendor was asked for while the customer held it goes on stopping the clock. */
void decide_job_release(struct deciding *d)
{
    const struct command_job_release *c = &d->command->job_release;
    uint32_t job = job_named(d, c->job);
    if (job == NO_ROW) return;
    const struct job_row *row = state_job(d->state, job);
    if (!row->held) {
        refuse(d, REFUSAL_NOT_HELD, arg_str(c->job), NO_ARG, NO_ARG);
        return;
    }
    emit(d, EVENT_JOB_RELEASED, c->job)->job_released = (struct event_job_released){.job = c->job};
    bool vendor_leads = job_is_live(row) && row->vendor_arranged && !row->vendor_replaced;
    if (row->hold_reason == HOLD_CUSTOMER && vendor_leads) emit_hold(d, c->job, HOLD_VENDOR);
}
