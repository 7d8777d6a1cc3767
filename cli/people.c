/* actor list: who is registered, and as what. */
#include "cli/entries.h"
#include "cli/table.h"
#include "cli/view_arg.h"
#include "cli/words.h"
#include "engine/wire/json.h"

static void list_put(struct run *run)
{
    struct json json = json_to(&run->out);
    json_open_array(&json, NULL);
    for (uint32_t i = 0; i < run->state->actors.count; i++) {
        const struct actor_row *actor = state_actor(run->state, i);
        json_open_object(&json, NULL);
        json_put_str(&json, "actor", state_text(run->state, actor->id));
        json_put_text(&json, "role", role_name(actor->role));
        json_put_str(&json, "name", state_text(run->state, actor->name));
        json_close_object(&json);
    }
    json_close_array(&json);
    text_putc(&run->out, '\n');
}

static void table_put(struct run *run)
{
    struct table table;
    table_init(&table, run->arena, run->width, run->colour);
    table_column(&table, COLUMN_LEFT, word_text(WORD_ACTOR, run->lang));
    table_column(&table, COLUMN_LEFT, word_text(WORD_ROLE, run->lang));
    table_column(&table, COLUMN_REST, word_text(WORD_PERSON, run->lang));
    for (uint32_t i = 0; i < run->state->actors.count; i++) {
        const struct actor_row *actor = state_actor(run->state, i);
        table_cell(&table, state_text(run->state, actor->id));
        table_cell(&table, str_of(role_word(actor->role, run->lang)));
        table_cell(&table, state_text(run->state, actor->name));
    }
    table_print(&table, &run->out);
}

int actor_list(struct run *run)
{
    struct view_args args = {NULL, 0, 2, 0};
    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (run->json)
        list_put(run);
    else
        table_put(run);
    return EXIT_DONE;
}
