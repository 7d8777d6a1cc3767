/* Which days are Japanese national holidays, and what are they called? */
#include "tests/harness.h"

#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "engine/base/check.h"
#include "rules/holiday.h"
#include "tests/rules/sapporo.h"

#define CABINET_FILE "../shared/data/syukujitsu.csv"

static const struct row {
    const char *name, *day;
    const char *holiday; /* NULL: an ordinary day */
} rows[] = {
    {"S19: 海の日 moved for the Olympics", "2021-07-22", "海の日"},
    {"S19: スポーツの日 moved for the Olympics", "2021-07-23", "スポーツの日"},
    {"S19: the third Monday of July 2021 was ordinary", "2021-07-19", NULL},
    {"S19: 山の日 2021 fell on a Sunday", "2021-08-08", "山の日"},
    {"S19: so the Monday was its substitute", "2021-08-09", "休日"},
    {"S19: and 11 August an ordinary day", "2021-08-11", NULL},
    {"S19: 11 October 2021 was ordinary", "2021-10-11", NULL},
    {"S19: third Monday of September", "2021-09-20", "敬老の日"},
    {"S19: between it and the equinox lay two days", "2021-09-21", NULL},
    {"S19: neither of them a holiday", "2021-09-22", NULL},
    {"S19: autumn equinox", "2021-09-23", "秋分の日"},
    {"second Monday of January", "2022-01-10", "成人の日"},
    {"founding day", "2022-02-11", "建国記念の日"},
    {"birthday of the Emperor since 2020", "2022-02-23", "天皇誕生日"},
    {"spring equinox", "2022-03-21", "春分の日"},
    {"one day between two holidays", "2026-09-22", "休日"},
    {"the abdication's ten days: between", "2019-04-30", "休日"},
    {"the abdication's ten days: accession", "2019-05-01", "休日（祝日扱い）"},
    {"the abdication's ten days: between again", "2019-05-02", "休日"},
    {"enthronement of 2019", "2019-10-22", "休日（祝日扱い）"},
    {"no birthday in 2019: the old one is gone", "2019-12-23", NULL},
    {"nor was there the new one yet", "2019-02-23", NULL},
    {"the file names 2019's sports day both ways", "2019-10-14", "体育の日（スポーツの日）"},
    {"three in a row, the first a Sunday: the fourth day", "2009-05-06", "休日"},
    {"before 1973 a Sunday was not made up for", "1973-02-12", NULL},
    {"the first substitute day", "1973-04-30", "休日"},
    {"4 May was no holiday when it was a Sunday", "1986-05-04", NULL},
    {"but it was between two on a weekday", "1988-05-04", "休日"},
    {"the wedding of 1959", "1959-04-10", "結婚の儀"},
    {"the funeral of 1989", "1989-02-24", "大喪の礼"},
    {"the enthronement of 1990", "1990-11-12", "即位礼正殿の儀"},
    {"the wedding of 1993", "1993-06-09", "結婚の儀"},
    {"the Act came into force in July 1948", "1948-01-01", NULL},
    {"its first holiday was an equinox", "1948-09-23", "秋分の日"},
};

static void holiday_row(void **state)
{
    const struct row *row = *state;
    struct str name = STR_NONE;
    bool is = holiday_of(test_day(row->day), &name);
    assert_int_equal(is, row->holiday != NULL);
    if (is) assert_true(str_eq(name, str_of(row->holiday)));
    if (!is) assert_false(str_is(name)); /* untouched */
}

/* --- a second implementation: fills a year's calendar the way a clerk would --- */

struct year {
    int32_t year;
    bool named[13][33], rest[13][33];
};

/* Counting on from a day that is known: 2000-01-01 was a Saturday. */
static int naive_weekday(int32_t year, int32_t month, int32_t day)
{
    int weekday = 6;
    for (int32_t y = 2000; y < year; y++) weekday += 365 + (days_in_month(y, 2) == 29);
    for (int32_t y = 1999; y >= year; y--) weekday -= 365 + (days_in_month(y, 2) == 29);
    for (int32_t m = 1; m < month; m++) weekday += days_in_month(year, m);
    return ((weekday + day - 1) % 7 + 7) % 7;
}

