/* Does `contract show` give the wording in force on a day, as a file that loads again? */
#include "tests/cli/view/fixture.h"

#include "rules/contract_read.h"

static void people_get_yaml_that_reads_back_as_the_same_contract(void **context)
{
    struct stage stage;
    struct contract_faults faults;
    (void)context;
    stage_open(&stage, "2021-07-30T09:00");
    stage_load(&stage, "2021-07-30T09:00");
    const char *text =
        stage_read(&stage, view_contract, "2021-07-30T10:00", "contract show", false, LANG_EN);
    assert_ptr_equal(strstr(text, "# sapporo-2021, in force from 2021-08-01 Sun\n"), text);
    const struct contract *again = contract_read(str_of(text), &stage.arena, &faults);
    assert_non_null(again);
    struct text printed;
    text_init(&printed, &stage.arena);
    contract_print(again, &printed);
    assert_string_equal(printed.ptr, strchr(text, '\n') + 1);
    stage_close(&stage);
}

/* An amendment makes the response four days from November on. */
static void each_day_has_the_wording_in_force_then(void **context)
{
    struct stage stage;
    (void)context;
    stage_open(&stage, "2021-07-30T09:00");
    stage_load(&stage, "2021-07-30T09:00");
    json_t *shown = stage_json(&stage, view_contract, "2021-07-30T10:00", "contract show");
    assert_keys(shown, "contract from title customer period offset_minutes response sites classes "
                       "text");
    const char *text = text_at(shown, "text");
    char *amended = (char *)(uintptr_t)str_copy(&stage.arena, str_of(text)).ptr;
    char *days = strstr(amended, "days: 3");
    assert_non_null(days);
    days[6] = '4';
    json_decref(shown);
    struct command command = {
        .kind = COMMAND_CONTRACT_AMEND,
        .by = STR("admin"),
        .contract_amend = {.text = str_of(amended), .from = {true, {0}}},
    };
    assert_true(day_parse(STR("2021-11-01"), &command.contract_amend.from.day));
    stage_submit(&stage, "2021-09-01T10:00", &command);

    shown = stage_json(&stage, view_contract, "2021-09-01T10:00", "contract show");
    assert_string_equal(text_at(shown, "from"), "2021-08-01");
    json_decref(shown);
    shown = stage_json(&stage, view_contract, "2021-09-01T10:00", "contract show --at 2021-11-01");
    assert_string_equal(text_at(shown, "from"), "2021-11-01");
    json_t *response = json_object_get(shown, "response");
    assert_keys(response, "days count first_day last_day_closed");
    assert_int_equal(json_integer_value(json_object_get(response, "days")), 4);
    json_decref(shown);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_get_yaml_that_reads_back_as_the_same_contract),
        cmocka_unit_test(each_day_has_the_wording_in_force_then),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
