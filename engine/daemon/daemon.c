/* D1  The clock is read once a turn; everything that the turn records bears that instant.
 * D2  An answer is handed out when what it says is synced (engine/desk), never before.
 * D3  After a fault of the store nothing more is recorded: the process ends and its supervisor
 *     starts it anew, which folds the log again.
 * D4  Nobody waits for alerts: clients have their answers before alerts are looked for, and
 *     looking takes at most half of the time. */
#include "engine/daemon/daemon.h"

#include <signal.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "engine/daemon/clients.h"
#include "engine/daemon/clock.h"
#include "engine/daemon/diag.h"
#include "engine/daemon/lookout.h"
#include "engine/daemon/notify.h"
#include "engine/store/checkpoints.h"

enum {
    MAGIC = 0x74656861,
    GLANCE_MS = 500,           /* how often to see what other processes have recorded */
    STOP_MS = 5000,            /* for clients to take their last answers */
    LOOK_PAUSE_MS_MAX = 10000, /* D4, for plans that take very long */
    OFFSET_WITHOUT_CONTRACT = 9 * 60,
};
#define TURN_BYTES_MAX ((size_t)8 << 30)

struct daemon {
    uint32_t magic;
    const struct daemon_options *options;
    struct desk *desk;
    struct clock clock;
    struct loop *loop;
    struct loop_timer *glance, *pause, *give_up, *watchdog;
    struct door door;
    struct clients clients;
    struct lookout lookout;
    struct arena arena;       /* of a turn */
    uint64_t looked_head;     /* position at which alerts were last looked for */
    int64_t look_after_ms;    /* D4: monotonic */
    struct maybe_instant due; /* when alerts may change by time alone */
    instant_t midnight;       /* the next one: a checkpoint is due */
    bool glancing, stopping, has_looked;
    err_t fault; /* D3: the first */
};

static struct daemon *daemon_of(void *data)
{
    struct daemon *d = data;
    CHECK(d != NULL && d->magic == MAGIC);
    return d;
}

static void fail(struct daemon *d, err_t fault)
{
    if (!is_err(fault) || is_err(d->fault)) return;
    d->fault = fault;
    diag_fault(DIAG_ERROR, "daemon", fault, log_dir(desk_log(d->desk)));
    loop_stop(d->loop);
}

/* --- Checkpoints --------------------------------------------------------------------------- */

static instant_t next_midnight(const struct daemon *d)
{
    const struct state *state = desk_state(d->desk);
    int32_t offset = OFFSET_WITHOUT_CONTRACT;
    if (state->contracts.count > 0)
        offset = state_contract(state, 0, instant_day(d->clock.now, offset))->offset;
    return instant_of(day_plus(instant_day(d->clock.now, offset), 1), 0, offset);
}

/* Without its key a store can't be signed, but its duties go on. */
static err_t sign(struct daemon *d)
{
    struct str note;
    err_t fault = checkpoint_make(desk_log(d->desk), &d->arena, &note);
    if (fault.code != ERR_KEY) return fault;
    diag_fault(DIAG_ERROR, "checkpoint", fault, log_dir(desk_log(d->desk)));
    return OK;
}

static void sign_daily(struct daemon *d)
{
    if (instant_cmp(d->clock.now, d->midnight) >= 0) fail(d, sign(d));
    d->midnight = next_midnight(d); /* each turn, for clocks are set back, too */
}

/* --- Alerts -------------------------------------------------------------------------------- */

static bool must_look(const struct daemon *d)
{
    if (!d->has_looked || desk_state(d->desk)->head != d->looked_head) return true;
    return d->due.is && instant_cmp(d->clock.now, d->due.at) >= 0;
}

static void look(struct daemon *d)
{
    int64_t before = clock_monotonic_ms();
    if (before < d->look_after_ms) {
        loop_timer_start(d->pause, (uint32_t)(d->look_after_ms - before));
        return;
    }
    err_t fault = lookout_look(&d->lookout, d->desk, d->clock.now, &d->due);
    if (is_err(fault)) {
        fail(d, fault);
        return;
    }
    int64_t took = clock_monotonic_ms() - before;
    d->look_after_ms = before + took + (took < LOOK_PAUSE_MS_MAX ? took : LOOK_PAUSE_MS_MAX);
    d->looked_head = desk_state(d->desk)->head;
    d->has_looked = true;
}

/* --- A turn -------------------------------------------------------------------------------- */

static void on_begin(void *data)
{
    clock_read(&daemon_of(data)->clock); /* D1 */
}

static void on_glance(void *data)
{
    daemon_of(data)->glancing = true;
}

static void on_pause_over(void *data)
{
    CHECK(daemon_of(data)->look_after_ms > 0); /* the turn itself is what was wanted */
}

static void on_watchdog(void *data)
{
    if (!is_err(daemon_of(data)->fault)) notify_send("WATCHDOG=1");
}

static void on_give_up(void *data)
{
    loop_stop(daemon_of(data)->loop);
}

