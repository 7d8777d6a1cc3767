/* What does an event in the log cost, against the bare database and against SQLite?
 *
 *   store [SECONDS [EVENTS]]     about SECONDS (default 20) for all, EVENTS (default 200,000) to
 * scan
 *
 * TEHAI_BENCH_DIR names the disk to try, /tmp when it isn't set. Three contestants keep the same
 * events of about 200 bytes durably, in the same run, taking turns: the log (Merkle nodes, head,
 * leaf hashes checked when reading), LMDB 0.9 alone with the same flags (two syncs a commit), and
 * SQLite in WAL mode with synchronous=FULL (one). Every figure is the median over the turns, and
 * what matters are the ratios: the disk's own speed cancels out. */
#include <lmdb.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "engine/store/log.h"

enum { TURNS = 9, BATCH_MAX = 1000, PRODUCERS_MAX = 64, EVENT_BYTES = 200, PATH_ROOM = 128 };

static double now(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* The same bytes for every contestant: a counter, then letters. Made once, as making them would
 * otherwise be a large part of what is timed. */
static struct bytes event_of(uint64_t seq, uint8_t room[EVENT_BYTES])
{
    if (room[EVENT_BYTES - 1] == 0)
        for (size_t i = 0; i < EVENT_BYTES; i++) room[i] = (uint8_t)('a' + i * i % 26);
    memcpy(room, &seq, sizeof seq);
    return (struct bytes){room, EVENT_BYTES};
}

/* What every reader does with an event: reads all of it. */
static uint64_t taste(uint64_t sum, const void *bytes, size_t len)
{
    for (size_t i = 0; i + 8 <= len; i += 8) {
        uint64_t word;
        memcpy(&word, (const char *)bytes + i, sizeof word);
        sum += word;
    }
    return sum;
}

/* --- The contestants -------------------------------------------------------------------------- */

struct contestant {
    const char *name;
    void (*open)(struct contestant *c, const char *dir);
    void (*append)(struct contestant *c, const struct bytes *events, uint32_t count);
    uint64_t (*scan)(struct contestant *c);
    void (*close)(struct contestant *c);
    uint64_t head;
    struct log *log;
    MDB_env *env;
    MDB_dbi dbi;
    sqlite3 *db;
    sqlite3_stmt *insert, *begin, *commit;
};

static void log_start(struct contestant *c, const char *dir)
{
    char path[PATH_ROOM];
    (void)snprintf(path, sizeof path, "%s/log", dir);
    CHECK(!is_err(log_create(path, STR("tehai/bench"))));
    CHECK(!is_err(log_open(&c->log, path, LOG_WRITE)));
}

static void log_add_events(struct contestant *c, const struct bytes *events, uint32_t count)
{
    CHECK(log_append(c->log, c->head, events, count, NULL) == APPEND_OK);
}

static uint64_t log_scan(struct contestant *c)
{
    struct log_cursor cursor;
    uint64_t sum = 0;
    log_read(c->log, 1, UINT64_MAX, &cursor);
    while (log_next(&cursor)) sum = taste(sum, cursor.event.ptr, cursor.event.len);
    CHECK(!is_err(log_read_end(&cursor)));
    return sum;
}

static void log_stop(struct contestant *c)
{
    log_close(c->log);
}

static void lmdb_start(struct contestant *c, const char *dir)
{
    char path[PATH_ROOM];
    MDB_txn *txn;
    (void)snprintf(path, sizeof path, "%s/lmdb", dir);
    CHECK(mkdir(path, 0700) == 0);
    CHECK(mdb_env_create(&c->env) == 0);
    CHECK(mdb_env_set_maxdbs(c->env, 1) == 0);
    CHECK(mdb_env_set_mapsize(c->env, (size_t)8 << 30) == 0);
    CHECK(mdb_env_open(c->env, path, MDB_NOTLS, 0600) == 0);
    CHECK(mdb_txn_begin(c->env, NULL, 0, &txn) == 0);
    CHECK(mdb_dbi_open(txn, "events", MDB_CREATE | MDB_INTEGERKEY, &c->dbi) == 0);
    CHECK(mdb_txn_commit(txn) == 0);
}

static void lmdb_append(struct contestant *c, const struct bytes *events, uint32_t count)
{
    MDB_txn *txn;
    CHECK(mdb_txn_begin(c->env, NULL, 0, &txn) == 0);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t seq = c->head + 1 + i;
        MDB_val key = {sizeof seq, &seq};
        MDB_val value = {events[i].len, (void *)(uintptr_t)events[i].ptr};
        CHECK(mdb_put(txn, c->dbi, &key, &value, MDB_APPEND) == 0);
    }
    CHECK(mdb_txn_commit(txn) == 0);
}

