/* What does it cost to get from a log to an answer?
 *
 *   fold [EVENTS [TURNS]]     default 1,000,000 events, 5 turns
 *
 * A log of whole working lives of jobs, fifteen events each, is read in three ways in turn: by
 * the bare database (the same bytes in a raw LMDB file, every byte touched), by folding it from
 * nothing (each event checked against its hash, decoded, applied), and by opening it at its
 * snapshot and answering `plan`. Medians, and ratios to the bare scan. */
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "engine/base/limits.h"
#include "engine/base/sort.h"
#include "engine/core/apply.h"
#include "engine/core/plan.h"
#include "engine/desk/desk_priv.h"
#include "engine/store/snapshot.h"
#include "engine/wire/event_bytes.h"

enum { EVENTS = 1000000, TURNS = 5, TURNS_MAX = 101, BATCH = 1000, OFFSET = 540, OPEN_JOBS = 3 };

struct writer {
    struct log *log;
    struct arena arena;
    struct bytes batch[BATCH];
    uint32_t waiting;
    uint64_t seq;
    instant_t now;
    uint32_t job;
    char job_id[24], visit_id[24], document_id[24];
};

static double seconds(void)
{
    struct timespec t;
    CHECK(clock_gettime(CLOCK_MONOTONIC, &t) == 0);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void flush(struct writer *w)
{
    CHECK(log_append(w->log, w->seq - w->waiting, w->batch, w->waiting, NULL) == APPEND_OK);
    w->waiting = 0;
    arena_deinit(&w->arena);
}

static void write_event(struct writer *w, struct event event, const char *subject)
{
    event.seq = ++w->seq;
    event.recorded_at = w->now;
    event.role = ROLE_COORDINATOR;
    if (!str_is(event.by)) event.by = STR("coordinator:ito");
    if (!str_is(event.contract) && w->seq > 2) event.contract = STR("sapporo-2021");
    event.subject = str_of(subject);
    event_encode(&event, &w->arena, &w->batch[w->waiting++]);
    if (w->waiting == BATCH) flush(w);
}

static struct str contract_text(struct arena *arena)
{
    char *text = arena_take(arena, CONTRACT_BYTES_MAX);
    FILE *file = fopen("rules/contracts/sapporo-2021.yaml", "rb");
    CHECK(file != NULL);
    size_t len = fread(text, 1, CONTRACT_BYTES_MAX, file);
    (void)fclose(file);
    return (struct str){text, (uint32_t)len};
}

static void write_beginning(struct writer *w)
{
    write_event(w,
                (struct event){.kind = EVENT_STORE_INITIALISED,
                               .by = STR("system"),
                               .store_initialised = {STR("admin"), {true, true}}},
                "store");
    struct str text = contract_text(&w->arena);
    write_event(w,
                (struct event){.kind = EVENT_CONTRACT_LOADED,
                               .by = STR("admin"),
                               .contract = STR("sapporo-2021"),
                               .contract_loaded = {.id = STR("sapporo-2021"), .text = text}},
                "sapporo-2021");
    const char *people[] = {"coordinator:ito", "customer:mori", "t-sato"};
    const uint32_t roles[] = {ROLE_COORDINATOR, ROLE_CUSTOMER, ROLE_TECHNICIAN};
    for (uint32_t i = 0; i < COUNT(people); i++)
        write_event(w,
                    (struct event){
                        .kind = EVENT_ACTOR_REGISTERED,
                        .actor_registered = {.actor = str_of(people[i]), .role = {true, roles[i]}}},
                    people[i]);
    write_event(w,
                (struct event){.kind = EVENT_ROSTER_REGISTERED,
                               .roster_registered = {.technician = STR("t-sato"),
                                                     .from = {true, instant_day(w->now, OFFSET)}}},
                "t-sato");
}

static void open_job(struct writer *w)
{
    w->job++;
    (void)snprintf(w->job_id, sizeof w->job_id, "J-%u", w->job);
    (void)snprintf(w->visit_id, sizeof w->visit_id, "V-%u", w->job);
    (void)snprintf(w->document_id, sizeof w->document_id, "D-%u", w->job);
    write_event(w,
                (struct event){.kind = EVENT_JOB_OPENED,
                               .job_opened = {.job = str_of(w->job_id),
                                              .class = STR("os-security-update"),
                                              .received_at = {true, w->now},
                                              .ref = STR("J-LIS-2021-114"),
                                              .title = STR("9月分 OS セキュリティ更新プログラム"),
                                              .site = STR("card-centre"),
                                              .minutes = {true, 180},
                                              .crew = {true, 1}}},
                w->job_id);
}

/* The fourteen events after its opening, from the work order to acceptance. */
static void finish_job(struct writer *w)
{
    const struct str sha = STR("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    struct str job = str_of(w->job_id), visit = str_of(w->visit_id), doc = str_of(w->document_id);
    struct str person = STR("t-sato"), step = STR("手順書 1 から 9 まで");
    const struct file file = {STR("作業手順書.docx"), sha};
    const struct event events[] = {
        {.kind = EVENT_WORK_ORDER_ISSUED, .work_order_issued = {job, STR("依頼-31")}},
        {.kind = EVENT_PROCEDURE_SUBMITTED, .procedure_submitted = {job, file}},
        {.kind = EVENT_PROCEDURE_APPROVED, .procedure_approved = {job, file}},
        {.kind = EVENT_MEDIA_CHECKED,
         .media_checked = {job, STR("USB-1"), {true, MEDIA_CLEAN}, {true, w->now}}},
        {.kind = EVENT_VISIT_PROPOSED,
         .visit_proposed = {visit,
                            STR("card-centre"),
                            {true, w->now},
                            {true, w->now},
                            {&job, 1},
                            {&person, 1},
                            {true, false}}},
        {.kind = EVENT_VISIT_APPROVED, .visit_approved = {visit}},
        {.kind = EVENT_VISIT_PERMITTED, .visit_permitted = {.visit = visit}},
        {.kind = EVENT_VISIT_STARTED, .visit_started = {visit, {&person, 1}, {true, w->now}}},
        {.kind = EVENT_JOB_COMPLETED,
         .job_completed =
             {job, visit, {true, RESULT_DONE}, {&step, 1}, {&person, 1}, {true, w->now}, {0}, {0}}},
        {.kind = EVENT_VISIT_FINISHED, .visit_finished = {visit, {true, w->now}}},
        {.kind = EVENT_DOCUMENT_OWED,
         .document_owed = {doc, STR("work-report"), {0}, {true, instant_day(w->now, OFFSET)}, job}},
        {.kind = EVENT_JOB_REPORTED, .job_reported = {job, file}},
        {.kind = EVENT_DOCUMENT_SUBMITTED, .document_submitted = {doc, file}},
        {.kind = EVENT_JOB_ACCEPTED, .job_accepted = {job}},
    };
    for (uint32_t i = 0; i < COUNT(events); i++) write_event(w, events[i], w->job_id);
}

static void write_log(const char *store, uint64_t count)
{
    struct writer w = {0};
    CHECK(instant_parse(STR("2021-08-02T09:00"), OFFSET, &w.now));
    CHECK(!is_err(log_create(store, STR("tehai/bench"))));
    CHECK(!is_err(log_open(&w.log, store, LOG_WRITE)));
    arena_init(&w.arena, (size_t)1 << 30);
    write_beginning(&w);
    while (w.seq + 32 < count) {
        open_job(&w);
        finish_job(&w);
        w.now.ms += 60000;
    }
    for (uint32_t i = 0; i < OPEN_JOBS; i++) open_job(&w);
    if (w.waiting > 0) flush(&w);
    arena_deinit(&w.arena);
    log_close(w.log);
}

/* --- The bare database with the same bytes --------------------------------------------------- */

static void raw_open(const char *dir, MDB_env **env, MDB_dbi *dbi)
{
    MDB_txn *txn;
    CHECK(mdb_env_create(env) == 0);
    CHECK(mdb_env_set_mapsize(*env, (size_t)16 << 30) == 0);
    CHECK(mdb_env_open(*env, dir, MDB_NOSYNC, 0600) == 0);
    CHECK(mdb_txn_begin(*env, NULL, 0, &txn) == 0);
    CHECK(mdb_dbi_open(txn, NULL, MDB_INTEGERKEY, dbi) == 0);
    CHECK(mdb_txn_commit(txn) == 0);
}

static void raw_fill(const char *store, const char *dir)
{
    struct log *log;
    struct log_cursor cursor;
    MDB_env *env;
    MDB_dbi dbi;
    MDB_txn *txn;
    CHECK(mkdir(dir, 0700) == 0);
    raw_open(dir, &env, &dbi);
    CHECK(!is_err(log_open(&log, store, LOG_READ)));
    CHECK(mdb_txn_begin(env, NULL, 0, &txn) == 0);
    log_read(log, 1, UINT64_MAX, &cursor);
    while (log_next(&cursor)) {
        MDB_val key = {sizeof cursor.seq, &cursor.seq};
        MDB_val value = {cursor.event.len, (void *)(uintptr_t)cursor.event.ptr};
        CHECK(mdb_put(txn, dbi, &key, &value, MDB_APPEND) == 0);
    }
    CHECK(!is_err(log_read_end(&cursor)));
    CHECK(mdb_txn_commit(txn) == 0);
    mdb_env_close(env);
    log_close(log);
}

static uint64_t sink; /* what was read goes here, so that reading isn't optimised away */

static double raw_scan(const char *dir)
{
    MDB_env *env;
    MDB_dbi dbi;
    MDB_txn *txn;
    MDB_cursor *cursor;
    MDB_val key, value;
    raw_open(dir, &env, &dbi);
    double start = seconds();
    CHECK(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn) == 0);
    CHECK(mdb_cursor_open(txn, dbi, &cursor) == 0);
    while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0)
        for (size_t i = 0; i < value.mv_size; i++) sink += ((const uint8_t *)value.mv_data)[i];
    double took = seconds() - start;
    mdb_cursor_close(cursor);
    mdb_txn_abort(txn);
    mdb_env_close(env);
    return took;
}