static void on_stop(void *data)
{
    struct daemon *d = daemon_of(data);
    if (d->stopping) return;
    d->stopping = true;
    diag(DIAG_INFO, "daemon", "step=\"stop\" clients=%u", d->clients.count);
    notify_send("STOPPING=1");
    loop_timer_start(d->give_up, STOP_MS);
}

static void answer_clients(struct daemon *d)
{
    const struct daemon_turn turn = {d->desk, d->clock.now, &d->arena};
    uint32_t answered = clients_answer(&d->clients, &turn, d->options->answer, d->options->context);
    /* An answer may have told a client of a fault that we have to know of, too (D3). */
    if (answered > 0 || d->glancing) fail(d, desk_refresh(d->desk));
    if (d->glancing) clients_listen(&d->clients);
    d->glancing = false;
}

static void wake_in_time(struct daemon *d)
{
    struct maybe_instant wake = {true, d->midnight};
    bool overdue = d->due.is && instant_cmp(d->due.at, d->clock.now) <= 0; /* D4: pausing */
    if (d->due.is && !overdue && instant_cmp(d->due.at, wake.at) < 0) wake.at = d->due.at;
    wake.at = clock_machine(&d->clock, wake.at);
    loop_wake_at(d->loop, wake);
}

static void on_end(void *data)
{
    struct daemon *d = daemon_of(data);
    if (is_err(d->fault)) return;
    if (d->stopping) clients_leave(&d->clients);
    answer_clients(d);
    if (!is_err(d->fault) && must_look(d)) look(d);
    if (!is_err(d->fault)) sign_daily(d);
    if (d->stopping && clients_are_quiet(&d->clients)) loop_stop(d->loop);
    wake_in_time(d);
    arena_deinit(&d->arena);
}

/* --- A life -------------------------------------------------------------------------------- */

static void begin(struct daemon *d)
{
    const struct daemon_options *options = d->options;
    const struct loop_turns turns = {on_begin, on_end, on_stop, d};
    uint32_t patience = options->patience_ms > 0 ? options->patience_ms : DAEMON_PATIENCE_MS;
    uint32_t watchdog_ms = notify_watchdog_ms();
    (void)signal(SIGPIPE, SIG_IGN);
    clock_init(&d->clock, options->start);
    arena_init(&d->arena, TURN_BYTES_MAX);
    d->midnight = next_midnight(d);
    d->loop = loop_new(&turns);
    d->glance = loop_timer_new(d->loop, on_glance, d);
    d->pause = loop_timer_new(d->loop, on_pause_over, d);
    d->give_up = loop_timer_new(d->loop, on_give_up, d);
    d->watchdog = loop_timer_new(d->loop, on_watchdog, d);
    clients_init(&d->clients, d->loop, &d->door, patience);
    loop_timer_repeat(d->glance, GLANCE_MS);
    if (watchdog_ms > 0) loop_timer_repeat(d->watchdog, watchdog_ms);
}

static void end(struct daemon *d)
{
    clients_leave(&d->clients);
    clients_deinit(&d->clients);
    loop_timer_free(d->glance);
    loop_timer_free(d->pause);
    loop_timer_free(d->give_up);
    loop_timer_free(d->watchdog);
    loop_free(d->loop);
    arena_deinit(&d->arena);
}

/* The desk keeps its snapshot when it refreshes; the checkpoint is what we leave behind. */
static err_t leave_checkpoint(struct daemon *d)
{
    TRY(desk_refresh(d->desk));
    return sign(d);
}

static int serve(struct daemon *d)
{
    begin(d);
    diag(DIAG_INFO, "daemon", "step=\"serve\" store=%s socket=%s pid=%ld head=%llu",
         log_dir(desk_log(d->desk)), d->door.path, (long)getpid(),
         (unsigned long long)desk_state(d->desk)->head);
    notify_send("READY=1");
    loop_run(d->loop);
    if (!is_err(d->fault)) fail(d, leave_checkpoint(d));
    end(d);
    if (is_err(d->fault)) return err_exit(d->fault.code);
    diag(DIAG_INFO, "daemon", "step=\"stopped\" head=%llu",
         (unsigned long long)desk_state(d->desk)->head);
    return 0;
}

int daemon_run(const struct daemon_options *options)
{
    struct daemon d = {
        .magic = MAGIC,
        .options = options,
        .desk = options->desk,
        .lookout = {.lang = options->lang},
    };
    CHECK(options->desk != NULL && options->answer != NULL);
    switch (door_open(&d.door, log_dir(desk_log(options->desk)), options->socket)) {
    case DOOR_OPEN: break;
    case DOOR_TAKEN: return DAEMON_EXIT_REFUSED;
    case DOOR_NO_PATH: return DAEMON_EXIT_SOCKET;
    case DOOR_FAULT: return DAEMON_EXIT_SOCKET;
    }
    int status = serve(&d);
    door_unlock(&d.door);
    return status;
}
