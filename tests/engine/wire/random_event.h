/* tests/engine/wire/random_event.h - events of every kind with every field given, absent or odd.
 *
 * The numbers come from a seed, so that a failure repeats. */
#ifndef TESTS_ENGINE_WIRE_RANDOM_EVENT_H
#define TESTS_ENGINE_WIRE_RANDOM_EVENT_H

#include "engine/base/check.h"
#include "engine/vocab/event.h"

struct chance {
    uint64_t state; /* not 0 */
};

/* xorshift64: Marsaglia, "Xorshift RNGs", 2003. */
static inline uint64_t chance_next(struct chance *chance)
{
    chance->state ^= chance->state << 13;
    chance->state ^= chance->state >> 7;
    chance->state ^= chance->state << 17;
    return chance->state;
}

static inline uint32_t chance_below(struct chance *chance, uint32_t bound)
{
    return (uint32_t)(chance_next(chance) >> 32) % bound;
}

/* Lengths lie around those where msgpack changes its form: 31, 255 and 65535. */
static inline struct str random_str(struct chance *chance, struct arena *arena)
{
    static const uint32_t lengths[] = {0, 1, 3, 8, 9, 16, 31, 32, 60, 255, 256};
    static const char *const pieces[] = {"a", "-", "7", "é", "件", "𠮷", "\n", "\""};
    uint32_t most = lengths[chance_below(chance, COUNT(lengths))];
    if (chance_below(chance, 2000) == 0) most = 65534 + chance_below(chance, 4);
    char *ptr = arena_take(arena, (size_t)most + 1);
    uint32_t len = 0;
    bool plain = chance_below(chance, 2) == 0;
    while (len < most) {
        const char *piece = pieces[chance_below(chance, plain ? 3 : COUNT(pieces))];
        if (len + strlen(piece) > most) piece = "x";
        memcpy(ptr + len, piece, strlen(piece));
        len += (uint32_t)strlen(piece);
    }
    return (struct str){ptr, len};
}

static inline struct str maybe_str(struct chance *chance, struct arena *arena)
{
    return chance_below(chance, 2) == 0 ? STR_NONE : random_str(chance, arena);
}

static inline day_t random_day(struct chance *chance)
{
    return (day_t){(int32_t)chance_below(chance, 400000) - 25567};
}

static inline struct strs random_strs(struct chance *chance, struct arena *arena)
{
    static const uint32_t counts[] = {0, 1, 2, 15, 16, 17};
    struct strs list = {.count = counts[chance_below(chance, COUNT(counts))]};
    list.at = ARENA_ARRAY(arena, struct str, list.count);
    for (uint32_t i = 0; i < list.count; i++) list.at[i] = random_str(chance, arena);
    return list;
}

static inline struct day_spans random_spans(struct chance *chance, struct arena *arena)
{
    struct day_spans list = {.count = chance_below(chance, 20)};
    list.at = ARENA_ARRAY(arena, struct day_span, list.count);
    for (uint32_t i = 0; i < list.count; i++)
        list.at[i] = (struct day_span){random_day(chance), random_day(chance)};
    return list;
}

static inline instant_t random_instant(struct chance *chance)
{
    return (instant_t){(int64_t)(chance_next(chance) >> 22) - INT64_C(2000000000000)};
}

static inline uint32_t random_u32(struct chance *chance)
{
    return (uint32_t)(chance_next(chance) >> 32) >> chance_below(chance, 32);
}

static inline void random_value(struct chance *chance, struct arena *arena,
                                const struct field *field, void *ret)
{
    switch (field->kind) {
    case FIELD_ID:
    case FIELD_STR:
    case FIELD_TEXT:
    case FIELD_YAML: *(struct str *)ret = random_str(chance, arena); return;
    case FIELD_DAY: *(struct maybe_day *)ret = (struct maybe_day){true, random_day(chance)}; return;
    case FIELD_AT:
        *(struct maybe_instant *)ret = (struct maybe_instant){true, random_instant(chance)};
        return;
    case FIELD_NUM: *(struct maybe_u32 *)ret = (struct maybe_u32){true, random_u32(chance)}; return;
    case FIELD_BOOL:
        *(struct maybe_bool *)ret = (struct maybe_bool){true, chance_below(chance, 2) == 0};
        return;
    case FIELD_IDS:
    case FIELD_STRS: *(struct strs *)ret = random_strs(chance, arena); return;
    case FIELD_SPANS: *(struct day_spans *)ret = random_spans(chance, arena); return;
    case FIELD_FILE:
        *(struct file *)ret = (struct file){random_str(chance, arena), maybe_str(chance, arena)};
        return;
    case FIELD_TERM:
        *(struct maybe_u32 *)ret =
            (struct maybe_u32){true, chance_below(chance, field->terms->count)};
        return;
    }
}

static inline void random_event(struct chance *chance, struct arena *arena, uint32_t code,
                                struct event *ret)
{
    const struct event_about *about = event_about(code);
    uint32_t fullness = chance_below(chance, 5); /* of 4: how many fields are given */
    *ret = (struct event){.kind = (enum event_kind)code,
                          .seq = 1 + (chance_next(chance) >> (2 + chance_below(chance, 62))),
                          .recorded_at = random_instant(chance),
                          .by = random_str(chance, arena),
                          .role = (enum role)chance_below(chance, role_terms.count),
                          .contract = maybe_str(chance, arena),
                          .subject = maybe_str(chance, arena),
                          .command_id = maybe_str(chance, arena),
                          .note = maybe_str(chance, arena),
                          .on_behalf_of = maybe_str(chance, arena)};
    if (chance_below(chance, 2) == 0)
        ret->evidence = (struct file){random_str(chance, arena), maybe_str(chance, arena)};
    for (uint32_t i = 0; i < about->fields.count; i++) {
        const struct field *field = &about->fields.at[i];
        if (chance_below(chance, 4) < fullness)
            random_value(chance, arena, field, (char *)event_body(ret) + field->offset);
    }
}

#endif