static uint64_t lmdb_scan(struct contestant *c)
{
    MDB_txn *txn;
    MDB_cursor *cursor;
    MDB_val key, value;
    uint64_t sum = 0;
    CHECK(mdb_txn_begin(c->env, NULL, MDB_RDONLY, &txn) == 0);
    CHECK(mdb_cursor_open(txn, c->dbi, &cursor) == 0);
    while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0)
        sum = taste(sum, value.mv_data, value.mv_size);
    mdb_cursor_close(cursor);
    mdb_txn_abort(txn);
    return sum;
}

static void lmdb_stop(struct contestant *c)
{
    mdb_env_close(c->env);
}

static void sql(sqlite3 *db, const char *text)
{
    CHECK(sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK);
}

static sqlite3_stmt *prepared(sqlite3 *db, const char *text)
{
    sqlite3_stmt *stmt;
    CHECK(sqlite3_prepare_v2(db, text, -1, &stmt, NULL) == SQLITE_OK);
    return stmt;
}

static void step(sqlite3_stmt *stmt)
{
    CHECK(sqlite3_step(stmt) == SQLITE_DONE);
    CHECK(sqlite3_reset(stmt) == SQLITE_OK);
}

static void sqlite_start(struct contestant *c, const char *dir)
{
    char path[PATH_ROOM];
    (void)snprintf(path, sizeof path, "%s/sqlite.db", dir);
    CHECK(sqlite3_open(path, &c->db) == SQLITE_OK);
    sql(c->db, "PRAGMA journal_mode=WAL");
    sql(c->db, "PRAGMA synchronous=FULL");
    sql(c->db, "CREATE TABLE events(seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL)");
    c->insert = prepared(c->db, "INSERT INTO events VALUES(?, ?)");
    c->begin = prepared(c->db, "BEGIN IMMEDIATE");
    c->commit = prepared(c->db, "COMMIT");
}

static void sqlite_append(struct contestant *c, const struct bytes *events, uint32_t count)
{
    step(c->begin);
    for (uint32_t i = 0; i < count; i++) {
        CHECK(sqlite3_bind_int64(c->insert, 1, (sqlite3_int64)(c->head + 1 + i)) == SQLITE_OK);
        CHECK(sqlite3_bind_blob(c->insert, 2, events[i].ptr, (int)events[i].len, SQLITE_STATIC) ==
              SQLITE_OK);
        step(c->insert);
    }
    step(c->commit);
}

static uint64_t sqlite_scan(struct contestant *c)
{
    sqlite3_stmt *all = prepared(c->db, "SELECT bytes FROM events ORDER BY seq");
    uint64_t sum = 0;
    while (sqlite3_step(all) == SQLITE_ROW) {
        const void *bytes = sqlite3_column_blob(all, 0);
        sum = taste(sum, bytes, (size_t)sqlite3_column_bytes(all, 0));
    }
    sqlite3_finalize(all);
    return sum;
}

static void sqlite_stop(struct contestant *c)
{
    sqlite3_finalize(c->insert);
    sqlite3_finalize(c->begin);
    sqlite3_finalize(c->commit);
    CHECK(sqlite3_close(c->db) == SQLITE_OK);
}

