/* What does `tehai solve` answer, and what does it refuse, with which status and words? */
#include "tests/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/solve.h"
#include "engine/base/check.h"

#define SITE "\"sites\":[{\"id\":\"a\",\"minutes\":510,\"overhead\":30}]"

static const struct row {
    const char *name, *problem;
    int status;
    const char *out, *err; /* what the answer begins with; what the error line holds */
} rows[] = {
    {"the example of planning.md is answered in its own words",
     "{\"days\":40,\"closed\":[2,3,9,10],"
     "\"sites\":[{\"id\":\"a\",\"minutes\":510,\"overhead\":30,\"closed\":[]},"
     "{\"id\":\"b\",\"minutes\":510}],"
     "\"technicians\":[{\"id\":\"t1\",\"skills\":[\"panel\"],\"off\":[5],\"visits_per_day\":1}],"
     "\"jobs\":[{\"id\":\"j1\",\"site\":\"a\",\"minutes\":120,\"crew\":1,\"skills\":[],"
     "\"release\":0,\"due\":3,\"target\":2,\"urgent\":true,\"wait\":0,\"alone\":false,"
     "\"apart\":[\"j2\"],\"after\":[],\"with\":[]},{\"id\":\"j2\",\"site\":\"a\",\"minutes\":30},"
     "{\"id\":\"j3\",\"site\":\"a\",\"minutes\":30},{\"id\":\"j7\",\"site\":\"a\",\"minutes\":30}],"
     "\"confirmed\":[{\"id\":\"v1\",\"site\":\"a\",\"day\":4,\"crew\":[\"t1\"],\"jobs\":[\"j7\"]}],"
     "\"standing\":[{\"job\":\"j3\",\"day\":6}],\"travel\":{\"a\":{\"b\":45}}}",
     0,
     "{\"visits\":[{\"site\":\"a\",\"day\":0,\"crew\":[\"t1\"],\"jobs\":[\"j1\",\"j3\"]},"
     "{\"id\":\"v1\",\"site\":\"a\",\"day\":4,\"crew\":[\"t1\"],\"jobs\":[\"j2\",\"j7\"]}],"
     "\"unplanned\":[],\"objective\":{\"late\":0,\"late_days\":0,\"overwait_days\":0,"
     "\"visits\":1,\"moved\":1,\"target_days\":0,\"wait_days\":0},\"bound\":{\"late\":0,",
     ""},
    {"a day's own capacity replaces the site's",
     "{\"days\":2," SITE ",\"capacity\":[{\"site\":\"a\",\"day\":1,\"minutes\":60}],"
     "\"jobs\":[{\"id\":\"x\",\"site\":\"a\",\"minutes\":31}]}",
     0, "{\"visits\":[{\"site\":\"a\",\"day\":0,", ""},
    {"a due day before the horizon is late, and counted from day 0",
     "{\"days\":2," SITE ",\"jobs\":[{\"id\":\"x\",\"site\":\"a\",\"minutes\":30,\"due\":-1}]}", 0,
     "{\"visits\":[{\"site\":\"a\",\"day\":0,\"crew\":[],\"jobs\":[\"x\"]}],\"unplanned\":[],"
     "\"objective\":{\"late\":1,\"late_days\":1,",
     ""},
    {"what no day can hold is unplanned",
     "{\"days\":2,\"closed\":[1]," SITE
     ",\"jobs\":[{\"id\":\"x\",\"site\":\"a\",\"minutes\":30,\"release\":1}]}",
     0, "{\"visits\":[],\"unplanned\":[\"x\"],", ""},
    {"broken JSON is shown by line and column", "{\"days\":2,\n,}", 3, "", "line 2 column"},
    {"a key given twice is broken JSON", "{\"days\":2,\"days\":3}", 3, "", "duplicate"},
    {"an unknown key at the top is named", "{\"days\":2," SITE ",\"jbos\":[]}", 3, "",
     "the problem: unknown key \"jbos\""},
    {"an unknown key of a job is named",
     "{\"days\":2," SITE ",\"jobs\":[{\"id\":\"x\",\"site\":\"a\",\"minutes\":30,\"duo\":1}]}", 3,
     "", "jobs[0]: unknown key \"duo\""},
    {"a dangling name is named",
     "{\"days\":2," SITE
     ",\"jobs\":[{\"id\":\"x\",\"site\":\"a\",\"minutes\":30,\"after\":[\"y\"]}]}",
     3, "", "jobs[0].after: there is no \"y\""},
    {"an id given twice is named",
     "{\"days\":2," SITE ",\"jobs\":[{\"id\":\"x\",\"site\":\"a\",\"minutes\":30},"
     "{\"id\":\"x\",\"site\":\"a\",\"minutes\":30}]}",
     3, "", "jobs[1].id: \"x\" is there twice"},
    {"a wrong type is named with its place",
     "{\"days\":2," SITE ",\"jobs\":[{\"id\":\"x\",\"site\":\"a\",\"minutes\":\"30\"}]}", 3, "",
     "jobs[0].minutes: not a whole number"},
    {"a closed day off the horizon is out of range", "{\"days\":2,\"closed\":[2]," SITE "}", 3, "",
     "closed: 2 is out of range; 0 to 1"},
    {"a contradiction names its jobs",
     "{\"days\":2," SITE ",\"jobs\":[{\"id\":\"x\",\"site\":\"a\",\"minutes\":30,\"with\":[\"y\"]},"
     "{\"id\":\"y\",\"site\":\"a\",\"minutes\":30,\"apart\":[\"x\"]}]}",
     3, "", "\"x\", \"y\" must share a visit and must not"},
    {"a circle names its jobs in order",
     "{\"days\":2," SITE
     ",\"jobs\":[{\"id\":\"x\",\"site\":\"a\",\"minutes\":30,\"after\":[\"y\"]},"
     "{\"id\":\"y\",\"site\":\"a\",\"minutes\":30,\"after\":[\"x\"]}]}",
     3, "", "\"y\", \"x\" follow each other in a circle"},
    {"a job longer than every day is named",
     "{\"days\":2," SITE ",\"jobs\":[{\"id\":\"x\",\"site\":\"a\",\"minutes\":481}]}", 3, "",
     "\"x\" takes more minutes than any day"},
};

