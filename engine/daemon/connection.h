/* engine/daemon/connection.h - one client: whole requests in, whole answers out.
 *
 * On the wire a request and an answer each are a frame: their length in 4 bytes, big-endian,
 * and that many bytes, which mean nothing here. The request {"words":["jobs"]} is
 *
 *     00 00 00 12 7b 22 77 6f 72 64 73 22 3a 5b 22 6a 6f 62 73 22 5d 7d
 *
 * A client may send several one after another, and gets the answers in that order. Nothing
 * here waits: a slow client costs its buffer and, when its patience is used up, its connection.
 * Patience counts for a whole request or answer, not for each byte of it. */
#ifndef ENGINE_DAEMON_CONNECTION_H
#define ENGINE_DAEMON_CONNECTION_H

#include "engine/base/bytes.h"
#include "engine/daemon/daemon.h"
#include "engine/daemon/loop.h"

struct connection; /* opaque: it owns a descriptor and its buffers */

enum { FRAME_HEAD_BYTES = 4 };

/* Takes over the descriptor, which doesn't block. */
struct connection *connection_new(struct loop *loop, int fd, uint32_t patience_ms);
void connection_free(struct connection *connection);

/* Whether a request waits for its answer. It is borrowed until connection_answer. With trouble
 * there are no bytes, but an answer is owed all the same. */
bool connection_asks(const struct connection *connection, struct bytes *ret,
                     enum daemon_trouble *ret_trouble);

/* The answer, at most DAEMON_ANSWER_BYTES_MAX, copied. With `last`, and after trouble, the
 * connection ends when the client has it; without an answer (ptr NULL) it ends at once. The next
 * request may be there already. */
void connection_answer(struct connection *connection, struct bytes answer, bool last);

/* It has ended, whoever ended it; to be freed when the turn is over. */
bool connection_is_over(const struct connection *connection);

/* Has an answer that isn't sent yet, or owes one. */
bool connection_is_busy(const struct connection *connection);

#endif