enum { LMDB, LOG, SQLITE, CONTESTANTS };

static struct contestant contestants[CONTESTANTS] = {
    [LMDB] = {"lmdb", lmdb_start, lmdb_append, lmdb_scan, lmdb_stop, .head = 0},
    [LOG] = {"log", log_start, log_add_events, log_scan, log_stop, .head = 0},
    [SQLITE] = {"sqlite", sqlite_start, sqlite_append, sqlite_scan, sqlite_stop, .head = 0},
};

/* --- The work ----------------------------------------------------------------------------------
 */

static uint8_t rooms[BATCH_MAX][EVENT_BYTES];
static struct bytes batch[BATCH_MAX];

static void append_next(struct contestant *c, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) batch[i] = event_of(c->head + 1 + i, rooms[i]);
    c->append(c, batch, count);
    c->head += count;
}

/* Events a second, over about `seconds`. */
static double append_rate(struct contestant *c, uint32_t per_commit, double seconds)
{
    uint64_t events = 0;
    double start = now(), took;
    do {
        append_next(c, per_commit);
        events += per_commit;
        took = now() - start;
    } while (took < seconds);
    return (double)events / took;
}

/* Producers that wait for their own event to be on disk; one writer commits all that wait. */
struct desk {
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    uint64_t asked, answered; /* events handed in, events on disk */
    bool over;
    int left; /* producers still running */
};

static void *produce(void *arg)
{
    struct desk *desk = arg;
    pthread_mutex_lock(&desk->lock);
    while (!desk->over) {
        uint64_t mine = ++desk->asked;
        pthread_cond_signal(&desk->work);
        while (desk->answered < mine) pthread_cond_wait(&desk->done, &desk->lock);
    }
    desk->left--;
    pthread_cond_signal(&desk->work);
    pthread_mutex_unlock(&desk->lock);
    return NULL;
}

static uint64_t serve(struct desk *desk, struct contestant *c, double until)
{
    uint64_t events = 0;
    pthread_mutex_lock(&desk->lock);
    while (desk->left > 0) {
        while (desk->asked == desk->answered && desk->left > 0)
            pthread_cond_wait(&desk->work, &desk->lock);
        uint32_t waiting = (uint32_t)(desk->asked - desk->answered);
        pthread_mutex_unlock(&desk->lock);
        if (waiting > 0) append_next(c, waiting);
        pthread_mutex_lock(&desk->lock);
        desk->answered += waiting;
        events += waiting;
        desk->over = now() >= until;
        pthread_cond_broadcast(&desk->done);
    }
    pthread_mutex_unlock(&desk->lock);
    return events;
}

static double group_rate(struct contestant *c, uint32_t producers, double seconds)
{
    struct desk desk = {.left = (int)producers};
    pthread_t threads[PRODUCERS_MAX];
    pthread_mutex_init(&desk.lock, NULL);
    pthread_cond_init(&desk.work, NULL);
    pthread_cond_init(&desk.done, NULL);
    double start = now();
    for (uint32_t i = 0; i < producers; i++)
        CHECK(pthread_create(&threads[i], NULL, produce, &desk) == 0);
    uint64_t events = serve(&desk, c, start + seconds);
    double took = now() - start;
    for (uint32_t i = 0; i < producers; i++) pthread_join(threads[i], NULL);
    return (double)events / took;
}

static double scan_rate(struct contestant *c, uint32_t unused, double seconds)
{
    static uint64_t expected;
    (void)unused, (void)seconds;
    double start = now();
    uint64_t sum = c->scan(c);
    double took = now() - start;
    CHECK(expected == 0 || sum == expected || c->head == 0); /* all three read the same */
    expected = sum;
    return (double)c->head / took;
}

/* --- The table ---------------------------------------------------------------------------------
 */

static int by_size(const double *a, const double *b)
{
    return (*a > *b) - (*a < *b);
}

