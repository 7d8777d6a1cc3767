/* The reading of the meaning: the log is folded from nothing, and what was decided on the way is
 * decided again on the state as it was just before. */
#include "engine/core/alarm.h"
#include "engine/core/apply.h"
#include "engine/core/image.h"
#include "engine/core/plan.h"
#include "engine/desk/desk.h"
#include "engine/store/snapshot.h"
#include "engine/wire/event_bytes.h"
#include "replay/verify_priv.h"

#define ARENA_CAP ((size_t)16 << 30)

/* Plan and alerts at one instant. Alerts come in flocks, and recording one changes no plan; so
 * what was computed for the first serves them all. */
struct memo {
    bool is;
    uint32_t contract;
    instant_t at;
    struct arena arena;
    struct plan plan;
    bool has_alerts;
    struct alerts alerts;
};

struct refold {
    struct verifying *v;
    struct state state;
    struct arena arena, scratch;
    struct memo memo;
    struct vec differs;
};

static void differs(struct refold *r, const struct event *event, enum finding_kind kind,
                    const struct argument *args)
{
    struct finding *finding = vec_push(&r->differs, r->v->arena);
    *finding = finding_at(kind, event->seq);
    memcpy(finding->args, args, sizeof finding->args);
}

static struct argument kept(struct refold *r, struct str text)
{
    return arg_str(str_copy(r->v->arena, text));
}

static void forget(struct memo *memo)
{
    if (!memo->is) return;
    arena_deinit(&memo->arena);
    *memo = (struct memo){0};
}

/* NULL when the event is of no contract. */
static const struct memo *recompute(struct refold *r, const struct event *event)
{
    struct memo *memo = &r->memo;
    uint32_t contract = state_find(&r->state, NAME_CONTRACT, event->contract);
    if (contract == NO_ROW) return NULL;
    if (memo->is && memo->contract == contract && memo->at.ms == event->recorded_at.ms) return memo;
    forget(memo);
    *memo = (struct memo){.is = true, .contract = contract, .at = event->recorded_at};
    arena_init(&memo->arena, ARENA_CAP);
    plan_make(&r->state, contract, event->recorded_at, &(struct plan_options){0}, &memo->arena,
              &memo->plan);
    return memo;
}

/* --- Alerts ----------------------------------------------------------------------------------- */

static const struct alert *alert_named(const struct alerts *alerts, struct str id)
{
    for (uint32_t i = 0; i < alerts->count; i++)
        if (str_eq(alerts->at[i].id, id)) return &alerts->at[i];
    return NULL;
}

static void check_alert(struct refold *r, const struct event *event)
{
    const struct event_alert_raised *e = &event->alert_raised;
    if (recompute(r, event) == NULL) return;
    struct memo *memo = &r->memo;
    if (!memo->has_alerts) alarm_find(&r->state, &memo->plan, &memo->arena, &memo->alerts);
    memo->has_alerts = true;
    r->v->report->alerts++;
    const struct alert *found = alert_named(&memo->alerts, e->alert);
    struct argument args[ARGUMENTS_MAX] = {kept(r, e->alert)};
    if (found == NULL) {
        differs(r, event, FINDING_ALERT_UNFOUNDED, args);
    } else if (e->severity.is && found->severity != (enum severity)e->severity.n) {
        args[1] = arg_term(&severity_terms, e->severity.n);
        args[2] = arg_term(&severity_terms, found->severity);
        differs(r, event, FINDING_ALERT_DIFFERS, args);
    }
}

/* --- Plans ------------------------------------------------------------------------------------ */

/* A planned visit's name comes from its site and jobs alone; people's names don't. */
static bool is_of_the_plan(struct refold *r, const struct event_visit_proposed *e)
{
    uint32_t *jobs = ARENA_ARRAY(&r->scratch, uint32_t, e->jobs.count);
    for (uint32_t i = 0; i < e->jobs.count; i++) {
        jobs[i] = state_find(&r->state, NAME_JOB, e->jobs.at[i]);
        if (jobs[i] == NO_ROW) return false;
    }
    struct str id = plan_visit_id(&r->state, e->site, jobs, e->jobs.count, &r->scratch);
    return str_eq(id, e->visit);
}

