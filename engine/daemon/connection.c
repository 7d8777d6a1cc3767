#include "engine/daemon/connection.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "engine/base/check.h"

enum { MAGIC = 0x746e6563, READ_BYTES = 64 * 1024 };

enum phase {
    READING, /* a request, or waiting for the first byte of one */
    ASKING,  /* a whole one is here, or trouble; an answer is owed */
    SENDING,
    DRAINING, /* everything said: what the client still sends is thrown away, so that it is not
                 cut off while it has the answer yet to read */
    OVER,
};

struct connection {
    uint32_t magic;
    enum phase phase;
    enum daemon_trouble trouble;
    bool ended; /* the client won't send more */
    bool last;  /* nothing after this answer */
    int fd;
    uint32_t patience_ms;
    struct loop_io *io;
    struct loop_timer *timer;
    uint8_t *in, *out;
    size_t in_len, in_cap, out_len, out_sent;
};

static struct connection *connection_of(void *data)
{
    struct connection *c = data;
    CHECK(c != NULL && c->magic == MAGIC);
    return c;
}

static void enter(struct connection *c, enum phase phase)
{
    c->phase = phase;
    loop_io_want(c->io, phase == READING || phase == DRAINING, phase == SENDING);
    if (phase == ASKING || phase == OVER)
        loop_timer_stop(c->timer);
    else
        loop_timer_start(c->timer, c->patience_ms);
}

static void out_of_patience(void *data)
{
    enter(connection_of(data), OVER);
}

static size_t frame_bytes(const struct connection *c)
{
    const uint8_t *h = c->in;
    return (size_t)h[0] << 24 | (size_t)h[1] << 16 | (size_t)h[2] << 8 | h[3];
}

/* Looks whether what has arrived is a whole request. */
static void judge(struct connection *c)
{
    if (c->in_len < FRAME_HEAD_BYTES) return;
    size_t bytes = frame_bytes(c);
    c->trouble = bytes == 0                         ? DAEMON_EMPTY
                 : bytes > DAEMON_REQUEST_BYTES_MAX ? DAEMON_TOO_LONG
                                                    : DAEMON_SOUND;
    if (c->trouble != DAEMON_SOUND || c->in_len >= FRAME_HEAD_BYTES + bytes) enter(c, ASKING);
}

/* Grows with what arrives, not with what a client claims that it will send. */
static void make_room(struct connection *c)
{
    if (c->in_cap - c->in_len >= READ_BYTES) return;
    size_t cap = c->in_cap * 2 + READ_BYTES;
    c->in = realloc(c->in, cap);
    CHECK(c->in != NULL);
    c->in_cap = cap;
}

static bool would_block(void)
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

/* One piece a turn, so that a client that never stops sending doesn't keep the others waiting. */
static void read_some(struct connection *c)
{
    make_room(c);
    bool fresh = c->in_len == 0;
    ssize_t got = recv(c->fd, c->in + c->in_len, c->in_cap - c->in_len, 0);
    if (got < 0 && would_block()) return;
    if (got <= 0) {
        c->ended = true;
        enter(c, OVER); /* half a request is none */
        return;
    }
    if (c->phase == DRAINING) return;
    if (fresh) loop_timer_start(c->timer, c->patience_ms);
    c->in_len += (size_t)got;
    judge(c);
}

/* Takes the answered request off; what was sent behind it comes next. */
static void next_request(struct connection *c)
{
    size_t used = FRAME_HEAD_BYTES + frame_bytes(c);
    CHECK(c->trouble == DAEMON_SOUND && used <= c->in_len);
    memmove(c->in, c->in + used, c->in_len - used);
    c->in_len -= used;
    enter(c, READING);
    judge(c);
}

static void answer_is_sent(struct connection *c)
{
    free(c->out);
    c->out = NULL;
    if (!c->last) {
        next_request(c);
        return;
    }
    c->in_len = 0;
    enter(c, shutdown(c->fd, SHUT_WR) == 0 ? DRAINING : OVER);
}

static void send_some(struct connection *c)
{
    ssize_t put = send(c->fd, c->out + c->out_sent, c->out_len - c->out_sent, MSG_NOSIGNAL);
    if (put < 0 && would_block()) return;
    if (put < 0) {
        enter(c, OVER);
        return;
    }
    c->out_sent += (size_t)put;
    if (c->out_sent == c->out_len) answer_is_sent(c);
}

static void on_ready(void *data, bool readable, bool writable)
{
    struct connection *c = connection_of(data);
    if (readable && (c->phase == READING || c->phase == DRAINING)) read_some(c);
    if (writable && c->phase == SENDING) send_some(c);
}

struct connection *connection_new(struct loop *loop, int fd, uint32_t patience_ms)
{
    struct connection *c = calloc(1, sizeof *c);
    CHECK(c != NULL && patience_ms > 0);
    c->magic = MAGIC;
    c->fd = fd;
    c->patience_ms = patience_ms;
    c->io = loop_io_new(loop, fd, on_ready, c);
    c->timer = loop_timer_new(loop, out_of_patience, c);
    enter(c, READING);
    return c;
}

void connection_free(struct connection *c)
{
    loop_io_free(c->io);
    loop_timer_free(c->timer);
    (void)close(c->fd);
    free(c->in);
    free(c->out);
    free(c);
}

bool connection_asks(const struct connection *c, struct bytes *ret,
                     enum daemon_trouble *ret_trouble)
{
    if (c->phase != ASKING) return false;
    *ret_trouble = c->trouble;
    *ret = (struct bytes){0};
    if (c->trouble == DAEMON_SOUND) *ret = (struct bytes){c->in + FRAME_HEAD_BYTES, frame_bytes(c)};
    return true;
}

void connection_answer(struct connection *c, struct bytes answer, bool last)
{
    CHECK(c->phase == ASKING && answer.len <= DAEMON_ANSWER_BYTES_MAX);
    if (answer.ptr == NULL) {
        enter(c, OVER);
        return;
    }
    c->last = last || c->trouble != DAEMON_SOUND;
    c->out_len = FRAME_HEAD_BYTES + answer.len;
    c->out_sent = 0;
    c->out = malloc(c->out_len);
    CHECK(c->out != NULL);
    for (int i = 0; i < FRAME_HEAD_BYTES; i++)
        c->out[i] = (uint8_t)(answer.len >> (8 * (FRAME_HEAD_BYTES - 1 - i)));
    if (answer.len > 0) memcpy(c->out + FRAME_HEAD_BYTES, answer.ptr, answer.len);
    enter(c, SENDING);
    send_some(c); /* most answers fit into the socket at once */
}

bool connection_is_over(const struct connection *c)
{
    return c->phase == OVER;
}

bool connection_is_busy(const struct connection *c)
{
    return c->phase == ASKING || c->phase == SENDING;
}
