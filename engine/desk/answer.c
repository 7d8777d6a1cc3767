#include "engine/desk/answer.h"

enum { MEMORY_BYTES = DIGEST_BYTES + 8 + 8 };

/* The thing an event made, or an absent name. */
static struct str made_by(const struct event *event, const char **ret_kind)
{
    switch (event->kind) {
    case EVENT_CONTRACT_LOADED: *ret_kind = "contract"; return event->contract_loaded.id;
    case EVENT_JOB_OPENED: *ret_kind = "job"; return event->job_opened.job;
    case EVENT_QUERY_RAISED: *ret_kind = "query"; return event->query_raised.query;
    case EVENT_VISIT_PROPOSED: *ret_kind = "visit"; return event->visit_proposed.visit;
    case EVENT_MEDIUM_REGISTERED: *ret_kind = "medium"; return event->medium_registered.medium;
    case EVENT_DOCUMENT_OWED: *ret_kind = "document"; return event->document_owed.document;
    case EVENT_COORDINATION_SHOWN: *ret_kind = "record"; return event->coordination_shown.record;
    case EVENT_NOTE_RECORDED: *ret_kind = "record"; return event->note_recorded.record;
    case EVENT_PROGRESS_REPORTED: *ret_kind = "record"; return event->progress_reported.record;
    default: return STR_NONE; /* every other kind changes something that was there */
    }
}

void answer_tell(const struct event *events, uint32_t count, struct arena *arena,
                 struct desk_answer *ret)
{
    *ret = (struct desk_answer){.ok = true, .event_count = count};
    ret->first_seq = count > 0 ? events[0].seq : 0;
    ret->event_names = ARENA_ARRAY(arena, const char *, count);
    for (uint32_t i = 0; i < count; i++) {
        const char *kind = NULL;
        struct str made = made_by(&events[i], &kind);
        ret->event_names[i] = event_about(events[i].kind)->name;
        if (!str_is(made) || str_is(ret->id)) continue;
        ret->id = str_copy(arena, made);
        ret->id_kind = str_of(kind);
    }
}

struct refusals answer_copy_refusals(const struct vec *refusals, struct arena *arena)
{
    struct refusal *copies = ARENA_ARRAY(arena, struct refusal, refusals->count);
    for (uint32_t i = 0; i < refusals->count; i++) {
        copies[i] = *(const struct refusal *)vec_at(refusals, i);
        for (uint32_t k = 0; k < ARGUMENTS_MAX; k++)
            if (copies[i].args[k].kind == ARGUMENT_TEXT)
                copies[i].args[k].text = str_copy(arena, copies[i].args[k].text);
    }
    return (struct refusals){copies, refusals->count};
}

struct bytes answer_memory_pack(const struct answer_memory *memory, struct arena *arena)
{
    uint8_t *bytes = arena_take(arena, MEMORY_BYTES);
    memcpy(bytes, memory->content.at, DIGEST_BYTES);
    be64_put(bytes + DIGEST_BYTES, memory->first_seq);
    be64_put(bytes + DIGEST_BYTES + 8, memory->event_count);
    return (struct bytes){bytes, MEMORY_BYTES};
}

bool answer_memory_unpack(struct bytes bytes, struct answer_memory *ret)
{
    if (bytes.len != MEMORY_BYTES) return false;
    memcpy(ret->content.at, bytes.ptr, DIGEST_BYTES);
    ret->first_seq = be64_get(bytes.ptr + DIGEST_BYTES);
    ret->event_count = (uint32_t)be64_get(bytes.ptr + DIGEST_BYTES + 8);
    return ret->event_count <= COMMAND_EVENTS_MAX;
}
