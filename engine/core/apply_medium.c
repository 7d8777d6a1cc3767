#include "engine/core/apply_priv.h"

static struct medium_row *medium_at(struct state *state, struct str id)
{
    return vec_at(&state->media, rows_at(state, NAME_MEDIUM, id));
}

static bool is_before(instant_t at, struct maybe_instant latest)
{
    return latest.is && instant_cmp(at, latest.at) < 0;
}

/* A check from before the last write says nothing of what is on the medium now; nor does one that
 * a later check stands above. */
static void medium_checked(struct medium_row *medium, instant_t at, enum media_result result)
{
    if (is_before(at, medium->checked_at)) return;
    medium->checked_at = (struct maybe_instant){true, at};
    medium->result = result;
    medium->stale = is_before(at, medium->written_at);
}

void apply_media_checked(struct state *state, const struct event *event)
{
    const struct event_media_checked *e = &event->media_checked;
    struct job_row *job = rows_job(state, e->job);
    instant_t at = e->checked_at.at;
    uint32_t medium = state_find(state, NAME_MEDIUM, e->medium);
    enum media_result result = (enum media_result)e->result.n;
    if (medium != NO_ROW) medium_checked(vec_at(&state->media, medium), at, result);
    if (job->media_checked && instant_cmp(at, job->media_checked_at) < 0)
        return; /* an old one, late */
    job->media_checked = true;
    job->media_checked_at = at;
    job->media_result = result;
    job->medium = medium;
}

void apply_medium_registered(struct state *state, const struct event *event)
{
    const struct event_medium_registered *e = &event->medium_registered;
    struct ref id;
    struct medium_row *medium = rows_add(state, &state->media, NAME_MEDIUM, e->medium, &id);
    *medium = (struct medium_row){
        .id = id,
        .kind = rows_keep_text(state, e->kind),
        .contract = rows_at(state, NAME_CONTRACT, event->contract),
        .custodian = str_is(e->custodian) ? rows_at(state, NAME_ACTOR, e->custodian) : NOBODY,
        .stale = true,
    };
}

void apply_medium_moved(struct state *state, const struct event *event)
{
    const struct event_medium_moved *e = &event->medium_moved;
    struct medium_row *medium = medium_at(state, e->medium);
    medium->state = (enum medium_state)e->state.n;
    medium->custodian = medium->state == MEDIUM_HELD ? rows_at(state, NAME_ACTOR, e->to) : NOBODY;
    medium->reason = rows_keep_text(state, e->reason);
}

/* Recorded after the check and not said to be earlier: the check is of older bytes. */
static void medium_written(struct medium_row *medium, instant_t at)
{
    if (!is_before(at, medium->checked_at)) medium->stale = true;
    if (!is_before(at, medium->written_at)) medium->written_at = (struct maybe_instant){true, at};
}

void apply_medium_touched(struct state *state, const struct event *event)
{
    const struct event_medium_touched *e = &event->medium_touched;
    struct medium_row *medium = medium_at(state, e->medium);
    switch ((enum medium_touch)e->how.n) {
    case MEDIUM_WRITTEN: medium_written(medium, e->at.at); return;
    case MEDIUM_USED:
        if (!is_before(e->at.at, medium->used_at))
            medium->used_at = (struct maybe_instant){true, e->at.at};
        rows_job(state, e->job)->medium = rows_at(state, NAME_MEDIUM, e->medium);
        return;
    }
    CHECK(false);
}
