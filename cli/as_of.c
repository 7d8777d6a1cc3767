#include "cli/as_of.h"

#include "cli/audit_words.h"
#include "cli/menu.h"
#include "cli/when.h"

static bool is_digits(struct str text)
{
    for (uint32_t i = 0; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
    return text.len > 0;
}

static bool usage(struct run *run, struct str text, int *ret_status)
{
    const struct argument args[ARGUMENTS_MAX] = {arg_str(text)};
    *ret_status = audit_error(run, EXIT_USAGE, "usage", SAY_AS_OF_USAGE, args);
    return false;
}

static bool no_event(struct run *run, struct str text, int *ret_status)
{
    const struct argument args[ARGUMENTS_MAX] = {arg_str(text),
                                                 arg_number((int64_t)run->state->head)};
    *ret_status = audit_error(run, EXIT_NONE, "no-such-event", SAY_AS_OF_NO_EVENT, args);
    return false;
}

static bool fault(struct run *run, err_t e, int *ret_status)
{
    if (is_err(e)) *ret_status = run_fault(run, e);
    return is_err(e);
}

static bool read_seq(struct run *run, struct str text, struct position *ret, int *ret_status)
{
    uint32_t seq;
    if (!str_to_u32(text, UINT32_MAX, &seq) || seq == 0 || seq > run->state->head)
        return no_event(run, text, ret_status);
    return !fault(run, position_of_seq(desk_log(run->desk), seq, ret), ret_status);
}

static bool nothing_yet(struct run *run, instant_t at, instant_t made_at, int *ret_status)
{
    const int32_t offset = run_offset(run);
    const struct argument args[ARGUMENTS_MAX] = {arg_instant(at, offset),
                                                 arg_instant(made_at, offset)};
    *ret_status = audit_error(run, EXIT_NONE, "nothing-recorded", SAY_AS_OF_NOTHING_YET, args);
    return false;
}

/* "On 30 September" means when that day was over: its last second. */
static bool instant_meant(const struct run *run, struct str text, instant_t *ret)
{
    day_t day;
    const int32_t offset = run_offset(run);
    if (when_instant(text, run->now, offset, ret)) return true;
    if (!when_day(text, instant_day(run->now, offset), &day)) return false;
    *ret = (instant_t){instant_of(day, MINUTES_PER_DAY, offset).ms - 1000};
    return true;
}

static bool read_instant(struct run *run, struct str text, struct position *ret, int *ret_status)
{
    instant_t at, made_at;
    if (!instant_meant(run, text, &at)) return usage(run, text, ret_status);
    if (fault(run, position_of_instant(desk_log(run->desk), at, ret), ret_status)) return false;
    if (ret->seq > 1) return true;
    if (fault(run, position_made_at(desk_log(run->desk), &made_at), ret_status)) return false;
    if (ret->seq == 1 && instant_cmp(at, made_at) >= 0) return true;
    return nothing_yet(run, at, made_at, ret_status);
}

static bool read_both(struct run *run, struct str text, uint32_t sign, struct position *ret,
                      int *ret_status)
{
    instant_t at;
    struct str seq = str_slice(text, 0, sign), clock = str_slice(text, sign + 1, text.len);
    if (!is_digits(seq) || !when_instant(clock, run->now, run_offset(run), &at))
        return usage(run, text, ret_status);
    if (!read_seq(run, seq, ret, ret_status)) return false;
    if (instant_cmp(at, ret->at) >= 0) {
        ret->at = at;
        return true;
    }
    const struct argument args[ARGUMENTS_MAX] = {arg_str(seq),
                                                 arg_instant(ret->at, run_offset(run))};
    *ret_status = audit_error(run, EXIT_USAGE, "usage", SAY_AS_OF_TOO_EARLY, args);
    return false;
}

bool as_of_read(struct run *run, struct str text, struct position *ret, int *ret_status)
{
    uint32_t sign = str_find(text, '@');
    if (is_digits(text)) return read_seq(run, text, ret, ret_status);
    if (sign < text.len) return read_both(run, text, sign, ret, ret_status);
    return read_instant(run, text, ret, ret_status);
}

bool as_of_state(struct run *run, struct position position, struct arena *arena, struct state *ret,
                 int *ret_status)
{
    return !fault(run, desk_state_at(desk_log(run->desk), position.seq, arena, ret), ret_status);
}

int as_of_answer(struct run *run, const struct state *state, instant_t now, struct strs words)
{
    const struct run before = *run;
    run->state = state;
    run->now = now;
    run->now_given = true;
    run->words = words;
    int status = menu_run_reading(run);
    run->state = before.state;
    run->now = before.now;
    run->now_given = before.now_given;
    run->words = before.words;
    return status;
}
