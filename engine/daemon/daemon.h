/* engine/daemon/daemon.h - the engine as a standing service.
 *
 * It keeps a store's desk open, answers requests from a Unix socket, records alerts at the
 * instants they fall due, and signs a checkpoint every midnight and when it stops. What a
 * request means and how it is answered isn't known here: that is handed in, so that the same
 * code answers as at the terminal. */
#ifndef ENGINE_DAEMON_DAEMON_H
#define ENGINE_DAEMON_DAEMON_H

#include "engine/base/bytes.h"
#include "engine/base/lang.h"
#include "engine/desk/desk.h"

enum {
    DAEMON_REQUEST_BYTES_MAX = 16 * 1024 * 1024,
    DAEMON_ANSWER_BYTES_MAX = 256 * 1024 * 1024,
    DAEMON_CLIENTS_MAX = 64,        /* at once; further ones wait at the door */
    DAEMON_PATIENCE_MS = 30 * 1000, /* for a client to finish a request, or to take an answer */
    DAEMON_BEHIND_MS = 5000,        /* so far the clock may lie behind the log: see desk.h */
};

/* What kept a request from being read whole. The answer should tell the client. */
enum daemon_trouble { DAEMON_SOUND, DAEMON_EMPTY, DAEMON_TOO_LONG };

struct daemon_exchange {
    struct bytes request; /* borrowed; nothing when there is trouble */
    enum daemon_trouble trouble;
    struct bytes answer; /* to be set, in the turn's arena; absent (ptr NULL) just ends it */
    bool last;           /* to be set when the connection should end with this answer */
};

struct daemon_turn {
    struct desk *desk;
    instant_t now;       /* the engine's clock, the same for the whole turn */
    struct arena *arena; /* emptied when the turn is over */
};

/* Answers everything that arrived in one turn: all of it was under way at the same time, so that
 * what is to be recorded may share one transaction. */
typedef void daemon_answer(void *context, const struct daemon_turn *turn,
                           struct daemon_exchange *exchanges, uint32_t count);

struct daemon_options {
    struct desk *desk;          /* open for writing; borrowed */
    const char *socket;         /* path; NULL: tehai.sock in the store */
    struct maybe_instant start; /* a rehearsal: its clock starts there; absent: the machine's */
    enum lang lang;             /* of the lines that tell of alerts */
    uint32_t patience_ms;       /* 0: DAEMON_PATIENCE_MS */
    daemon_answer *answer;
    void *context; /* handed to answer */
};

enum { DAEMON_EXIT_REFUSED = 3, DAEMON_EXIT_SOCKET = 4 };

/* Serves until SIGTERM or SIGINT; what was asked by then is answered first. Returns the exit
 * status: 0 after such a stop, DAEMON_EXIT_REFUSED when another daemon serves the store or
 * answers at the socket, DAEMON_EXIT_SOCKET when the socket can't be made, else that of the
 * store's fault; what happened is told in a diagnostic line. */
int daemon_run(const struct daemon_options *options);

#endif
