/* Does `alerts` say what is at risk, and its exit status whether anything is? */
#include "tests/cli/view/fixture.h"

static json_t *alert_of(json_t *alerts, const char *id)
{
    for (size_t i = 0; i < json_array_size(alerts); i++)
        if (strcmp(text_at(json_array_get(alerts, i), "id"), id) == 0)
            return json_array_get(alerts, i);
    fail_msg("no %s", id);
    return NULL;
}

static void the_shape_has_its_keys_in_order(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    json_t *alerts = stage_json(&stage, view_alerts, "2021-09-30T10:00", "alerts");
    assert_int_equal(stage.status, EXIT_DONE);
    json_t *alert = alert_of(alerts, "A-document-due-D-8");
    assert_keys(alert, "id kind severity subject at deadline message state");
    assert_string_equal(text_at(alert, "kind"), "document-due");
    assert_string_equal(text_at(alert, "subject"), "D-8");
    assert_string_equal(text_at(alert, "state"), "raised");
    assert_string_equal(text_at(alert, "deadline"), "2021-09-30T17:15+09:00");
    json_decref(alerts);
    stage_close(&stage);
}

static void check_exits_1_while_one_stands_and_0_when_none_does(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    (void)stage_read(&stage, view_alerts, "2021-09-30T10:00", "alerts --check", true, LANG_EN);
    assert_int_equal(stage.status, EXIT_BAD_NEWS);
    stage_close(&stage);
    stage_open(&stage, "2021-06-01T09:00");
    stage_load(&stage, "2021-06-01T09:00");
    const char *text =
        stage_read(&stage, view_alerts, "2021-06-01T09:00", "alerts --check", true, LANG_EN);
    assert_string_equal(text, "[]\n");
    assert_int_equal(stage.status, EXIT_DONE);
    text = stage_read(&stage, view_alerts, "2021-06-01T09:00", "alerts", false, LANG_JA);
    assert_string_equal(text, "警告はありません。\n");
    stage_close(&stage);
}

static void people_read_the_id_that_ack_wants(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    const char *text =
        stage_read(&stage, view_alerts, "2021-09-30T10:00", "alerts", false, LANG_EN);
    assert_non_null(strstr(text, "critical  A-document-due-D-8  since 2021-09-30 Thu 00:00\n"));
    assert_non_null(strstr(text, "`tehai ack ID`"));
    assert_screen(text, 60);
    text = stage_read(&stage, view_alerts, "2021-09-30T10:00", "alerts", false, LANG_JA);
    assert_non_null(strstr(text, "重大  A-document-due-D-8  2021-09-30(木) 00:00 から\n"));
    assert_screen(text, 60);
    stage_close(&stage);
}

/* The text without its colours. */
static const char *plain(struct stage *stage, const char *text)
{
    struct text ret;
    text_init(&ret, &stage->arena);
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '\033')
            p = strchr(p, 'm');
        else
            text_putc(&ret, *p);
    }
    return ret.ptr;
}

static void colours_change_nothing_but_colours(void **context)
{
    static view *const views[] = {view_plan,   view_next,      view_jobs,
                                  view_counts, view_documents, view_alerts};
    struct stage stage;
    (void)context;
    stage_september(&stage);
    for (size_t i = 0; i < COUNT(views); i++) {
        const char *now = "2021-09-30T10:00";
        stage.colour = false;
        const char *without = stage_read(&stage, views[i], now, "view", false, LANG_EN);
        stage.colour = true;
        const char *with = stage_read(&stage, views[i], now, "view", false, LANG_EN);
        assert_non_null(strchr(with, '\033'));
        assert_string_equal(plain(&stage, with), without);
    }
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shape_has_its_keys_in_order),
        cmocka_unit_test(check_exits_1_while_one_stands_and_0_when_none_does),
        cmocka_unit_test(people_read_the_id_that_ack_wants),
        cmocka_unit_test(colours_change_nothing_but_colours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
