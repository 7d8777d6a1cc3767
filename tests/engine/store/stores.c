#include "tests/engine/store/stores.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "engine/base/check.h"

void store_place(struct store *store)
{
    (void)snprintf(store->parent, sizeof store->parent, "/tmp/tehai-store-XXXXXX");
    CHECK(mkdtemp(store->parent) != NULL);
    (void)snprintf(store->dir, sizeof store->dir, "%s/store", store->parent);
    (void)snprintf(store->data, sizeof store->data, "%s/data.mdb", store->dir);
}

void store_make(struct store *store)
{
    store_place(store);
    err_t e = log_create(store->dir, STR("tehai/test"));
    CHECK(!is_err(e));
}

void store_remove(struct store *store)
{
    char command[STORE_PATH_BYTES + 16];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", store->parent);
    CHECK(strncmp(store->parent, "/tmp/tehai-", 11) == 0);
    CHECK(system(command) == 0);
}

struct log *store_open(const struct store *store, enum log_mode mode)
{
    struct log *log = NULL;
    err_t e = log_open(&log, store->dir, mode);
    CHECK(!is_err(e));
    return log;
}

struct bytes event_print(uint64_t number, uint64_t by, char room[EVENT_ROOM])
{
    int len = snprintf(room, EVENT_ROOM, "event %llu by %llu ", (unsigned long long)number,
                       (unsigned long long)by);
    CHECK(len > 0 && len < 100);
    size_t more = (number * 37 + by) % 280;
    memset(room + len, '.', more);
    return (struct bytes){(const uint8_t *)room, (size_t)len + more};
}

bool event_parse(struct bytes event, uint64_t *ret_number, uint64_t *ret_by)
{
    char copy[EVENT_ROOM], again[EVENT_ROOM];
    unsigned long long number, by;
    if (event.len >= sizeof copy) return false;
    memcpy(copy, event.ptr, event.len);
    copy[event.len] = '\0';
    if (sscanf(copy, "event %llu by %llu ", &number, &by) != 2) return false;
    struct bytes expected = event_print(number, by, again);
    *ret_number = number;
    *ret_by = by;
    return expected.len == event.len && memcmp(expected.ptr, event.ptr, event.len) == 0;
}

void store_fill(struct log *log, uint64_t count, uint32_t batch)
{
    char room[EVENT_ROOM];
    while (count > 0) {
        struct log_txn txn;
        uint64_t some = count < batch ? count : batch;
        CHECK(log_begin_at_head(log, &txn) == APPEND_OK);
        for (uint64_t i = 0; i < some; i++)
            CHECK(log_put(&txn, event_print(txn.next, 0, room)) == txn.expected + i + 1);
        CHECK(log_commit(&txn) == APPEND_OK);
        count -= some;
    }
}

void pause_us(long us)
{
    struct timespec wait = {us / 1000000, us % 1000000 * 1000};
    (void)nanosleep(&wait, NULL);
}
