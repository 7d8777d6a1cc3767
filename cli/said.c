#include "cli/said.h"

#include "cli/called.h"
#include "cli/history.h"
#include "cli/next.h"
#include "cli/table.h"
#include "cli/words.h"
#include "engine/base/check.h"
#include "engine/core/job.h"
#include "engine/wire/json.h"

static const struct {
    enum name_kind subject;
    const char *form[LANG_COUNT];
} rows[] = {
#define SAID(kind, subject, en, ja) [COMMAND_##kind] = {NAME_##subject, {en, ja}},
#include "cli/said.def"
#undef SAID
};

_Static_assert(COUNT(rows) == COMMAND_COUNT, "every command says what it did");

void said_object(struct text *ret, const struct desk_answer *answer, uint32_t line)
{
    struct json json = json_to(ret);
    CHECK(answer->ok);
    json_open_object(&json, NULL);
    json_put_bool(&json, "ok", true);
    if (line > 0) json_put_int(&json, "line", line);
    json_open_array(&json, "seq");
    for (uint32_t i = 0; i < answer->event_count; i++)
        json_put_int(&json, NULL, (int64_t)answer->first_seq + i);
    json_close_array(&json);
    json_open_array(&json, "events");
    for (uint32_t i = 0; i < answer->event_count; i++)
        json_put_text(&json, NULL, answer->event_names[i]);
    json_close_array(&json);
    json_open_object(&json, "ids");
    if (str_is(answer->id)) json_put_str(&json, answer->id_kind.ptr, answer->id);
    json_close_object(&json);
    json_close_object(&json);
    text_putc(ret, '\n');
}

static struct str contract_given(const struct run *run, const struct command *command)
{
    if (str_is(command->contract) || run->state->contracts.count == 0) return command->contract;
    const struct contract_row *row = vec_at(&run->state->contracts, 0);
    return state_text(run->state, row->id);
}

static const char *kind_name(enum name_kind kind)
{
    switch (kind) {
    case NAME_CONTRACT: return "contract";
    case NAME_ACTOR: return "actor";
    case NAME_SKILL: return "skill";
    case NAME_JOB: return "job";
    case NAME_VISIT: return "visit";
    case NAME_QUERY: return "query";
    case NAME_DOCUMENT: return "document";
    case NAME_ALERT: return "alert";
    case NAME_NOTE: return "record";
    case NAME_MEDIUM: return "medium";
    }
    CHECK(false);
    return "";
}

/* The field by which a command names what it is about: "job" for a job, absent when not given. */
static struct str named(const struct command *command, enum name_kind kind)
{
    struct command copy = *command;
    const struct fields *fields = &command_about(command->kind)->fields;
    for (uint32_t i = 0; i < fields->count; i++) {
        const struct field *field = &fields->at[i];
        bool about = strcmp(field->name, kind_name(kind)) == 0 ||
                     (kind == NAME_ACTOR && strcmp(field->name, "technician") == 0);
        if (!about || (field->kind != FIELD_ID && field->kind != FIELD_STR)) continue;
        const char *value = (const char *)command_body(&copy) + field->offset;
        return *(const struct str *)(const void *)value;
    }
    return STR_NONE;
}

/* What is asked for by its kind and period has its id in the event alone. */
static struct str recorded(struct run *run, const struct desk_answer *answer)
{
    struct event event;
    if (answer->event_count == 0) return STR_NONE;
    uint64_t seq = answer->first_seq + answer->event_count - 1;
    return is_err(history_event(run, seq, &event)) ? STR_NONE : event.subject;
}

/* Named by the command, else made by it: a job that failed makes another, which isn't meant. */
static struct str subject_of(struct run *run, const struct command *command,
                             const struct desk_answer *answer)
{
    enum name_kind kind = rows[command->kind].subject;
    struct str id = named(command, kind);
    if (str_is(id)) return id;
    if (str_is(answer->id) && str_eq(answer->id_kind, str_of(kind_name(kind)))) return answer->id;
    if (kind == NAME_CONTRACT) return contract_given(run, command);
    return kind == NAME_DOCUMENT ? recorded(run, answer) : STR_NONE;
}

static void job_put(struct run *run, uint32_t row, struct text *ret)
{
    const struct job_row *job = state_job(run->state, row);
    int32_t offset = run_offset(run);
    const struct contract *wording =
        state_contract(run->state, job->contract, instant_day(run->now, offset));
    struct job_deadline deadline = job_deadline_of(run->state, wording, row, run->now, run->arena);
    struct argument args[ARGUMENTS_MAX] = {
        arg_str(called_class(run, state_text(run->state, job->class))),
        arg_str(called_site(run, state_text(run->state, job->site))),
        arg_instant(deadline.at, offset)};
    enum word word = deadline.moving ? WORD_SAID_JOB_HELD : WORD_SAID_JOB;
    if (job->cancelled || job->completed) word = WORD_SAID_JOB_OVER;
    word_print(ret, run->lang, word, args);
}