/* --- Three ways ------------------------------------------------------------------------------- */

static double verified_scan(const char *store)
{
    struct log *log;
    struct log_cursor cursor;
    CHECK(!is_err(log_open(&log, store, LOG_READ)));
    double start = seconds();
    log_read(log, 1, UINT64_MAX, &cursor);
    while (log_next(&cursor)) sink += cursor.event.len;
    CHECK(!is_err(log_read_end(&cursor)));
    double took = seconds() - start;
    log_close(log);
    return took;
}

static double fold_from_nothing(const char *store)
{
    struct log *log;
    struct arena arena;
    struct state state;
    CHECK(!is_err(log_open(&log, store, LOG_READ)));
    arena_init(&arena, (size_t)16 << 30);
    state_init(&state, &arena);
    double start = seconds();
    CHECK(!is_err(desk_fold(log, UINT64_MAX, &state)));
    double took = seconds() - start;
    sink += state.jobs.count;
    arena_deinit(&arena);
    log_close(log);
    return took;
}

static double open_and_plan(const char *store)
{
    struct desk *desk;
    struct arena arena;
    struct plan plan;
    arena_init(&arena, (size_t)4 << 30);
    double start = seconds();
    CHECK(!is_err(desk_open(&desk, store, LOG_READ)));
    const struct state *state = desk_state(desk);
    plan_make(state, 0, state->last_recorded, &(struct plan_options){0}, &arena, &plan);
    double took = seconds() - start;
    CHECK(plan.visit_count > 0);
    desk_close(desk);
    arena_deinit(&arena);
    return took;
}

