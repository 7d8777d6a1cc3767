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

/* Sends a request as a client would; the reply, or what the daemon wants. */
static struct str ask(const char *const *words, uint32_t count, const struct inputs *sent,
                      struct reply *ret)
{
    struct service service = {.store = str_of(store)};
    struct strs typed = {ARENA_ARRAY(&arena, struct str, count), count};
    for (uint32_t i = 0; i < count; i++) typed.at[i] = str_of(words[i]);
    struct request request = {.words = typed, .lang = LANG_EN, .width = 80};
    struct str wants;
    struct bytes bytes = message_request_put(&request, sent, &arena);
    struct bytes reply = service_reply(&service, bytes, desk, start, &arena);
    assert_true(message_reply_read(reply, &arena, ret, &wants));
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
    struct service service = {.store = str_of(store)};
    struct reply reply;
    struct str wants;
    (void)state;
    for (size_t len = 0; len < sizeof whole; len++) {
        for (int turn = 0; turn < 3; turn++) {
            uint8_t bytes[sizeof whole];
            memcpy(bytes, whole, sizeof whole);
            if (len > 0) bytes[len - 1] = (uint8_t)(bytes[len - 1] ^ (turn == 1 ? 0x80 : turn));
            size_t sent = turn == 0 ? len : sizeof whole - 1;
            struct bytes answer =
                service_reply(&service, (struct bytes){bytes, sent}, desk, start, &arena);
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
