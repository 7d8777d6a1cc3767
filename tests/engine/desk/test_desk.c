/* Is what the desk acknowledges in the log, once, whatever happens around it? */
#define _DEFAULT_SOURCE /* usleep */
#include "tests/harness.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/core/image.h"
#include "engine/desk/desk.h"
#include "engine/wire/command_json.h"
#include "tests/engine/core/season.h"

struct bench {
    char dir[64], store[96];
    struct arena arena;
    struct desk *desk;
    instant_t now;
};

static instant_t at(const char *text)
{
    instant_t instant;
    assert_true(instant_parse(str_of(text), 540, &instant));
    return instant;
}

static struct desk_request request_of(struct bench *b, const char *json)
{
    struct parsed_command parsed;
    struct str line = str_copy(&b->arena, str_of(json));
    for (char *p = strchr(line.ptr, '\''); p != NULL; p = strchr(p, '\'')) *p = '"';
    command_read(line, &(struct command_reading){.offset = 540}, &b->arena, &parsed);
    assert_true(parsed.ok);
    return (struct desk_request){.command = parsed.command, .now = b->now};
}

static struct desk_answer submit(struct bench *b, const char *json)
{
    struct desk_request request = request_of(b, json);
    struct desk_answer answer;
    assert_false(is_err(desk_submit(b->desk, &request, 1, false, &b->arena, &answer)));
    return answer;
}

static void load_contract(struct bench *b)
{
    struct desk_request request = {
        .command = {.kind = COMMAND_CONTRACT_LOAD,
                    .by = STR("admin"),
                    .contract_load = {season_file(&b->arena, "rules/contracts/sapporo-2021.yaml")}},
        .now = b->now};
    struct desk_answer answer;
    assert_false(is_err(desk_submit(b->desk, &request, 1, false, &b->arena, &answer)));
    assert_true(answer.ok);
    assert_true(str_eq(answer.id, STR("sapporo-2021")));
}

static void begin(struct bench *b)
{
    (void)snprintf(b->dir, sizeof b->dir, "/tmp/tehai-desk-XXXXXX");
    assert_non_null(mkdtemp(b->dir));
    (void)snprintf(b->store, sizeof b->store, "%s/store", b->dir);
    arena_init(&b->arena, (size_t)1 << 30);
    b->now = at("2021-09-24T10:00");
    assert_false(is_err(desk_create(b->store, STR("admin"), true, b->now)));
    assert_false(is_err(desk_open(&b->desk, b->store, LOG_WRITE)));
    load_contract(b);
}

static void end(struct bench *b)
{
    char command[160];
    desk_close(b->desk);
    arena_deinit(&b->arena);
    (void)snprintf(command, sizeof command, "rm -rf %s", b->dir);
    assert_int_equal(system(command), 0);
}

#define OPEN "{'cmd':'job.open','by':'coordinator:ito','class':'terminal-failure','received_at':'2021-09-24T09:00'"

static void the_same_id_is_answered_as_before(void **unused)
{
    (void)unused;
    struct bench b;
    begin(&b);
    struct desk_answer first = submit(&b, OPEN ",'id':'mail-7'}");
    uint64_t head = desk_state(b.desk)->head;
    b.now.ms += 60000;
    struct desk_answer again = submit(&b, OPEN ",'id':'mail-7'}");
    assert_true(again.ok && again.replayed);
    assert_int_equal(again.first_seq, first.first_seq);
    assert_int_equal(again.event_count, first.event_count);
    assert_true(str_eq(again.id, first.id));
    assert_string_equal(again.event_names[0], first.event_names[0]);
    assert_int_equal(desk_state(b.desk)->head, head);
    struct desk_answer other = submit(&b, OPEN ",'title':'x','id':'mail-7'}");
    assert_false(other.ok);
    assert_string_equal(refusal_name(other.refusals.at[0].code), "id-reused");
    end(&b);
}

static void the_same_id_twice_in_one_batch_counts_once(void **unused)
{
    (void)unused;
    struct bench b;
    begin(&b);
    struct desk_request requests[] = {request_of(&b, OPEN ",'id':'m'}"), request_of(&b, OPEN ",'id':'m'}"),
                                      request_of(&b, OPEN ",'title':'y','id':'m'}")};
    struct desk_answer answers[3];
    assert_false(is_err(desk_submit(b.desk, requests, 3, false, &b.arena, answers)));
    assert_true(answers[0].ok && answers[1].ok && !answers[2].ok);
    assert_int_equal(answers[0].first_seq, answers[1].first_seq);
    end(&b);
}

