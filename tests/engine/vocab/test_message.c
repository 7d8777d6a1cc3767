/* Do templates put days, instants, numbers and texts into words in both languages? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "engine/vocab/message.h"

static struct arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, (size_t)1 << 20);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_deinit(&arena);
    return 0;
}

static const char *said(enum lang lang, const char *form)
{
    const struct argument args[ARGUMENTS_MAX] = {
        arg_text("J-2"), arg_number(-7), arg_day(day_of((struct ymd){2021, 10, 15})),
        arg_instant((instant_t){INT64_C(1632445200000)}, 9 * 60)};
    struct text text;
    text_init(&text, &arena);
    template_print(&text, lang, form, args);
    return text.ptr;
}

static void test_arguments_are_put_into_words(void **state)
{
    (void)state;
    assert_string_equal(said(LANG_EN, "{1} {2} {3} {4}"),
                        "J-2 -7 2021-10-15 (Fri) 2021-09-24 (Fri) 10:00");
    assert_string_equal(said(LANG_JA, "{4}に{3}の{1}"),
                        "2021年9月24日(金) 10:00に2021年10月15日(金)のJ-2");
}

static void test_what_is_no_slot_stays(void **state)
{
    (void)state;
    assert_string_equal(said(LANG_EN, "{0} {5} {1 {x} { } {"), "{0} {5} {1 {x} { } {");
    assert_string_equal(said(LANG_EN, "{1}{1}"), "J-2J-2");
    assert_string_equal(said(LANG_EN, ""), "");
}

static void test_missing_argument_is_empty_and_values_are_not_templates(void **state)
{
    (void)state;
    const struct argument args[ARGUMENTS_MAX] = {arg_text("{2}"), arg_str(STR_NONE)};
    struct text text;
    text_init(&text, &arena);
    template_print(&text, LANG_EN, "<{1}{2}{3}>", args);
    assert_string_equal(text.ptr, "<{2}>");
}

static const char *const weekdays[][LANG_COUNT] = {
    {"(Sun)", "(日)"}, {"(Mon)", "(月)"}, {"(Tue)", "(火)"}, {"(Wed)", "(水)"},
    {"(Thu)", "(木)"}, {"(Fri)", "(金)"}, {"(Sat)", "(土)"}};

static void test_every_weekday_has_its_word(void **state)
{
    (void)state;
    for (int32_t i = 0; i < 7; i++) {
        day_t day = day_plus(day_of((struct ymd){2021, 8, 1}), i); /* a Sunday */
        struct text en, ja;
        text_init(&en, &arena);
        text_init(&ja, &arena);
        day_word(&en, LANG_EN, day);
        day_word(&ja, LANG_JA, day);
        assert_non_null(strstr(en.ptr, weekdays[i][LANG_EN]));
        assert_non_null(strstr(ja.ptr, weekdays[i][LANG_JA]));
    }
}

static uint32_t slots_of(const char *form)
{
    uint32_t slots = 0;
    for (const char *p = form; *p != '\0'; p++)
        if (p[0] == '{' && p[1] >= '1' && p[1] <= '4' && p[2] == '}') slots |= 1u << (p[1] - '1');
    return slots;
}

/* Nothing that is said in one language is left out in the other. */
static void test_both_languages_use_the_same_arguments(void **state)
{
    (void)state;
    static const char *const forms[][LANG_COUNT] = {
#define MESSAGE(name, en, ja) {en, ja},
#include "engine/vocab/message.def"
#undef MESSAGE
    };
    assert_int_equal(COUNT(forms), MESSAGE_COUNT);
    for (uint32_t i = 0; i < COUNT(forms); i++)
        if (slots_of(forms[i][LANG_EN]) != slots_of(forms[i][LANG_JA])) fail_msg("%s", forms[i][0]);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_arguments_are_put_into_words),
        TEST(test_what_is_no_slot_stays),
        TEST(test_missing_argument_is_empty_and_values_are_not_templates),
        TEST(test_every_weekday_has_its_word),
        TEST(test_both_languages_use_the_same_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