static int by_time(const void *a, const void *b, const void *unused)
{
    (void)unused;
    return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

static double median(double *times, uint32_t count)
{
    struct arena arena;
    arena_init(&arena, 1 << 20);
    sort_rows(times, count, sizeof *times, by_time, NULL, &arena);
    arena_deinit(&arena);
    return times[count / 2];
}

static void print_row(const char *what, double took, double bare)
{
    (void)printf("%-44s %9.1f ms %8.2f x\n", what, took * 1e3, took / bare);
}

int main(int argc, char **argv)
{
    uint64_t events = argc > 1 ? strtoull(argv[1], NULL, 10) : EVENTS;
    uint32_t turns = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : TURNS;
    char dir[] = "/tmp/tehai-fold-XXXXXX", store[64], raw[64], clean[96];
    double bare[TURNS_MAX], verified[TURNS_MAX], fold[TURNS_MAX], opened[TURNS_MAX];
    struct desk *desk;
    CHECK(turns >= 1 && turns <= TURNS_MAX);
    CHECK(mkdtemp(dir) != NULL);
    (void)snprintf(store, sizeof store, "%s/store", dir);
    (void)snprintf(raw, sizeof raw, "%s/raw", dir);
    write_log(store, events);
    raw_fill(store, raw);
    CHECK(!is_err(desk_open(&desk, store, LOG_WRITE))); /* leaves a snapshot */
    uint64_t head = desk_state(desk)->head;
    desk_close(desk);
    for (uint32_t i = 0; i < turns; i++) {
        bare[i] = raw_scan(raw);
        verified[i] = verified_scan(store);
        fold[i] = fold_from_nothing(store);
        opened[i] = open_and_plan(store);
    }
    (void)printf("%llu events, median of %u turns%24s time %8s bare\n", (unsigned long long)head,
                 turns, "", "");
    double base = median(bare, turns);
    print_row("bare LMDB scan, every byte touched", base, base);
    print_row("scan with each event's hash checked", median(verified, turns), base);
    print_row("fold from nothing: check, decode, apply", median(fold, turns), base);
    print_row("open at the snapshot and answer plan", median(opened, turns), base);
    (void)snprintf(clean, sizeof clean, "rm -rf %s", dir);
    return system(clean) == 0 ? 0 : 1;
}
