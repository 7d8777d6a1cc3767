/* cli/paper/past.h - what the log says for a paper: when a thing happened, who did it, for whom. */
#ifndef CLI_PAPER_PAST_H
#define CLI_PAPER_PAST_H

#include "cli/paper/source.h"

/* The instant or day at which what the event tells happened, which is often before it was
 * recorded: work is finished at the site and written down afterwards. */
day_t past_day(const struct paper_source *source, const struct event *event);
struct maybe_instant past_instant(const struct event *event);

/* A person by their id, as they were called on that day; the id where they aren't registered. */
struct str past_person(const struct paper_source *source, struct str id, day_t day,
                       struct arena *arena);
struct str past_people(const struct paper_source *source, struct strs ids, day_t day,
                       struct arena *arena);

/* Who said it; a word of the customer written down by somebody else never looks like one that
 * they gave themselves. Absent for NULL. */
struct str past_speaker(const struct paper_source *source, const struct event *event,
                        struct arena *arena);

/* Lines with their numbers, "1. …", or "―" for none. */
struct str past_steps(struct strs steps, struct arena *arena);

/* The texts with 、 between them, or "―". */
struct str past_list(struct strs texts, struct arena *arena);

/* The job that an event is about, absent when it is about none. */
struct str past_job_id(const struct event *event);

/* "J-3 4(3)イ" and below what it is called; "業務全般" for none. */
struct str past_job(const struct paper_source *source, struct str id, struct arena *arena);

#endif