static void visit_put(struct run *run, uint32_t row, struct text *ret)
{
    const struct visit_row *visit = state_visit(run->state, row);
    text_put(ret, called_site(run, state_text(run->state, visit->site)));
    text_put(ret, run->lang == LANG_JA ? STR("、") : STR(", "));
    instant_word(ret, run->lang, visit->start, run_offset(run));
}

static void document_put(struct run *run, uint32_t row, struct text *ret)
{
    const struct document_row *document = vec_at(&run->state->documents, row);
    struct str period = state_text(run->state, document->period);
    text_put(ret, called_paper(run, state_text(run->state, document->kind)));
    if (str_is(period)) text_add(ret, " %.*s", STR_ARGS(period));
    text_put(ret, run->lang == LANG_JA ? STR("、") : STR(", "));
    word_print(ret, run->lang, WORD_SAID_DUE,
               (struct argument[ARGUMENTS_MAX]){arg_day(document->due)});
}

static void medium_put(struct run *run, uint32_t row, struct text *ret)
{
    const struct medium_row *medium = state_medium(run->state, row);
    text_put(ret, state_text(run->state, medium->kind));
    text_add(ret, ", %s", medium_state_word(medium->state, run->lang));
    if (medium->custodian == NOBODY) return;
    const struct actor_row *custodian = state_actor(run->state, medium->custodian);
    text_add(ret, ", %.*s", STR_ARGS(state_text(run->state, custodian->id)));
}

/* What the subject is, and what comes next for it. */
static void thing_put(struct run *run, enum name_kind kind, struct str id, struct text *ret_what,
                      struct text *ret_next)
{
    uint32_t row = str_is(id) ? state_find(run->state, kind, id) : NO_ROW;
    if (row == NO_ROW) return;
    switch (kind) {
    case NAME_JOB:
        job_put(run, row, ret_what);
        next_of_job(run, row, ret_next);
        return;
    case NAME_VISIT:
        visit_put(run, row, ret_what);
        next_of_visit(run, row, ret_next);
        return;
    case NAME_DOCUMENT: document_put(run, row, ret_what); return;
    case NAME_CONTRACT:
        if (str_is(id) && run->state->roster.count == 0)
            text_put(ret_next, str_of(word_text(WORD_NEXT_CONTRACT, run->lang)));
        return;
    case NAME_QUERY: next_of_query(run, row, ret_next); return;
    case NAME_MEDIUM: medium_put(run, row, ret_what); return;
    case NAME_ACTOR:
    case NAME_SKILL:
    case NAME_NOTE:
    case NAME_ALERT: return;
    }
}

/* What happened, and on a line of its own what is next. */
static void lines_put(struct run *run, const struct command *command,
                      const struct desk_answer *answer, struct text *ret_done,
                      struct text *ret_next)
{
    struct text what, next;
    struct str id = subject_of(run, command, answer);
    text_init(&what, run->arena);
    text_init(&next, run->arena);
    thing_put(run, rows[command->kind].subject, id, &what, &next);
    template_print(ret_done, run->lang, rows[command->kind].form[run->lang],
                   (struct argument[ARGUMENTS_MAX]){arg_str(id), arg_str(text_str(&what))});
    if (next.len == 0) return;
    word_print(ret_next, run->lang, WORD_NEXT,
               (struct argument[ARGUMENTS_MAX]){arg_str(text_str(&next))});
}

/* Whoever changes what was approved hears that the approval goes with it. */
static bool drops_approval(const struct desk_answer *answer)
{
    for (uint32_t i = 0; i < answer->event_count; i++)
        if (strcmp(answer->event_names[i], "approval.dropped") == 0) return true;
    return false;
}

static void line_out(struct run *run, const struct text *line)
{
    struct text clean;
    if (line->len == 0) return;
    text_init(&clean, run->arena);
    text_put_clean(&clean, text_str(line));
    text_put_wrapped(&run->out, text_str(&clean), run->width, 2, 0);
}

void said(struct run *run, const struct command *command, const struct desk_answer *answer,
          struct str chosen)
{
    struct text done, next;
    if (run->json) {
        said_object(&run->out, answer, 0);
        return;
    }
    text_init(&done, run->arena);
    text_init(&next, run->arena);
    if (answer->replayed)
        text_add(&done, "%s ", word_text(WORD_SAID_BEFORE, run->lang));
    else if (answer->event_count == 0)
        text_add(&done, "%s ", word_text(WORD_SAID_NOTHING, run->lang));
    lines_put(run, command, answer, &done, &next);
    if (str_is(chosen)) {
        text_putc(&done, ' ');
        word_print(&done, run->lang, WORD_SAID_AS,
                   (struct argument[ARGUMENTS_MAX]){arg_str(chosen)});
    }
    if (drops_approval(answer)) text_add(&done, " %s", word_text(WORD_SAID_DROPPED, run->lang));
    line_out(run, &done);
    line_out(run, &next);
}
