/* paper: a paper of the contract as a file of Word or Excel. Files are made where the words were
 * typed: a daemon writes none for a client. */
#include "cli/entries.h"
#include "cli/paper_pack.h"
#include "cli/view_arg.h"
#include "engine/wire/json.h"

struct asked {
    struct str out;
    bool xlsx, force, addendum;
};

static int usage(struct run *run, enum word word, struct str a, struct str b)
{
    return reading_error(run, EXIT_USAGE, "usage", word,
                         (struct argument[ARGUMENTS_MAX]){arg_str(a), arg_str(b)});
}

static struct str kinds_said(struct arena *arena)
{
    struct text said;
    text_init(&said, arena);
    for (uint32_t i = 0; i < PAPER_COUNT; i++)
        text_add(&said, "%s%s", i > 0 ? ", " : "", paper_at((enum paper_kind)i)->name);
    return text_str(&said);
}

static const char *subject_example(enum paper_subject subject)
{
    switch (subject) {
    case PAPER_OF_NOTHING: return "";
    case PAPER_OF_VISIT: return "V-1";
    case PAPER_OF_JOB: return "J-3";
    case PAPER_OF_MONTH: return "2021-09";
    case PAPER_OF_DOCUMENT: return "D-12";
    }
    CHECK(false);
    return "";
}

static int written(const struct paper_desk *desk, const struct paper_wish *wish, struct str path,
                   struct str sha256)
{
    struct run *run = desk->reading.run;
    if (!run->json) {
        const struct argument args[ARGUMENTS_MAX] = {
            arg_str(path), arg_text(paper_at(wish->kind)->title), arg_str(sha256)};
        reading_say(&desk->reading, 0, reading_sentence(&desk->reading, WORD_PAPER_WRITTEN, args));
        return EXIT_DONE;
    }
    struct json json = json_to(&run->out);
    json_open_object(&json, NULL);
    json_put_bool(&json, "ok", true);
    json_put_text(&json, "kind", paper_at(wish->kind)->name);
    json_put_str(&json, "file", path);
    json_put_str(&json, "sha256", sha256);
    json_close_object(&json);
    text_putc(&run->out, '\n');
    return EXIT_DONE;
}

static int one(const struct paper_desk *desk, const struct paper_wish *wish,
               const struct asked *asked)
{
    struct run *run = desk->reading.run;
    const char *ending = asked->xlsx ? ".xlsx" : ".docx";
    struct str path = str_is(asked->out) ? asked->out : paper_file_name(wish, ending, run->arena);
    struct folio folio;
    struct str sha256;
    bool is_excel;
    int status = EXIT_DONE;
    if (!paper_is_excel(path, &is_excel) || (asked->xlsx && !is_excel))
        return usage(run, WORD_PAPER_FORMAT, path, STR_NONE);
    if (!asked->force && paper_is_there(run, path))
        return reading_error(desk->reading.run, EXIT_REFUSED, "file-exists", WORD_PAPER_EXISTS,
                             (struct argument[ARGUMENTS_MAX]){arg_str(path)});
    if (!paper_make(desk, wish, &folio, &status)) return status;
    if (!paper_write(run, &folio, path, &sha256, &status)) return status;
    return written(desk, wish, path, sha256);
}

/* With the kind known: its subject, and what doesn't go together. */
static int wanted(const struct paper_desk *desk, struct paper_wish *wish, const struct str *words,
                  uint32_t count, const struct asked *asked)
{
    struct run *run = desk->reading.run;
    const struct paper_row *row = paper_at(wish->kind);
    int status;
    if (row->subject == PAPER_OF_NOTHING && count > 1)
        return usage(run, WORD_PAPER_NO_SUBJECT, words[0], STR_NONE);
    if (row->subject != PAPER_OF_NOTHING && count < 2)
        return usage(run, WORD_PAPER_SUBJECT, words[0], str_of(subject_example(row->subject)));
    if (asked->addendum && wish->kind != PAPER_MONTHLY)
        return usage(run, WORD_PAPER_ADDENDUM, STR_NONE, STR_NONE);
    wish->addendum = asked->addendum;
    if (count > 1 && !paper_subject_read(desk, words[1], wish, &status)) return status;
    if (wish->kind != PAPER_HANDOVER) return one(desk, wish, asked);
    if (!str_is(asked->out) || asked->out.len == 0)
        return usage(run, WORD_PAPER_DIR, STR_NONE, STR_NONE);
    return paper_pack(desk, asked->out, asked->force);
}

int paper_command(struct run *run)
{
    struct asked asked = {0};
    struct paper_desk desk;
    struct paper_wish wish = {0};
    struct str words[2];
    uint32_t count = 0;
    int status;
    const struct view_arg known[] = {
        {.name = "--out", .kind = VIEW_TEXT, .text = &asked.out},
        {.name = "--xlsx", .kind = VIEW_FLAG, .flag = &asked.xlsx},
        {.name = "--force", .kind = VIEW_FLAG, .flag = &asked.force},
        {.name = "--addendum", .kind = VIEW_FLAG, .flag = &asked.addendum},
    };
    const struct view_args args = {known, COUNT(known), 1, COUNT(words)};
    if (!view_args_read(run, &args, words, &count)) return EXIT_USAGE;
    if (count == 0 || !paper_find(words[0], &wish.kind))
        return usage(run, WORD_PAPER_KIND, kinds_said(run->arena), STR_NONE);
    if (run->inputs == NULL || !run->inputs->local)
        return usage(run, WORD_AT_HOME, STR("paper"), STR_NONE);
    if (!paper_open(run, &desk, &status)) return status;
    return wanted(&desk, &wish, words, count, &asked);
}
