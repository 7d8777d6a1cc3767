/* L1  Commands name the position they stand on and are recorded all or none: what another
 *     process wrote in between is looked at first.
 * L2  A raised alert is in the log before anybody is told of it, and that somebody was told is
 *     recorded after that: a crash may leave a delivery unrecorded, never a false one. */
#include "engine/daemon/lookout.h"

#include "engine/base/limits.h"
#include "engine/core/alarm.h"
#include "engine/daemon/daemon.h"
#include "engine/daemon/deliver.h"
#include "engine/daemon/diag.h"

#define LOOK_BYTES_MAX ((size_t)4 << 30)

enum {
    LOOKS_MAX = 16, /* in a row, while others keep writing in between */
    BUSY_MS = 1000, /* and then again after that */
};

/* What one look is to record. Everything in it is copied: the state that texts are borrowed
 * from moves on with the first command applied. */
struct findings {
    const struct state *state;
    struct arena arena, scratch; /* scratch: of one contract's plan */
    enum lang lang;
    instant_t now;
    struct vec requests; /* struct desk_request */
    struct vec raised;   /* struct delivery */
    struct maybe_instant next;
};

static void sooner(struct maybe_instant *next, struct maybe_instant other)
{
    if (other.is && (!next->is || instant_cmp(other.at, next->at) < 0)) *next = other;
}

static struct command *add(struct findings *f, enum command_kind kind, struct str contract)
{
    uint64_t expect = f->state->head + f->requests.count; /* L1: each makes one event */
    CHECK(expect <= UINT32_MAX);
    struct desk_request *request = vec_push(&f->requests, &f->arena);
    *request = (struct desk_request){.now = f->now, .behind_ms = DAEMON_BEHIND_MS};
    request->command = (struct command){
        .kind = kind,
        .by = STR("system"),
        .contract = str_copy(&f->arena, contract),
        .expect = {true, (uint32_t)expect},
    };
    return &request->command;
}

static struct str said(struct arena *arena, enum lang lang, const struct message *message)
{
    struct text text;
    text_init(&text, arena);
    message_print(&text, lang, message);
    CHECK(text.len <= TEXT_BYTES_MAX);
    return text_str(&text);
}

static struct str line_of(struct findings *f, const struct plan *plan, const struct alert *alert,
                          struct str contract)
{
    char deadline[INSTANT_TEXT_BYTES] = "none";
    struct str message = said(&f->scratch, f->lang, &alert->message);
    if (alert->deadline.is) instant_print(alert->deadline.at, plan->wording->offset, deadline);
    return text_format(&f->arena,
                       "alert=%.*s contract=%.*s severity=%s subject=%.*s deadline=%s "
                       "message=\"%.*s\"",
                       STR_ARGS(alert->id), STR_ARGS(contract), severity_name(alert->severity),
                       STR_ARGS(alert->subject), deadline, STR_ARGS(message));
}

static struct strs channels_of(struct findings *f, const struct plan *plan)
{
    struct strs from = plan->wording->alerts.channels;
    struct strs copy = {ARENA_ARRAY(&f->arena, struct str, from.count), from.count};
    for (uint32_t i = 0; i < from.count; i++) copy.at[i] = str_copy(&f->arena, from.at[i]);
    return copy;
}

static void add_raised(struct findings *f, const struct plan *plan, struct str contract,
                       const struct alert *alert)
{
    struct command *command = add(f, COMMAND_ALERT_RAISE, contract);
    command->alert_raise = (struct command_alert_raise){
        .alert = str_copy(&f->arena, alert->id),
        .severity = {true, alert->severity},
        .subject = str_copy(&f->arena, alert->subject),
        .message = said(&f->arena, LANG_EN, &alert->message), /* whatever our locale is */
        .deadline = alert->deadline,
    };
    struct delivery *delivery = vec_push(&f->raised, &f->arena);
    *delivery = (struct delivery){
        .contract = command->contract,
        .alert = command->alert_raise.alert,
        .severity = alert->severity,
        .line = line_of(f, plan, alert, contract),
        .channels = channels_of(f, plan),
    };
}

static void add_cleared(struct findings *f, const struct alert_row *known, struct str contract)
{
    struct str id = str_copy(&f->arena, state_text(f->state, known->id));
    add(f, COMMAND_ALERT_CLEAR, contract)->alert_clear.alert = id;
}

/* What stands against what is recorded, each alert found by its id once. */
static void compare(struct findings *f, const struct plan *plan, const struct alerts *alerts)
{
    const struct contract_row *row = vec_at(&f->state->contracts, plan->contract);
    struct str contract = state_text(f->state, row->id);
    const struct alert_row *known = f->state->alerts.rows;
    bool *stands = ARENA_ARRAY(&f->scratch, bool, f->state->alerts.count);
    for (uint32_t i = 0; i < alerts->count; i++) {
        const struct alert *alert = &alerts->at[i];
        uint32_t at = state_find(f->state, NAME_ALERT, alert->id);
        if (at != NO_ROW) stands[at] = true;
        if (at == NO_ROW || known[at].state == ALERT_CLEARED ||
            known[at].severity < alert->severity)
            add_raised(f, plan, contract, alert);
    }
    for (uint32_t i = 0; i < f->state->alerts.count; i++)
        if (known[i].contract == plan->contract && known[i].state != ALERT_CLEARED && !stands[i])
            add_cleared(f, &known[i], contract);
}

