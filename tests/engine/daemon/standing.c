#define _DEFAULT_SOURCE /* usleep */
#include "tests/engine/daemon/standing.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/daemon/connection.h"
#include "engine/wire/command_json.h"
#include "engine/wire/event_bytes.h"
#include "tests/engine/core/season.h"

enum { OFFSET = 540, WAIT_MS = 5000, FILE_BYTES_MAX = 65536 };

#define OPEN_JOB                                                                                   \
    "{'cmd':'job.open','by':'coordinator:ito','class':'terminal-failure',"                         \
    "'received_at':'2021-09-24T09:00'}"

void pause_ms(long ms)
{
    (void)usleep((useconds_t)ms * 1000);
}

instant_t standing_instant(const char *text)
{
    instant_t at;
    CHECK(instant_parse(str_of(text), OFFSET, &at));
    return at;
}

static struct desk_answer submit(struct desk *desk, instant_t now, const char *json,
                                 struct arena *arena)
{
    struct parsed_command parsed;
    struct desk_answer answer = {0};
    struct str line = str_copy(arena, str_of(json));
    for (char *p = strchr(line.ptr, '\''); p != NULL; p = strchr(p, '\'')) *p = '"';
    command_read(line, &(struct command_reading){.offset = OFFSET}, arena, &parsed);
    CHECK(parsed.ok);
    struct desk_request request = {.command = parsed.command, .now = now, .behind_ms = 5000};
    err_t fault = desk_submit(desk, &request, 1, false, arena, &answer);
    if (is_err(fault)) answer.ok = false;
    return answer;
}

static void answer_one(const struct daemon_turn *turn, struct daemon_exchange *exchange)
{
    struct arena *arena = turn->arena;
    struct str words = {(const char *)exchange->request.ptr, (uint32_t)exchange->request.len};
    struct str answer = STR("what?");
    if (exchange->trouble != DAEMON_SOUND) {
        answer = text_format(arena, "trouble %d", (int)exchange->trouble);
    } else if (str_starts(words, STR("echo "))) {
        answer = str_slice(words, 5, words.len);
    } else if (str_starts(words, STR("big "))) {
        uint32_t bytes;
        CHECK(str_to_u32(str_slice(words, 4, words.len), 1u << 30, &bytes));
        char *text = arena_take(arena, bytes);
        memset(text, 'x', bytes);
        answer = (struct str){text, bytes};
    } else if (str_eq(words, STR("open"))) {
        struct desk_answer made = submit(turn->desk, turn->now, OPEN_JOB, arena);
        answer = made.ok ? text_format(arena, "%llu", (unsigned long long)made.first_seq)
                         : STR("failed");
    } else if (str_eq(words, STR("full"))) {
        (void)signal(SIGXFSZ, SIG_IGN);
        CHECK(setrlimit(RLIMIT_FSIZE, &(struct rlimit){FILE_BYTES_MAX, FILE_BYTES_MAX}) == 0);
        answer = STR("ok");
    } else if (str_eq(words, STR("sleep"))) {
        pause_ms(200);
    }
    exchange->answer = (struct bytes){(const uint8_t *)answer.ptr, answer.len};
}

static void answer_all(void *context, const struct daemon_turn *turn,
                       struct daemon_exchange *exchanges, uint32_t count)
{
    (void)context;
    for (uint32_t i = 0; i < count; i++) answer_one(turn, &exchanges[i]);
}

/* The seed's contract, delivering to one channel that is served and to one that isn't. */
static struct str contract_text(struct arena *arena)
{
    static const char none[] = "channels: []";
    struct str text = season_file(arena, "rules/contracts/sapporo-2021.yaml");
    struct str whole = str_copy(arena, text);
    const char *at = strstr(whole.ptr, none);
    CHECK(at != NULL);
    return text_format(arena, "%.*schannels: [stderr, pigeon]%s", (int)(at - whole.ptr), whole.ptr,
                       at + sizeof none - 1);
}

void standing_make(struct standing *s)
{
    struct arena arena;
    struct desk *desk;
    *s = (struct standing){.dir = "/tmp/tehai-daemon-XXXXXX"};
    CHECK(mkdtemp(s->dir) != NULL);
    (void)snprintf(s->store, sizeof s->store, "%s/store", s->dir);
    (void)snprintf(s->socket, sizeof s->socket, "%s/tehai.sock", s->store);
    (void)snprintf(s->said, sizeof s->said, "%s/said", s->dir);
    instant_t now = standing_instant("2021-09-24T10:00");
    CHECK(!is_err(desk_create(s->store, STR("admin"), true, now)));
    CHECK(!is_err(desk_open(&desk, s->store, LOG_WRITE)));
    arena_init(&arena, (size_t)1 << 28);
    struct desk_request load = {.command = {.kind = COMMAND_CONTRACT_LOAD,
                                            .by = STR("admin"),
                                            .contract_load = {contract_text(&arena)}},
                                .now = now};
    struct desk_answer answer;
    CHECK(!is_err(desk_submit(desk, &load, 1, false, &arena, &answer)) && answer.ok);
    arena_deinit(&arena);
    desk_close(desk);
}

