/* Deciding and appending: everything that waits goes into one durable transaction.
 *
 * The writer's lock is taken first, on the head the state stands at; so nobody can come in
 * between what was decided and what is written, and each command is decided on those before
 * it. When the batch isn't kept, the state has seen too much and is folded anew. */
#include "engine/base/hash.h"
#include "engine/core/apply.h"
#include "engine/desk/answer.h"
#include "engine/desk/desk_priv.h"
#include "engine/wire/command_json.h"
#include "engine/wire/event_bytes.h"

#define SCRATCH_BYTES_MAX ((size_t)4 << 30)

struct submission {
    struct desk *desk;
    const struct desk_request *requests;
    uint32_t count;
    bool atomic;
    struct arena *arena;  /* of the answers */
    struct arena scratch; /* of one command */
    struct log_txn txn;
    struct digest *contents;   /* [count] of requests with an id */
    struct desk_answer *known; /* [count] answered before: event_names is set, or refused */
    struct desk_answer *answers;
    uint32_t *by_id; /* [by_id_count] index + 1 of what this batch did under an id, by its hash */
    uint32_t by_id_count; /* a power of two, over twice `count` */
    bool refused;
};

static struct bytes id_bytes(const struct command *command)
{
    return (struct bytes){(const uint8_t *)command->id.ptr, command->id.len};
}

static void refuse_reuse(struct submission *s, const struct command *command, uint64_t seq,
                         struct desk_answer *ret)
{
    struct refusal *refusal = ARENA_NEW(s->arena, struct refusal);
    refusal->code = REFUSAL_ID_REUSED;
    refusal->args[0] = arg_str(str_copy(s->arena, command->id));
    refusal->args[1] = arg_number((int64_t)seq);
    *ret = (struct desk_answer){.replayed = true, .refusals = {refusal, 1}};
}

/* The answer that was given, told again from the events as they stand in the log. */
static err_t answer_again(struct submission *s, const struct answer_memory *memory,
                          struct desk_answer *ret)
{
    struct event *events = ARENA_ARRAY(&s->scratch, struct event, memory->event_count);
    for (uint32_t i = 0; i < memory->event_count; i++) {
        struct bytes bytes;
        TRY(log_get(s->desk->log, memory->first_seq + i, &s->scratch, &bytes));
        TRY(event_decode(bytes, &events[i], &s->scratch));
    }
    answer_tell(events, memory->event_count, s->arena, ret);
    ret->replayed = true;
    return OK;
}

/* Fills known[i] when the id of request i was answered before. */
static err_t look_up(struct submission *s, uint32_t i)
{
    const struct command *command = &s->requests[i].command;
    struct answer_memory memory;
    struct bytes value;
    if (!str_is(command->id)) return OK;
    s->contents[i] = sha256(command_canonical(command, &s->scratch));
    TRY(log_key_find(s->desk->log, id_bytes(command), &s->scratch, &value));
    if (value.ptr == NULL) return OK;
    if (!answer_memory_unpack(value, &memory)) return err(ERR_CORRUPT, "read a command's id");
    if (digest_eq(memory.content, s->contents[i])) return answer_again(s, &memory, &s->known[i]);
    refuse_reuse(s, command, memory.first_seq, &s->known[i]);
    return OK;
}

static err_t look_up_all(struct submission *s)
{
    struct arena_mark mark = arena_mark(&s->scratch);
    for (uint32_t i = 0; i < s->count; i++) {
        s->known[i] = (struct desk_answer){0};
        TRY(look_up(s, i));
        arena_rewind(&s->scratch, mark);
    }
    return OK;
}

/* Where the batch keeps what it did under an id: its place, or the empty one that it would have. */
static uint32_t *place_of(struct submission *s, struct str id)
{
    uint32_t at = (uint32_t)hash_add(HASH_START, id) & (s->by_id_count - 1);
    while (s->by_id[at] != 0 && !str_eq(s->requests[s->by_id[at] - 1].command.id, id))
        at = (at + 1) & (s->by_id_count - 1);
    return &s->by_id[at];
}

