/* engine/daemon/loop.h - the event loop: what is ready, what is due, who wants us to stop.
 *
 * Wraps libev, whose names appear in loop.c alone. A turn begins when the loop wakes, its
 * callbacks run, and it ends before the loop waits again; all real work is done at that end,
 * so that everything which arrived together is answered together. One loop belongs to one
 * thread. What `…_new` gives lives until its `…_free`; memory running out is a crash. */
#ifndef ENGINE_DAEMON_LOOP_H
#define ENGINE_DAEMON_LOOP_H

#include "engine/base/instant.h"

struct loop;
struct loop_io;    /* a descriptor that is watched */
struct loop_timer; /* so many milliseconds from now, whatever the wall clock does */

typedef void loop_call(void *data);
typedef void loop_io_call(void *data, bool readable, bool writable);

struct loop_turns {
    loop_call *begin; /* before any other callback of the turn */
    loop_call *end;   /* after all of them, and once before the loop first waits */
    loop_call *stop;  /* SIGTERM or SIGINT has come; the loop goes on until loop_stop */
    void *data;
};

struct loop *loop_new(const struct loop_turns *turns);
void loop_free(struct loop *loop);

/* Returns after loop_stop, when the turn is over. */
void loop_run(struct loop *loop);
void loop_stop(struct loop *loop);

/* Makes a turn happen at (or within milliseconds after) an instant of the machine's wall clock,
 * instead of the one asked for before. When somebody sets the clock, the turn moves with it; an
 * instant already past gives a turn at once. Absent: no instant is waited for. */
void loop_wake_at(struct loop *loop, struct maybe_instant at);

struct loop_io *loop_io_new(struct loop *loop, int fd, loop_io_call *call, void *data);
void loop_io_want(struct loop_io *io, bool read, bool write);
void loop_io_free(struct loop_io *io); /* NULL is fine; the descriptor stays open */

struct loop_timer *loop_timer_new(struct loop *loop, loop_call *call, void *data);
void loop_timer_start(struct loop_timer *timer, uint32_t after_ms); /* once, from now anew */
void loop_timer_repeat(struct loop_timer *timer, uint32_t every_ms);
void loop_timer_stop(struct loop_timer *timer);
void loop_timer_free(struct loop_timer *timer); /* NULL is fine */

#endif
