#include "cli/request.h"

#include "cli/entries.h"
#include "cli/options.h"
#include "cli/past.h"
#include "cli/what_if.h"
#include "cli/words.h"
#include "engine/base/check.h"

static int say(struct run *run, int status, const char *code, enum word word, struct str a,
               struct str b)
{
    struct text message;
    text_init(&message, run->arena);
    word_print(&message, run->lang, word, (struct argument[ARGUMENTS_MAX]){arg_str(a), arg_str(b)});
    return run_error(run, status, code, NULL, "%s", message.ptr);
}

int request_unknown(struct run *run)
{
    struct str word = run->words.at[0];
    struct str nearest = menu_nearest(word, run->arena);
    if (run->words.count > 1) { /* "contract shwo": the first word is sound */
        struct text both;
        text_init(&both, run->arena);
        text_add(&both, "%.*s %.*s", STR_ARGS(word), STR_ARGS(run->words.at[1]));
        struct str nearer = menu_nearest(text_str(&both), run->arena);
        if (str_is(nearer) && str_find(nearer, ' ') < nearer.len) {
            nearest = nearer;
            word = text_str(&both);
        }
    }
    if (str_is(nearest) && !str_eq(nearest, word))
        return say(run, EXIT_USAGE, "usage", WORD_COMMAND_NEAREST, word, nearest);
    return say(run, EXIT_USAGE, "usage", WORD_COMMAND_UNKNOWN, word, STR_NONE);
}

/* --now as given. Its offset may hang on the contract, so the store is open by now. */
static bool now_take(struct run *run, const struct options *options)
{
    if (!str_is(options->now)) return true;
    run->now_given = instant_parse(options->now, run_offset(run), &run->now);
    if (!run->now_given)
        (void)say(run, EXIT_USAGE, "usage", WORD_OPTION_VALUE, STR("--now"),
                  STR("2021-09-24T10:00, 2021-09-24T10:00+09:00"));
    return run->now_given;
}

/* With the store open, or none needed: the clock, and then the command. */
static int run_row(struct run *run, const struct menu_row *row, const struct options *options)
{
    int status = EXIT_DONE;
    if (run->clock != NULL) run->now = run->clock();
    if (!now_take(run, options)) return EXIT_USAGE;
    bool clocked = !row->timeless || run->now_given;
    if (run->state != NULL && clocked && !run_tick(run, &status)) return status;
    if (row->group == GROUP_READ && run->state != NULL &&
        !what_if_lay(run, &run->state, &run->now, &status))
        return status;
    return row->run(run);
}

static int with_store(struct run *run, const struct menu_row *row, const struct options *options)
{
    char dir[LOG_PATH_BYTES_MAX + 1];
    struct desk *own = NULL;
    if (run->store.len == 0)
        return say(run, EXIT_USAGE, "usage", WORD_OPTION_VALUE, STR("--store"), STR("DIR"));
    if (run->store.len > LOG_PATH_BYTES_MAX)
        return say(run, EXIT_USAGE, "usage", WORD_STORE_TOO_LONG,
                   text_format(run->arena, "%d", LOG_PATH_BYTES_MAX), STR_NONE);
    memcpy(dir, run->store.ptr, run->store.len);
    dir[run->store.len] = '\0';

    err_t fault = run->desk != NULL
                      ? desk_refresh(run->desk)
                      : desk_open(&own, dir, row->access == ACCESS_WRITE ? LOG_WRITE : LOG_READ);
    if (is_err(fault)) return run_fault(run, fault);
    if (run->desk == NULL) run->desk = own;
    run->state = desk_state(run->desk);
    int status = run_row(run, row, options);
    desk_close(own);
    return status;
}

static int version(struct run *run)
{
    static const char number[] = "0.1.0";
    if (run->json)
        text_add(&run->out, "{\"version\":\"%s\"}\n", number);
    else
        text_add(&run->out, "tehai %s\n", number);
    return EXIT_DONE;
}

/* The first word that isn't text, counted from 1; 0 when all are. */
static uint32_t unfit_word(struct strs words)
{
    for (uint32_t i = 0; i < words.count; i++)
        if (!str_is_utf8(words.at[i])) return i + 1;
    return 0;
}

static int not_utf8(struct run *run, uint32_t word)
{
    struct str number = text_format(run->arena, "%u", word);
    return say(run, EXIT_USAGE, "usage", WORD_WORD_NOT_UTF8, number, STR_NONE);
}

/* Replay and diff read states of their own, and lay it over those. */
static bool takes_what_if(const struct menu_row *row)
{
    return row->group == GROUP_READ || row->run == replay_command || row->run == diff_command;
}

static int run_words(struct run *run, const struct options *options)
{
    struct menu_row row;
    if (str_is(options->trouble))
        return say(run, EXIT_USAGE, "usage",
                   str_is(options->expected) ? WORD_OPTION_VALUE : WORD_OPTION_NO_VALUE,
                   options->trouble, options->expected);
    if (options->version) return version(run);
    if (run->words.count == 0) {
        int status = help_command(run);
        return options->help ? status : EXIT_USAGE;
    }
    if (!menu_find(run->words, &row)) {
        /* "tehai roster --help": the whole family */
        if (options->help && help_family(run, run->words.at[0])) return EXIT_DONE;
        return request_unknown(run);
    }
    if (options->help) {
        help_row(run, &row);
        return EXIT_DONE;
    }
    if (str_is(run->what_if) && !takes_what_if(&row))
        return say(run, EXIT_USAGE, "usage", WORD_WHAT_IF_READING, STR_NONE, STR_NONE);
    bool remote = run->desk != NULL;
    if (row.access != ACCESS_NONE) return with_store(run, &row, options);
    if (remote) return say(run, EXIT_USAGE, "usage", WORD_AT_HOME, str_of(row.name), STR_NONE);
    return run_row(run, &row, options);
}

int request_begin(const struct request *request, struct arena *arena, struct run **ret)
{
    struct options options;
    struct run *run = ARENA_NEW(arena, struct run);
    options_read(request->words, arena, &options);
    CHECK(!request->gathers || request->desk != NULL); /* one that is closed can't be waited for */
    *run = (struct run){
        .arena = arena,
        .words = options.words,
        .desk = request->desk,
        .clock = request->clock,
        .now = request->now,
        .store = str_is(options.store) && request->desk == NULL ? options.store : request->store,
        .as = str_is(options.as) ? options.as : request->as,
        .contract = options.contract,
        .what_if = options.what_if,
        .json = options.json,
        .lang = options.lang_given ? options.lang : (options.json ? LANG_EN : request->lang),
        .json_lang = options.lang_given ? options.lang : LANG_EN,
        .width = request->width,
        .colour = request->colour && !options.json,
        .inputs = request->inputs,
        .flush = request->flush,
        .gathers = request->gathers,
    };
    if (!str_is(run->store)) run->store = STR("./tehai.store");
    text_init(&run->out, arena);
    text_init(&run->err, arena);
    uint32_t unfit = unfit_word(request->words);
    *ret = run;
    return unfit > 0 ? not_utf8(run, unfit) : run_words(run, &options);
}

struct reply request_end(const struct run *run, int status)
{
    CHECK(status != EXIT_PENDING);
    return (struct reply){status, text_str(&run->out), text_str(&run->err)};
}

void request_answer(const struct request *request, struct arena *arena, struct reply *ret)
{
    struct run *run;
    CHECK(!request->gathers);
    int status = request_begin(request, arena, &run);
    *ret = request_end(run, status);
}
