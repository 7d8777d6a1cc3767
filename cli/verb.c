#include "cli/verb.h"

#include "cli/actor.h"
#include "cli/menu.h"
#include "cli/record.h"
#include "cli/said.h"
#include "cli/verb_args.h"
#include "cli/verb_choice.h"
#include "cli/verb_value.h"
#include "cli/words.h"
#include "engine/base/check.h"
#include "engine/wire/command_json.h"

static bool is_given(const struct verb_args *args, const struct field *field)
{
    for (uint32_t i = 0; i < args->given.count; i++) {
        const struct given *given = vec_at(&args->given, i);
        if (given->field == field) return given->values.count > 0;
    }
    return false;
}

/* Whatever the command can't be without is named at once, with how it is written. */
static int missing(struct run *run, const struct verb *verb, const struct verb_args *args)
{
    const struct fields *fields = &command_about(verb->kind)->fields;
    const struct verb *first = verb_named(verb->name);
    for (uint32_t i = 0; i < fields->count; i++) {
        const struct field *field = &fields->at[i];
        if (!field->needed || is_given(args, field)) continue;
        struct text message;
        text_init(&message, run->arena);
        word_print(&message, run->lang, WORD_VERB_MISSING,
                   (struct argument[ARGUMENTS_MAX]){arg_text(field->name), arg_text(first->name),
                                                    arg_text(first->usage)});
        return run_error(run, EXIT_USAGE, "missing-field", NULL, "%s", message.ptr);
    }
    return EXIT_DONE;
}

/* False after it was said that a contract has to be named. Without any contract decide says so;
 * people are registered for all of them. */
static bool context_read(struct run *run, const struct verb *verb, struct value_context *ret,
                         int *ret_status)
{
    const struct state *state = run->state;
    *ret = (struct value_context){.run = run, .verb = verb, .contract = NO_ROW};
    ret->offset = run_offset(run);
    if (state->contracts.count == 0 || verb->kind == COMMAND_ACTOR_REGISTER) return true;
    ret->contract = run_contract(run, ret_status);
    if (ret->contract == NO_ROW) return false;
    ret->wording = state_contract(state, ret->contract, instant_day(run->now, ret->offset));
    return true;
}

static bool is_on_paper(const struct verb_args *args)
{
    for (uint32_t i = 0; i < args->given.count; i++) {
        const struct given *given = vec_at(&args->given, i);
        if (strcmp(given->field->name, "on_behalf_of") == 0) return true;
    }
    return false;
}

/* The line that apply would take; absent after an error was said. What is wrong with a value is
 * said before the question who does it. */
static struct str line_of(const struct value_context *context, const struct verb_args *args,
                          struct chosen_actor *ret_actor, int *ret_status)
{
    struct text line;
    text_init(&line, context->run->arena);
    struct json json = json_to(&line);
    json_open_object(&json, NULL);
    json_put_text(&json, "cmd", command_about(context->verb->kind)->name);
    json_put_str_if(&json, "contract", context->run->contract);
    for (uint32_t i = 0; i < args->given.count; i++)
        if (!verb_value_put(context, &json, vec_at(&args->given, i), ret_status)) return STR_NONE;
    if (!actor_choose(context->run, context->verb->kind, is_on_paper(args), ret_actor, ret_status))
        return STR_NONE;
    json_put_str(&json, "by", ret_actor->id);
    json_close_object(&json);
    CHECK(json_is_whole(&json));
    return text_str(&line);
}

static int verb_sent(struct run *run, const struct verb *verb, const struct verb_args *args)
{
    struct chosen_actor actor;
    struct value_context context;
    int status;
    if (!context_read(run, verb, &context, &status)) return status;
    struct str line = line_of(&context, args, &actor, &status);
    if (!str_is(line)) return status;
    return verb_send(run, line, actor.guessed ? actor.id : STR_NONE);
}

static int verb_one(struct run *run, const struct verb *verb, struct strs words, struct str subject)
{
    const struct str contract = run->contract; /* the next subject may be of another one */
    struct verb_args args;
    if (!verb_args_read(run, verb, words, &args)) return EXIT_USAGE;
    int status = missing(run, verb, &args);
    if (status != EXIT_DONE) return status;
    verb_contract(run, verb, subject);
    status = verb_sent(run, verb, &args);
    run->contract = contract;
    return status;
}

