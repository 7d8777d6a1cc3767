/* What does a command cost, from the desk's door to the disk, against the bare database?
 *
 *   desk [SECONDS]     about SECONDS (default 20) for all
 *
 * TEHAI_BENCH_DIR names the disk to try, /tmp when it isn't set. First the desk alone: commands
 * are decided, appended, synced and applied, 1, 10, 100 and 1,000 to a transaction. Then the
 * daemon: 1, 8 and 64 clients at its socket, each sending one command, waiting for its answer and
 * sending the next, so that the more there are, the more share a transaction. Beside each,
 * taking turns in the same run, a raw LMDB file is given the very bytes that the desk appended,
 * in transactions of the same size (beside the daemon: one at a time). Medians over the turns;
 * what matters are the ratios, as the disk's own speed cancels out. */
#include <lmdb.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/example.h"
#include "cli/service.h"
#include "engine/base/sort.h"
#include "engine/wire/command_json.h"

enum { TURNS = 5, BATCH_MAX = 1000, PRODUCERS_MAX = 64, PATH_ROOM = 128, OFFSET = 540 };
#define ARENA_BYTES ((size_t)1 << 30)
#define CLOCK "2021-08-02T09:00"

static double seconds(void)
{
    struct timespec t;
    CHECK(clock_gettime(CLOCK_MONOTONIC, &t) == 0);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int by_size(const void *a, const void *b, const void *unused)
{
    (void)unused;
    return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

static double median(double *at, uint32_t count)
{
    struct arena arena;
    arena_init(&arena, 1 << 20);
    sort_rows(at, count, sizeof *at, by_size, NULL, &arena);
    arena_deinit(&arena);
    return at[count / 2];
}

/* --- The bare database ------------------------------------------------------------------------ */

struct raw {
    MDB_env *env;
    MDB_dbi dbi;
    uint64_t head;
};

static void raw_open(struct raw *raw, const char *dir)
{
    MDB_txn *txn;
    char path[PATH_ROOM];
    (void)snprintf(path, sizeof path, "%s/raw", dir);
    CHECK(mkdir(path, 0700) == 0 && mdb_env_create(&raw->env) == 0);
    CHECK(mdb_env_set_mapsize(raw->env, (size_t)4 << 30) == 0);
    CHECK(mdb_env_open(raw->env, path, 0, 0600) == 0);
    CHECK(mdb_txn_begin(raw->env, NULL, 0, &txn) == 0);
    CHECK(mdb_dbi_open(txn, NULL, MDB_INTEGERKEY, &raw->dbi) == 0);
    CHECK(mdb_txn_commit(txn) == 0);
    raw->head = 0;
}

static void raw_put(struct raw *raw, const struct bytes *events, uint32_t count)
{
    MDB_txn *txn;
    CHECK(mdb_txn_begin(raw->env, NULL, 0, &txn) == 0);
    for (uint32_t i = 0; i < count; i++) {
        MDB_val key = {sizeof raw->head, &raw->head};
        MDB_val value = {events[i].len, (void *)(uintptr_t)events[i].ptr};
        raw->head++;
        CHECK(mdb_put(txn, raw->dbi, &key, &value, MDB_APPEND) == 0);
    }
    CHECK(mdb_txn_commit(txn) == 0);
}

/* --- The store that is worked on -------------------------------------------------------------- */

static instant_t clock_start(void)
{
    instant_t at;
    CHECK(instant_parse(STR(CLOCK), OFFSET, &at));
    return at;
}

static struct command command_of(const char *line, struct arena *arena)
{
    struct parsed_command parsed;
    struct command_reading how = {.offset = OFFSET};
    command_read(str_of(line), &how, arena, &parsed);
    CHECK(parsed.ok);
    return parsed.command;
}

/* A contract and one open job, which the commands then amend: the state stays small, and what is
 * timed is the way in. */
static void store_make(const char *store)
{
    struct arena arena;
    struct desk *desk;
    struct desk_answer answers[2];
    arena_init(&arena, ARENA_BYTES);
    CHECK(!is_err(desk_create(store, STR("admin"), true, clock_start())));
    CHECK(!is_err(desk_open(&desk, store, LOG_WRITE)));
    struct command load = {.kind = COMMAND_CONTRACT_LOAD, .by = STR("admin")};
    load.contract_load.text = example_contract();
    struct command open = command_of("{\"cmd\":\"job.open\",\"by\":\"coordinator:ito\",\"class\":"
                                     "\"terminal-failure\",\"site\":\"card-centre\","
                                     "\"contract\":\"sapporo-2021\","
                                     "\"received_at\":\"2021-08-02T08:50\",\"id\":\"first\"}",
                                     &arena);
    struct desk_request requests[] = {{.command = load, .now = clock_start()},
                                      {.command = open, .now = clock_start()}};
    CHECK(!is_err(desk_submit(desk, requests, 2, true, &arena, answers)));
    CHECK(answers[0].ok && answers[1].ok && str_eq(answers[1].id, STR("J-3")));
    desk_close(desk);
    arena_deinit(&arena);
}

/* --- The desk alone --------------------------------------------------------------------------- */

static double desk_turn(struct desk *desk, const struct desk_request *requests, uint32_t count,
                        struct arena *arena)
{
    struct desk_answer *answers = ARENA_ARRAY(arena, struct desk_answer, count);
    double start = seconds();
    CHECK(!is_err(desk_submit(desk, requests, count, false, arena, answers)));
    double took = seconds() - start;
    for (uint32_t i = 0; i < count; i++) CHECK(answers[i].ok && answers[i].event_count == 1);
    return took;
}

static double raw_turn(struct raw *raw, struct desk *desk, uint32_t count, struct arena *arena)
{
    struct bytes *events = ARENA_ARRAY(arena, struct bytes, count);
    uint64_t from = desk_state(desk)->head - count;
    for (uint32_t i = 0; i < count; i++)
        CHECK(!is_err(log_get(desk_log(desk), from + 1 + i, arena, &events[i])));
    double start = seconds();
    raw_put(raw, events, count);
    return seconds() - start;
}

/* Commands a second, by each of the two. */
static void desk_compare(struct desk *desk, struct raw *raw, uint32_t batch, double time,
                         double *ret_desk, double *ret_raw)
{
    struct arena arena;
    static struct desk_request requests[BATCH_MAX];
    double spent[2] = {0};
    uint64_t done = 0;
    arena_init(&arena, ARENA_BYTES);
    while (spent[0] + spent[1] < time) {
        struct arena_mark mark = arena_mark(&arena);
        for (uint32_t i = 0; i < batch; i++) {
            char line[160];
            (void)snprintf(line, sizeof line,
                           "{\"cmd\":\"job.amend\",\"by\":\"coordinator:ito\",\"job\":\"J-3\","
                           "\"title\":\"%010llu\"}",
                           (unsigned long long)(desk_state(desk)->head + i));
            requests[i] = (struct desk_request){command_of(line, &arena), clock_start(), 0};
        }
        spent[0] += desk_turn(desk, requests, batch, &arena);
        spent[1] += raw_turn(raw, desk, batch, &arena);
        done += batch;
        arena_rewind(&arena, mark);
    }
    arena_deinit(&arena);
    *ret_desk = (double)done / spent[0];
    *ret_raw = (double)done / spent[1];
}

static void desk_alone(const char *store, struct raw *raw, double time)
{
    static const uint32_t batches[] = {1, 10, 100, BATCH_MAX};
    struct desk *desk;
    CHECK(!is_err(desk_open(&desk, store, LOG_WRITE)));
    (void)printf("%-28s %14s %14s %8s\n", "the desk alone", "commands/s", "LMDB/s", "of LMDB");
    for (uint32_t k = 0; k < COUNT(batches); k++) {
        double of_desk[TURNS], of_raw[TURNS];
        for (uint32_t i = 0; i < TURNS; i++)
            desk_compare(desk, raw, batches[k], time / TURNS / COUNT(batches), &of_desk[i],
                         &of_raw[i]);
        double here = median(of_desk, TURNS), bare = median(of_raw, TURNS);
        (void)printf("%8u to a transaction   %14.0f %14.0f %7.2fx\n", batches[k], here, bare,
                     here / bare);
    }
    desk_close(desk);
}

/* --- Through the daemon ----------------------------------------------------------------------- */

struct producer {
    pthread_t thread;
    const char *socket;
    uint32_t number;
    double until;
    uint64_t done;
};

static void transfer(int fd, bool out, uint8_t *bytes, size_t len)
{
    while (len > 0) {
        ssize_t part = out ? send(fd, bytes, len, MSG_NOSIGNAL) : recv(fd, bytes, len, 0);
        CHECK(part > 0);
        bytes += part;
        len -= (size_t)part;
    }
}

static int connect_to(const char *path)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    CHECK(strlen(path) < sizeof to.sun_path);
    memcpy(to.sun_path, path, strlen(path));
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    while (connect(fd, (const struct sockaddr *)&to, sizeof to) != 0)
        (void)nanosleep(&(struct timespec){0, 10000000}, NULL);
    return fd;
}

/* A whole frame for `apply` with one line on its standard input. */
static struct bytes frame_of(struct producer *p, struct arena *arena)
{
    static struct str words[] = {{"apply", 5}, {"-", 1}};
    struct str line = text_format(arena,
                                  "{\"cmd\":\"job.amend\",\"by\":\"coordinator:ito\","
                                  "\"job\":\"J-3\",\"title\":\"%02u-%010llu\"}\n",
                                  p->number, (unsigned long long)p->done);
    struct sent_file file = {STR("-"), {(const uint8_t *)line.ptr, line.len}};
    struct inputs inputs = {.sent = &file, .sent_count = 1};
    struct request request = {.words = {words, COUNT(words)}, .lang = LANG_EN, .width = 80};
    struct bytes message = message_request_put(&request, &inputs, arena);
    uint8_t *frame = arena_take(arena, message.len + MESSAGE_LENGTH_BYTES);
    for (uint32_t i = 0; i < MESSAGE_LENGTH_BYTES; i++)
        frame[i] = (uint8_t)(message.len >> (8 * (MESSAGE_LENGTH_BYTES - 1 - i)));
    memcpy(frame + MESSAGE_LENGTH_BYTES, message.ptr, message.len);
    return (struct bytes){frame, message.len + MESSAGE_LENGTH_BYTES};
}

static void *produce(void *data)
{
    struct producer *p = data;
    struct arena arena;
    int fd = connect_to(p->socket);
    arena_init(&arena, 1 << 24);
    while (seconds() < p->until) {
        struct arena_mark mark = arena_mark(&arena);
        uint8_t length[MESSAGE_LENGTH_BYTES];
        struct bytes frame = frame_of(p, &arena);
        struct reply reply;
        struct str wants;
        transfer(fd, true, (uint8_t *)(uintptr_t)frame.ptr, frame.len);
        transfer(fd, false, length, sizeof length);
        size_t len = 0;
        for (uint32_t i = 0; i < sizeof length; i++) len = len << 8 | length[i];
        uint8_t *answer = arena_take(&arena, len);
        transfer(fd, false, answer, len);
        CHECK(message_reply_read((struct bytes){answer, len}, &arena, &reply, &wants));
        CHECK(reply.status == EXIT_DONE);
        p->done++;
        arena_rewind(&arena, mark);
    }
    (void)close(fd);
    arena_deinit(&arena);
    return NULL;
}

static double through_daemon(const char *socket, uint32_t clients, double time)
{
    static struct producer producers[PRODUCERS_MAX];
    uint64_t done = 0;
    double start = seconds();
    for (uint32_t i = 0; i < clients; i++) {
        producers[i] = (struct producer){.socket = socket, .number = i, .until = start + time};
        CHECK(pthread_create(&producers[i].thread, NULL, produce, &producers[i]) == 0);
    }
    for (uint32_t i = 0; i < clients; i++) {
        CHECK(pthread_join(producers[i].thread, NULL) == 0);
        done += producers[i].done;
    }
    return (double)done / (seconds() - start);
}

static double raw_alone(struct raw *raw, double time)
{
    static const uint8_t event[160] = "an amendment in the log is about as long as this";
    struct bytes bytes = {event, sizeof event};
    double start = seconds();
    uint64_t from = raw->head;
    while (seconds() - start < time) raw_put(raw, &bytes, 1);
    return (double)(raw->head - from) / (seconds() - start);
}

static pid_t daemon_start(const char *store, const char *dir)
{
    char said[PATH_ROOM];
    struct desk *desk;
    struct service service = {.store = str_of(store)};
    (void)snprintf(said, sizeof said, "%s/said", dir);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child > 0) return child;
    CHECK(freopen(said, "w", stderr) != NULL);
    CHECK(!is_err(desk_open(&desk, store, LOG_WRITE)));
    int status = daemon_run(&(struct daemon_options){.desk = desk,
                                                     .start = {true, clock_start()},
                                                     .answer = service_answer,
                                                     .context = &service});
    desk_close(desk);
    _exit(status);
}

