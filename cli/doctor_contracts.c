/* The contracts' side: whether they still run, and whether what they need is there. */
#include "cli/doctor.h"
#include "engine/core/state.h"
#include "rules/calendar.h"

struct patient {
    struct doctor *doctor;
    struct str id;
    const struct contract *wording; /* in force today */
    day_t today;
};

static void check_period(const struct patient *p)
{
    bool over = day_cmp(p->wording->to, p->today) < 0;
    struct argument args[ARGUMENTS_MAX] = {arg_str(p->id), arg_day(p->wording->from),
                                           arg_day(p->wording->to)};
    if (over) args[1] = args[2];
    doctor_say(p->doctor, "contract", SAY_DOCTOR_CONTRACT, over ? ADVICE_WARN : ADVICE_OK,
               over ? SAY_CONTRACT_OVER : SAY_CONTRACT_FINE,
               over ? SAY_CONTRACT_OVER_DO : SAY_COUNT, args);
}

static void check_calendar(const struct patient *p)
{
    bool provisional = calendar_is_provisional(p->wording, p->wording->to);
    const struct argument args[ARGUMENTS_MAX] = {arg_str(p->id), arg_day(p->wording->to)};
    doctor_say(p->doctor, "calendar", SAY_DOCTOR_CALENDAR, provisional ? ADVICE_WARN : ADVICE_OK,
               provisional ? SAY_CALENDAR_SHORT : SAY_CALENDAR_FINE,
               provisional ? SAY_CALENDAR_SHORT_DO : SAY_COUNT, args);
}

/* The first that the daemon doesn't serve (engine/daemon/deliver.h), or absent. */
static struct str odd_channel(struct strs channels)
{
    for (uint32_t i = 0; i < channels.count; i++)
        if (!str_eq(channels.at[i], STR("stderr")) && !str_eq(channels.at[i], STR("syslog")))
            return channels.at[i];
    return STR_NONE;
}

static void check_channels(const struct patient *p)
{
    const struct strs channels = p->wording->alerts.channels;
    struct str odd = odd_channel(channels);
    struct argument args[ARGUMENTS_MAX] = {arg_str(p->id), arg_number(channels.count)};
    enum audit_word message = channels.count > 0 ? SAY_CHANNELS_FINE : SAY_CHANNELS_NONE;
    if (str_is(odd)) {
        message = SAY_CHANNELS_ODD;
        args[1] = arg_str(odd);
    }
    bool fine = message == SAY_CHANNELS_FINE;
    doctor_say(p->doctor, "channels", SAY_DOCTOR_CHANNELS, fine ? ADVICE_OK : ADVICE_WARN, message,
               fine ? SAY_COUNT : SAY_CHANNELS_NONE_DO, args);
}

static void check_roster(struct doctor *doctor)
{
    const struct state *state = doctor->run->state;
    const day_t today = instant_day(doctor->run->now, run_offset(doctor->run));
    uint32_t count = 0;
    for (uint32_t i = 0; i < state->actors.count; i++)
        count += state_is_available(state, i, today) ? 1 : 0;
    const struct argument args[ARGUMENTS_MAX] = {arg_number(count)};
    doctor_say(doctor, "roster", SAY_DOCTOR_ROSTER, count > 0 ? ADVICE_OK : ADVICE_WARN,
               count > 0 ? SAY_ROSTER_FINE : SAY_ROSTER_NONE,
               count > 0 ? SAY_COUNT : SAY_ROSTER_NONE_DO, args);
}

void doctor_contracts(struct doctor *doctor)
{
    struct run *run = doctor->run;
    const struct state *state = run->state;
    if (state->contracts.count == 0) {
        doctor_say(doctor, "contract", SAY_DOCTOR_CONTRACT, ADVICE_WARN, SAY_CONTRACT_NONE,
                   SAY_CONTRACT_NONE_DO, NO_ARGUMENTS);
        return;
    }
    for (uint32_t i = 0; i < state->contracts.count; i++) {
        const struct contract_row *row = vec_at(&state->contracts, i);
        const int32_t offset = state_contract(state, i, (day_t){INT32_MIN})->offset;
        const day_t today = instant_day(run->now, offset);
        const struct patient patient = {doctor, state_text(state, row->id),
                                        state_contract(state, i, today), today};
        check_period(&patient);
        check_calendar(&patient);
        check_channels(&patient);
    }
    check_roster(doctor);
}
