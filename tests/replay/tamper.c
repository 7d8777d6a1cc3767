#include "tests/replay/tamper.h"

#include <lmdb.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/check.h"
#include "engine/proof/merkle.h"
#include "engine/store/seal.h"

struct hand {
    MDB_env *env;
    MDB_txn *txn;
    MDB_dbi meta, events, snapshots, checkpoints;
};

static void begin(struct hand *hand, const char *dir)
{
    CHECK(mdb_env_create(&hand->env) == 0);
    CHECK(mdb_env_set_maxdbs(hand->env, 8) == 0);
    CHECK(mdb_env_set_mapsize(hand->env, (size_t)1 << 30) == 0);
    CHECK(mdb_env_open(hand->env, dir, 0, 0600) == 0);
    CHECK(mdb_txn_begin(hand->env, NULL, 0, &hand->txn) == 0);
    CHECK(mdb_dbi_open(hand->txn, NULL, 0, &hand->meta) == 0);
    CHECK(mdb_dbi_open(hand->txn, "events", MDB_INTEGERKEY, &hand->events) == 0);
    CHECK(mdb_dbi_open(hand->txn, "snapshots", MDB_INTEGERKEY, &hand->snapshots) == 0);
    CHECK(mdb_dbi_open(hand->txn, "checkpoints", MDB_INTEGERKEY, &hand->checkpoints) == 0);
}

static struct bytes get(struct hand *hand, MDB_dbi dbi, const void *key, size_t len)
{
    MDB_val k = {len, (void *)(uintptr_t)key}, v;
    if (mdb_get(hand->txn, dbi, &k, &v) != 0) return (struct bytes){0};
    return (struct bytes){v.mv_data, v.mv_size};
}

static void put(struct hand *hand, MDB_dbi dbi, const void *key, size_t len, struct bytes value)
{
    MDB_val k = {len, (void *)(uintptr_t)key}, v = {value.len, (void *)(uintptr_t)value.ptr};
    CHECK(mdb_put(hand->txn, dbi, &k, &v, 0) == 0);
}

/* name, seal and value as the store keeps them. */
static void put_sealed(struct hand *hand, MDB_dbi dbi, struct bytes name, struct bytes value)
{
    uint8_t *row = malloc(SEAL_BYTES + value.len);
    CHECK(row != NULL);
    seal_print(name, value, row);
    memcpy(row + SEAL_BYTES, value.ptr, value.len);
    put(hand, dbi, name.ptr, name.len, (struct bytes){row, SEAL_BYTES + value.len});
    free(row);
}

/* The head's own number of the commit must be the one that this commit will have. */
static void put_head(struct hand *hand, uint64_t count, struct digest root)
{
    uint8_t head[8 + DIGEST_BYTES + 8];
    be64_put(head, count);
    memcpy(head + 8, root.at, DIGEST_BYTES);
    be64_put(head + 8 + DIGEST_BYTES, (uint64_t)mdb_txn_id(hand->txn));
    put_sealed(hand, hand->meta, (struct bytes){(const uint8_t *)"head", 4},
               (struct bytes){head, sizeof head});
}

/* A commit of ours would make the head's commit number too low, which is a fault of its own;
 * so the head as it stands is sealed again with the new number. */
static void keep_head(struct hand *hand)
{
    struct bytes sealed = get(hand, hand->meta, "head", 4), head;
    struct digest root;
    CHECK(seal_open((struct bytes){(const uint8_t *)"head", 4}, sealed, &head));
    memcpy(root.at, head.ptr + 8, DIGEST_BYTES);
    put_head(hand, be64_get(head.ptr), root);
}

static void end(struct hand *hand)
{
    CHECK(mdb_txn_commit(hand->txn) == 0);
    mdb_env_close(hand->env);
}

size_t tamper_read(const char *dir, uint64_t seq, uint8_t ret[TAMPER_EVENT_BYTES])
{
    struct hand hand;
    begin(&hand, dir);
    struct bytes row = get(&hand, hand.events, &seq, sizeof seq);
    size_t head = merkle_done_count(seq) * (size_t)DIGEST_BYTES;
    CHECK(row.len > head && row.len - head <= TAMPER_EVENT_BYTES);
    size_t len = row.len - head;
    memcpy(ret, row.ptr + head, len);
    mdb_txn_abort(hand.txn);
    mdb_env_close(hand.env);
    return len;
}

