/* Does a daemon's client get the answer of a terminal, and can no request hurt the daemon? */
#include "tests/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/service.h"
#include "engine/base/check.h"

enum { ARENA_BYTES = 1 << 28 };

static struct arena arena;
static struct desk *desk;
static char dir[64], store[80];
static const instant_t start = {1627862400000}; /* 2021-08-02T09:00+09:00 */

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, ARENA_BYTES);
    (void)snprintf(dir, sizeof dir, "/tmp/tehai-service.XXXXXX");
    assert_non_null(mkdtemp(dir));
    (void)snprintf(store, sizeof store, "%s/store", dir);
    assert_false(is_err(desk_create(store, STR("admin"), true, start)));
    assert_false(is_err(desk_open(&desk, store, LOG_WRITE)));
    return 0;
}

static int end(void **state)
{
    char command[160];
    (void)state;
    desk_close(desk);
    (void)snprintf(command, sizeof command, "rm -rf %s", dir);
    assert_int_equal(system(command), 0);
    arena_deinit(&arena);
    return 0;
}

/* The daemon's answer to a request that came alone. */
static struct bytes answer_to(struct bytes request)
{
    struct service service = {.store = str_of(store)};
    struct daemon_turn turn = {desk, start, &arena};
    struct daemon_exchange exchange = {.request = request};
    service_answer(&service, &turn, &exchange, 1);
    assert_false(exchange.last);
    return exchange.answer;
}

/* Sends a request as a client would; the reply, or what the daemon wants. */
static struct str ask(const char *const *words, uint32_t count, const struct inputs *sent,
                      struct reply *ret)
{
    struct strs typed = {ARENA_ARRAY(&arena, struct str, count), count};
    for (uint32_t i = 0; i < count; i++) typed.at[i] = str_of(words[i]);
    struct request request = {.words = typed, .lang = LANG_EN, .width = 80};
    struct str wants;
    struct bytes bytes = message_request_put(&request, sent, &arena);
    assert_true(message_reply_read(answer_to(bytes), &arena, ret, &wants));
    return wants;
}

static void a_request_is_answered_as_at_a_terminal(void **state)
{
    static const char *const load[] = {"--json", "--as", "admin",   "actor",
                                       "add",    "sato", "customer"};
    static const char *const log[] = {"--json", "log", "--from", "2"};
    struct inputs none = {0};
    struct reply reply;
    (void)state;
    assert_false(str_is(ask(load, COUNT(load), &none, &reply)));
    assert_int_equal(reply.status, EXIT_DONE);
    assert_true(str_starts(reply.out, STR("{\"ok\":true,\"seq\":[2]")));
    assert_false(str_is(ask(log, COUNT(log), &none, &reply)));
    assert_true(str_starts(reply.out, STR("{\"seq\":2,\"type\":\"actor.registered\"")));
}

static void errors_and_exits_come_through(void **state)
{
    static const char *const words[] = {"show", "J-99"};
    struct inputs none = {0};
    struct reply reply;
    (void)state;
    (void)ask(words, COUNT(words), &none, &reply);
    assert_int_equal(reply.status, EXIT_NONE);
    assert_int_equal(reply.out.len, 0);
    assert_true(str_starts(reply.err, STR("tehai: nothing here is called J-99")));
}

static void a_file_is_asked_for_and_never_opened(void **state)
{
    static const char *const words[] = {"--as", "admin", "apply", "/etc/passwd", "-"};
    static const char line[] =
        "{\"cmd\":\"actor.register\",\"actor\":\"x\",\"role\":\"auditor\"}\n";
    struct inputs none = {0};
    struct reply reply = {0};
    (void)state;
    assert_true(str_eq(ask(words, COUNT(words), &none, &reply), STR("/etc/passwd")));
    struct sent_file files[] = {{STR("/etc/passwd"), {(const uint8_t *)line, sizeof line - 1}},
                                {STR("-"), {(const uint8_t *)"nonsense", 8}}};
    struct inputs one = {.sent = files, .sent_count = 1};
    assert_true(str_eq(ask(words, COUNT(words), &one, &reply), STR("-")));
    assert_int_equal(desk_state(desk)->head, 1); /* asking twice must not do anything twice */
    struct inputs both = {.sent = files, .sent_count = 2};
    assert_false(str_is(ask(words, COUNT(words), &both, &reply)));
    assert_int_equal(reply.status, EXIT_REFUSED);
    assert_int_equal(desk_state(desk)->head, 2);
}

