/* tests/engine/daemon/standing.h - a daemon of its own in a child process, and its clients.
 *
 * Its store holds the seed's contract from 2021-09-24T10:00 on, with alerts going to standard
 * error and to a channel that nobody serves. Requests are words:
 *   "echo TEXT"  answers TEXT           "open"   opens a job: answers its event's number
 *   "big N"      answers N bytes        "sleep"  holds the daemon up for 200 ms
 *   "full"       no file may grow any more
 * and "trouble 1" or "trouble 2" is the answer to what can't be read. */
#ifndef TESTS_ENGINE_DAEMON_STANDING_H
#define TESTS_ENGINE_DAEMON_STANDING_H

#include <sys/types.h>

#include "engine/daemon/daemon.h"

struct standing {
    char dir[32], store[48], socket[64], said[48];
    pid_t pid;
};

void standing_make(struct standing *standing);
void standing_remove(struct standing *standing);

/* Starts the daemon and waits until it listens; `start` in the contract's offset. */
void standing_start(struct standing *standing, const char *start, uint32_t patience_ms);

/* Sends the signal (0: none) and waits for its end: the exit status, or minus the signal. */
int standing_end(struct standing *standing, int number);

/* How often a text stands in what the daemons of this store said on standard error. */
int standing_said(const struct standing *standing, const char *text);

/* A client of the daemon; -1 when nobody answers. */
int knock(const struct standing *standing);
void frame_put(int fd, const char *text);

/* The next answer as text, or false at the end of the connection. Fails after 5 s. */
bool frame_get(int fd, char *ret, size_t cap);
void pause_ms(long ms);

/* The desk of another process at the same store. */
struct desk *other_desk(const struct standing *standing);

/* One command's JSON with ' for ", by another process, at an instant of the contract. */
void submit_at(struct desk *desk, const char *instant, const char *json);
instant_t standing_instant(const char *text);

/* The nth (from 1) event of a kind about a subject that begins like that; 0 when there are fewer.
 */
uint64_t find_event(struct desk *desk, uint32_t kind, const char *subject, int nth,
                    instant_t *ret_at);

#endif
