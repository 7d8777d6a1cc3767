/* Does `roster` show who may work today and what is announced? (5(6)イ) */
#include "tests/cli/view/fixture.h"

static void it_lists_todays_entries_and_announced_changes(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    stage_do(&stage, "2021-09-24T10:00",
             "{'cmd':'roster.register','by':'coordinator:ito','technician':'t-abe',"
             "'from':'2021-10-01','name':'阿部'}");
    stage_do(&stage, "2021-09-24T10:00",
             "{'cmd':'roster.remove','by':'coordinator:ito','technician':'t-sato',"
             "'from':'2021-12-01'}");
    json_t *roster = stage_json(&stage, view_roster, "2021-09-24T11:00", "roster list");
    assert_int_equal(json_array_size(roster), 3);
    json_t *sato = json_array_get(roster, 1);
    assert_keys(sato, "technician name from removed skills depot off");
    assert_string_equal(text_at(sato, "technician"), "t-sato");
    assert_string_equal(json_string_value(json_array_get(json_object_get(sato, "off"), 0)),
                        "2021-10-05..2021-10-06");
    assert_string_equal(json_string_value(json_array_get(json_object_get(sato, "skills"), 0)),
                        "touch-panel");
    assert_true(json_is_true(json_object_get(json_array_get(roster, 2), "removed")));
    json_decref(roster);
    assert_string_equal(
        stage_read(&stage, view_roster, "2021-09-24T11:00", "roster", false, LANG_EN),
        "Technician  Name  From            Skills       Off\n"
        "t-abe       阿部  2021-10-01 Fri\n"
        "t-sato      佐藤  2021-08-01 Sun  touch-panel  2021-10-05..2021-10-06\n"
        "t-sato      佐藤  2021-12-01 Wed               leaves\n");
    stage_close(&stage);
}

static void a_removed_technician_is_gone_from_the_day(void **context)
{
    struct stage stage;
    (void)context;
    stage_september(&stage);
    stage_do(&stage, "2021-09-24T10:00",
             "{'cmd':'roster.remove','by':'coordinator:ito','technician':'t-sato',"
             "'from':'2021-12-01'}");
    assert_string_equal(
        stage_read(&stage, view_roster, "2021-12-01T00:00", "roster", false, LANG_JA),
        "名簿に登録された従事者はいません。\n");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_lists_todays_entries_and_announced_changes),
        cmocka_unit_test(a_removed_technician_is_gone_from_the_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
