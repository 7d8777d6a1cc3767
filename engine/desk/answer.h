/* engine/desk/answer.h - what became of a command, told from the events it caused.
 *
 * Under a command's id the store remembers which content was answered and where its events
 * are; the answer itself is told again from those, so that it is the same answer. */
#ifndef ENGINE_DESK_ANSWER_H
#define ENGINE_DESK_ANSWER_H

#include "engine/desk/desk.h"
#include "engine/proof/sha256.h"

/* `events` are `count` events in a row; texts of the answer are copied into `arena`. */
void answer_tell(const struct event *events, uint32_t count, struct arena *arena,
                 struct desk_answer *ret);

/* Refusals whose texts outlive what they were borrowed from. */
struct refusals answer_copy_refusals(const struct vec *refusals, struct arena *arena);

/* What is remembered under an id. */
struct answer_memory {
    struct digest content; /* SHA-256 of the command's canonical bytes */
    uint64_t first_seq;
    uint32_t event_count;
};

struct bytes answer_memory_pack(const struct answer_memory *memory, struct arena *arena);
MUST_USE bool answer_memory_unpack(struct bytes bytes, struct answer_memory *ret);

#endif