void standing_remove(struct standing *s)
{
    char command[80];
    (void)snprintf(command, sizeof command, "rm -rf %s", s->dir);
    CHECK(system(command) == 0);
}

static void be_daemon(const struct standing *s, const char *start, uint32_t patience_ms)
{
    struct desk *desk;
    int said = open(s->said, O_WRONLY | O_CREAT | O_APPEND, 0600);
    CHECK(prctl(PR_SET_PDEATHSIG, SIGKILL) == 0); /* a failed test leaves no daemon behind */
    CHECK(said >= 0 && dup2(said, STDERR_FILENO) >= 0 && dup2(said, STDOUT_FILENO) >= 0);
    CHECK(!is_err(desk_open(&desk, s->store, LOG_WRITE)));
    int status = daemon_run(&(struct daemon_options){.desk = desk,
                                                     .start = {true, standing_instant(start)},
                                                     .patience_ms = patience_ms,
                                                     .answer = answer_all});
    desk_close(desk);
    _exit(status);
}

void standing_start(struct standing *s, const char *start, uint32_t patience_ms)
{
    s->pid = fork();
    CHECK(s->pid >= 0);
    if (s->pid == 0) be_daemon(s, start, patience_ms);
    for (int waited = 0; waited < WAIT_MS; waited += 5) {
        int fd = knock(s);
        if (fd >= 0) {
            (void)close(fd);
            return;
        }
        siginfo_t ended = {0};
        CHECK(waitid(P_PID, (id_t)s->pid, &ended, WEXITED | WNOHANG | WNOWAIT) == 0);
        if (ended.si_pid != 0) return; /* it would not start: standing_end says why */
        pause_ms(5);
    }
    CHECK(false);
}

int standing_end(struct standing *s, int number)
{
    int status;
    if (number != 0) CHECK(kill(s->pid, number) == 0);
    CHECK(waitpid(s->pid, &status, 0) == s->pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

int standing_said(const struct standing *s, const char *text)
{
    static char all[1 << 20];
    FILE *file = fopen(s->said, "rb");
    CHECK(file != NULL);
    size_t len = fread(all, 1, sizeof all - 1, file);
    (void)fclose(file);
    all[len] = '\0';
    int count = 0;
    for (const char *p = strstr(all, text); p != NULL; p = strstr(p + 1, text)) count++;
    return count;
}

int knock(const struct standing *s)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    (void)snprintf(to.sun_path, sizeof to.sun_path, "%s", s->socket);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    CHECK(fd >= 0);
    if (connect(fd, (const struct sockaddr *)&to, sizeof to) == 0) return fd;
    (void)close(fd);
    return -1;
}

void frame_put(int fd, const char *text)
{
    uint8_t frame[4096 + FRAME_HEAD_BYTES] = {0};
    size_t len = strlen(text);
    CHECK(len <= 4096);
    frame[2] = (uint8_t)(len >> 8);
    frame[3] = (uint8_t)len;
    memcpy(frame + FRAME_HEAD_BYTES, text, len);
    (void)send(fd, frame, FRAME_HEAD_BYTES + len, MSG_NOSIGNAL);
}

static bool read_all(int fd, uint8_t *ret, size_t len)
{
    while (len > 0) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        CHECK(poll(&ready, 1, WAIT_MS) == 1);
        ssize_t got = recv(fd, ret, len, 0);
        if (got <= 0) return false;
        ret += got;
        len -= (size_t)got;
    }
    return true;
}

bool frame_get(int fd, char *ret, size_t cap)
{
    uint8_t head[FRAME_HEAD_BYTES];
    if (!read_all(fd, head, sizeof head)) return false;
    size_t len = (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
    CHECK(len < cap);
    ret[len] = '\0';
    return read_all(fd, (uint8_t *)ret, len);
}

struct desk *other_desk(const struct standing *s)
{
    struct desk *desk;
    CHECK(!is_err(desk_open(&desk, s->store, LOG_WRITE)));
    return desk;
}

void submit_at(struct desk *desk, const char *instant, const char *json)
{
    struct arena arena;
    arena_init(&arena, (size_t)1 << 24);
    CHECK(submit(desk, standing_instant(instant), json, &arena).ok);
    arena_deinit(&arena);
}

uint64_t find_event(struct desk *desk, uint32_t kind, const char *subject, int nth,
                    instant_t *ret_at)
{
    struct log_cursor cursor;
    struct arena arena;
    uint64_t found = 0;
    arena_init(&arena, (size_t)1 << 28);
    log_read(desk_log(desk), 1, UINT64_MAX, &cursor);
    while (log_next(&cursor)) {
        struct event event;
        CHECK(!is_err(event_decode(cursor.event, &event, &arena)));
        if ((uint32_t)event.kind != kind || !str_starts(event.subject, str_of(subject))) continue;
        if (--nth > 0) continue;
        if (found == 0 && ret_at != NULL) *ret_at = event.recorded_at;
        if (found == 0) found = event.seq;
    }
    CHECK(!is_err(log_read_end(&cursor)));
    arena_deinit(&arena);
    return found;
}