static void put_event(struct hand *hand, uint64_t seq, struct bytes event,
                      const struct digest *hashes)
{
    size_t head = merkle_done_count(seq) * (size_t)DIGEST_BYTES;
    uint8_t *row = malloc(head + event.len);
    CHECK(row != NULL);
    memcpy(row, hashes, head);
    memcpy(row + head, event.ptr, event.len);
    put(hand, hand->events, &seq, sizeof seq, (struct bytes){row, head + event.len});
    free(row);
}

void tamper_write(const char *dir, uint64_t seq, struct bytes event, int rehash)
{
    struct hand hand;
    struct digest hashes[MERKLE_LEVELS];
    begin(&hand, dir);
    struct bytes row = get(&hand, hand.events, &seq, sizeof seq);
    memcpy(hashes, row.ptr, merkle_done_count(seq) * (size_t)DIGEST_BYTES);
    if (rehash) hashes[0] = merkle_leaf(event);
    put_event(&hand, seq, event, hashes);
    keep_head(&hand);
    end(&hand);
}

void tamper_swap(const char *dir, uint64_t seq, uint64_t other)
{
    struct hand hand;
    begin(&hand, dir);
    struct bytes a = get(&hand, hand.events, &seq, sizeof seq);
    struct bytes b = get(&hand, hand.events, &other, sizeof other);
    uint8_t *first = malloc(a.len), *second = malloc(b.len);
    CHECK(first != NULL && second != NULL);
    memcpy(first, a.ptr, a.len);
    memcpy(second, b.ptr, b.len);
    put(&hand, hand.events, &seq, sizeof seq, (struct bytes){second, b.len});
    put(&hand, hand.events, &other, sizeof other, (struct bytes){first, a.len});
    free(first);
    free(second);
    keep_head(&hand);
    end(&hand);
}

void tamper_remove(const char *dir, uint64_t seq)
{
    struct hand hand;
    begin(&hand, dir);
    MDB_val key = {sizeof seq, &seq};
    CHECK(mdb_del(hand.txn, hand.events, &key, NULL) == 0);
    keep_head(&hand);
    end(&hand);
}

void tamper_rebuild(const char *dir)
{
    struct hand hand;
    struct merkle tree = {0};
    struct merkle_done done;
    begin(&hand, dir);
    for (uint64_t seq = 1;; seq++) {
        struct bytes row = get(&hand, hand.events, &seq, sizeof seq);
        if (row.ptr == NULL) break;
        size_t head = merkle_done_count(seq) * (size_t)DIGEST_BYTES;
        uint8_t *copy = malloc(row.len - head);
        CHECK(copy != NULL);
        memcpy(copy, row.ptr + head, row.len - head);
        struct bytes event = {copy, row.len - head};
        merkle_append(&tree, merkle_leaf(event), &done);
        put_event(&hand, seq, event, done.node);
        free(copy);
    }
    put_head(&hand, tree.count, merkle_root(&tree));
    CHECK(mdb_drop(hand.txn, hand.snapshots, 0) == 0);
    end(&hand);
}

void tamper_head(const char *dir)
{
    struct hand hand;
    uint8_t row[SEAL_BYTES + 8 + DIGEST_BYTES + 8];
    begin(&hand, dir);
    keep_head(&hand);
    struct bytes sealed = get(&hand, hand.meta, "head", 4);
    CHECK(sealed.len == sizeof row);
    memcpy(row, sealed.ptr, sizeof row);
    row[SEAL_BYTES + 20] ^= 4;
    put(&hand, hand.meta, "head", 4, (struct bytes){row, sizeof row});
    end(&hand);
}

void tamper_note(const char *dir, uint64_t count, const char *note)
{
    struct hand hand;
    begin(&hand, dir);
    put_sealed(&hand, hand.checkpoints, (struct bytes){(const uint8_t *)&count, sizeof count},
               (struct bytes){(const uint8_t *)note, strlen(note)});
    keep_head(&hand);
    end(&hand);
}
