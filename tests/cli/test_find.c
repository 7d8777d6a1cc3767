/* Is the thing found that a person means by a few letters, and never another one by guessing? */
#include "tests/harness.h"

#include "cli/find.h"
#include "engine/base/check.h"

enum { ARENA_BYTES = 1 << 20 };

static const char *const ids[] = {"J-1",   "J-10",          "J-2",  "touch-panel", "touch-pad",
                                  "Alpha", "customer:sato", "sato", "alphabet"};

static void names_are_found(void **state)
{
    static const struct {
        const char *why, *typed, *found; /* NULL: none; "?": several */
    } rows[] = {
        {"full width is half width", "Ｊ－１０", "J-10"},
        {"the dash that an input method gives", "j−10", "J-10"},
        {"a bare number in full width", "２", "J-2"},
        {"a full name wins over those it begins", "J-1", "J-1"},
        {"case doesn't matter", "j-10", "J-10"},
        {"a bare number is that of a job", "2", "J-2"},
        {"a bare number isn't the beginning of one", "3", NULL},
        {"a beginning that only one has", "touch-pan", "touch-panel"},
        {"a beginning that two have", "touch", "?"},
        {"a full name in another case wins over a beginning", "ALPHA", "Alpha"},
        {"the beginning of both is neither", "alp", "?"},
        {"a whole name wins over the tail of another", "sato", "sato"},
        {"the name behind the role", "customer:s", "customer:sato"},
        {"the middle of a name is nothing", "panel", NULL},
        {"nothing typed could be anything", "", "?"},
        {"a name that isn't there", "frob", NULL},
    };
    struct arena arena;
    struct str names[COUNT(ids)];
    (void)state;
    arena_init(&arena, ARENA_BYTES);
    for (unsigned i = 0; i < COUNT(ids); i++) names[i] = str_of(ids[i]);
    for (unsigned i = 0; i < COUNT(rows); i++) {
        struct found found =
            find_name(&arena, str_of(rows[i].typed), (struct strs){names, COUNT(ids)}, 'J');
        const char *expected = rows[i].found != NULL ? rows[i].found : "";
        bool sound = found.result == FIND_ONE       ? str_eq(found.id, str_of(expected))
                     : found.result == FIND_SEVERAL ? strcmp(expected, "?") == 0
                                                    : rows[i].found == NULL;
        if (!sound) fail_msg("%s", rows[i].why);
    }
    arena_deinit(&arena);
}

static void those_that_it_could_be_are_named(void **state)
{
    struct str names[] = {STR("terminal-failure"), STR("touch-panel-failure"), STR("other")};
    struct arena arena;
    (void)state;
    arena_init(&arena, ARENA_BYTES);
    struct strs three = {names, COUNT(names)};
    struct found several = find_name(&arena, STR("t"), three, 0);
    assert_true(str_eq(several.names, STR("terminal-failure, touch-panel-failure")));
    struct found slip = find_name(&arena, STR("terminal-falure"), three, 0);
    assert_int_equal(slip.result, FIND_NONE);
    assert_true(str_eq(slip.names, STR("terminal-failure")));
    arena_deinit(&arena);
}

static void a_name_behind_a_role_is_enough(void **state)
{
    struct str names[] = {STR("customer:sato"), STR("coordinator:ito"), STR("technician:ito")};
    struct arena arena;
    (void)state;
    arena_init(&arena, ARENA_BYTES);
    struct strs three = {names, COUNT(names)};
    assert_true(str_eq(find_name(&arena, STR("sato"), three, 0).id, STR("customer:sato")));
    assert_int_equal(find_name(&arena, STR("ito"), three, 0).result, FIND_SEVERAL);
    arena_deinit(&arena);
}

/* What the contract, or the register, calls them. */
static void things_are_found_by_what_they_are_called(void **state)
{
    static const struct {
        const char *why, *typed, *found; /* NULL: none; "?": several */
    } rows[] = {
        {"the id", "card-centre", "card-centre"},
        {"the whole title", "マイナンバーカードセンター", "card-centre"},
        {"its beginning", "マイナンバー", "card-centre"},
        {"its middle, Japanese having no blanks", "カード", "card-centre"},
        {"half-width katakana", "ｶｰﾄﾞｾﾝﾀｰ", "card-centre"},
        {"hiragana for katakana", "せんたー", "card-centre"},
        {"what two titles have in common", "庁舎", "?"},
        {"kanji that only one has", "菊水", "kikusui"},
        {"a name without its blank", "佐藤一郎", "ito"},
        {"a name with another blank", "佐藤　一郎", "ito"},
        {"an id wins over a title", "ito", "ito"},
        {"Latin letters in the middle of a title are nobody", "eil", NULL},
        {"the beginning of a title in Latin letters", "leil", "sara"},
        {"what is called nothing is not found by nothing", "　", NULL},
        {"no such", "札幌", NULL},
    };
    struct str names[] = {STR("card-centre"), STR("kikusui"), STR("shiroishi"),
                          STR("ito"),         STR("sara"),    STR("plain")};
    struct str titles[] = {STR("マイナンバーカードセンター"),
                           STR("菊水分庁舎"),
                           STR("白石庁舎"),
                           STR("佐藤 一郎"),
                           STR("Leila Ito"),
                           STR_NONE};
    struct arena arena;
    (void)state;
    arena_init(&arena, ARENA_BYTES);
    for (unsigned i = 0; i < COUNT(rows); i++) {
        struct found found =
            find_titled(&arena, str_of(rows[i].typed), (struct strs){names, COUNT(names)},
                        (struct strs){titles, COUNT(titles)}, 0);
        const char *expected = rows[i].found != NULL ? rows[i].found : "";
        bool sound = found.result == FIND_ONE       ? str_eq(found.id, str_of(expected))
                     : found.result == FIND_SEVERAL ? strcmp(expected, "?") == 0
                                                    : rows[i].found == NULL;
        if (!sound) fail_msg("%s: %.*s", rows[i].why, STR_ARGS(found.id));
    }
    struct found both = find_titled(&arena, STR("庁舎"), (struct strs){names, COUNT(names)},
                                    (struct strs){titles, COUNT(titles)}, 0);
    assert_true(str_eq(both.names, STR("kikusui (菊水分庁舎), shiroishi (白石庁舎)")));
    arena_deinit(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_found),
        cmocka_unit_test(things_are_found_by_what_they_are_called),
        cmocka_unit_test(those_that_it_could_be_are_named),
        cmocka_unit_test(a_name_behind_a_role_is_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
