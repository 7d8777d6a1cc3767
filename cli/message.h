/* cli/message.h - a request and its reply as bytes, between a client and the daemon.
 *
 * Both are a line of JSON and, behind it, bytes as they are, because files need not be text:
 *
 *   request  {"words":["plan"],"as":"ito","lang":"ja","width":80,"colour":false,
 *             "files":[{"path":"-","bytes":12}]}\n  and the bytes of the files in that order
 *   reply    {"status":0,"out":120,"err":0}\n       and those many bytes of out and of err
 *            {"wants":"report.pdf"}\n               send that file with the request once more
 *
 * On a stream each is preceded by its length in MESSAGE_LENGTH_BYTES bytes, big-endian. What
 * comes in is checked here: a message that isn't as above is refused, never a crash. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

#include "cli/request.h"
#include "engine/daemon/daemon.h"

enum {
    MESSAGE_LENGTH_BYTES = 4,
    MESSAGE_REQUEST_BYTES_MAX = DAEMON_REQUEST_BYTES_MAX,
    MESSAGE_REPLY_BYTES_MAX = DAEMON_ANSWER_BYTES_MAX,
    MESSAGE_WORDS_MAX = 1024,
    MESSAGE_FILES_MAX = 64,
};

/* The words, `as`, lang, width and colour of `request`, and the files. */
struct bytes message_request_put(const struct request *request, const struct inputs *sent,
                                 struct arena *arena);

/* *ret has what message_request_put takes; its `inputs` are *ret_inputs. Texts and files are
 * borrowed from `bytes` or live in the arena. */
bool message_request_read(struct bytes bytes, struct arena *arena, struct request *ret,
                          struct inputs *ret_inputs);

struct bytes message_reply_put(const struct reply *reply, struct arena *arena);
struct bytes message_wants_put(struct str path, struct arena *arena);

/* *ret_wants is absent when the reply is whole. */
bool message_reply_read(struct bytes bytes, struct arena *arena, struct reply *ret,
                        struct str *ret_wants);

#endif
