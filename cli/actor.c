#include "cli/actor.h"

#include "cli/find.h"
#include "cli/words.h"

static bool say(struct run *run, enum word word, struct str a, struct str b, int *ret_status)
{
    struct text message;
    text_init(&message, run->arena);
    word_print(&message, run->lang, word, (struct argument[ARGUMENTS_MAX]){arg_str(a), arg_str(b)});
    *ret_status = run_error(run, EXIT_USAGE, "usage", NULL, "%s", message.ptr);
    return false;
}

static struct str role_words(const struct run *run, uint32_t roles)
{
    struct text text;
    text_init(&text, run->arena);
    for (uint32_t i = 0; i < role_terms.count; i++) {
        if ((roles >> i & 1) == 0 || i == ROLE_SYSTEM) continue;
        text_add(&text, "%s%s", text.len > 0 ? ", " : "", role_name((enum role)i));
    }
    return text_str(&text);
}

/* As typed when nobody is found: decide knows better whether that may be (`init --open`). */
static bool named(struct run *run, struct chosen_actor *ret, int *ret_status)
{
    struct found found = find_recorded(run, NAME_ACTOR, run->as);
    *ret = (struct chosen_actor){.id = found.result == FIND_ONE ? found.id : run->as};
    if (found.result != FIND_SEVERAL) return true;
    return say(run, WORD_SEVERAL, run->as, found.names, ret_status);
}

bool actor_choose(struct run *run, enum command_kind kind, bool on_paper, struct chosen_actor *ret,
                  int *ret_status)
{
    uint32_t roles = on_paper ? 1u << ROLE_COORDINATOR : command_about(kind)->roles;
    struct text names;
    uint32_t count = 0;
    if (str_is(run->as)) return named(run, ret, ret_status);

    text_init(&names, run->arena);
    for (uint32_t i = 0; i < run->state->actors.count; i++) {
        const struct actor_row *actor = state_actor(run->state, i);
        if ((roles >> actor->role & 1) == 0 || actor->role == ROLE_SYSTEM) continue;
        struct str id = state_text(run->state, actor->id);
        text_add(&names, "%s%.*s", count++ > 0 ? ", " : "", STR_ARGS(id));
        *ret = (struct chosen_actor){.id = str_copy(run->arena, id), .guessed = true};
    }
    if (count == 1) return true;
    if (count > 1) return say(run, WORD_WHO_OF, text_str(&names), STR_NONE, ret_status);
    return say(run, run->state->open ? WORD_WHO_OPEN : WORD_WHO_NOBODY, role_words(run, roles),
               STR_NONE, ret_status);
}
