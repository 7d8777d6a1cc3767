#include "engine/core/names.h"

#include "engine/base/hash.h"

enum { NAMES_CAP_FIRST = 64 };

static uint64_t name_hash(enum name_kind kind, struct str id)
{
    return hash_add((HASH_START ^ (uint64_t)kind) * UINT64_C(0x9E3779B97F4A7C15), id);
}

static struct str ref_text(const struct vec *texts, struct ref ref)
{
    return (struct str){(const char *)texts->rows + ref.at, ref.len};
}

/* The slot that holds the name, or the free one where it would go. */
static struct name_slot *slot_of(const struct names *names, const struct vec *texts,
                                 enum name_kind kind, struct str id, uint64_t hash)
{
    uint32_t mask = names->cap - 1;
    for (uint32_t i = (uint32_t)hash & mask;; i = (i + 1) & mask) {
        struct name_slot *slot = &names->slots[i];
        if (slot->kind_and_used == 0) return slot;
        if (slot->hash == hash && slot->kind_and_used == (uint32_t)kind + 1 &&
            str_eq(ref_text(texts, slot->text), id))
            return slot;
    }
}

uint32_t names_find(const struct names *names, const struct vec *texts, enum name_kind kind,
                    struct str id)
{
    if (names->cap == 0) return UINT32_MAX;
    const struct name_slot *slot = slot_of(names, texts, kind, id, name_hash(kind, id));
    return slot->kind_and_used != 0 ? slot->row : UINT32_MAX;
}

/* Names are distinct, so an old one only needs the next free slot of the larger table. */
static void names_grow(struct names *names, struct arena *arena)
{
    uint32_t cap = names->cap > 0 ? names->cap * 2 : NAMES_CAP_FIRST;
    struct name_slot *slots = ARENA_ARRAY(arena, struct name_slot, cap);
    for (uint32_t i = 0; i < names->cap; i++) {
        if (names->slots[i].kind_and_used == 0) continue;
        uint32_t at = (uint32_t)names->slots[i].hash & (cap - 1);
        while (slots[at].kind_and_used != 0) at = (at + 1) & (cap - 1);
        slots[at] = names->slots[i];
    }
    names->slots = slots;
    names->cap = cap;
}

void names_add(struct names *names, struct arena *arena, const struct vec *texts,
               enum name_kind kind, struct ref id, uint32_t row)
{
    if (names->count >= names->cap / 2) names_grow(names, arena);
    struct str text = ref_text(texts, id);
    uint64_t hash = name_hash(kind, text);
    struct name_slot *slot = slot_of(names, texts, kind, text, hash);
    CHECK(slot->kind_and_used == 0);
    *slot = (struct name_slot){hash, id, (uint32_t)kind + 1, row};
    names->count++;
}
