#include "cli/paper/source.h"

#include "cli/era.h"
#include "engine/base/check.h"
#include "engine/core/job.h"

const struct contract *source_wording(const struct paper_source *source)
{
    /* The first wording knows the offset; the day it gives decides which wording holds. */
    const struct contract *first = state_contract(source->state, source->contract, (day_t){0});
    day_t today = instant_day(source->now, first->offset);
    return state_contract(source->state, source->contract, today);
}

day_t source_today(const struct paper_source *source)
{
    return instant_day(source->now, source_wording(source)->offset);
}

static bool str_ends(struct str s, struct str end)
{
    return s.len > end.len && str_eq(str_slice(s, s.len - end.len, s.len), end);
}

struct str source_addressee(struct str customer, struct arena *arena)
{
    static const char *const mayors[] = {"市", "区", "町", "村"};
    static const char *const governors[] = {"都", "道", "府", "県"};
    for (unsigned i = 0; i < COUNT(mayors); i++)
        if (str_ends(customer, str_of(mayors[i])))
            return text_format(arena, "%.*s長　様", STR_ARGS(customer));
    for (unsigned i = 0; i < COUNT(governors); i++)
        if (str_ends(customer, str_of(governors[i])))
            return text_format(arena, "%.*s知事　様", STR_ARGS(customer));
    return text_format(arena, "%.*s　御中", STR_ARGS(customer));
}

static struct str period_said(const struct contract *wording, struct arena *arena)
{
    struct text said;
    text_init(&said, arena);
    era_put_day(&said, wording->from);
    text_put(&said, STR("から"));
    era_put_day(&said, wording->to);
    text_put(&said, STR("まで"));
    return text_str(&said);
}

static struct str standing_said(const struct paper_source *source, struct arena *arena)
{
    struct text said;
    text_init(&said, arena);
    era_put_instant(&said, source->now, source_wording(source)->offset);
    text_add(&said, " 現在 (記録番号 %llu まで)", (unsigned long long)source->state->head);
    return text_str(&said);
}

void source_begin(const struct paper_source *source, struct arena *arena, const char *title,
                  struct folio *ret)
{
    const struct contract *wording = source_wording(source);
    folio_init(ret, arena, str_of(title), source->now, wording->offset);
    ret->date = (struct maybe_day){true, source_today(source)};
    folio_run(ret, text_format(arena, "%s　%.*s　記録番号 %llu まで", title, STR_ARGS(wording->id),
                               (unsigned long long)source->state->head));
}

void source_address(const struct paper_source *source, struct arena *arena, struct folio *ret)
{
    const struct contract *wording = source_wording(source);
    const struct str sender =
        str_is(source->contractor) ? source->contractor : STR("受託者　　　　　　　　　　　　　　");
    folio_address(ret, source_addressee(wording->customer, arena));
    folio_send(ret, &sender, 1);
    folio_pair_text(ret, STR("業務名"), wording->title);
    folio_pair_text(ret, STR("履行期間"), period_said(wording, arena));
    folio_pair_text(ret, STR("基準日時"), standing_said(source, arena));
}

struct str source_person(const struct paper_source *source, uint32_t actor, day_t day,
                         struct arena *arena)
{
    const struct state *state = source->state;
    if (actor == NOBODY) return STR_NONE;
    const struct actor_row *row = state_actor(state, actor);
    const struct roster_row *entry = state_roster(state, actor, day);
    struct str id = state_text(state, row->id), name = state_text(state, row->name);
    if (entry != NULL && state_text(state, entry->name).len > 0)
        name = state_text(state, entry->name);
    if (name.len == 0) return id;
    return text_format(arena, "%.*s (%.*s)", STR_ARGS(name), STR_ARGS(id));
}

struct str source_contact(const struct paper_source *source, uint32_t actor)
{
    struct str id = state_text(source->state, state_actor(source->state, actor)->id);
    for (uint32_t i = 0; i < source->contact_count; i++)
        if (str_eq(source->contacts[i].actor, id)) return source->contacts[i].contact;
    return STR_NONE;
}

const struct event *source_event(const struct paper_source *source, uint64_t seq)
{
    uint32_t from = 0, to = source->event_count;
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;
        if (source->events[middle].seq < seq)
            from = middle + 1;
        else
            to = middle;
    }
    const bool is_found = from < source->event_count && source->events[from].seq == seq;
    return is_found ? &source->events[from] : NULL;
}

struct folio_approval source_approval(const struct paper_source *source, struct str what,
                                      const struct decision_row *decision, struct arena *arena)
{
    struct folio_approval ret = {.standing = STANDING_PENDING, .what = what};
    const day_t today = source_today(source);
    if (decision->by == NOBODY) return ret;
    const struct event *event = source_event(source, decision->seq);
    const bool is_named = event != NULL && str_is(event->on_behalf_of);
    const bool is_proxy = decision->on_behalf != NOBODY || is_named;
    const uint32_t decider = is_proxy ? decision->on_behalf : decision->by;
    ret.standing = is_proxy ? STANDING_ON_BEHALF : STANDING_DECIDED;
    ret.who = source_person(source, decider, today, arena);
    if (decider == NOBODY) ret.who = event->on_behalf_of; /* is_named, and not registered */
    if (is_proxy) ret.recorded_by = source_person(source, decision->by, today, arena);
    ret.seq = decision->seq;
    if (event == NULL) return ret;
    ret.at = (struct maybe_instant){true, event->recorded_at};
    ret.evidence_name = event->evidence.name;
    ret.evidence_sha256 = event->evidence.sha256;
    return ret;
}

struct str source_job_title(const struct paper_source *source, uint32_t job)
{
    const struct job_row *row = state_job(source->state, job);
    struct str title = state_text(source->state, row->title);
    if (title.len > 0) return title;
    struct str id = state_text(source->state, row->class);
    uint32_t at = contract_class(source_wording(source), id);
    title = at != CONTRACT_NONE ? source_wording(source)->classes[at].title : STR_NONE;
    return title.len > 0 ? title : id; /* a contract need not give its classes titles */
}
