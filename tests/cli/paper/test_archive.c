/* Do equal entries give equal bytes, and does a failed write leave nothing behind? */
#include "tests/harness.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/paper/archive.h"
#include "engine/base/check.h"
#include "tests/cli/paper/opened.h"

static struct arena arena;
static char dir[32];

static const char *path_of(const char *name)
{
    return text_format(&arena, "%s/%s", dir, name).ptr;
}

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, 1 << 26);
    place_make(dir);
    return 0;
}

static int end(void **state)
{
    (void)state;
    place_remove(dir);
    arena_deinit(&arena);
    return 0;
}

static const struct archive_entry entries[] = {
    {"z/first.xml", {"<a/>", 4}}, {"a/second.xml", {"", 0}}, {"third", {"aaaaaaaaaaaaaaaa", 16}}};

static void entries_come_back_in_their_order(void **state)
{
    const char *path = path_of("a.zip");
    (void)state;
    assert_false(is_err(archive_write(path, entries, COUNT(entries))));
    assert_int_equal(opened_count(path), COUNT(entries));
    for (uint32_t i = 0; i < COUNT(entries); i++) {
        assert_string_equal(opened_name(&arena, path, i).ptr, entries[i].name);
        assert_true(str_eq(opened_part(&arena, path, entries[i].name), entries[i].bytes));
    }
}

/* Local file header, APPNOTE 4.3.7: time at 10, date at 12, length of the extra field at 28. */
static void nothing_of_clock_or_machine_gets_in(void **state)
{
    (void)state;
    assert_false(is_err(archive_write(path_of("a.zip"), entries, COUNT(entries))));
    assert_int_equal(setenv("TZ", "America/New_York", 1), 0);
    assert_false(is_err(archive_write(path_of("b.zip"), entries, COUNT(entries))));
    struct str one = opened_file(&arena, path_of("a.zip"));
    assert_true(str_eq(one, opened_file(&arena, path_of("b.zip"))));
    assert_memory_equal(one.ptr, "PK\x03\x04", 4);
    assert_memory_equal(one.ptr + 10, "\x00\x00\x21\x00", 4);
    assert_memory_equal(one.ptr + 28, "\x00\x00", 2);
}

static void a_file_that_is_there_is_replaced_whole(void **state)
{
    const char *path = path_of("a.zip");
    FILE *file = fopen(path, "w");
    (void)state;
    assert_non_null(file);
    for (int i = 0; i < 1000; i++) fputs("something longer than what comes", file);
    fclose(file);
    assert_false(is_err(archive_write(path, entries, COUNT(entries))));
    assert_int_equal(opened_count(path), COUNT(entries));
    assert_true(opened_file(&arena, path).len < 1000);
}

static void a_missing_folder_is_a_fault_with_its_errno(void **state)
{
    (void)state;
    err_t fault = archive_write(path_of("none/a.zip"), entries, COUNT(entries));
    assert_int_equal(fault.code, ERR_IO);
    assert_int_equal(fault.lib, ENOENT);
}

static void a_full_disk_is_called_full(void **state)
{
    (void)state;
    assert_int_equal(archive_fault(ENOSPC, "").code, ERR_FULL);
    assert_int_equal(archive_fault(EROFS, "").code, ERR_READONLY);
    assert_int_equal(archive_fault(0, "").code, ERR_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(entries_come_back_in_their_order, begin, end),
        cmocka_unit_test_setup_teardown(nothing_of_clock_or_machine_gets_in, begin, end),
        cmocka_unit_test_setup_teardown(a_file_that_is_there_is_replaced_whole, begin, end),
        cmocka_unit_test_setup_teardown(a_missing_folder_is_a_fault_with_its_errno, begin, end),
        cmocka_unit_test_setup_teardown(a_full_disk_is_called_full, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
