#include "cli/paper_kind.h"

#include "cli/as_of.h"
#include "cli/find.h"
#include "engine/base/check.h"
#include "engine/wire/event_bytes.h"

static const struct paper_row rows[] = {
#define PAPER(NAME, kind, subject, title) {kind, PAPER_OF_##subject, title},
#include "cli/paper_kind.def"
#undef PAPER
};

const struct paper_row *paper_at(enum paper_kind kind)
{
    CHECK(kind < PAPER_COUNT);
    return &rows[kind];
}

bool paper_find(struct str name, enum paper_kind *ret)
{
    for (uint32_t i = 0; i < PAPER_COUNT; i++) {
        if (!str_eq(name, str_of(rows[i].name))) continue;
        *ret = (enum paper_kind)i;
        return true;
    }
    return false;
}

/* Alerts are the engine's own reminders; no paper tells of them, and there may be many. */
static bool is_wanted(const struct event *event, struct str contract)
{
    const bool is_alert = event->kind >= EVENT_ALERT_RAISED && event->kind <= EVENT_ALERT_CLEARED;
    return !is_alert && str_eq(event->contract, contract);
}

static err_t events_read(struct run *run, struct str contract, struct vec *ret)
{
    struct log_cursor cursor;
    struct event event;
    err_t fault = OK;
    log_read(desk_log(run->desk), 1, run->state->head, &cursor);
    while (!is_err(fault) && log_next(&cursor)) {
        const struct arena_mark mark = arena_mark(run->arena);
        const struct bytes bytes = {
            (const uint8_t *)str_copy(run->arena, (struct str){(const char *)cursor.event.ptr,
                                                               (uint32_t)cursor.event.len})
                .ptr,
            cursor.event.len};
        fault = event_decode(bytes, &event, run->arena);
        if (is_err(fault)) continue;
        if (is_wanted(&event, contract))
            *(struct event *)vec_push(ret, run->arena) = event;
        else
            arena_rewind(run->arena, mark);
    }
    const err_t ended = log_read_end(&cursor);
    return is_err(ended) ? ended : fault;
}

bool paper_open(struct run *run, struct paper_desk *ret, int *ret_status)
{
    ret->events = vec_of(sizeof(struct event));
    if (!reading_begin(run, &ret->reading, ret_status)) return false;
    const err_t fault = events_read(run, ret->reading.wording->id, &ret->events);
    if (!is_err(fault)) return true;
    *ret_status = run_fault(run, fault);
    return false;
}

static bool refuse(const struct paper_desk *desk, int status, const char *code, enum word word,
                   struct str a, int *ret_status)
{
    *ret_status = reading_error(desk->reading.run, status, code, word,
                                (struct argument[ARGUMENTS_MAX]){arg_str(a)});
    return false;
}

static bool month_wish(const struct paper_desk *desk, struct str typed, struct paper_wish *wish,
                       int *ret_status)
{
    const struct reading *reading = &desk->reading;
    if (!month_read(typed, reading->today, &wish->month))
        return refuse(desk, EXIT_USAGE, "usage", WORD_PAPER_MONTH, typed, ret_status);
    if (day_cmp(wish->month.to, reading->wording->from) < 0 ||
        day_cmp(wish->month.from, reading->wording->to) > 0)
        return refuse(desk, EXIT_NONE, "no-such-month", WORD_PAPER_MONTH_OUTSIDE, typed,
                      ret_status);
    if (day_cmp(wish->month.from, reading->today) > 0)
        return refuse(desk, EXIT_NONE, "no-such-month", WORD_PAPER_MONTH_AHEAD, typed, ret_status);
    const instant_t close = month_close(wish->month, reading->wording->offset);
    if (wish->addendum && reading->run->now.ms <= close.ms)
        return refuse(desk, EXIT_NONE, "no-such-month", WORD_PAPER_MONTH_OPEN, typed, ret_status);
    return true;
}

static struct found thing_found(const struct paper_desk *desk, struct str typed,
                                enum name_kind kind)
{
    struct run *run = desk->reading.run;
    if (kind != NAME_VISIT) return find_recorded(run, kind, typed);
    return find_name(run->arena, typed, find_planned(run, desk->reading.contract), 'V');
}

bool paper_subject_read(const struct paper_desk *desk, struct str typed, struct paper_wish *wish,
                        int *ret_status)
{
    enum name_kind kind = NAME_VISIT;
    switch (paper_at(wish->kind)->subject) {
    case PAPER_OF_NOTHING: return true;
    case PAPER_OF_MONTH: return month_wish(desk, typed, wish, ret_status);
    case PAPER_OF_JOB: kind = NAME_JOB; break;
    case PAPER_OF_DOCUMENT: kind = NAME_DOCUMENT; break;
    case PAPER_OF_VISIT: break;
    }
    const struct found found = thing_found(desk, typed, kind);
    if (found.result == FIND_SEVERAL) {
        *ret_status =
            reading_error(desk->reading.run, EXIT_NONE, "no-such-thing", WORD_SEVERAL,
                          (struct argument[ARGUMENTS_MAX]){arg_str(typed), arg_str(found.names)});
        return false;
    }
    if (found.result == FIND_NONE)
        return refuse(desk, EXIT_NONE, "no-such-thing", WORD_NOTHING_CALLED, typed, ret_status);
    wish->subject = found.id;
    return true;
}