/* The same id earlier in this very batch; its events aren't in the log yet. */
static bool known_in_batch(struct submission *s, uint32_t i)
{
    const struct command *command = &s->requests[i].command;
    uint32_t k = str_is(command->id) ? *place_of(s, command->id) : 0;
    if (k == 0) return false;
    k--;
    CHECK(k < i && s->answers[k].ok);
    if (digest_eq(s->contents[k], s->contents[i])) {
        s->answers[i] = s->answers[k];
        s->answers[i].replayed = true;
    } else {
        refuse_reuse(s, command, s->answers[k].first_seq, &s->answers[i]);
    }
    return true;
}

static void index_jobs(struct log_txn *txn, const struct state *state, struct list jobs,
                       uint64_t seq)
{
    for (uint32_t i = 0; i < jobs.count; i++) {
        const struct job_row *job = state_job(state, state_list(state, jobs)[i]);
        log_index(txn, state_text(state, job->id), seq);
    }
}

static void index_if_job(struct log_txn *txn, const struct state *state, struct str id,
                         uint64_t seq)
{
    if (str_is(id) && state_find(state, NAME_JOB, id) != NO_ROW) log_index(txn, id, seq);
}

static void index_ids(struct log_txn *txn, struct strs ids, uint64_t seq)
{
    for (uint32_t i = 0; i < ids.count; i++) log_index(txn, ids.at[i], seq);
}

/* A thing's history holds what happened to it and to what it is part of. */
static void index_event(struct log_txn *txn, const struct state *state, const struct event *event)
{
    log_index(txn, event->subject, event->seq);
    uint32_t visit = state_find(state, NAME_VISIT, event->subject);
    if (visit != NO_ROW) {
        index_jobs(txn, state, state_visit(state, visit)->jobs, event->seq);
        index_jobs(txn, state, state_visit(state, visit)->joining, event->seq);
    }
    if (event->kind == EVENT_QUERY_RAISED) {
        index_if_job(txn, state, event->query_raised.job, event->seq);
        index_ids(txn, event->query_raised.jobs, event->seq);
    }
    if (event->kind == EVENT_QUERIES_SUBMITTED)
        index_ids(txn, event->queries_submitted.queries, event->seq);
    if (event->kind == EVENT_MEDIUM_TOUCHED)
        index_if_job(txn, state, event->medium_touched.job, event->seq);
    if (event->kind == EVENT_MEDIA_CHECKED) log_index(txn, event->media_checked.medium, event->seq);
    if (event->kind == EVENT_PROGRESS_REPORTED)
        index_if_job(txn, state, event->progress_reported.job, event->seq);
    if (event->kind == EVENT_NOTE_RECORDED)
        index_if_job(txn, state, event->note_recorded.job, event->seq);
    if (event->kind == EVENT_DOCUMENT_OWED)
        index_if_job(txn, state, event->document_owed.cause, event->seq);
    if (event->kind == EVENT_JOB_OPENED && str_is(event->job_opened.follows))
        log_index(txn, event->job_opened.follows, event->seq);
    if (event->kind == EVENT_JOB_COMPLETED) log_index(txn, event->job_completed.visit, event->seq);
}

static void append_events(struct submission *s, const struct vec *events)
{
    for (uint32_t i = 0; i < events->count; i++) {
        const struct event *event = vec_at(events, i);
        struct bytes bytes;
        event_encode(event, &s->scratch, &bytes);
        uint64_t seq = log_put(&s->txn, bytes);
        CHECK(seq == event->seq || s->txn.result != APPEND_OK);
        apply(&s->desk->state, event);
        if (s->txn.result == APPEND_OK) index_event(&s->txn, &s->desk->state, event);
    }
}

/* The machine's clock may lie a little behind the log; one given by a person may not. */
static instant_t clock_of(const struct submission *s, const struct desk_request *request)
{
    int64_t behind = s->desk->state.last_recorded.ms - request->now.ms;
    return behind > 0 && behind <= request->behind_ms ? s->desk->state.last_recorded : request->now;
}