/* Enough that names meet in the table of a batch. */
static void many_ids_in_one_batch_are_kept_apart(void **unused)
{
    enum { IDS = 2000 };
    (void)unused;
    struct bench b;
    begin(&b);
    uint64_t head = desk_state(b.desk)->head;
    struct desk_request *requests = ARENA_ARRAY(&b.arena, struct desk_request, 2 * IDS);
    struct desk_answer *answers = ARENA_ARRAY(&b.arena, struct desk_answer, 2 * IDS);
    struct desk_request one = request_of(&b, OPEN "}");
    for (uint32_t i = 0; i < 2 * IDS; i++) {
        requests[i] = one;
        requests[i].command.id = text_format(&b.arena, "mail-%u", i % IDS);
    }
    assert_false(is_err(desk_submit(b.desk, requests, 2 * IDS, false, &b.arena, answers)));
    for (uint32_t i = 0; i < IDS; i++) {
        assert_true(answers[i].ok && !answers[i].replayed);
        assert_true(answers[IDS + i].ok && answers[IDS + i].replayed);
        assert_int_equal(answers[i].first_seq, answers[IDS + i].first_seq);
    }
    assert_true(desk_state(b.desk)->head >= head + IDS);
    assert_int_equal(answers[IDS - 1].first_seq, desk_state(b.desk)->head);
    end(&b);
}

static void atomic_is_all_or_nothing(void **unused)
{
    (void)unused;
    struct bench b;
    begin(&b);
    uint64_t head = desk_state(b.desk)->head;
    struct desk_request requests[] = {
        request_of(&b, OPEN "}"), request_of(&b, "{'cmd':'job.cancel','by':'coordinator:ito','job':'J-77','reason':'x'}"),
        request_of(&b, OPEN "}")};
    struct desk_answer answers[3];
    assert_false(is_err(desk_submit(b.desk, requests, 3, true, &b.arena, answers)));
    assert_false(answers[0].ok || answers[1].ok || answers[2].ok);
    assert_int_equal(answers[0].refusals.count, 0);
    assert_int_equal(answers[1].refusals.count, 1);
    assert_int_equal(desk_state(b.desk)->head, head);
    assert_false(is_err(desk_submit(b.desk, requests, 3, false, &b.arena, answers)));
    assert_true(answers[0].ok && !answers[1].ok && answers[2].ok);
    end(&b);
}

static void reopen(struct bench *b, enum log_mode mode)
{
    desk_close(b->desk);
    assert_false(is_err(desk_open(&b->desk, b->store, mode)));
}

static struct bytes image_now(struct bench *b) { return image_of(desk_state(b->desk), &b->arena); }

static void assert_same(struct bytes a, struct bytes b)
{
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.ptr, b.ptr, a.len);
}

/* Equal by bytes: as this desk made it, folded anew, and taken up from a snapshot. */
static void a_state_is_the_fold_of_its_log(void **unused)
{
    (void)unused;
    struct bench b;
    begin(&b);
    enum { MANY = 5000 };
    struct desk_request *requests = ARENA_ARRAY(&b.arena, struct desk_request, MANY);
    struct desk_answer *answers = ARENA_ARRAY(&b.arena, struct desk_answer, MANY);
    for (uint32_t i = 0; i < MANY; i++) requests[i] = request_of(&b, OPEN "}");
    assert_false(is_err(desk_submit(b.desk, requests, MANY, false, &b.arena, answers)));
    struct bytes made = image_now(&b);
    reopen(&b, LOG_WRITE); /* folds anew and leaves a snapshot */
    assert_same(made, image_now(&b));
    (void)submit(&b, OPEN "}");
    made = image_now(&b);
    reopen(&b, LOG_READ); /* from the snapshot and one event more */
    assert_same(made, image_now(&b));
    end(&b);
}