static void what_belongs_to_the_clients_machine_stays_there(void **state)
{
    static const char *const rows[][2] = {
        {"init", "--open"}, {"solve", "/etc/passwd"}, {"contract", "check"}};
    struct inputs none = {0};
    struct reply reply;
    (void)state;
    for (unsigned i = 0; i < COUNT(rows); i++) {
        assert_false(str_is(ask(rows[i], 2, &none, &reply)));
        assert_int_equal(reply.status, EXIT_USAGE);
    }
}

static void another_store_can_not_be_reached(void **state)
{
    static const char *const words[] = {"--store", "/nowhere", "--json", "log"};
    struct inputs none = {0};
    struct reply reply;
    (void)state;
    (void)ask(words, COUNT(words), &none, &reply);
    assert_int_equal(reply.status, EXIT_DONE);
    assert_true(str_starts(reply.out, STR("{\"seq\":1,")));
}

/* Every beginning of a request, and every one with one byte turned: a reply, never a crash. */
static void broken_messages_are_answered(void **state)
{
    static const char whole[] = "{\"words\":[\"log\"],\"lang\":\"ja\",\"width\":80,\"colour\":true,"
                                "\"files\":[{\"path\":\"-\",\"bytes\":3}]}\nabc";
    struct reply reply;
    struct str wants;
    (void)state;
    for (size_t len = 0; len < sizeof whole; len++) {
        for (int turn = 0; turn < 3; turn++) {
            uint8_t bytes[sizeof whole];
            memcpy(bytes, whole, sizeof whole);
            if (len > 0) bytes[len - 1] = (uint8_t)(bytes[len - 1] ^ (turn == 1 ? 0x80 : turn));
            size_t sent = turn == 0 ? len : sizeof whole - 1;
            struct bytes answer = answer_to((struct bytes){bytes, sent});
            assert_true(message_reply_read(answer, &arena, &reply, &wants));
        }
    }
    assert_int_equal(desk_state(desk)->head, 1);
}

static void trouble_at_the_door_is_told(void **state)
{
    struct service service = {.store = str_of(store)};
    struct daemon_turn turn = {desk, start, &arena};
    struct daemon_exchange exchanges[] = {{.trouble = DAEMON_EMPTY}, {.trouble = DAEMON_TOO_LONG}};
    struct reply reply;
    struct str wants;
    (void)state;
    service_answer(&service, &turn, exchanges, COUNT(exchanges));
    for (unsigned i = 0; i < COUNT(exchanges); i++) {
        assert_true(exchanges[i].last);
        assert_true(message_reply_read(exchanges[i].answer, &arena, &reply, &wants));
        assert_int_equal(reply.status, EXIT_USAGE);
    }
}

/* --- Several in one turn -----------------------------------------------------------------------
 */

/* The number of LMDB's last commit, from its two head pages: what shows that a transaction was
 * shared. */
static uint64_t commits(void)
{
    enum { AT_COMMIT = 144, PAGE_BYTES = 4096 };
    char path[96];
    uint64_t at[2];
    (void)snprintf(path, sizeof path, "%s/data.mdb", store);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(fseek(file, AT_COMMIT + i * PAGE_BYTES, SEEK_SET), 0);
        assert_int_equal(fread(&at[i], sizeof at[i], 1, file), 1);
    }
    (void)fclose(file);
    return at[0] > at[1] ? at[0] : at[1];
}

/* What one client sends in the turn: words, and lines for apply. */
struct sending {
    const char *words[6];
    const char *lines;
};