static void decide_one(struct submission *s, uint32_t i)
{
    const struct desk_request *request = &s->requests[i];
    struct decision decision;
    decide(&s->desk->state, &request->command, clock_of(s, request), &s->scratch, &decision);
    if (decision.refusals.count > 0) {
        s->answers[i] =
            (struct desk_answer){.refusals = answer_copy_refusals(&decision.refusals, s->arena)};
        s->refused = true;
        return;
    }
    answer_tell(decision.events.rows, decision.events.count, s->arena, &s->answers[i]);
    append_events(s, &decision.events);
    if (str_is(request->command.id)) {
        *place_of(s, request->command.id) = i + 1;
        struct answer_memory memory = {s->contents[i], s->answers[i].first_seq,
                                       s->answers[i].event_count};
        log_key_put(&s->txn, id_bytes(&request->command), answer_memory_pack(&memory, &s->scratch));
    }
}

static void decide_all(struct submission *s)
{
    struct arena_mark mark = arena_mark(&s->scratch);
    s->refused = false;
    memset(s->by_id, 0,
           s->by_id_count * sizeof *s->by_id); /* an attempt before may have filled it */
    for (uint32_t i = 0; i < s->count; i++) {
        if (s->known[i].replayed) {
            s->answers[i] = s->known[i];
            s->refused |= !s->answers[i].ok;
        } else if (!known_in_batch(s, i)) {
            decide_one(s, i);
        } else {
            s->refused |= !s->answers[i].ok;
        }
        arena_rewind(&s->scratch, mark);
    }
}

/* All or nothing, and it is nothing. Answers given before stand, they are in the log. */
static err_t drop_all(struct submission *s)
{
    for (uint32_t i = 0; i < s->count; i++)
        if (s->answers[i].ok && !s->known[i].ok) s->answers[i] = (struct desk_answer){0};
    log_abort(&s->txn);
    return desk_reload(s->desk);
}

/* One attempt. *ret_again: somebody else wrote in between; look and decide anew. */
static err_t attempt(struct submission *s, bool *ret_again)
{
    *ret_again = false;
    TRY(desk_fold(s->desk->log, UINT64_MAX, &s->desk->state));
    TRY(look_up_all(s));
    enum append_result result = log_begin(s->desk->log, s->desk->state.head, &s->txn);
    if (result == APPEND_CONFLICT) {
        *ret_again = true;
        return OK;
    }
    if (result != APPEND_OK) return s->txn.fault;
    uint64_t head = s->desk->state.head;
    decide_all(s);
    if (s->atomic && s->refused) return drop_all(s);
    if (s->desk->state.head == head) {
        log_abort(&s->txn);
        return OK;
    }
    result = log_commit(&s->txn);
    if (result == APPEND_OK) return OK;
    if (result == APPEND_UNKNOWN) return s->txn.fault;
    err_t reload_fault = desk_reload(s->desk);
    *ret_again = result == APPEND_CONFLICT;
    /* A log that was stopped by a failed write can't be folded either; what failed is the news. */
    bool told = is_err(s->txn.fault) && s->txn.fault.code != ERR_RANGE;
    return is_err(reload_fault) && !told ? reload_fault : s->txn.fault;
}

err_t desk_submit(struct desk *desk, const struct desk_request *requests, uint32_t count,
                  bool atomic, struct arena *arena, struct desk_answer *ret_answers)
{
    struct submission s = {.desk = desk,
                           .requests = requests,
                           .count = count,
                           .atomic = atomic,
                           .arena = arena,
                           .answers = ret_answers};
    bool again = true;
    err_t fault = OK;
    s.contents = ARENA_ARRAY(arena, struct digest, count);
    s.known = ARENA_ARRAY(arena, struct desk_answer, count);
    s.by_id_count = 4;
    while (s.by_id_count <= 2 * count) s.by_id_count *= 2;
    s.by_id = ARENA_ARRAY(arena, uint32_t, s.by_id_count);
    arena_init(&s.scratch, SCRATCH_BYTES_MAX);
    while (again && !is_err(fault)) fault = attempt(&s, &again);
    arena_deinit(&s.scratch);
    return fault;
}
