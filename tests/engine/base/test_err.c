/* Does every fault have words in both languages and an exit status, and does TRY hand it on? */
#include "tests/harness.h"

#include <string.h>

#include "engine/base/check.h"
#include "engine/base/err.h"

static const enum err_code codes[] = {
#define ERR(name, exit, en, ja) ERR_##name,
#include "engine/base/err.def"
#undef ERR
};

static void test_every_fault_has_words_and_an_exit(void **state)
{
    (void)state;
    assert_int_equal(err_exit(ERR_NONE), 0);
    for (size_t i = 0; i < COUNT(codes); i++) {
        const char *en = err_text(codes[i], LANG_EN), *ja = err_text(codes[i], LANG_JA);
        assert_true(strlen(en) > 0 && strlen(ja) > 0);
        assert_string_not_equal(en, ja);
        if (codes[i] != ERR_NONE) assert_int_equal(err_exit(codes[i]), 4);
    }
}

static err_t tried(err_t first, int *went_on)
{
    TRY(first);
    *went_on = 1;
    return OK;
}

static void test_try_hands_the_first_fault_on(void **state)
{
    (void)state;
    int went_on = 0;
    err_t e = tried((err_t){ERR_FULL, 28, "append an event", 7}, &went_on);
    assert_true(is_err(e));
    assert_int_equal(e.code, ERR_FULL);
    assert_int_equal(e.lib, 28);
    assert_int_equal(e.at, 7);
    assert_int_equal(went_on, 0);
    assert_false(is_err(tried(OK, &went_on)));
    assert_int_equal(went_on, 1);
    assert_string_equal(err(ERR_IO, "read").step, "read");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_fault_has_words_and_an_exit),
        cmocka_unit_test(test_try_hands_the_first_fault_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