static void ask_together(const struct sending *sendings, uint32_t count, struct reply *ret)
{
    struct service service = {.store = str_of(store)};
    struct daemon_turn turn = {desk, start, &arena};
    struct daemon_exchange *exchanges = ARENA_ARRAY(&arena, struct daemon_exchange, count);
    for (uint32_t i = 0; i < count; i++) {
        struct strs typed = {ARENA_ARRAY(&arena, struct str, 6), 0};
        while (typed.count < 6 && sendings[i].words[typed.count] != NULL) {
            typed.at[typed.count] = str_of(sendings[i].words[typed.count]);
            typed.count++;
        }
        struct str lines = str_of(sendings[i].lines);
        struct sent_file file = {STR("-"), {(const uint8_t *)lines.ptr, lines.len}};
        struct inputs inputs = {.sent = &file, .sent_count = lines.ptr != NULL ? 1 : 0};
        struct request request = {.words = typed, .lang = LANG_EN, .width = 80};
        exchanges[i].request = message_request_put(&request, &inputs, &arena);
    }
    service_answer(&service, &turn, exchanges, count);
    for (uint32_t i = 0; i < count; i++) {
        struct str wants;
        assert_true(message_reply_read(exchanges[i].answer, &arena, &ret[i], &wants));
        assert_false(str_is(wants));
    }
}

#define ACTOR(name)                                                                                \
    "{\"cmd\":\"actor.register\",\"by\":\"admin\",\"actor\":\"" name "\",\"role\":\"auditor\"}\n"
#define NONSENSE "{\"cmd\":\"job.cancel\",\"by\":\"admin\",\"job\":\"J-9\",\"reason\":\"x\"}\n"

static void what_is_asked_together_shares_a_transaction(void **state)
{
    static const struct sending sendings[] = {
        {{"apply", "-"}, ACTOR("a")},
        {{"--json", "--as", "admin", "log"}, NULL},
        {{"apply", "-"}, NONSENSE ACTOR("b") "what?\n" ACTOR("c")},
        {{"apply", "-"}, NONSENSE},
        {{"apply", "-"}, "\n\n"},
        {{"apply", "-"}, ACTOR("e")},
        {{"apply", "-"}, ACTOR("d")},
    };
    static const int statuses[] = {0, 0, 3, 3, 0, 0, 0};
    struct reply replies[COUNT(sendings)];
    (void)state;
    uint64_t before = commits();
    ask_together(sendings, COUNT(sendings), replies);
    assert_int_equal(commits(), before + 1);
    assert_int_equal(desk_state(desk)->head, 6);
    for (unsigned i = 0; i < COUNT(sendings); i++) assert_int_equal(replies[i].status, statuses[i]);
    assert_true(str_starts(replies[0].out, STR("{\"ok\":true,\"line\":1,\"seq\":[2]")));
    assert_true(str_starts(replies[1].out, STR("{\"seq\":1,")));
    assert_true(str_starts(replies[2].out, STR("{\"ok\":false,\"line\":1,")));
    assert_non_null(strstr(replies[2].out.ptr, "{\"ok\":true,\"line\":2,\"seq\":[3]"));
    assert_non_null(strstr(replies[2].out.ptr, "{\"ok\":false,\"line\":3,"));
    assert_non_null(strstr(replies[2].out.ptr, "{\"ok\":true,\"line\":4,\"seq\":[4]"));
    assert_int_equal(replies[4].out.len, 0);
    assert_true(str_starts(replies[6].out, STR("{\"ok\":true,\"line\":1,\"seq\":[6]")));
}

static void verbs_share_it_with_lines_and_are_told_in_their_own_words(void **state)
{
    static const struct sending sendings[] = {
        {{"--as", "admin", "actor", "add", "sato", "customer"}, NULL},
        {{"apply", "-"}, ACTOR("b")},
        {{"--json", "--as=admin", "actor", "add", "ito", "coordinator"}, NULL},
        {{"--as=admin", "--lang=ja", "actor", "add", "mori", "nobody"}, NULL},
    };
    struct reply replies[COUNT(sendings)];
    (void)state;
    uint64_t before = commits();
    ask_together(sendings, COUNT(sendings), replies);
    assert_int_equal(commits(), before + 1);
    assert_true(str_starts(replies[0].out, STR("sato is registered.")));
    assert_true(str_starts(replies[2].out, STR("{\"ok\":true,\"seq\":[4]")));
    assert_int_equal(replies[3].out.len, 0);
    assert_true(replies[3].status != EXIT_DONE && replies[3].err.len > 0);
}

