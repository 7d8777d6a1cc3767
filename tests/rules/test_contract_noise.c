/* What happens to a file that was cut off or damaged? A contract or faults, never a crash. */
#include "tests/harness.h"

#include "tests/rules/contract_text.h"

static const char *const paths[] = {SHIPPED, "tests/rules/contracts/full.yaml",
                                    "tests/rules/contracts/ten-faults.yaml"};

/* Reads `text` from memory of exactly its size, so that a sanitizer sees one byte too many. */
static void read_any(struct str text)
{
    struct arena arena;
    struct contract_faults faults;
    arena_init(&arena, TEST_ARENA_BYTES);
    struct str copy = {arena_take(&arena, text.len), text.len};
    if (text.len > 0) memcpy((void *)copy.ptr, text.ptr, text.len);
    const struct contract *contract = contract_read(copy, &arena, &faults);
    assert_true((contract == NULL) == (faults.count > 0));
    for (uint32_t i = 1; i < faults.count; i++) {
        const struct contract_fault *a = &faults.at[i - 1], *b = &faults.at[i];
        assert_true(a->line < b->line || (a->line == b->line && a->column <= b->column));
    }
    if (contract != NULL) assert_true(normal_form(&arena, contract).len > 0);
    arena_deinit(&arena);
}

static void cut_off_after_every_byte(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, TEST_ARENA_BYTES);
    for (uint32_t i = 0; i < COUNT(paths); i++) {
        struct str text = file_text(&arena, paths[i]);
        for (uint32_t len = 0; len <= text.len; len++) read_any(str_slice(text, 0, len));
    }
    arena_deinit(&arena);
}

static uint32_t chance(uint64_t *state, uint32_t sides)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33) % sides;
}

/* One to four bytes become others: any, or one that means something to YAML. */
static void damage(struct str text, char *bytes, uint64_t *state)
{
    static const char marks[] = "{}[]:,-#&*!|>'\"%@`~? \n\t\r\\<.";
    memcpy(bytes, text.ptr, text.len);
    for (uint32_t i = chance(state, 4) + 1; i > 0; i--) {
        char any = (char)chance(state, 256);
        bool mark = chance(state, 3) > 0;
        bytes[chance(state, text.len)] = mark ? marks[chance(state, sizeof marks - 1)] : any;
    }
}

static void damaged_at_random(void **state)
{
    (void)state;
    struct arena arena;
    uint64_t seed = 5;
    arena_init(&arena, TEST_ARENA_BYTES);
    for (uint32_t i = 0; i < COUNT(paths); i++) {
        struct str text = file_text(&arena, paths[i]);
        char *bytes = arena_take(&arena, text.len);
        for (uint32_t round = 0; round < 1500; round++) {
            damage(text, bytes, &seed);
            read_any((struct str){bytes, text.len});
        }
    }
    arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_off_after_every_byte),
        cmocka_unit_test(damaged_at_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
