#include "engine/desk/desk.h"

#include <stdlib.h>

#include "engine/base/limits.h"
#include "engine/core/apply.h"
#include "engine/core/image.h"
#include "engine/desk/desk_priv.h"
#include "engine/store/snapshot.h"
#include "engine/wire/event_bytes.h"

/* A snapshot is worth its writing once this many events would have to be folded again. */
enum { SNAPSHOT_EVENTS = 4096 };
#define STATE_BYTES_MAX ((size_t)16 << 30)

err_t desk_fold(struct log *log, uint64_t to, struct state *state)
{
    struct log_cursor cursor;
    struct arena scratch;
    err_t fault = OK;
    arena_init(&scratch, STATE_BYTES_MAX);
    struct arena_mark mark = arena_mark(&scratch);
    log_read(log, state->head + 1, to, &cursor);
    while (!is_err(fault) && log_next(&cursor)) {
        struct event event;
        fault = event_decode(cursor.event, &event, &scratch);
        if (!is_err(fault) && event.seq != cursor.seq) {
            fault = err(ERR_CORRUPT, "read an event's own number");
            fault.at = cursor.seq;
        }
        if (!is_err(fault)) apply(state, &event);
        arena_rewind(&scratch, mark);
    }
    err_t read_fault = log_read_end(&cursor);
    arena_deinit(&scratch);
    return is_err(fault) ? fault : read_fault;
}

err_t desk_load(struct log *log, uint64_t to, struct arena *arena, struct state *ret,
                uint64_t *ret_from)
{
    struct snapshot snapshot;
    *ret_from = 0;
    err_t fault = snapshot_latest(log, to, arena, &snapshot);
    bool restored = !is_err(fault) && snapshot.state.ptr != NULL &&
                    image_restore(snapshot.state, arena, ret) && ret->head == snapshot.head.count;
    if (restored)
        *ret_from = snapshot.head.count;
    else
        state_init(ret, arena); /* a snapshot is only a cache: without one the log is enough */
    return desk_fold(log, to, ret);
}

err_t desk_reload(struct desk *desk)
{
    arena_deinit(&desk->arena);
    return desk_load(desk->log, UINT64_MAX, &desk->arena, &desk->state, &desk->snapshot_at);
}

/* Keeps a snapshot when the last one lies far behind. Failing to is no fault: it's a cache. */
static void keep_snapshot(struct desk *desk)
{
    struct tree_head head;
    struct arena bytes;
    if (desk->mode != LOG_WRITE || desk->state.head < desk->snapshot_at + SNAPSHOT_EVENTS) return;
    arena_init(&bytes, STATE_BYTES_MAX);
    head.count = desk->state.head;
    struct bytes image = image_of(&desk->state, &bytes);
    if (!is_err(log_root(desk->log, head.count, &head.root)) &&
        !is_err(snapshot_put(desk->log, head, image)))
        desk->snapshot_at = head.count;
    arena_deinit(&bytes);
}

err_t desk_open(struct desk **ret, const char *dir, enum log_mode mode)
{
    struct log *log;
    TRY(log_open(&log, dir, mode));
    struct desk *desk = calloc(1, sizeof *desk);
    CHECK(desk != NULL);
    desk->log = log;
    desk->mode = mode;
    arena_init(&desk->arena, STATE_BYTES_MAX);
    err_t fault = desk_reload(desk);
    if (is_err(fault)) {
        desk_close(desk);
        return fault;
    }
    keep_snapshot(desk);
    *ret = desk;
    return OK;
}

void desk_close(struct desk *desk)
{
    if (desk == NULL) return;
    keep_snapshot(desk); /* so that whoever only reads next needn't fold what was written here */
    log_close(desk->log);
    arena_deinit(&desk->arena);
    free(desk);
}

err_t desk_refresh(struct desk *desk)
{
    TRY(desk_fold(desk->log, UINT64_MAX, &desk->state));
    keep_snapshot(desk);
    return OK;
}

const struct state *desk_state(const struct desk *desk)
{
    return &desk->state;
}
struct log *desk_log(struct desk *desk)
{
    return desk->log;
}

/* Recorded at the beginning of time, so that a store can be filled with earlier years; when it
 * was really made is in the event. */
err_t desk_create(const char *dir, struct str admin, bool open, instant_t now)
{
    struct arena arena;
    struct log *log;
    struct bytes bytes;
    struct event event = {
        .kind = EVENT_STORE_INITIALISED,
        .seq = 1,
        .recorded_at = {0},
        .by = STR("system"),
        .role = ROLE_SYSTEM,
        .subject = STR("store"),
        .store_initialised = {.admin = admin, .open = {true, open}, .made_at = {true, now}},
    };
    TRY(log_create(dir, STR("tehai")));
    TRY(log_open(&log, dir, LOG_WRITE));
    arena_init(&arena, EVENT_BYTES_MAX);
    event_encode(&event, &arena, &bytes);
    err_t fault = OK;
    if (log_append(log, 0, &bytes, 1, &fault) == APPEND_CONFLICT)
        fault = err(ERR_EXISTS, "write the first event");
    arena_deinit(&arena);
    log_close(log);
    return fault;
}

err_t desk_state_at(struct log *log, uint64_t seq, struct arena *arena, struct state *ret)
{
    uint64_t from;
    struct tree_head head;
    TRY(log_head(log, &head));
    if (seq > head.count) return err(ERR_RANGE, "replay to a position");
    return desk_load(log, seq, arena, ret, &from);
}

static err_t recorded_at(struct log *log, uint64_t seq, struct arena *arena, instant_t *ret)
{
    struct bytes bytes;
    struct event event;
    struct arena_mark mark = arena_mark(arena);
    TRY(log_get(log, seq, arena, &bytes));
    TRY(event_decode(bytes, &event, arena));
    *ret = event.recorded_at;
    arena_rewind(arena, mark);
    return OK;
}

/* recorded_at never decreases along the log, so a binary search finds the place. */
err_t desk_seq_at(struct log *log, instant_t until, uint64_t *ret)
{
    struct tree_head head;
    struct arena arena;
    err_t fault = OK;
    TRY(log_head(log, &head));
    arena_init(&arena, STATE_BYTES_MAX);
    uint64_t low = 0, high = head.count; /* events up to low are early enough */
    while (low < high && !is_err(fault)) {
        uint64_t mid = low + (high - low + 1) / 2;
        instant_t at = {0};
        fault = recorded_at(log, mid, &arena, &at);
        if (instant_cmp(at, until) <= 0)
            low = mid;
        else
            high = mid - 1;
    }
    arena_deinit(&arena);
    if (!is_err(fault)) *ret = low;
    return fault;
}
