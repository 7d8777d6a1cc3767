/* engine/core/names.h - finds rows by their ids: one open-addressing table for all kinds. */
#ifndef ENGINE_CORE_NAMES_H
#define ENGINE_CORE_NAMES_H

#include "engine/base/str.h"
#include "engine/base/vec.h"

struct ref {
    uint32_t at, len; /* in a pool of texts; at 0: absent */
};

enum name_kind {
    NAME_CONTRACT,
    NAME_ACTOR,
    NAME_SKILL,
    NAME_JOB,
    NAME_VISIT,
    NAME_QUERY,
    NAME_DOCUMENT,
    NAME_ALERT,
    NAME_NOTE,
    NAME_MEDIUM,
};

struct name_slot {
    uint64_t hash;
    struct ref text;
    uint32_t kind_and_used; /* kind + 1; 0: free */
    uint32_t row;
};

struct names {
    struct name_slot *slots;
    uint32_t cap, count; /* cap is 0 or a power of two, at most half full */
};

/* UINT32_MAX when absent. `texts` is the pool the refs point into. */
uint32_t names_find(const struct names *names, const struct vec *texts, enum name_kind kind,
                    struct str id);

/* `id` must not be there yet. */
void names_add(struct names *names, struct arena *arena, const struct vec *texts,
               enum name_kind kind, struct ref id, uint32_t row);

#endif
