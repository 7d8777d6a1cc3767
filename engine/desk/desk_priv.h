/* engine/desk/desk_priv.h - what the files of the desk share. */
#ifndef ENGINE_DESK_DESK_PRIV_H
#define ENGINE_DESK_DESK_PRIV_H

#include "engine/desk/desk.h"

struct desk {
    struct log *log;
    enum log_mode mode;
    struct arena arena; /* of the state */
    struct state state;
    uint64_t snapshot_at; /* position of the newest snapshot known */
};

/* Applies the events from state->head + 1 up to and with `to`. */
MUST_USE err_t desk_fold(struct log *log, uint64_t to, struct state *state);

/* The state as of `to` from the newest snapshot before it; *ret_from is where that stood. */
MUST_USE err_t desk_load(struct log *log, uint64_t to, struct arena *arena, struct state *ret,
                         uint64_t *ret_from);

/* Forgets the state and folds it anew: the way back after a batch that was not kept. */
MUST_USE err_t desk_reload(struct desk *desk);

#endif
