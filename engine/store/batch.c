#include "engine/store/batch.h"

#include <stdlib.h>
#include <string.h>

#include "engine/base/check.h"
#include "engine/store/log.h"

enum { CAP_FIRST = 64 * 1024, ALIGNMENT = 8 };

/* Stands before each put's key and value in the buffer. */
struct entry {
    enum table table;
    enum put_mode mode;
    size_t key_len, value_len;
};

static size_t entry_bytes(size_t key_len, size_t value_len)
{
    size_t bytes = sizeof(struct entry) + key_len + value_len;
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static void reserve(struct batch *batch, size_t more)
{
    size_t cap = batch->cap > 0 ? batch->cap : CAP_FIRST;
    while (cap - batch->len < more) cap *= 2;
    if (cap == batch->cap) return;
    batch->ptr = realloc(batch->ptr, cap);
    CHECK(batch->ptr != NULL);
    batch->cap = cap;
}

static uint8_t *copy(uint8_t *to, struct bytes from)
{
    if (from.len > 0) memcpy(to, from.ptr, from.len);
    return to + from.len;
}

void batch_clear(struct batch *batch)
{
    batch->len = 0;
}

void batch_deinit(struct batch *batch)
{
    free(batch->ptr);
    *batch = (struct batch){0};
}

bool batch_add(struct batch *batch, const struct put *put)
{
    struct entry entry = {put->table, put->mode, put->key.len, put->head.len + put->value.len};
    size_t bytes = entry_bytes(entry.key_len, entry.value_len);
    if (bytes > BATCH_BYTES_MAX - batch->len) return false;
    reserve(batch, bytes);
    uint8_t *at = copy(batch->ptr + batch->len, (struct bytes){(uint8_t *)&entry, sizeof entry});
    at = copy(at, put->key);
    at = copy(at, put->head);
    copy(at, put->value);
    batch->len += bytes;
    return true;
}

bool batch_next(const struct batch *batch, size_t *at, struct put *ret)
{
    struct entry entry;
    CHECK(*at <= batch->len);
    if (*at == batch->len) return false;
    const uint8_t *from = batch->ptr + *at;
    memcpy(&entry, from, sizeof entry);
    from += sizeof entry;
    *ret = (struct put){
        .table = entry.table,
        .mode = entry.mode,
        .key = {from, entry.key_len},
        .value = {from + entry.key_len, entry.value_len},
    };
    *at += entry_bytes(entry.key_len, entry.value_len);
    return true;
}
