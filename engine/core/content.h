/* engine/core/content.h - what an approval is for, as one text and its SHA-256.
 *
 * An approval stands for exactly what was approved (S14, S35): the event that records it carries
 * the hash of this text, and whoever approves may name the hash they saw. The text has a line for
 * each fact, "name bytes value", in a fixed order; it is never stored, it follows from the state.
 * Lines may be added to a kind, which gives later approvals other hashes; earlier ones keep theirs,
 * because they are in the log. */
#ifndef ENGINE_CORE_CONTENT_H
#define ENGINE_CORE_CONTENT_H

#include "engine/core/state.h"

/* A visit: where, when, the exact jobs with class and minutes, the people. What would join a
 * confirmed visit is part of it, because that is what waits for a word. */
struct str content_of_visit(const struct state *state, uint32_t visit, struct arena *arena);

/* Work outside working time: that visit, and the reason given for it (5(2)). */
struct str content_of_overtime(const struct state *state, uint32_t visit, struct arena *arena);

/* A job's procedure: the job and the document as submitted (5(8)イ). */
struct str content_of_procedure(const struct state *state, uint32_t job, struct arena *arena);

/* A query with its answer (5(11)). */
struct str content_of_query(const struct state *state, uint32_t query, struct arena *arena);

/* Its name: 64 hex digits. */
struct str content_hash(struct str content, struct arena *arena);

#endif
