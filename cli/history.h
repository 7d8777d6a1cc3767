/* cli/history.h - events out of the log: of one subject, and as lines.
 *
 * The log's index of subjects carries no proof, so each event is looked at itself. */
#ifndef CLI_HISTORY_H
#define CLI_HISTORY_H

#include "cli/run.h"

/* The subject that is meant and its events; absent after an error was said (exit 5; a fault is
 * shown by the exit that run_fault gave, in *ret_status). */
struct str history_subject(struct run *run, struct str typed, struct seqs *ret);

MUST_USE err_t history_event(struct run *run, uint64_t seq, struct event *ret);

/* A line of JSON, or for people: number, time, actor, what, of what, the gist. */
void history_line(struct run *run, const struct event *event);

#endif
