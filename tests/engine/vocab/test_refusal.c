/* Has every refusal a code and words in both languages that say the same? */
#include "tests/harness.h"

#include "engine/base/check.h"
#include "engine/vocab/refusal.h"

static const char *const forms[][LANG_COUNT] = {
#define REFUSAL(NAME, code, clause, en, ja) {en, ja},
#include "engine/vocab/refusal.def"
#undef REFUSAL
};

/* Of commands.md; scripts match them. */
static const char *const specified[] = {"contract-invalid",
                                        "contract-exists",
                                        "in-the-past",
                                        "role-not-allowed",
                                        "no-such-technician",
                                        "no-such-class",
                                        "no-such-site",
                                        "no-such-job",
                                        "outside-period",
                                        "in-the-future",
                                        "window-empty",
                                        "does-not-fit-a-day",
                                        "cycle",
                                        "job-already-done",
                                        "visit-confirmed",
                                        "already-held",
                                        "not-held",
                                        "already-issued",
                                        "already-answered",
                                        "nothing-submitted",
                                        "own-request",
                                        "not-on-roster",
                                        "class-has-no-vendor",
                                        "nothing-arranged",
                                        "no-such-visit",
                                        "day-closed",
                                        "job-elsewhere",
                                        "apart",
                                        "after",
                                        "not-proposed",
                                        "not-confirmed",
                                        "already-started",
                                        "no-work-order",
                                        "open-query",
                                        "procedure-not-approved",
                                        "media-not-checked",
                                        "vendor-not-ready",
                                        "no-permit",
                                        "out-of-hours",
                                        "wrong-day",
                                        "not-started",
                                        "jobs-unresolved",
                                        "nothing-requested",
                                        "visit-not-started",
                                        "job-not-done",
                                        "not-reported",
                                        "no-such-document",
                                        "not-raised",
                                        "unknown-command",
                                        "unknown-field",
                                        "missing-field",
                                        "bad-value",
                                        "unknown-actor",
                                        "wrong-contract",
                                        "stale",
                                        "id-reused",
                                        "clock-behind",
                                        "contract-over"};

static const char *name_at(uint32_t i)
{
    return refusal_name((enum refusal_code)i);
}

static void test_every_specified_code_is_there(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < COUNT(specified); i++) {
        uint32_t k = 0;
        while (k < REFUSAL_COUNT && strcmp(name_at(k), specified[i]) != 0) k++;
        if (k == REFUSAL_COUNT) fail_msg("%s", specified[i]);
    }
}

/* One code may have several sentences, but no sentence two codes. */
static void test_sentences_are_apart(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < REFUSAL_COUNT; i++) {
        assert_true(strlen(name_at(i)) > 0);
        for (uint32_t k = 0; k < i; k++)
            for (int lang = 0; lang < LANG_COUNT; lang++)
                assert_string_not_equal(forms[i][lang], forms[k][lang]);
    }
}

static uint32_t slots_of(const char *form)
{
    uint32_t slots = 0;
    for (const char *p = form; *p != '\0'; p++)
        if (p[0] == '{' && p[1] >= '1' && p[1] <= '4' && p[2] == '}') slots |= 1u << (p[1] - '1');
    return slots;
}

/* UNKNOWN_FIELD and all others: nothing said in one language is left out in the other. */
static void test_both_languages_use_the_same_arguments(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < REFUSAL_COUNT; i++)
        if (slots_of(forms[i][LANG_EN]) != slots_of(forms[i][LANG_JA])) fail_msg("%s", name_at(i));
}

static void test_words_and_clause(void **state)
{
    (void)state;
    struct arena arena;
    struct text en, ja;
    struct refusal refusal = {REFUSAL_OPEN_QUERY, {arg_text("J-1"), arg_text("Q-2")}};
    arena_init(&arena, 65536);
    text_init(&en, &arena);
    text_init(&ja, &arena);
    refusal_print(&en, LANG_EN, &refusal);
    refusal_print(&ja, LANG_JA, &refusal);
    assert_string_equal(en.ptr, "the query Q-2 on J-1 is not answered");
    assert_string_equal(ja.ptr, "J-1 の疑義 Q-2 が未回答です");
    assert_string_equal(refusal_clause(REFUSAL_OPEN_QUERY), "5(8)イ");
    assert_string_equal(refusal_clause(REFUSAL_BAD_VALUE), "");
    arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_specified_code_is_there),
        cmocka_unit_test(test_sentences_are_apart),
        cmocka_unit_test(test_both_languages_use_the_same_arguments),
        cmocka_unit_test(test_words_and_clause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
