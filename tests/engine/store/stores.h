/* tests/engine/store/stores.h - a throw-away store under /tmp, and events whose bytes tell
 * their own number. */
#ifndef TESTS_ENGINE_STORE_STORES_H
#define TESTS_ENGINE_STORE_STORES_H

#include "engine/store/log.h"

enum { STORE_PATH_BYTES = 64, EVENT_ROOM = 512 };

struct store {
    char parent[STORE_PATH_BYTES]; /* made for this store alone */
    char dir[STORE_PATH_BYTES + 8];
    char data[STORE_PATH_BYTES + 24];
};

/* Makes the parent directory alone: a place for a store. */
void store_place(struct store *store);

/* Makes a new store, closed. */
void store_make(struct store *store);
void store_remove(struct store *store);

struct log *store_open(const struct store *store, enum log_mode mode);

/* "event 7 by 3 ......" of 20 to about 300 bytes, in `room`. */
struct bytes event_print(uint64_t number, uint64_t by, char room[EVENT_ROOM]);
bool event_parse(struct bytes event, uint64_t *ret_number, uint64_t *ret_by);

/* Appends events numbered from the head on, `batch` at a time. */
void store_fill(struct log *log, uint64_t count, uint32_t batch);

/* A sleep that is no promise, for the tests that kill. */
void pause_us(long us);

#endif
