#include "engine/core/image.h"

#include "engine/base/hash.h"
#include "engine/core/apply_priv.h"

#ifndef FOLD_VERSION /* the build names the sources that a state comes from */
#define FOLD_VERSION "unnamed"
#endif

enum { IMAGE_FORMAT = 1, IMAGE_VECS = 16, PART_ALIGNMENT = 16 };

/* Fixed part of an image; the rows of each vector follow in the order of vecs_of, then the
 * slots of the names. */
struct image_header {
    uint64_t layout, bytes;
    uint64_t head;
    int64_t last_recorded_ms;
    uint32_t open, names_cap, names_count;
    uint32_t counts[IMAGE_VECS];
};

static void vecs_of(struct state *state, struct vec *ret[IMAGE_VECS])
{
    struct vec *const vecs[IMAGE_VECS] = {
        &state->texts,  &state->numbers, &state->contracts, &state->versions,
        &state->actors, &state->roster,  &state->skills,    &state->jobs,
        &state->pauses, &state->queries, &state->visits,    &state->documents,
        &state->alerts, &state->notes,   &state->meetings,  &state->media};
    memcpy(ret, vecs, sizeof vecs);
}

/* Sources, compiler and row sizes: whatever could change what a fold gives, or where. */
static uint64_t layout_of(struct vec *const vecs[IMAGE_VECS])
{
    uint64_t hash = hash_add(HASH_START ^ IMAGE_FORMAT, STR(FOLD_VERSION " " __VERSION__));
    for (uint32_t i = 0; i < IMAGE_VECS; i++)
        hash = (hash ^ vecs[i]->row_bytes) * UINT64_C(0x100000001b3);
    return hash;
}

static size_t rows_bytes(const struct vec *vec)
{
    return (size_t)vec->count * vec->row_bytes;
}

/* Every part starts where any row may. */
static size_t part_bytes(size_t bytes)
{
    return (bytes + PART_ALIGNMENT - 1) / PART_ALIGNMENT * PART_ALIGNMENT;
}

static size_t slots_bytes(uint32_t cap)
{
    return (size_t)cap * sizeof(struct name_slot);
}

struct bytes image_of(const struct state *state, struct arena *arena)
{
    struct state view = *state; /* only so that vecs_of can point into it */
    struct vec *vecs[IMAGE_VECS];
    vecs_of(&view, vecs);
    struct image_header header = {
        .layout = layout_of(vecs),
        .bytes = part_bytes(sizeof header) + part_bytes(slots_bytes(state->names.cap)),
        .head = state->head,
        .last_recorded_ms = state->last_recorded.ms,
        .open = state->open,
        .names_cap = state->names.cap,
        .names_count = state->names.count,
    };
    for (uint32_t i = 0; i < IMAGE_VECS; i++) {
        header.counts[i] = vecs[i]->count;
        header.bytes += part_bytes(rows_bytes(vecs[i]));
    }
    uint8_t *image = arena_take(arena, header.bytes), *at = image + part_bytes(sizeof header);
    memcpy(image, &header, sizeof header);
    for (uint32_t i = 0; i < IMAGE_VECS; i++) {
        if (vecs[i]->count > 0) memcpy(at, vecs[i]->rows, rows_bytes(vecs[i]));
        at += part_bytes(rows_bytes(vecs[i]));
    }
    if (state->names.cap > 0) memcpy(at, state->names.slots, slots_bytes(state->names.cap));
    return (struct bytes){image, header.bytes};
}

static bool header_fits(const struct image_header *header, struct vec *const vecs[IMAGE_VECS],
                        size_t len)
{
    size_t bytes = part_bytes(sizeof *header) + part_bytes(slots_bytes(header->names_cap));
    if (header->layout != layout_of(vecs)) return false;
    for (uint32_t i = 0; i < IMAGE_VECS; i++)
        bytes += part_bytes((size_t)header->counts[i] * vecs[i]->row_bytes);
    return bytes == len && header->bytes == len;
}

static void restore_wordings(struct state *state)
{
    state->wordings_cap = state->versions.count;
    state->wordings = ARENA_ARRAY(state->arena, const struct contract *, state->wordings_cap);
    for (uint32_t i = 0; i < state->versions.count; i++) {
        const struct version_row *row = vec_at(&state->versions, i);
        state->wordings[i] = apply_read_wording(state, state_text(state, row->text));
    }
}

bool image_restore(struct bytes image, struct arena *arena, struct state *ret)
{
    struct image_header header;
    struct vec *vecs[IMAGE_VECS];
    state_init(ret, arena);
    vecs_of(ret, vecs);
    if (image.len < sizeof header) return false;
    memcpy(&header, image.ptr, sizeof header);
    if (!header_fits(&header, vecs, image.len)) return false;

    uint8_t *at = (uint8_t *)(uintptr_t)image.ptr + part_bytes(sizeof header);
    for (uint32_t i = 0; i < IMAGE_VECS; i++) {
        vecs[i]->rows = at;
        vecs[i]->count = vecs[i]->cap = header.counts[i];
        at += part_bytes(rows_bytes(vecs[i]));
    }
    ret->names =
        (struct names){(struct name_slot *)(void *)at, header.names_cap, header.names_count};
    ret->head = header.head;
    ret->last_recorded = (instant_t){header.last_recorded_ms};
    ret->open = header.open != 0;
    restore_wordings(ret);
    return true;
}

bool image_equal(const struct state *a, const struct state *b)
{
    struct state copy_a = *a, copy_b = *b;
    struct vec *vecs_a[IMAGE_VECS], *vecs_b[IMAGE_VECS];
    vecs_of(&copy_a, vecs_a);
    vecs_of(&copy_b, vecs_b);
    if (a->head != b->head || a->last_recorded.ms != b->last_recorded.ms || a->open != b->open)
        return false;
    for (uint32_t i = 0; i < IMAGE_VECS; i++) {
        if (vecs_a[i]->count != vecs_b[i]->count) return false;
        if (vecs_a[i]->count == 0) continue;
        if (memcmp(vecs_a[i]->rows, vecs_b[i]->rows, rows_bytes(vecs_a[i])) != 0) return false;
    }
    return true;
}