static void find(struct findings *f)
{
    struct arena_mark mark = arena_mark(&f->scratch);
    for (uint32_t contract = 0; contract < f->state->contracts.count; contract++) {
        struct plan plan;
        struct alerts alerts;
        plan_make(f->state, contract, f->now, &(struct plan_options){0}, &f->scratch, &plan);
        alarm_find(f->state, &plan, &f->scratch, &alerts);
        compare(f, &plan, &alerts);
        sooner(&f->next, alarm_next(f->state, &plan, &f->scratch));
        arena_rewind(&f->scratch, mark);
    }
}

static const struct refusal *first_refusal(const struct desk_answer *answers, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (answers[i].refusals.count > 0) return &answers[i].refusals.at[0];
    return NULL;
}

/* *ret_again: the log has moved on under us, so that what was found may no longer hold. */
static err_t record(struct findings *f, struct desk *desk, bool *ret_recorded, bool *ret_again)
{
    uint32_t count = f->requests.count;
    struct desk_answer *answers = ARENA_ARRAY(&f->arena, struct desk_answer, count);
    *ret_again = false;
    *ret_recorded = true;
    if (count == 0) return OK;
    TRY(desk_submit(desk, f->requests.rows, count, true, &f->arena, answers));
    const struct refusal *refusal = first_refusal(answers, count);
    if (refusal == NULL) return OK;
    *ret_recorded = false;
    *ret_again = refusal->code == REFUSAL_STALE;
    if (!*ret_again)
        diag(DIAG_ERROR, "lookout", "step=\"record alerts\" err=%s, again at the next change",
             refusal_name(refusal->code));
    return OK;
}

static err_t tell(struct findings *f, struct desk *desk)
{
    f->requests.count = 0;
    for (uint32_t i = 0; i < f->raised.count; i++) {
        const struct delivery *delivery = vec_at(&f->raised, i);
        deliver_report(delivery);
        for (uint32_t k = 0; k < delivery->channels.count; k++) {
            if (!deliver_has_reached(delivery, delivery->channels.at[k])) continue;
            struct command *command = add(f, COMMAND_ALERT_DELIVER, delivery->contract);
            command->expect.is = false; /* it has happened, whatever else was recorded since */
            command->alert_deliver = (struct command_alert_deliver){
                .alert = delivery->alert, .channel = delivery->channels.at[k]};
        }
    }
    uint32_t count = f->requests.count;
    if (count == 0) return OK;
    struct desk_answer *answers = ARENA_ARRAY(&f->arena, struct desk_answer, count);
    return desk_submit(desk, f->requests.rows, count, false, &f->arena, answers);
}

static err_t look_once(struct findings *f, struct desk *desk, bool *ret_again)
{
    bool recorded;
    find(f);
    TRY(record(f, desk, &recorded, ret_again));
    return recorded ? tell(f, desk) : OK; /* L2 */
}

/* The clock was set back, or the store was rehearsed with: recorded_at may not decrease. */
static bool must_wait(struct lookout *lookout, const struct state *state, instant_t now)
{
    bool waits = state->head > 0 && state->last_recorded.ms - now.ms > DAEMON_BEHIND_MS;
    if (waits && !lookout->waiting) {
        char until[INSTANT_TEXT_BYTES];
        instant_print(state->last_recorded, 0, until);
        diag(DIAG_WARN, "lookout",
             "step=\"look for alerts\" err=\"the clock lies behind the log\", waiting until=%s",
             until);
    }
    lookout->waiting = waits;
    return waits;
}

err_t lookout_look(struct lookout *lookout, struct desk *desk, instant_t now,
                   struct maybe_instant *ret_next)
{
    bool again = true;
    err_t fault = OK;
    struct maybe_instant next = {0};
    for (uint32_t looks = 0; again && looks < LOOKS_MAX && !is_err(fault); looks++) {
        TRY(desk_refresh(desk));
        const struct state *state = desk_state(desk);
        if (must_wait(lookout, state, now)) {
            *ret_next = (struct maybe_instant){true, state->last_recorded};
            return OK;
        }
        struct findings f = {.state = state,
                             .lang = lookout->lang,
                             .now = instant_max(now, state->last_recorded),
                             .requests = vec_of(sizeof(struct desk_request)),
                             .raised = vec_of(sizeof(struct delivery))};
        arena_init(&f.arena, LOOK_BYTES_MAX);
        arena_init(&f.scratch, LOOK_BYTES_MAX);
        fault = look_once(&f, desk, &again);
        next = f.next;
        arena_deinit(&f.scratch);
        arena_deinit(&f.arena);
    }
    if (again) next = (struct maybe_instant){true, {now.ms + BUSY_MS}};
    if (!is_err(fault)) *ret_next = next;
    return fault;
}