/* All or nothing is about one's own lines: it may neither drag others down nor be dragged. */
static void an_atomic_request_stays_its_own(void **state)
{
    static const struct sending sendings[] = {
        {{"apply", "-"}, ACTOR("a")},
        {{"apply", "--atomic", "-"}, ACTOR("b") NONSENSE},
        {{"apply", "-"}, NONSENSE},
        {{"apply", "--atomic", "-"}, ACTOR("c") ACTOR("d")},
    };
    struct reply replies[COUNT(sendings)];
    (void)state;
    uint64_t before = commits();
    ask_together(sendings, COUNT(sendings), replies);
    assert_int_equal(commits(), before + 2);
    assert_int_equal(desk_state(desk)->head, 4);
    assert_int_equal(replies[0].status, EXIT_DONE);
    assert_int_equal(replies[1].status, EXIT_REFUSED);
    assert_int_equal(replies[2].status, EXIT_REFUSED);
    assert_int_equal(replies[3].status, EXIT_DONE);
    assert_int_equal(state_find(desk_state(desk), NAME_ACTOR, STR("b")), NO_ROW);
}

/* Two clients that retry the same command at the same moment did it once. */
static void the_same_id_twice_in_a_turn_is_done_once(void **state)
{
    static const char line[] = "{\"cmd\":\"actor.register\",\"by\":\"admin\",\"actor\":\"a\","
                               "\"role\":\"auditor\",\"id\":\"mail-1\"}\n";
    static const struct sending sendings[] = {{{"apply", "-"}, line}, {{"apply", "-"}, line}};
    struct reply replies[COUNT(sendings)];
    (void)state;
    ask_together(sendings, COUNT(sendings), replies);
    assert_int_equal(desk_state(desk)->head, 2);
    assert_true(replies[0].out.len > 0 && str_eq(replies[0].out, replies[1].out));
}

/* More than one transaction should hold is put into several, and nobody is left out. */
static void much_at_once_goes_into_several(void **state)
{
    enum { CLIENTS = 5, LINES = 500 };
    struct sending sendings[CLIENTS];
    struct reply replies[CLIENTS];
    (void)state;
    for (uint32_t i = 0; i < CLIENTS; i++) {
        struct text lines;
        text_init(&lines, &arena);
        for (uint32_t k = 0; k < LINES; k++)
            text_add(&lines,
                     "{\"cmd\":\"actor.register\",\"by\":\"admin\",\"actor\":\"a%u-%u\","
                     "\"role\":\"auditor\"}\n",
                     i, k);
        sendings[i] = (struct sending){{"apply", "-"}, lines.ptr};
    }
    uint64_t before = commits();
    ask_together(sendings, CLIENTS, replies);
    assert_int_equal(commits(), before + 3);
    assert_int_equal(desk_state(desk)->head, 1 + CLIENTS * LINES);
    for (uint32_t i = 0; i < CLIENTS; i++) assert_int_equal(replies[i].status, EXIT_DONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_request_is_answered_as_at_a_terminal, begin, end),
        cmocka_unit_test_setup_teardown(errors_and_exits_come_through, begin, end),
        cmocka_unit_test_setup_teardown(a_file_is_asked_for_and_never_opened, begin, end),
        cmocka_unit_test_setup_teardown(what_belongs_to_the_clients_machine_stays_there, begin,
                                        end),
        cmocka_unit_test_setup_teardown(another_store_can_not_be_reached, begin, end),
        cmocka_unit_test_setup_teardown(broken_messages_are_answered, begin, end),
        cmocka_unit_test_setup_teardown(trouble_at_the_door_is_told, begin, end),
        cmocka_unit_test_setup_teardown(what_is_asked_together_shares_a_transaction, begin, end),
        cmocka_unit_test_setup_teardown(verbs_share_it_with_lines_and_are_told_in_their_own_words,
                                        begin, end),
        cmocka_unit_test_setup_teardown(an_atomic_request_stays_its_own, begin, end),
        cmocka_unit_test_setup_teardown(the_same_id_twice_in_a_turn_is_done_once, begin, end),
        cmocka_unit_test_setup_teardown(much_at_once_goes_into_several, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
