/* engine/desk/desk.h - the one way in: read the head, decide, append, apply, answer.
 *
 * The command line and the daemon both stand at it. A desk keeps the state at the head of its
 * log; whatever other processes append is caught up with before anything is decided. An
 * answer `ok` means that the events are synced. One desk belongs to one thread. */
#ifndef ENGINE_DESK_DESK_H
#define ENGINE_DESK_DESK_H

#include "engine/core/decide.h"
#include "engine/core/state.h"
#include "engine/store/log.h"

struct desk; /* opaque: it owns a log and the arenas of its state */

/* Folds the log, from a snapshot where there is one. */
MUST_USE err_t desk_open(struct desk **ret, const char *dir, enum log_mode mode);
void desk_close(struct desk *desk); /* NULL is fine */

/* Applies what others have appended since. */
MUST_USE err_t desk_refresh(struct desk *desk);

/* Borrowed until the next call on the desk. */
const struct state *desk_state(const struct desk *desk);
struct log *desk_log(struct desk *desk);

/* What became of one command. */
struct desk_answer {
    bool ok;
    bool replayed;            /* the same id was answered before: nothing new was appended */
    uint64_t first_seq;       /* of its events, when ok */
    uint32_t event_count;     /* 0 when it had nothing to do */
    const char **event_names; /* [event_count] */
    struct str id_kind, id;   /* the thing it made ("job", "J-3"); absent when none */
    struct refusals refusals; /* when not ok: every reason, the first first */
};

struct desk_request {
    struct command command;
    instant_t now;     /* the engine's clock for this command */
    int64_t behind_ms; /* so far the clock may lie behind the log's last record and be taken
                        * for it: two machines' readings, or two processes', are never equal */
};

/* Decides and appends the commands in order, each standing on those before it, in one durable
 * transaction; a refused one changes nothing and the next goes on. With `atomic` a refusal
 * drops them all: the others are then not ok without a refusal of their own. A fault means that
 * nothing of this call was kept, or with ERR_IO after a failed sync that it isn't known; the desk
 * must then be closed. Answers live in `arena`. */
MUST_USE err_t desk_submit(struct desk *desk, const struct desk_request *requests, uint32_t count,
                           bool atomic, struct arena *arena, struct desk_answer *ret_answers);

/* A log with its first event, made by `init`. */
MUST_USE err_t desk_create(const char *dir, struct str admin, bool open, instant_t now);

/* The state as of a position: `seq` events, or all recorded by `until`. For replays; the state
 * lives in `arena`. ERR_RANGE when the log has fewer than `seq` events. */
MUST_USE err_t desk_state_at(struct log *log, uint64_t seq, struct arena *arena, struct state *ret);
MUST_USE err_t desk_seq_at(struct log *log, instant_t until, uint64_t *ret);

#endif
