/* contract check, contract load: a file is read as a whole, and every fault of it named. */
#include "cli/actor.h"
#include "cli/entries.h"
#include "cli/example.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "cli/view_arg.h"
#include "cli/words.h"
#include "engine/base/check.h"
#include "engine/wire/json.h"
#include "rules/contract_read.h"

static struct str fault_message(struct run *run, const struct contract_fault *fault, enum lang lang)
{
    struct text text;
    text_init(&text, run->arena);
    message_print(&text, lang, &fault->message);
    return text_str(&text);
}

/* {"ok":false,"error":{"code","message","all":[{"line","column","message"}]}} */
static void faults_object(struct run *run, struct str path, const struct contract_faults *faults)
{
    struct json json = json_to(&run->out);
    struct str first = fault_message(run, &faults->at[0], run->json_lang);
    json_open_object(&json, NULL);
    json_put_bool(&json, "ok", false);
    json_open_object(&json, "error");
    json_put_text(&json, "code", refusal_name(REFUSAL_CONTRACT_INVALID));
    json_put_str(&json, "message",
                 text_format(run->arena, "%.*s:%u:%u: %.*s", STR_ARGS(path), faults->at[0].line,
                             faults->at[0].column, STR_ARGS(first)));
    json_open_array(&json, "all");
    for (uint32_t i = 0; i < faults->count; i++) {
        json_open_object(&json, NULL);
        json_put_int(&json, "line", faults->at[i].line);
        json_put_int(&json, "column", faults->at[i].column);
        json_put_str(&json, "message", fault_message(run, &faults->at[i], run->json_lang));
        json_close_object(&json);
    }
    json_close_array(&json);
    json_close_object(&json);
    json_close_object(&json);
    text_putc(&run->out, '\n');
}

static int faults_say(struct run *run, struct str path, const struct contract_faults *faults)
{
    struct text message;
    if (run->json) {
        faults_object(run, path, faults);
        return EXIT_REFUSED;
    }
    for (uint32_t i = 0; i < faults->count; i++) {
        const struct contract_fault *fault = &faults->at[i];
        text_put_clean(&run->out, path);
        text_add(&run->out, ":%u:%u: ", fault->line, fault->column);
        text_put_clean(&run->out, fault_message(run, fault, run->lang));
        text_putc(&run->out, '\n');
    }
    text_init(&message, run->arena);
    word_print(&message, run->lang, WORD_CONTRACT_FAULTS,
               (struct argument[ARGUMENTS_MAX]){arg_str(path), arg_number(faults->count)});
    return run_error(run, EXIT_REFUSED, refusal_name(REFUSAL_CONTRACT_INVALID), NULL, "%s",
                     message.ptr);
}

/* Where the first byte stands that isn't UTF-8: the reader takes nothing else. */
static void utf8_fault(struct str text, struct contract_fault *ret)
{
    uint32_t line = 1, from = 0;
    while (from < text.len) {
        struct str rest = str_slice(text, from, text.len);
        uint32_t end = str_find(rest, '\n');
        if (!str_is_utf8(str_slice(rest, 0, end))) break;
        from += end + 1;
        line++;
    }
    *ret = (struct contract_fault){line, 1, {MESSAGE_CONTRACT_SYNTAX, {arg_text("not UTF-8")}}};
}

/* The contract, or NULL after its faults were said. */
static const struct contract *read_sound(struct run *run, struct str path, struct str text,
                                         int *ret_status)
{
    struct contract_faults faults = {NULL, 0};
    const struct contract *contract = NULL;
    struct contract_fault utf8;
    if (str_is_utf8(text)) {
        contract = contract_read(text, run->arena, &faults);
    } else {
        utf8_fault(text, &utf8);
        faults = (struct contract_faults){&utf8, 1};
    }
    if (contract == NULL) *ret_status = faults_say(run, path, &faults);
    return contract;
}

/* The file's text; absent after an error was said. */
static struct str text_of(struct run *run, struct str path, int *ret_status)
{
    struct bytes bytes;
    *ret_status = EXIT_STORE;
    if (!run_file(run, path, CONTRACT_BYTES_MAX, &bytes)) return STR_NONE;
    return (struct str){(const char *)bytes.ptr, (uint32_t)bytes.len};
}

static int usage(struct run *run, const char *name)
{
    struct menu_row row;
    struct text message;
    struct str words[] = {STR("contract"), str_of(name)};
    CHECK(menu_find((struct strs){words, 2}, &row));
    text_init(&message, run->arena);
    word_print(&message, run->lang, WORD_VERB_MISSING,
               (struct argument[ARGUMENTS_MAX]){arg_text("FILE"), arg_text(row.name),
                                                arg_text(row.usage)});
    return run_error(run, EXIT_USAGE, "usage", NULL, "%s", message.ptr);
}

int contract_check(struct run *run)
{
    struct str path;
    uint32_t count;
    int status;
    struct view_args args = {NULL, 0, 2, 1};
    if (!view_args_read(run, &args, &path, &count)) return EXIT_USAGE;
    if (count == 0) return usage(run, "check");
    struct str text = text_of(run, path, &status);
    if (!str_is(text)) return status;
    const struct contract *contract = read_sound(run, path, text, &status);
    if (contract == NULL) return status;
    if (run->json) {
        struct json json = json_to(&run->out);
        json_open_object(&json, NULL);
        json_put_bool(&json, "ok", true);
        json_put_str(&json, "contract", contract->id);
        json_close_object(&json);
    } else {
        word_print(&run->out, run->lang, WORD_CONTRACT_SOUND,
                   (struct argument[ARGUMENTS_MAX]){arg_str(path), arg_str(contract->id),
                                                    arg_number(contract->class_count),
                                                    arg_number(contract->site_count)});
    }
    text_putc(&run->out, '\n');
    return EXIT_DONE;
}

static int send(struct run *run, struct str text)
{
    struct chosen_actor actor;
    struct text line;
    int status;
    if (!actor_choose(run, COMMAND_CONTRACT_LOAD, false, &actor, &status)) return status;
    text_init(&line, run->arena);
    struct json json = json_to(&line);
    json_open_object(&json, NULL);
    json_put_text(&json, "cmd", "contract.load");
    json_put_str(&json, "by", actor.id);
    json_put_str(&json, "text", text);
    json_close_object(&json);
    return verb_send(run, text_str(&line), actor.guessed ? actor.id : STR_NONE);
}

int contract_load(struct run *run)
{
    struct str path = STR_NONE;
    uint32_t count;
    int status;
    bool example = false;
    struct view_arg known[] = {{.name = "--example", .kind = VIEW_FLAG, .flag = &example}};
    struct view_args args = {known, COUNT(known), 2, 1};
    if (!view_args_read(run, &args, &path, &count)) return EXIT_USAGE;
    if (count == 0 && !example) return usage(run, "load");
    struct str text = example ? example_contract() : text_of(run, path, &status);
    if (!str_is(text)) return status;
    if (read_sound(run, path, text, &status) == NULL) return status;
    return send(run, text);
}
