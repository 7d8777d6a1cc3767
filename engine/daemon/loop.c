#include "engine/daemon/loop.h"

#include <ev.h>
#include <signal.h>
#include <stdlib.h>

#include "engine/base/check.h"

/* libev's idea of the wall clock may differ from a fresh reading by less than this; waking so
 * much later saves a second turn for the same instant. */
#define WAKE_MARGIN_S 0.002

struct loop {
    struct ev_loop *ev;
    struct loop_turns turns;
    ev_check begin;
    ev_prepare end;
    ev_signal term, interrupt;
    ev_periodic wake;
};

struct loop_io {
    struct loop *loop;
    ev_io watcher;
    int fd;
    loop_io_call *call;
    void *data;
};

struct loop_timer {
    struct loop *loop;
    ev_timer watcher;
    loop_call *call;
    void *data;
};

static void *take(size_t bytes)
{
    void *memory = calloc(1, bytes);
    CHECK(memory != NULL);
    return memory;
}

static void on_begin(struct ev_loop *ev, ev_check *watcher, int events)
{
    const struct loop *loop = watcher->data;
    (void)ev;
    (void)events;
    loop->turns.begin(loop->turns.data);
}

static void on_end(struct ev_loop *ev, ev_prepare *watcher, int events)
{
    const struct loop *loop = watcher->data;
    (void)ev;
    (void)events;
    loop->turns.end(loop->turns.data);
}

static void on_signal(struct ev_loop *ev, ev_signal *watcher, int events)
{
    const struct loop *loop = watcher->data;
    (void)ev;
    (void)events;
    loop->turns.stop(loop->turns.data);
}

/* The turn itself is what was wanted. */
static void on_wake(struct ev_loop *ev, ev_periodic *watcher, int events)
{
    (void)ev;
    (void)watcher;
    (void)events;
}

static void on_io(struct ev_loop *ev, ev_io *watcher, int events)
{
    const struct loop_io *io = watcher->data;
    (void)ev;
    CHECK((events & EV_ERROR) == 0);
    io->call(io->data, (events & EV_READ) != 0, (events & EV_WRITE) != 0);
}

static void on_timer(struct ev_loop *ev, ev_timer *watcher, int events)
{
    const struct loop_timer *timer = watcher->data;
    (void)ev;
    (void)events;
    timer->call(timer->data);
}

static void watch_signal(struct loop *loop, ev_signal *watcher, int number)
{
    ev_signal_init(watcher, on_signal, number);
    watcher->data = loop;
    ev_signal_start(loop->ev, watcher);
}

struct loop *loop_new(const struct loop_turns *turns)
{
    struct loop *loop = take(sizeof *loop);
    loop->turns = *turns;
    loop->ev = ev_loop_new(EVFLAG_NOENV);
    CHECK(loop->ev != NULL);

    ev_check_init(&loop->begin, on_begin);
    ev_set_priority(&loop->begin, EV_MAXPRI);
    loop->begin.data = loop;
    ev_check_start(loop->ev, &loop->begin);

    ev_prepare_init(&loop->end, on_end);
    loop->end.data = loop;
    ev_prepare_start(loop->ev, &loop->end);

    ev_periodic_init(&loop->wake, on_wake, 0., 0., 0);
    watch_signal(loop, &loop->term, SIGTERM);
    watch_signal(loop, &loop->interrupt, SIGINT);
    return loop;
}

void loop_free(struct loop *loop)
{
    ev_check_stop(loop->ev, &loop->begin);
    ev_prepare_stop(loop->ev, &loop->end);
    ev_signal_stop(loop->ev, &loop->term);
    ev_signal_stop(loop->ev, &loop->interrupt);
    ev_periodic_stop(loop->ev, &loop->wake);
    ev_loop_destroy(loop->ev);
    free(loop);
}

void loop_run(struct loop *loop)
{
    (void)ev_run(loop->ev, 0);
}

void loop_stop(struct loop *loop)
{
    ev_break(loop->ev, EVBREAK_ALL);
}

void loop_wake_at(struct loop *loop, struct maybe_instant at)
{
    ev_periodic_stop(loop->ev, &loop->wake);
    if (!at.is) return;
    ev_periodic_set(&loop->wake, (double)at.at.ms / 1000. + WAKE_MARGIN_S, 0., 0);
    ev_periodic_start(loop->ev, &loop->wake);
}

struct loop_io *loop_io_new(struct loop *loop, int fd, loop_io_call *call, void *data)
{
    struct loop_io *io = take(sizeof *io);
    io->loop = loop;
    io->fd = fd;
    io->call = call;
    io->data = data;
    ev_io_init(&io->watcher, on_io, fd, 0);
    io->watcher.data = io;
    return io;
}

void loop_io_want(struct loop_io *io, bool read, bool write)
{
    ev_io_stop(io->loop->ev, &io->watcher);
    if (!read && !write) return;
    ev_io_set(&io->watcher, io->fd, (read ? EV_READ : 0) | (write ? EV_WRITE : 0));
    ev_io_start(io->loop->ev, &io->watcher);
}

void loop_io_free(struct loop_io *io)
{
    if (io == NULL) return;
    ev_io_stop(io->loop->ev, &io->watcher);
    free(io);
}

struct loop_timer *loop_timer_new(struct loop *loop, loop_call *call, void *data)
{
    struct loop_timer *timer = take(sizeof *timer);
    timer->loop = loop;
    timer->call = call;
    timer->data = data;
    ev_timer_init(&timer->watcher, on_timer, 0., 0.);
    timer->watcher.data = timer;
    return timer;
}

/* libev counts from the turn's beginning; a turn can have lasted long by now. */
static void start(struct loop_timer *timer, uint32_t after_ms, uint32_t every_ms)
{
    double late = ev_time() - ev_now(timer->loop->ev);
    ev_timer_stop(timer->loop->ev, &timer->watcher);
    ev_timer_set(&timer->watcher, (double)after_ms / 1000. + (late > 0. ? late : 0.),
                 (double)every_ms / 1000.);
    ev_timer_start(timer->loop->ev, &timer->watcher);
}

void loop_timer_start(struct loop_timer *timer, uint32_t after_ms)
{
    start(timer, after_ms, 0);
}

void loop_timer_repeat(struct loop_timer *timer, uint32_t every_ms)
{
    start(timer, every_ms, every_ms);
}

void loop_timer_stop(struct loop_timer *timer)
{
    ev_timer_stop(timer->loop->ev, &timer->watcher);
}

void loop_timer_free(struct loop_timer *timer)
{
    if (timer == NULL) return;
    loop_timer_stop(timer);
    free(timer);
}
