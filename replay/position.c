#include "replay/position.h"

#include "engine/desk/desk.h"
#include "engine/wire/event_bytes.h"

enum { DECODED_FACTOR = 20 }; /* an event takes at most sixteen times its bytes, and itself */

struct told {
    instant_t recorded_at, made_at;
};

static err_t read_event(struct log *log, uint64_t seq, struct told *ret)
{
    struct arena arena;
    struct bytes bytes;
    struct event event = {0};
    arena_init(&arena, (size_t)EVENT_BYTES_MAX * DECODED_FACTOR);
    err_t fault = log_get(log, seq, &arena, &bytes);
    if (!is_err(fault)) fault = event_decode(bytes, &event, &arena);
    *ret = (struct told){event.recorded_at, event.recorded_at};
    if (!is_err(fault) && event.kind == EVENT_STORE_INITIALISED &&
        event.store_initialised.made_at.is)
        ret->made_at = event.store_initialised.made_at.at;
    arena_deinit(&arena);
    return fault;
}

err_t position_of_seq(struct log *log, uint64_t seq, struct position *ret)
{
    struct told told;
    TRY(read_event(log, seq, &told));
    *ret = (struct position){seq, told.recorded_at};
    return OK;
}

err_t position_made_at(struct log *log, instant_t *ret)
{
    struct told told;
    TRY(read_event(log, 1, &told));
    *ret = told.made_at;
    return OK;
}

err_t position_of_instant(struct log *log, instant_t at, struct position *ret)
{
    uint64_t seq;
    TRY(desk_seq_at(log, at, &seq));
    *ret = (struct position){seq, at};
    return OK;
}