static void replays_stop_where_they_are_told(void **unused)
{
    (void)unused;
    struct bench b;
    uint64_t seq;
    struct state state;
    struct arena arena;
    begin(&b);
    uint64_t before = desk_state(b.desk)->head;
    b.now.ms += 60000;
    (void)submit(&b, OPEN "}");
    assert_false(is_err(desk_seq_at(desk_log(b.desk), (instant_t){b.now.ms - 1}, &seq)));
    assert_int_equal(seq, before);
    assert_false(is_err(desk_seq_at(desk_log(b.desk), b.now, &seq)));
    assert_int_equal(seq, desk_state(b.desk)->head);
    assert_false(is_err(desk_seq_at(desk_log(b.desk), (instant_t){0}, &seq)));
    assert_int_equal(seq, 1); /* a store begins at the beginning of time */
    assert_false(is_err(desk_seq_at(desk_log(b.desk), (instant_t){-1}, &seq)));
    assert_int_equal(seq, 0);
    arena_init(&arena, (size_t)1 << 28);
    assert_false(is_err(desk_state_at(desk_log(b.desk), before, &arena, &state)));
    assert_int_equal(state.head, before);
    assert_int_equal(desk_state_at(desk_log(b.desk), before + 3, &arena, &state).code, ERR_RANGE);
    arena_deinit(&arena);
    end(&b);
}

/* The child says "n" for its n-th job only after the desk has; then it is killed. */
static void write_until_killed(struct bench *b, int out)
{
    struct desk *desk;
    if (is_err(desk_open(&desk, b->store, LOG_WRITE))) _exit(1);
    b->desk = desk;
    for (;;) {
        struct desk_answer answer = submit(b, OPEN "}");
        uint64_t seq = answer.first_seq;
        if (!answer.ok || write(out, &seq, sizeof seq) != sizeof seq) _exit(1);
    }
}

static void killed_at_any_moment_nothing_acknowledged_is_lost(void **unused)
{
    (void)unused;
    struct bench b;
    const char *asked = getenv("TEHAI_KILLS");
    int kills = asked != NULL ? (int)strtol(asked, NULL, 10) : 100;
    begin(&b);
    desk_close(b.desk);
    for (int i = 0; i < kills; i++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (child == 0) write_until_killed(&b, ends[1]);
        (void)close(ends[1]);
        (void)usleep((useconds_t)(4000 + (i * 7919) % 23000));
        assert_int_equal(kill(child, SIGKILL), 0);
        assert_int_equal(waitpid(child, NULL, 0), child);
        uint64_t seq, last = 0;
        while (read(ends[0], &seq, sizeof seq) == sizeof seq) last = seq;
        (void)close(ends[0]);
        assert_false(is_err(desk_open(&b.desk, b.store, LOG_WRITE)));
        assert_true(desk_state(b.desk)->head >= last);
        if (i % 16 == 0) assert_false(is_err(log_check(desk_log(b.desk))));
        desk_close(b.desk);
    }
    assert_false(is_err(desk_open(&b.desk, b.store, LOG_WRITE)));
    assert_false(is_err(log_check(desk_log(b.desk))));
    end(&b);
}

/* Several processes at one store: every acknowledged job is there, once, under its own name. */
static void many_desks_share_a_store(void **unused)
{
    (void)unused;
    struct bench b;
    enum { DESKS = 4, EACH = 25 };
    begin(&b);
    uint32_t jobs = desk_state(b.desk)->jobs.count;
    desk_close(b.desk);
    pid_t children[DESKS];
    for (int i = 0; i < DESKS; i++) {
        children[i] = fork();
        if (children[i] != 0) continue;
        if (is_err(desk_open(&b.desk, b.store, LOG_WRITE))) _exit(1);
        for (int k = 0; k < EACH; k++)
            if (!submit(&b, OPEN "}").ok) _exit(2);
        _exit(0);
    }
    for (int i = 0; i < DESKS; i++) {
        int status;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    assert_false(is_err(desk_open(&b.desk, b.store, LOG_WRITE)));
    assert_int_equal(desk_state(b.desk)->jobs.count, jobs + DESKS * EACH);
    assert_false(is_err(log_check(desk_log(b.desk))));
    end(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_id_is_answered_as_before),
        cmocka_unit_test(the_same_id_twice_in_one_batch_counts_once),
        cmocka_unit_test(many_ids_in_one_batch_are_kept_apart),
        cmocka_unit_test(atomic_is_all_or_nothing),
        cmocka_unit_test(a_state_is_the_fold_of_its_log),
        cmocka_unit_test(replays_stop_where_they_are_told),
        cmocka_unit_test(killed_at_any_moment_nothing_acknowledged_is_lost),
        cmocka_unit_test(many_desks_share_a_store),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
