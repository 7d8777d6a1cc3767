/* Is an Individual Number found in free text, and is nothing else taken for one? (S26) */
#include "tests/harness.h"

#include <stdio.h>

#include "engine/base/check.h"
#include "rules/my_number.h"

/* 123456789018 is the number of the ministry's specimen card; its check digit is 8. */
static const struct row {
    const char *name, *text;
    bool found;
} rows[] = {
    {"the specimen's twelve digits", "123456789018", true},
    {"inside a sentence", "住民の番号は123456789018です", true},
    {"in groups of four, as the card shows it", "1234 5678 9018", true},
    {"with dashes", "1234-5678-9018", true},
    {"full-width digits", "１２３４５６７８９０１８", true},
    {"full-width digits, blanks and dashes", "１２３４　５６７８－９０１８", true},
    {"at the end of a line, another after it", "no 123456789018\n5", true},
    {"behind a room's number", "1234 123456789018", true},
    {"behind a year, in groups", "2021 1234 5678 9018", true},
    {"a remainder of one gives the check digit 0", "000000000060", true},
    {"a wrong check digit", "123456789017", false},
    {"eleven digits", "12345678901", false},
    {"thirteen digits, as a corporate number has", "1234567890180", false},
    {"the last twelve of a longer run", "9123456789018", false},
    {"an uneven group", "12345 678 9018", false},
    {"two blanks between groups", "1234  5678 9018", false},
    {"letters between groups", "1234a5678 9018", false},
    {"a telephone number", "011-211-2111", false},
    {"a day and a time", "2021-10-15T09:00", false},
    {"nothing", "", false},
};

static void free_text_is_read_for_it(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (my_number_in(str_of(rows[i].text)) != rows[i].found) fail_msg("%s", rows[i].name);
}

static uint32_t passing(const char *eleven)
{
    uint32_t count = 0;
    char text[13];
    for (int digit = 0; digit < 10; digit++) {
        (void)snprintf(text, sizeof text, "%s%d", eleven, digit);
        count += my_number_in(str_of(text));
    }
    return count;
}

static void eleven_digits_have_one_check_digit(void **state)
{
    (void)state;
    char eleven[12];
    for (unsigned long long n = 0; n < 2000; n++) {
        (void)snprintf(eleven, sizeof eleven, "%011llu", n * 49999813 % 100000000000ull);
        assert_int_equal(passing(eleven), 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(free_text_is_read_for_it),
        cmocka_unit_test(eleven_digits_have_one_check_digit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