static void put_file(const char *path, const char *content)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(content, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void answer_is(void **state)
{
    const struct row *row = *state;
    char path[] = "/tmp/tehai-solve-XXXXXX";
    int handle = mkstemp(path);
    assert_true(handle >= 0);
    (void)close(handle);
    put_file(path, row->problem);
    struct arena arena;
    struct text out, err, json_out, json_err;
    arena_init(&arena, 1 << 24);
    text_init(&out, &arena);
    text_init(&err, &arena);
    text_init(&json_out, &arena);
    text_init(&json_err, &arena);

    assert_int_equal(solve_command(str_of(path), false, &arena, &out, &err), row->status);
    assert_int_equal(solve_command(str_of(path), true, &arena, &json_out, &json_err), row->status);
    (void)unlink(path);

    assert_true(strncmp(out.ptr, row->out, strlen(row->out)) == 0);
    assert_non_null(strstr(err.ptr, row->err));
    assert_int_equal(json_err.len, 0);
    if (row->status == 0)
        assert_string_equal(json_out.ptr, out.ptr);
    else {
        assert_true(str_starts(text_str(&err), STR("tehai: /tmp/")));
        assert_true(str_starts(text_str(&json_out), STR("{\"ok\":false,\"error\":{\"code\":\"")));
        assert_ptr_equal(strchr(err.ptr, '\n'), err.ptr + err.len - 1); /* one line */
    }
    arena_deinit(&arena);
}

static void missing_file_is_a_fault(void **state)
{
    (void)state;
    struct arena arena;
    struct text out, err;
    arena_init(&arena, 1 << 20);
    text_init(&out, &arena);
    text_init(&err, &arena);
    assert_int_equal(solve_command(STR("/tmp/tehai-no-such"), false, &arena, &out, &err), 4);
    assert_int_equal(out.len, 0);
    arena_deinit(&arena);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(rows) + 1];
    for (size_t i = 0; i < COUNT(rows); i++)
        tests[i] = (struct CMUnitTest){rows[i].name, answer_is, NULL, NULL, (void *)&rows[i]};
    tests[COUNT(rows)] = (struct CMUnitTest){"a file that is not there is a fault, status 4",
                                             missing_file_is_a_fault, NULL, NULL, NULL};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