static void daemon_compare(const char *store, const char *dir, struct raw *raw, double time)
{
    static const uint32_t clients[] = {1, 8, PRODUCERS_MAX};
    char socket[PATH_ROOM + 16];
    int status;
    (void)snprintf(socket, sizeof socket, "%s/tehai.sock", store);
    pid_t daemon = daemon_start(store, dir);
    (void)printf("%-28s %14s %14s %8s\n", "through the daemon", "commands/s", "LMDB/s", "of LMDB");
    for (uint32_t k = 0; k < COUNT(clients); k++) {
        double there[TURNS], bare[TURNS];
        for (uint32_t i = 0; i < TURNS; i++) {
            there[i] = through_daemon(socket, clients[k], time / TURNS / COUNT(clients) * 0.6);
            bare[i] = raw_alone(raw, time / TURNS / COUNT(clients) * 0.4);
        }
        double here = median(there, TURNS), alone = median(bare, TURNS);
        (void)printf("%8u clients            %14.0f %14.0f %7.2fx\n", clients[k], here, alone,
                     here / alone);
    }
    CHECK(kill(daemon, SIGTERM) == 0);
    CHECK(waitpid(daemon, &status, 0) == daemon && status == 0);
}

int main(int argc, char **argv)
{
    double time = argc > 1 ? strtod(argv[1], NULL) : 20;
    const char *base = getenv("TEHAI_BENCH_DIR");
    char dir[PATH_ROOM / 2], store[PATH_ROOM], clean[PATH_ROOM + 16];
    struct raw raw;
    (void)snprintf(dir, sizeof dir, "%s/tehai-desk-XXXXXX", base != NULL ? base : "/tmp");
    CHECK(mkdtemp(dir) != NULL);
    (void)snprintf(store, sizeof store, "%s/store", dir);
    (void)setvbuf(stdout, NULL, _IOLBF, 0); /* nothing waits in it when we fork */
    store_make(store);
    raw_open(&raw, dir);
    desk_alone(store, &raw, time / 2);
    daemon_compare(store, dir, &raw, time / 2);
    mdb_env_close(raw.env);
    (void)snprintf(clean, sizeof clean, "rm -rf '%s'", dir);
    return system(clean) == 0 ? 0 : 1;
}
