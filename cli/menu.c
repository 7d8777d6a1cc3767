#include "cli/menu.h"

#include "cli/entries.h"
#include "cli/past.h"
#include "cli/serve.h"
#include "cli/verb.h"
#include "cli/view.h"
#include "cli/words.h"
#include "engine/base/check.h"
#include "rules/contract_fault.h"

static const struct menu_row rows[] = {
#define ENTRY(group, name, run, access, timeless, usage, en, ja, example)                          \
    {name, GROUP_##group, run, ACCESS_##access, timeless, usage, {en, ja}, example},
#include "cli/menu.def"
#undef ENTRY
};

/* Rows up to the group of the verbs. */
static uint32_t rows_before_verbs(void)
{
    uint32_t count = 0;
    while (count < COUNT(rows) && rows[count].group < GROUP_ACT) count++;
    return count;
}

static struct menu_row verb_row(const struct verb *verb)
{
    return (struct menu_row){
        .name = verb->name,
        .group = GROUP_ACT,
        .run = verb_command,
        .access = ACCESS_WRITE,
        .usage = verb->usage,
        .about = {verb->about[LANG_EN], verb->about[LANG_JA]},
        .example = verb->example,
    };
}

bool menu_row_at(uint32_t index, struct menu_row *ret)
{
    uint32_t before = rows_before_verbs(), at = before;
    if (index < before) {
        *ret = rows[index];
        return true;
    }
    for (uint32_t i = 0; verb_at(i) != NULL; i++) {
        if (i > 0 && str_eq(str_of(verb_at(i)->name), str_of(verb_at(i - 1)->name))) continue;
        if (at++ < index) continue;
        *ret = verb_row(verb_at(i));
        return true;
    }
    index = index - at + before;
    if (index >= COUNT(rows)) return false;
    *ret = rows[index];
    return true;
}

uint32_t menu_name_words(const struct menu_row *row)
{
    struct str name = str_of(row->name);
    return str_find(name, ' ') < name.len ? 2 : 1;
}

static bool begins_with(struct strs words, const struct menu_row *row)
{
    struct str name = str_of(row->name);
    uint32_t blank = str_find(name, ' ');
    if (words.count < menu_name_words(row)) return false;
    if (!str_eq(words.at[0], str_slice(name, 0, blank))) return false;
    return blank == name.len || str_eq(words.at[1], str_slice(name, blank + 1, name.len));
}

bool menu_find(struct strs words, struct menu_row *ret)
{
    struct menu_row row;
    bool found = false;
    for (uint32_t i = 0; menu_row_at(i, &row); i++) {
        if (!begins_with(words, &row)) continue;
        if (found && menu_name_words(ret) >= menu_name_words(&row)) continue;
        *ret = row;
        found = true;
    }
    return found;
}

struct str menu_nearest(struct str word, struct arena *arena)
{
    struct menu_row row;
    struct vec names = vec_of(sizeof(struct str));
    for (uint32_t i = 0; menu_row_at(i, &row); i++) {
        struct str name = str_of(row.name);
        *(struct str *)vec_push(&names, arena) = name;
        if (menu_name_words(&row) == 2)
            *(struct str *)vec_push(&names, arena) = str_slice(name, 0, str_find(name, ' '));
    }
    return name_nearest(word, (struct strs){names.rows, names.count});
}

int menu_run_reading(struct run *run)
{
    struct menu_row row;
    bool found = menu_find(run->words, &row);
    if (found && row.group == GROUP_READ) return row.run(run);
    if (found && (row.run == view_contract || row.run == log_command)) return row.run(run);
    return run_error(run, EXIT_USAGE, "usage", NULL, "%s", word_text(WORD_READING_ONLY, run->lang));
}