static void mark_monday(struct year *y, int32_t month, int nth)
{
    for (int32_t d = 1; d <= 31; d++)
        if (naive_weekday(y->year, month, d) == 1 && --nth == 0) y->named[month][d] = true;
}

/* The formula as the handbook prints it, with its own rounding. */
static int32_t naive_equinox(int32_t year, double before_1980, double from_1980, double from_2100)
{
    double base = year < 1980 ? before_1980 : year < 2100 ? from_1980 : from_2100;
    int leap = year < 1980 ? (year - 1983) / 4 : (year - 1980) / 4;
    return (int32_t)(base + 0.242194 * (year - 1980)) - leap;
}

static void mark_spring(struct year *y)
{
    int32_t n = y->year;
    y->named[1][1] = n >= 1949;
    if (n >= 2000) mark_monday(y, 1, 2);
    if (n >= 1949 && n < 2000) y->named[1][15] = true;
    y->named[2][11] = n >= 1967;
    y->named[2][23] = n >= 2020;
    if (n >= 1949) y->named[3][naive_equinox(n, 20.8357, 20.8431, 21.8510)] = true;
    y->named[4][29] = n >= 1949;
    y->named[5][3] = y->named[5][5] = n >= 1949;
    y->named[5][4] = n >= 2007;
}

static void mark_autumn(struct year *y)
{
    int32_t n = y->year;
    bool olympic = n == 2020 || n == 2021;
    if (n >= 1996 && n < 2003) y->named[7][20] = true;
    if (n >= 2003 && !olympic) mark_monday(y, 7, 3);
    if (n >= 2016 && !olympic) y->named[8][11] = true;
    if (n >= 1966 && n < 2003) y->named[9][15] = true;
    if (n >= 2003) mark_monday(y, 9, 3);
    if (n >= 1948) y->named[9][naive_equinox(n, 23.2588, 23.2488, 24.2488)] = true;
    if (n >= 1966 && n < 2000) y->named[10][10] = true;
    if (n >= 2000 && !olympic) mark_monday(y, 10, 2);
    y->named[11][3] = y->named[11][23] = n >= 1948;
    y->named[12][23] = n >= 1989 && n <= 2018;
}

static void mark_once(struct year *y)
{
    static const int32_t once[][3] = {{1959, 4, 10}, {1989, 2, 24},  {1990, 11, 12}, {1993, 6, 9},
                                      {2019, 5, 1},  {2019, 10, 22}, {2020, 7, 23},  {2020, 7, 24},
                                      {2020, 8, 10}, {2021, 7, 22},  {2021, 7, 23},  {2021, 8, 8}};
    for (size_t i = 0; i < COUNT(once); i++)
        if (once[i][0] == y->year) y->named[once[i][1]][once[i][2]] = true;
}

/* From each Sunday holiday on: the next day that isn't one. No holiday ends a month here. */
static void mark_substitutes(struct year *y)
{
    for (int32_t m = 1; m <= 12; m++)
        for (int32_t d = 1; d <= 30; d++) {
            if (!y->named[m][d] || naive_weekday(y->year, m, d) != 0) continue;
            int32_t to = d + 1;
            while (y->year >= 2007 && y->named[m][to]) to++;
            bool law = y->year > 1973 || (y->year == 1973 && (m > 4 || (m == 4 && d >= 12)));
            if (law && to <= days_in_month(y->year, m)) y->rest[m][to] = true;
            assert_true(!law || to <= days_in_month(y->year, m));
        }
}

