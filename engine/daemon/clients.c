#include "engine/daemon/clients.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "engine/daemon/diag.h"

enum { MAGIC = 0x636c6965 };

static struct clients *clients_of(void *data)
{
    struct clients *clients = data;
    CHECK(clients != NULL && clients->magic == MAGIC);
    return clients;
}

static void at_once(void *data)
{
    CHECK(clients_of(data) != NULL); /* the turn itself is what was wanted */
}

static void listen_on(struct clients *clients, bool on)
{
    if (clients->listens == on) return;
    clients->listens = on;
    loop_io_want(clients->listening, on, false);
}

static void accept_waiting(struct clients *clients)
{
    while (clients->count < DAEMON_CLIENTS_MAX) {
        int fd = door_accept(clients->door);
        if (fd >= 0) {
            clients->at[clients->count++] = connection_new(clients->loop, fd, clients->patience_ms);
            continue;
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK) return;
        diag(DIAG_WARN, "door", "step=\"accept a client\" err=\"%s\", again in a moment",
             strerror(errno));
        listen_on(clients, false);
        return;
    }
    listen_on(clients, false); /* full: they wait in the kernel's queue */
}

static void on_knock(void *data, bool readable, bool writable)
{
    (void)readable;
    (void)writable;
    accept_waiting(clients_of(data));
}

void clients_init(struct clients *clients, struct loop *loop, struct door *door,
                  uint32_t patience_ms)
{
    *clients =
        (struct clients){.magic = MAGIC, .loop = loop, .door = door, .patience_ms = patience_ms};
    clients->listening = loop_io_new(loop, door->listen_fd, on_knock, clients);
    clients->again = loop_timer_new(loop, at_once, clients);
    listen_on(clients, true);
}

void clients_deinit(struct clients *clients)
{
    for (uint32_t i = 0; i < clients->count; i++) connection_free(clients->at[i]);
    clients->count = 0;
    loop_io_free(clients->listening);
    loop_timer_free(clients->again);
}

/* Those who ask in this turn, in the order in which they came in. */
static uint32_t gather(const struct clients *clients, struct connection **ret_askers,
                       struct daemon_exchange *ret)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < clients->count; i++) {
        struct daemon_exchange exchange = {0};
        if (!connection_asks(clients->at[i], &exchange.request, &exchange.trouble)) continue;
        ret[count] = exchange;
        ret_askers[count++] = clients->at[i];
    }
    return count;
}

static bool someone_asks(const struct clients *clients)
{
    struct bytes request;
    enum daemon_trouble trouble;
    for (uint32_t i = 0; i < clients->count; i++)
        if (connection_asks(clients->at[i], &request, &trouble)) return true;
    return false;
}

static void sweep(struct clients *clients)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < clients->count; i++) {
        struct connection *connection = clients->at[i];
        bool gone =
            connection_is_over(connection) || (clients->leaving && !connection_is_busy(connection));
        if (gone)
            connection_free(connection);
        else
            clients->at[kept++] = connection;
    }
    if (kept < clients->count) clients_listen(clients);
    clients->count = kept;
}

/* An answer past the bound would be a surprise to the client's memory, too: it gets none. */
static void hand_over(struct connection *connection, const struct daemon_exchange *exchange)
{
    struct bytes answer = exchange->answer;
    if (answer.len > DAEMON_ANSWER_BYTES_MAX) {
        diag(DIAG_WARN, "clients",
             "step=\"send an answer\" bytes=%zu, too long: the client is let go", answer.len);
        answer = (struct bytes){0};
    }
    connection_answer(connection, answer, exchange->last);
}

uint32_t clients_answer(struct clients *clients, const struct daemon_turn *turn,
                        daemon_answer *answer, void *context)
{
    struct connection *askers[DAEMON_CLIENTS_MAX];
    struct daemon_exchange exchanges[DAEMON_CLIENTS_MAX];
    uint32_t count = gather(clients, askers, exchanges);
    if (count > 0) answer(context, turn, exchanges, count);
    for (uint32_t i = 0; i < count; i++) hand_over(askers[i], &exchanges[i]);
    sweep(clients);
    if (someone_asks(clients)) loop_timer_start(clients->again, 0);
    return count;
}

void clients_listen(struct clients *clients)
{
    if (!clients->leaving) listen_on(clients, true);
}

void clients_leave(struct clients *clients)
{
    if (clients->leaving) return;
    clients->leaving = true;
    listen_on(clients, false);
    door_close(clients->door);
}

bool clients_are_quiet(const struct clients *clients)
{
    for (uint32_t i = 0; i < clients->count; i++)
        if (connection_is_busy(clients->at[i])) return false;
    return true;
}
