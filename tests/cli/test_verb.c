/* Do the tables of verbs, words and labels fit the commands that they are about? */
#include "tests/harness.h"

#include "cli/menu.h"
#include "cli/verb.h"
#include "cli/words.h"
#include "engine/base/check.h"

enum { ARENA_BYTES = 1 << 20 };

static bool has_field(const struct verb *verb, struct str name)
{
    const struct fields *fields = &command_about(verb->kind)->fields;
    for (uint32_t i = 0; i < fields->count; i++)
        if (str_eq(str_of(fields->at[i].name), name)) return true;
    return false;
}

static void words_of_a_verb_are_fields_of_its_command(void **state)
{
    (void)state;
    for (uint32_t i = 0; verb_at(i) != NULL; i++) {
        const struct verb *verb = verb_at(i);
        struct str rest = str_of(verb->words);
        while (rest.len > 0) {
            uint32_t blank = str_find(rest, ' ');
            struct str word = str_slice(rest, 0, blank);
            word = str_slice(word, 0, str_find(word, (char)0xE2)); /* without "…" */
            if (!has_field(verb, word)) fail_msg("%s: %s", verb->name, verb->words);
            rest = str_slice(rest, blank + 1, rest.len);
        }
    }
}

static void pairs_name_fields(const struct verb *verb, const char *pairs, bool field_first)
{
    struct str rest = str_of(pairs);
    while (rest.len > 0) {
        uint32_t blank = str_find(rest, ' ');
        struct str pair = str_slice(rest, 0, blank);
        uint32_t equals = str_find(pair, '=');
        struct str field =
            field_first ? str_slice(pair, 0, equals) : str_slice(pair, equals + 1, pair.len);
        if (!has_field(verb, field)) fail_msg("%s: %s", verb->name, pairs);
        rest = str_slice(rest, blank + 1, rest.len);
    }
}

static void other_names_and_presets_are_fields_too(void **state)
{
    (void)state;
    for (uint32_t i = 0; verb_at(i) != NULL; i++) {
        pairs_name_fields(verb_at(i), verb_at(i)->others, false);
        pairs_name_fields(verb_at(i), verb_at(i)->presets, true);
    }
}

static void every_command_of_people_can_be_typed(void **state)
{
    bool typed[COMMAND_COUNT] = {false};
    (void)state;
    typed[COMMAND_CONTRACT_LOAD] = true; /* `contract load` has its own function */
    for (uint32_t i = 0; verb_at(i) != NULL; i++) typed[verb_at(i)->kind] = true;
    for (uint32_t kind = 0; kind < COMMAND_COUNT; kind++) {
        const struct command_about *about = command_about((enum command_kind)kind);
        if (about->roles == 1u << ROLE_SYSTEM) continue;
        if (!typed[kind]) fail_msg("no verb for %s", about->name);
    }
}

static void options_are_found_by_name_and_beginning(void **state)
{
    static const struct {
        const char *verb, *option, *field;
    } rows[] = {
        {"notice", "received", "received_at"},
        {"notice", "on", "received_at"},
        {"notice", "due", "due"},
        {"notice", "after", "after"},
        {"start", "with", "technicians"},
        {"start", "tech", "technicians"},
        {"complete", "step", "steps"},
        {"vendor", "ready-on", "ready_on"},
        {"cancel", "by-paper", "on_behalf_of"},
        {"cancel", "evidence", "evidence"},
        {"cancel", "note", "note"},
        {"notice", "a", NULL}, /* alone, apart, after */
        {"notice", "by", NULL},
        {"notice", "contract", NULL},
        {"notice", "", NULL},
        {"notice", "received_at", NULL},
    };
    (void)state;
    for (unsigned i = 0; i < COUNT(rows); i++) {
        const struct verb *verb = verb_at(0);
        while (strcmp(verb->name, rows[i].verb) != 0) verb++;
        if (strcmp(verb->name, "vendor") == 0) verb++; /* the row without --replaced */
        const struct field *field = verb_field(verb, str_of(rows[i].option));
        const char *name = field != NULL ? field->name : "none";
        if (strcmp(name, rows[i].field != NULL ? rows[i].field : "none") != 0)
            fail_msg("%s --%s: %s", rows[i].verb, rows[i].option, name);
    }
}

static void both_languages_have_the_same_places(void **state)
{
    (void)state;
    for (uint32_t word = 0; word < WORD_COUNT; word++) {
        for (char slot = '1'; slot <= '4'; slot++) {
            char place[] = {'{', slot, '}', '\0'};
            bool en = strstr(word_text((enum word)word, LANG_EN), place) != NULL;
            bool ja = strstr(word_text((enum word)word, LANG_JA), place) != NULL;
            if (en != ja) fail_msg("%s", word_text((enum word)word, LANG_EN));
        }
    }
}

static void every_row_of_the_menu_is_found_and_explained(void **state)
{
    struct menu_row row, found;
    struct arena arena;
    (void)state;
    arena_init(&arena, ARENA_BYTES);
    for (uint32_t i = 0; menu_row_at(i, &row); i++) {
        struct str name = str_of(row.name), pieces[2];
        uint32_t blank = str_find(name, ' ');
        pieces[0] = str_slice(name, 0, blank);
        pieces[1] = str_slice(name, blank + 1, name.len);
        assert_true(menu_find((struct strs){pieces, menu_name_words(&row)}, &found));
        assert_string_equal(found.name, row.name);
        assert_true(strlen(row.about[LANG_EN]) > 0 && strlen(row.about[LANG_JA]) > 0);
        assert_true(strlen(row.example) > 0);
        assert_true(str_eq(menu_nearest(name, &arena), name));
    }
    arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_a_verb_are_fields_of_its_command),
        cmocka_unit_test(other_names_and_presets_are_fields_too),
        cmocka_unit_test(every_command_of_people_can_be_typed),
        cmocka_unit_test(options_are_found_by_name_and_beginning),
        cmocka_unit_test(both_languages_have_the_same_places),
        cmocka_unit_test(every_row_of_the_menu_is_found_and_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
