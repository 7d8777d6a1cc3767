/* engine/store/batch.h - what is to be written, kept until it is on disk.
 *
 * A transaction that finds the map full is lost and must be done again in a larger one, so
 * nothing put may exist only in the transaction. The buffer is kept from batch to batch. */
#ifndef ENGINE_STORE_BATCH_H
#define ENGINE_STORE_BATCH_H

#include <stdbool.h>

#include "engine/store/tables.h"

struct put {
    enum table table;
    enum put_mode mode;
    struct bytes key;
    struct bytes head, value; /* stored one after the other; the head may be empty */
};

struct batch {
    uint8_t *ptr; /* private */
    size_t len, cap;
};

void batch_clear(struct batch *batch);
void batch_deinit(struct batch *batch);

/* Copies all three pieces; false when the batch would pass BATCH_BYTES_MAX. */
bool batch_add(struct batch *batch, const struct put *put);

/* Walks the puts in order; `*at` begins at 0. What is returned is borrowed, its head and value
 * joined in `value`. */
bool batch_next(const struct batch *batch, size_t *at, struct put *ret);

#endif