/* Within a month, but for 30 April between its holiday and a 1 May's. */
static void mark_citizens(struct year *y)
{
    for (int32_t m = 1; m <= 12; m++)
        for (int32_t d = 2; d <= days_in_month(y->year, m); d++) {
            bool last = d == days_in_month(y->year, m);
            bool next = last ? m < 12 && y->named[m + 1][1] : y->named[m][d + 1];
            if (y->year < 1986 || !y->named[m][d - 1] || !next || y->named[m][d]) continue;
            if (y->year >= 2007 || naive_weekday(y->year, m, d) != 0) y->rest[m][d] = true;
        }
}

static void equals_the_clerk_from_1948_to_2150(void **state)
{
    (void)state;
    for (int32_t n = 1948; n <= 2150; n++) {
        struct year y = {.year = n};
        mark_spring(&y);
        mark_autumn(&y);
        mark_once(&y);
        mark_substitutes(&y);
        mark_citizens(&y);
        for (int32_t m = 1; m <= 12; m++)
            for (int32_t d = 1; d <= days_in_month(n, m); d++) {
                struct str name;
                bool is = holiday_of(day_of((struct ymd){n, m, d}), &name);
                if (is != (y.named[m][d] || y.rest[m][d])) fail_msg("%d-%d-%d", n, m, d);
                if (is && !y.named[m][d]) assert_true(str_eq(name, STR("休日")));
            }
    }
}

/* One line of the Cabinet Office's file, "1955/1/1,元日", from CP932. */
static bool read_line(FILE *file, iconv_t conv, struct ymd *ret_date, char ret_name[128])
{
    char line[256], text[512], *in = line, *out = text;
    if (fgets(line, sizeof line, file) == NULL) return false;
    size_t in_left = strcspn(line, "\r\n"), out_left = sizeof text - 1;
    assert_true(iconv(conv, &in, &in_left, &out, &out_left) != (size_t)-1);
    *out = '\0';
    assert_int_equal(
        sscanf(text, "%d/%d/%d,%127s", &ret_date->year, &ret_date->month, &ret_date->day, ret_name),
        4);
    return true;
}

/* Every day from the last one looked at to just before this one must be ordinary. */
static int32_t no_holiday_before(day_t from, day_t until)
{
    struct str name;
    for (; day_cmp(from, until) < 0; from = day_plus(from, 1))
        if (holiday_of(from, &name)) fail_msg("day %d is no holiday in the file", from.n);
    return until.n;
}

static void equals_the_cabinet_office(void **state)
{
    (void)state;
    FILE *file = fopen(CABINET_FILE, "rb");
    if (file == NULL) {
        print_message("not here, so not compared: %s\n", CABINET_FILE);
        skip();
    }
    iconv_t conv = iconv_open("UTF-8", "CP932");
    assert_true(conv != (iconv_t)-1);
    char name[128], header[256];
    struct ymd date;
    day_t next = test_day("1955-01-01");
    int lines = 0;
    assert_non_null(fgets(header, sizeof header, file));
    for (; read_line(file, conv, &date, name); lines++) {
        struct str got;
        day_t day = day_of(date);
        no_holiday_before(next, day);
        if (!holiday_of(day, &got) || !str_eq(got, str_of(name)))
            fail_msg("%d-%d-%d is %s in the file", date.year, date.month, date.day, name);
        next = day_plus(day, 1);
    }
    (void)no_holiday_before(next, test_day("2028-01-01"));
    assert_true(lines > 1000);
    iconv_close(conv);
    fclose(file);
}

static void years_to_come_are_provisional(void **state)
{
    (void)state;
    assert_false(holiday_is_provisional(test_day("2027-12-31")));
    assert_true(holiday_is_provisional(test_day("2028-01-01")));
}

int main(void)
{
    struct CMUnitTest tests[COUNT(rows) + 3] = {
        cmocka_unit_test(equals_the_clerk_from_1948_to_2150),
        cmocka_unit_test(equals_the_cabinet_office),
        cmocka_unit_test(years_to_come_are_provisional),
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        tests[i + 3] = (struct CMUnitTest){rows[i].name, holiday_row, NULL, NULL, (void *)&rows[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