static double median(double *values, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j > 0 && by_size(&values[j - 1], &values[j]) > 0; j--) {
            double low = values[j];
            values[j] = values[j - 1];
            values[j - 1] = low;
        }
    return values[count / 2];
}

typedef double measure(struct contestant *c, uint32_t parameter, double seconds);

/* Each turn every contestant once, beginning with another one each time. Ratios are taken
 * within a turn, so that a disk that slows down between turns doesn't count. */
static void compare(const char *what, measure *rate, uint32_t parameter, double seconds)
{
    double rates[CONTESTANTS][TURNS], ratios[CONTESTANTS][TURNS];
    for (int turn = 0; turn < TURNS; turn++) {
        for (int i = 0; i < CONTESTANTS; i++) {
            int who = (turn + i) % CONTESTANTS;
            rates[who][turn] = rate(&contestants[who], parameter, seconds);
        }
        for (int who = 0; who < CONTESTANTS; who++)
            ratios[who][turn] = rates[who][turn] / rates[LMDB][turn];
    }
    printf("%-34s %12.0f %12.0f %12.0f %9.3f %11.3f\n", what, median(rates[LMDB], TURNS),
           median(rates[LOG], TURNS), median(rates[SQLITE], TURNS), median(ratios[LOG], TURNS),
           median(ratios[SQLITE], TURNS));
    (void)fflush(stdout);
}

static void fill_up_to(struct contestant *c, uint64_t events)
{
    while (c->head < events) {
        uint64_t left = events - c->head;
        append_next(c, left < BATCH_MAX ? (uint32_t)left : BATCH_MAX);
    }
}

/* Whoever was faster has more by now; all must have the same to read. */
static uint64_t fill_equally(uint64_t events)
{
    for (int who = 0; who < CONTESTANTS; who++)
        if (contestants[who].head > events) events = contestants[who].head;
    for (int who = 0; who < CONTESTANTS; who++) fill_up_to(&contestants[who], events);
    return events;
}

static void compare_all(double seconds, uint64_t events)
{
    static const uint32_t per_commit[] = {1, 10, 100, 1000}, producers[] = {1, 8, 64};
    double each = seconds / (double)(CONTESTANTS * TURNS * (COUNT(per_commit) + COUNT(producers)));
    char what[64];
    printf("%-34s %12s %12s %12s %9s %11s\n", "events a second", "lmdb", "log", "sqlite",
           "log/lmdb", "sqlite/lmdb");
    for (size_t i = 0; i < COUNT(per_commit); i++) {
        (void)snprintf(what, sizeof what, "append, %u a commit", per_commit[i]);
        compare(what, append_rate, per_commit[i], each);
    }
    for (size_t i = 0; i < COUNT(producers); i++) {
        (void)snprintf(what, sizeof what, "append, %u producers, one writer", producers[i]);
        compare(what, group_rate, producers[i], each);
    }
    events = fill_equally(events);
    (void)snprintf(what, sizeof what, "scan of %llu events", (unsigned long long)events);
    compare(what, scan_rate, 0, 0);
}

int main(int argc, char **argv)
{
    char dir[PATH_ROOM] = "/tmp/tehai-bench-XXXXXX", command[PATH_ROOM + 16];
    const char *base = getenv("TEHAI_BENCH_DIR");
    if (base != NULL) (void)snprintf(dir, sizeof dir, "%s/tehai-bench-XXXXXX", base);
    double seconds = argc > 1 ? strtod(argv[1], NULL) : 20;
    uint64_t events = argc > 2 ? strtoull(argv[2], NULL, 10) : 200000;
    CHECK(mkdtemp(dir) != NULL);
    for (int i = 0; i < CONTESTANTS; i++) contestants[i].open(&contestants[i], dir);
    compare_all(seconds, events);
    for (int i = 0; i < CONTESTANTS; i++) contestants[i].close(&contestants[i]);
    (void)snprintf(command, sizeof command, "rm -r '%s'", dir);
    return system(command) == 0 ? 0 : 1;
}