struct paper_source paper_source_now(const struct paper_desk *desk)
{
    return (struct paper_source){.state = desk->reading.state,
                                 .contract = desk->reading.contract,
                                 .now = desk->reading.run->now,
                                 .events = desk->events.rows,
                                 .event_count = desk->events.count};
}

/* The last event of the month; all that is read while the month is still running. */
static bool closing_find(const struct paper_desk *desk, struct paper_month month,
                         struct position *ret, int *ret_status)
{
    struct run *run = desk->reading.run;
    const instant_t close = month_close(month, desk->reading.wording->offset);
    *ret = (struct position){run->state->head, run->now};
    if (run->now.ms <= close.ms) return true;
    const err_t fault = position_of_instant(desk_log(run->desk), close, ret);
    if (is_err(fault)) {
        *ret_status = run_fault(run, fault);
        return false;
    }
    ret->at = close;
    if (ret->seq > run->state->head) ret->seq = run->state->head;
    return true;
}

/* The source as of the month's close; `state` is where it is kept. */
static bool source_closed(const struct paper_desk *desk, struct paper_month month,
                          struct state *state, struct paper_source *ret, int *ret_status)
{
    struct run *run = desk->reading.run;
    struct position position;
    *ret = paper_source_now(desk);
    if (!closing_find(desk, month, &position, ret_status)) return false;
    ret->now = position.at;
    while (ret->event_count > 0 && ret->events[ret->event_count - 1].seq > position.seq)
        ret->event_count--;
    if (position.seq == run->state->head) return true;
    if (position.seq > 0 && !as_of_state(run, position, run->arena, state, ret_status))
        return false;
    if (position.seq == 0 || state->contracts.count <= ret->contract)
        return refuse(desk, EXIT_NONE, "no-such-month", WORD_PAPER_MONTH_EMPTY, STR_NONE,
                      ret_status);
    ret->state = state;
    return true;
}

static bool month_make(const struct paper_desk *desk, const struct paper_wish *wish,
                       struct folio *ret, int *ret_status)
{
    struct arena *arena = desk->reading.run->arena;
    struct state *state = ARENA_NEW(arena, struct state);
    struct paper_source source;
    struct position closing;
    if (wish->addendum) {
        if (!closing_find(desk, wish->month, &closing, ret_status)) return false;
        source = paper_source_now(desk);
        paper_addendum(&source, wish->month, closing.seq, arena, ret);
        return true;
    }
    if (!source_closed(desk, wish->month, state, &source, ret_status)) return false;
    if (wish->kind == PAPER_MONTHLY)
        paper_monthly(&source, wish->month, arena, ret);
    else
        paper_security(&source, wish->month, arena, ret);
    return true;
}

static bool pack_make(const struct paper_desk *desk, const struct paper_wish *wish,
                      const struct paper_source *source, struct folio *ret)
{
    struct arena *arena = desk->reading.run->arena;
    struct plan plan;
    plan_make(source->state, source->contract, source->now, &(struct plan_options){0}, arena,
              &plan);
    return paper_visit_pack(source, &plan, wish->subject, arena, ret);
}

bool paper_make(const struct paper_desk *desk, const struct paper_wish *wish, struct folio *ret,
                int *ret_status)
{
    const struct paper_source source = paper_source_now(desk);
    struct arena *arena = desk->reading.run->arena;
    bool made = true;
    switch (wish->kind) {
    case PAPER_ROSTER: paper_roster(&source, arena, ret); break;
    case PAPER_QUERIES: paper_queries(&source, arena, ret); break;
    case PAPER_PROGRESS: paper_progress(&source, arena, ret); break;
    case PAPER_VISIT_PACK: made = pack_make(desk, wish, &source, ret); break;
    case PAPER_WORK_ORDER: made = paper_work_order(&source, wish->subject, arena, ret); break;
    case PAPER_PROCEDURE: made = paper_procedure(&source, wish->subject, arena, ret); break;
    case PAPER_MINUTES: made = paper_minutes(&source, wish->subject, arena, ret); break;
    case PAPER_MONTHLY:
    case PAPER_SECURITY: return month_make(desk, wish, ret, ret_status);
    case PAPER_HANDOVER:
    case PAPER_COUNT: CHECK(false);
    }
    if (made) return true;
    const enum word word =
        wish->kind == PAPER_MINUTES ? WORD_PAPER_NO_MEETING : WORD_NOTHING_CALLED;
    return refuse(desk, EXIT_NONE, "no-such-thing", word, wish->subject, ret_status);
}