static void check_proposal(struct refold *r, const struct event *event)
{
    const struct event_visit_proposed *e = &event->visit_proposed;
    if (e->jobs.count == 0 || !is_of_the_plan(r, e)) return;
    const struct memo *memo = recompute(r, event);
    if (memo == NULL) return;
    r->v->report->plans++;
    const struct plan_visit *visit = plan_find(&memo->plan, e->visit);
    struct argument args[ARGUMENTS_MAX] = {kept(r, e->visit)};
    if (visit == NULL) {
        args[1] = arg_text("-");
        differs(r, event, FINDING_PLAN_DIFFERS, args);
    } else if (instant_cmp(visit->start, e->start.at) != 0 ||
               instant_cmp(visit->end, e->end.at) != 0) {
        args[1] = arg_instant(visit->start, memo->plan.wording->offset);
        differs(r, event, FINDING_PLAN_DIFFERS, args);
    }
}

/* A proposal cancels those that it replaces in the same stroke, and was decided before that. */
static bool begins_proposal(const struct event *event)
{
    return event->kind == EVENT_VISIT_CANCELLED &&
           str_starts(event->visit_cancelled.reason, STR("replaced by "));
}

static bool is_of_alert(enum event_kind kind)
{
    return kind == EVENT_ALERT_RAISED || kind == EVENT_ALERT_DELIVERED ||
           kind == EVENT_ALERT_ACKNOWLEDGED || kind == EVENT_ALERT_CLEARED;
}

/* --- Folding ---------------------------------------------------------------------------------- */

static void step(struct refold *r, const struct event *event)
{
    if (!r->v->question->quick) {
        if (event->kind == EVENT_ALERT_RAISED) check_alert(r, event);
        if (event->kind == EVENT_VISIT_PROPOSED) check_proposal(r, event);
        if (begins_proposal(event)) (void)recompute(r, event);
    }
    apply(&r->state, event);
    if (!begins_proposal(event) && !is_of_alert(event->kind)) forget(&r->memo);
}

static void say_unreadable(struct refold *r, err_t e)
{
    struct finding finding = finding_at(FINDING_UNREADABLE, e.at);
    finding.args[0] = arg_text(e.step);
    verify_fault(r->v, finding);
}

static void fold(struct refold *r, struct log *log)
{
    struct log_cursor cursor;
    struct arena_mark mark = arena_mark(&r->scratch);
    log_read(log, 1, r->v->report->head.count, &cursor);
    while (log_next(&cursor)) {
        struct event event;
        err_t e = event_decode(cursor.event, &event, &r->scratch);
        CHECK(!is_err(e)); /* the reading of the bytes decoded it already */
        step(r, &event);
        arena_rewind(&r->scratch, mark);
    }
    err_t e = log_read_end(&cursor);
    if (is_err(e)) say_unreadable(r, e);
}

/* With the state that everybody works on, which begins at a snapshot. */
static void compare(struct refold *r, struct log *log)
{
    struct arena arena;
    struct state state;
    struct snapshot snapshot = {0};
    arena_init(&arena, ARENA_CAP);
    err_t e = snapshot_latest(log, r->state.head, &arena, &snapshot);
    if (!is_err(e)) e = desk_state_at(log, r->state.head, &arena, &state);
    if (is_err(e)) {
        say_unreadable(r, e);
    } else {
        r->v->report->snapshot_at = snapshot.state.ptr != NULL ? snapshot.head.count : 0;
        struct finding finding = finding_at(FINDING_SNAPSHOT_DIFFERS, snapshot.head.count);
        finding.args[0] = arg_number((int64_t)snapshot.head.count);
        if (!image_equal(&state, &r->state)) verify_fault(r->v, finding);
    }
    arena_deinit(&arena);
}

void verify_fold(struct verifying *v, struct log *log)
{
    struct refold r = {.v = v, .differs = vec_of(sizeof(struct finding))};
    arena_init(&r.arena, ARENA_CAP);
    arena_init(&r.scratch, ARENA_CAP);
    state_init(&r.state, &r.arena);
    fold(&r, log);
    if (!verify_is_over(v)) compare(&r, log);
    if (r.state.contracts.count > 0)
        v->report->offset = state_contract(&r.state, 0, (day_t){INT32_MIN})->offset;
    v->report->differs = (struct findings){r.differs.rows, r.differs.count};
    forget(&r.memo);
    arena_deinit(&r.scratch);
    arena_deinit(&r.arena);
}
