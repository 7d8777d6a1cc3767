#include "cli/run.h"

#include <stdarg.h>
#include <string.h>

#include "cli/called.h"
#include "cli/table.h"
#include "cli/words.h"
#include "engine/base/check.h"
#include "engine/wire/refusal_json.h"

/* {"ok":false,"error":{…}} with its line end. */
static void error_object(struct run *run, const char *code, struct str message, const char *clause)
{
    struct json json = json_to(&run->out);
    json_open_object(&json, NULL);
    json_put_bool(&json, "ok", false);
    json_open_object(&json, "error");
    json_put_text(&json, "code", code);
    json_put_str(&json, "message", message);
    if (clause != NULL && *clause != '\0') json_put_text(&json, "clause", clause);
    json_close_object(&json);
    json_close_object(&json);
    CHECK(json_is_whole(&json));
    text_putc(&run->out, '\n');
}

static void error_line(struct run *run, struct str message, const char *clause)
{
    text_put(&run->err, STR("tehai: "));
    text_put_clean(&run->err, message);
    if (clause != NULL && *clause != '\0') text_add(&run->err, " [%s]", clause);
    text_putc(&run->err, '\n');
}

int run_error(struct run *run, int status, const char *code, const char *clause, const char *format,
              ...)
{
    struct text message;
    va_list args;
    text_init(&message, run->arena);
    va_start(args, format);
    text_vadd(&message, format, args);
    va_end(args);
    if (run->json)
        error_object(run, code, text_str(&message), clause);
    else
        error_line(run, text_str(&message), clause);
    return status;
}

int run_refused(struct run *run, const struct refusals *refusals)
{
    CHECK(refusals->count > 0);
    if (run->json) {
        refusals_print(&run->out, refusals, 0, run->lang);
        return EXIT_REFUSED;
    }
    struct text message;
    text_init(&message, run->arena);
    called_refusal_print(&message, run, &refusals->at[0]);
    for (uint32_t i = 1; i < refusals->count; i++) {
        text_put(&message, STR("; "));
        called_refusal_print(&message, run, &refusals->at[i]);
    }
    error_line(run, text_str(&message), refusal_clause(refusals->at[0].code));
    return EXIT_REFUSED;
}

/* The short name that programs see; messages and exits stand in err.def. */
static const char *fault_name(enum err_code code)
{
    switch (code) {
#define ERR(name, exit, en, ja)                                                                    \
    case ERR_##name:                                                                               \
        return #name;
#include "engine/base/err.def"
#undef ERR
    }
    CHECK(false);
    return "";
}

static const char *fault_code(struct arena *arena, enum err_code code)
{
    struct text text;
    text_init(&text, arena);
    for (const char *p = fault_name(code); *p != '\0'; p++)
        text_putc(&text, (char)(*p >= 'A' && *p <= 'Z' ? *p - 'A' + 'a' : *p));
    return text.ptr;
}

int run_fault(struct run *run, err_t fault)
{
    struct text how; /* what helps whoever looks after the machine; nothing to somebody lost */
    text_init(&how, run->arena);
    if (fault.code != ERR_MISSING && fault.step != NULL && *fault.step != '\0') {
        text_add(&how, " (%s", fault.step);
        if (fault.at > 0) text_add(&how, ", event %llu", (unsigned long long)fault.at);
        if (fault.lib != 0) text_add(&how, ", code %d", fault.lib);
        if (fault.lib > 0) text_add(&how, ": %s", strerror(fault.lib));
        text_putc(&how, ')');
    }
    return run_error(run, err_exit(fault.code), fault_code(run->arena, fault.code), NULL,
                     "%.*s: %s%s", STR_ARGS(run->store), err_text(fault.code, run->lang), how.ptr);
}

static struct str contract_names(const struct run *run)
{
    struct text names;
    text_init(&names, run->arena);
    for (uint32_t i = 0; i < run->state->contracts.count; i++) {
        const struct contract_row *row = vec_at(&run->state->contracts, i);
        struct str id = state_text(run->state, row->id);
        text_add(&names, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(id));
    }
    return text_str(&names);
}

static uint32_t contract_error(struct run *run, int status, const char *code, enum word word,
                               int *ret_status)
{
    struct text message;
    text_init(&message, run->arena);
    word_print(
        &message, run->lang, word,
        (struct argument[ARGUMENTS_MAX]){arg_str(run->contract), arg_str(contract_names(run))});
    *ret_status = run_error(run, status, code, NULL, "%s", message.ptr);
    return NO_ROW;
}

uint32_t run_contract(struct run *run, int *ret_status)
{
    CHECK(run->state != NULL);
    uint32_t count = run->state->contracts.count;
    if (count == 0) {
        struct refusal refusal = {.code = REFUSAL_NO_CONTRACT};
        *ret_status = run_refused(run, &(struct refusals){&refusal, 1});
        return NO_ROW;
    }
    if (!str_is(run->contract)) {
        if (count == 1) return 0;
        return contract_error(run, EXIT_USAGE, "usage", WORD_WHICH_CONTRACT, ret_status);
    }
    uint32_t row = state_find(run->state, NAME_CONTRACT, run->contract);
    if (row != NO_ROW) return row;
    return contract_error(run, EXIT_NONE, "wrong-contract", WORD_NO_SUCH_CONTRACT, ret_status);
}

int32_t run_offset(const struct run *run)
{
    const struct state *state = run->state;
    if (state == NULL || state->contracts.count == 0) return OFFSET_WITHOUT_CONTRACT;
    uint32_t row = str_is(run->contract) ? state_find(state, NAME_CONTRACT, run->contract) : 0;
    if (row == NO_ROW) row = 0;
    day_t day = instant_day(state->last_recorded, OFFSET_WITHOUT_CONTRACT);
    return state_contract(state, row, day)->offset;
}

bool run_tick(struct run *run, int *ret_status)
{
    CHECK(run->state != NULL);
    instant_t last = run->state->last_recorded;
    if (!run->now_given) {
        if (run->clock != NULL) run->now = run->clock();
        if (run->now.ms < last.ms && last.ms - run->now.ms <= CLOCK_SLACK_MS) run->now = last;
    }
    if (run->state->head == 0 || run->now.ms >= last.ms) return true;
    int32_t offset = run_offset(run);
    struct refusal refusal = {REFUSAL_CLOCK_BEHIND,
                              {arg_instant(run->now, offset), arg_instant(last, offset)}};
    *ret_status = run_refused(run, &(struct refusals){&refusal, 1});
    return false;
}

bool run_file(struct run *run, struct str path, size_t bytes_max, struct bytes *ret)
{
    enum word why = WORD_FILE_MISSING;
    CHECK(run->inputs != NULL);
    switch (input_whole(run->inputs, path, bytes_max, run->arena, ret)) {
    case INPUT_READ: return true;
    case INPUT_MISSING: why = WORD_FILE_MISSING; break;
    case INPUT_UNREADABLE: why = WORD_FILE_UNREADABLE; break;
    case INPUT_TOO_LONG: why = WORD_FILE_TOO_LONG; break;
    }
    struct text message;
    text_init(&message, run->arena);
    word_print(&message, run->lang, why,
               (struct argument[ARGUMENTS_MAX]){arg_str(path), arg_number((int64_t)bytes_max)});
    (void)run_error(run, EXIT_STORE, "file", NULL, "%s", message.ptr);
    return false;
}