/* What was sent, until its answer is told. */
struct sent {
    struct command command;
    struct str contract, chosen;
};

static int sent_tell(struct run *run, void *context, const struct desk_answer *answers)
{
    const struct sent *sent = context;
    run->contract = sent->contract;
    if (!answers->ok) return run_refused(run, &answers->refusals);
    said(run, &sent->command, answers, sent->chosen);
    return EXIT_DONE;
}

int verb_send(struct run *run, struct str line, struct str chosen)
{
    struct command_reading how = {.offset = run_offset(run), .lang = run->lang};
    struct parsed_command parsed;
    command_read(line, &how, run->arena, &parsed);
    if (!parsed.ok) return run_refused(run, &parsed.refusals);
    struct sent *sent = ARENA_NEW(run->arena, struct sent);
    struct desk_request *request = ARENA_NEW(run->arena, struct desk_request);
    *sent = (struct sent){parsed.command, str_copy(run->arena, run->contract), chosen};
    *request = (struct desk_request){
        .command = parsed.command,
        .now = run->now,
        .behind_ms = run->now_given ? 0 : CLOCK_SLACK_MS,
    };
    return record(run, &(struct recording){request, 1, false, sent_tell, sent});
}

/* --- Several subjects ------------------------------------------------------------------------ */

static bool is_option(struct str word)
{
    return str_starts(word, STR("--"));
}

/* The words with the subjects but this one taken out. */
static struct strs words_for(struct run *run, struct strs words, const struct vec *subjects,
                             uint32_t index)
{
    struct strs one = {ARENA_ARRAY(run->arena, struct str, words.count + 1), 0};
    const struct str *meant = vec_at(subjects, index);
    one.at[one.count++] = *meant;
    for (uint32_t i = 0; i < words.count; i++) {
        bool is_subject = false;
        for (uint32_t k = 0; k < subjects->count; k++)
            is_subject =
                is_subject || ((const struct str *)vec_at(subjects, k))->ptr == words.at[i].ptr;
        if (!is_subject) one.at[one.count++] = words.at[i];
    }
    return one;
}

/* A row that repeats, as one that takes a single subject. */
static struct verb single(const struct verb *verb, struct arena *arena)
{
    struct verb one = *verb;
    struct str words = str_of(verb->words);
    one.words = str_copy(arena, str_slice(words, 0, words.len - (uint32_t)strlen("…"))).ptr;
    return one;
}

/* Each subject is a command of its own: one refused doesn't keep the others from being done. */
static int verb_each(struct run *run, const struct verb *first, struct strs words,
                     const struct vec *subjects)
{
    int worst = EXIT_DONE;
    run->gathers = run->gathers && subjects->count == 1; /* the next stands on this one */
    for (uint32_t i = 0; i < subjects->count; i++) {
        struct strs one = words_for(run, words, subjects, i);
        const struct verb *meant = verb_for(run, first, one, one.at[0]);
        struct verb verb = single(meant, run->arena);
        int status = verb_one(run, &verb, one, one.at[0]);
        if (i == 0 || status > worst) worst = status;
    }
    return worst;
}

int verb_command(struct run *run)
{
    struct menu_row row;
    struct verb_args args;
    CHECK(menu_find(run->words, &row));
    const struct verb *first = verb_named(row.name);
    uint32_t name_words = menu_name_words(&row);
    struct strs words = {run->words.at + name_words, run->words.count - name_words};
    struct str subject = words.count > 0 && !is_option(words.at[0]) ? words.at[0] : STR_NONE;

    const struct verb *verb = verb_for(run, first, words, subject);
    if (str_find(str_of(verb->words), (char)0xE2) == strlen(verb->words))
        return verb_one(run, verb, words, subject);
    if (!verb_args_read(run, verb, words, &args)) return EXIT_USAGE;
    if (args.subjects.count > 0) return verb_each(run, first, words, &args.subjects);
    return missing(run, verb, &args);
}
