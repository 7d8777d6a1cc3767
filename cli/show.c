/* show: one subject, how it stands, and its whole history. */
#include "cli/called.h"
#include "cli/entries.h"
#include "cli/history.h"
#include "cli/label.h"
#include "cli/next.h"
#include "cli/table.h"
#include "cli/view_arg.h"
#include "cli/words.h"
#include "engine/base/check.h"
#include "engine/core/content.h"
#include "engine/core/job.h"
#include "engine/wire/event_json.h"

/* One line of the sheet, or one member of the object: the same facts for both. */
struct sheet {
    struct run *run;
    struct json *json;   /* for programs */
    struct table *table; /* for people */
    int32_t offset;
};

static void put_str(struct sheet *s, const char *key, struct str value)
{
    if (s->json != NULL) {
        json_put_str(s->json, key, value);
    } else if (str_is(value)) {
        table_cell(s->table, str_of(label_text(key, s->run->lang)));
        table_cell(s->table, value);
    }
}

static void put_ref(struct sheet *s, const char *key, struct ref ref)
{
    put_str(s, key, state_text(s->run->state, ref));
}

static void put_bool(struct sheet *s, const char *key, bool on)
{
    if (s->json != NULL)
        json_put_bool(s->json, key, on);
    else
        put_str(s, key, str_of(word_text(on ? WORD_YES : WORD_NO, s->run->lang)));
}

static void put_number(struct sheet *s, const char *key, uint32_t n)
{
    if (s->json != NULL)
        json_put_int(s->json, key, n);
    else
        put_str(s, key, text_format(s->run->arena, "%u", n));
}

/* Programs, and English, have dates as ISO 8601 writes them; Japanese has its own way. */
static bool is_in_japanese(const struct sheet *s)
{
    return s->json == NULL && s->run->lang == LANG_JA;
}

static void put_instant(struct sheet *s, const char *key, instant_t at)
{
    char text[INSTANT_TEXT_BYTES];
    struct text word;
    text_init(&word, s->run->arena);
    instant_print(at, s->offset, text);
    if (is_in_japanese(s))
        instant_word(&word, LANG_JA, at, s->offset);
    else
        text_put(&word, str_of(text));
    put_str(s, key, text_str(&word));
}

static void put_day(struct sheet *s, const char *key, struct maybe_day day)
{
    char text[DAY_TEXT_BYTES];
    struct text word;
    if (!day.is) {
        put_str(s, key, STR_NONE);
        return;
    }
    text_init(&word, s->run->arena);
    day_print(day.day, text);
    if (is_in_japanese(s))
        day_word(&word, LANG_JA, day.day);
    else
        text_put(&word, str_of(text));
    put_str(s, key, text_str(&word));
}

/* A word of a closed list: its name for programs, the word for people. */
static void put_term(struct sheet *s, const char *key, const struct term_set *set, uint32_t at)
{
    CHECK(at < set->count);
    const struct term *term = &set->terms[at];
    put_str(s, key, str_of(s->json != NULL ? term->name : term->word[s->run->lang]));
}

static struct str job_id(const struct state *state, uint32_t row)
{
    return row == NO_ROW ? STR_NONE : state_text(state, state_job(state, row)->id);
}

static struct str actor_id(const struct state *state, uint32_t row)
{
    return row == NOBODY ? STR_NONE : state_text(state, state_actor(state, row)->id);
}

/* Ids of a list of rows, as an array or with commas. */
static void put_ids(struct sheet *s, const char *key, struct list list,
                    struct str (*id)(const struct state *, uint32_t))
{
    const uint32_t *rows = state_list(s->run->state, list);
    struct text text;
    text_init(&text, s->run->arena);
    if (s->json != NULL) json_open_array(s->json, key);
    for (uint32_t i = 0; i < list.count; i++) {
        struct str one = id(s->run->state, rows[i]);
        if (s->json != NULL)
            json_put_str(s->json, NULL, one);
        else
            text_add(&text, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(one));
    }
    if (s->json != NULL)
        json_close_array(s->json);
    else if (text.len > 0)
        put_str(s, key, text_str(&text));
}

/* {"by":…,"on_behalf_of":…,"seq":…} or null. */
static void decision_object(struct sheet *s, const char *key, const struct decision_row *decision)
{
    const struct state *state = s->run->state;
    json_open_object(s->json, key);
    json_put_str(s->json, "by", actor_id(state, decision->by));
    json_put_str(s->json, "on_behalf_of", actor_id(state, decision->on_behalf));
    json_put_int(s->json, "seq", (int64_t)decision->seq);
    json_close_object(s->json);
}

/* Who decided; on paper it says for whom (5(8)イ): never the same as having decided oneself. */
static void put_decision(struct sheet *s, const char *key, const struct decision_row *decision)
{
    const struct state *state = s->run->state;
    struct text text;
    if (decision->by == NOBODY || decision->seq == 0) {
        put_str(s, key, STR_NONE);
        return;
    }
    if (s->json != NULL) {
        decision_object(s, key, decision);
        return;
    }
    text_init(&text, s->run->arena);
    text_put(&text, actor_id(state, decision->by));
    if (decision->on_behalf != NOBODY) {
        text_putc(&text, ' ');
        word_print(&text, s->run->lang, WORD_SHOW_FOR,
                   (struct argument[ARGUMENTS_MAX]){arg_str(actor_id(state, decision->on_behalf))});
    }
    put_str(s, key, text_str(&text));
}

static const struct contract *wording_of(const struct sheet *s, uint32_t contract)
{
    return state_contract(s->run->state, contract, instant_day(s->run->now, s->offset));
}

/* The hash of what waits for a word, else of what was approved; whoever approves may name it. */
static void put_content(struct sheet *s, const char *key, bool waits, struct str content,
                        struct ref approved)
{
    if (waits)
        put_str(s, key, content_hash(content, s->run->arena));
    else
        put_ref(s, key, approved);
}

static void job_works(struct sheet *s, const struct job_row *job)
{
    put_number(s, "minutes", job->minutes);
    put_number(s, "crew", job->crew);
    put_bool(s, "alone", job->alone);
    put_ids(s, "with", job->with, job_id);
    put_ids(s, "after", job->after, job_id);
    put_ids(s, "apart", job->apart, job_id);
    put_str(s, "follows", job_id(s->run->state, job->follows));
    put_str(s, "followed_by", job_id(s->run->state, job->followed_by));
}

static void job_gates_put(struct sheet *s, uint32_t row)
{
    const struct job_row *job = state_job(s->run->state, row);
    put_bool(s, "work_order", job->work_order);
    put_term(s, "procedure", &procedure_state_terms, job->procedure);
    put_ref(s, "procedure_name", job->procedure_name);
    put_ref(s, "procedure_sha256", job->procedure_sha256);
    put_content(s, "procedure_content", job->procedure == PROCEDURE_SUBMITTED,
                content_of_procedure(s->run->state, row, s->run->arena), job->procedure_content);
    put_decision(s, "procedure_decision", &job->procedure_decision);
    put_number(s, "open_queries", job->open_queries);
    put_bool(s, "held", job->held);
    if (job->judgement != FAULT_NOT_JUDGED)
        put_term(s, "judgement", &fault_judgement_terms, job->judgement);
    put_bool(s, "media_checked", job->media_checked);
}

/* One pause of the clock: from when to when, for whom, told by whom (4(3)イ). */
static void pause_put(struct sheet *s, const struct pause_row *pause)
{
    const struct term *reason = &hold_reason_terms.terms[pause->reason];
    struct maybe_day from = {true, instant_day(pause->from, s->offset)}, to = {0};
    if (pause->to.is) to = (struct maybe_day){true, instant_day(pause->to.at, s->offset)};
    if (s->json != NULL) {
        json_open_object(s->json, NULL);
        put_day(s, "from", from);
        put_day(s, "to", to);
        put_str(s, "reason", str_of(reason->name));
        put_str(s, "by", actor_id(s->run->state, pause->by));
        json_close_object(s->json);
        return;
    }
    char first[DAY_TEXT_BYTES], last[DAY_TEXT_BYTES] = "";
    day_print(from.day, first);
    if (to.is) day_print(to.day, last);
    put_str(s, "pause",
            text_format(s->run->arena, "%s..%s %s, %.*s", first, last, reason->word[s->run->lang],
                        STR_ARGS(actor_id(s->run->state, pause->by))));
}

/* Gross and net: what the deadline would be had nothing stopped the clock, and what did. */
static void pauses_put(struct sheet *s, const struct job_row *job, const struct contract *wording)
{
    const struct state *state = s->run->state;
    const struct contract *own = job_wording_of(state, wording, job);
    const struct job_class *class = job_class_of(state, own, job);
    if (job->last_pause == NO_ROW) return;
    if (!job->due.is && class != NULL && class->urgency == URGENCY_URGENT) {
        struct response_clock clock = {.received = job->received_at, .as_of = s->run->now};
        uint32_t site = job_site_of(state, own, job);
        put_instant(s, "deadline_unpaused", response_of(own, site, &clock, s->run->arena).deadline);
    }
    if (s->json != NULL) json_open_array(s->json, "pauses");
    for (uint32_t p = job->last_pause; p != NO_ROW;) {
        const struct pause_row *pause = vec_at(&state->pauses, p);
        pause_put(s, pause);
        p = pause->before;
    }
    if (s->json != NULL) json_close_array(s->json);
}

static void job_put(struct sheet *s, uint32_t row)
{
    const struct state *state = s->run->state;
    const struct job_row *job = state_job(state, row);
    const struct contract *wording = wording_of(s, job->contract);
    struct job_deadline deadline = job_deadline_of(state, wording, row, s->run->now, s->run->arena);
    put_term(s, "state", &job_state_terms, job_state_of(state, wording, row));
    put_str(s, "class", called_class(s->run, state_text(state, job->class)));
    put_str(s, "site", called_site(s->run, state_text(state, job->site)));
    put_ref(s, "ref", job->reference);
    put_ref(s, "title", job->title);
    put_instant(s, "received", job->received_at);
    put_day(s, "earliest", job->earliest);
    put_day(s, "target", job->target);
    put_day(s, "due", job->due);
    put_instant(s, "deadline", deadline.at);
    pauses_put(s, job, wording);
    job_works(s, job);
    job_gates_put(s, row);
    put_str(s, "visit",
            job->visit == NO_ROW ? STR_NONE
                                 : state_text(state, state_visit(state, job->visit)->id));
    if (job->completed) put_term(s, "result", &result_terms, job->result);
}

/* What was confirmed of the people's conduct, by its words. */
static void put_conduct(struct sheet *s, uint32_t confirmed)
{
    struct text text;
    text_init(&text, s->run->arena);
    if (s->json != NULL) json_open_array(s->json, "conduct");
    for (uint32_t i = 0; i < conduct_terms.count; i++) {
        if ((confirmed & 1u << i) == 0) continue;
        if (s->json != NULL)
            json_put_text(s->json, NULL, conduct_terms.terms[i].name);
        else
            text_add(&text, "%s%s", text.len > 0 ? ", " : "",
                     conduct_terms.terms[i].word[s->run->lang]);
    }
    if (s->json != NULL)
        json_close_array(s->json);
    else if (text.len > 0)
        put_str(s, "conduct", text_str(&text));
}

static void visit_put(struct sheet *s, uint32_t row)
{
    const struct visit_row *visit = state_visit(s->run->state, row);
    put_term(s, "state", &visit_state_terms, visit->state);
    put_str(s, "site", called_site(s->run, state_text(s->run->state, visit->site)));
    put_instant(s, "start", visit->start);
    put_instant(s, "end", visit->end);
    put_bool(s, "out_of_hours", visit->out_of_hours);
    put_ids(s, "jobs", visit->jobs, job_id);
    put_ids(s, "joining", visit->joining, job_id);
    put_ids(s, "crew", visit->crew, actor_id);
    put_content(s, "content", visit->state == VISIT_PROPOSED || visit->joining.count > 0,
                content_of_visit(s->run->state, row, s->run->arena), visit->content);
    put_decision(s, "decision", &visit->decision);
    put_bool(s, "permitted", visit->permitted);
    put_ids(s, "admitted", visit->admitted, actor_id);
    put_conduct(s, visit->conduct);
    put_term(s, "overtime", &overtime_state_terms, visit->overtime);
    put_content(s, "overtime_content", visit->overtime == OVERTIME_REQUESTED,
                content_of_overtime(s->run->state, row, s->run->arena), visit->overtime_content);
    put_decision(s, "overtime_decision", &visit->overtime_decision);
}

static void document_put(struct sheet *s, uint32_t row)
{
    const struct document_row *document = vec_at(&s->run->state->documents, row);
    put_term(s, "state", &document_state_terms, document->state);
    put_ref(s, "kind", document->kind);
    put_ref(s, "period", document->period);
    put_day(s, "due", (struct maybe_day){true, document->due});
    put_ref(s, "cause", document->cause);
    put_ref(s, "file", document->file_name);
    put_ref(s, "sha256", document->file_sha256);
    bool handed_in = document->state == DOCUMENT_SUBMITTED || document->state == DOCUMENT_ACCEPTED;
    put_day(s, "submitted_on", (struct maybe_day){handed_in, document->submitted_on});
    put_bool(s, "on_paper", !document->paper_excused);
    put_ref(s, "format", document->format);
    put_bool(s, "returned", document->returned);
    put_ref(s, "reason", document->reason);
}

static void note_put(struct sheet *s, uint32_t row)
{
    const struct note_row *note = vec_at(&s->run->state->notes, row);
    put_term(s, "kind", &note_kind_terms, note->kind);
    put_day(s, "done_on", (struct maybe_day){true, note->day});
    put_ref(s, "others", note->with);
    put_ref(s, note->kind == NOTE_PROGRESS ? "stage" : "frequency", note->frequency);
    put_ref(s, "text", note->text);
    put_str(s, "job", job_id(s->run->state, note->job));
    if (note->kind == NOTE_WORK) put_term(s, "work", &work_kind_terms, note->work);
    if (note->minutes > 0) put_number(s, "minutes", note->minutes);
    put_decision(s, "confirmation", &note->confirmation);
}

static void query_put(struct sheet *s, uint32_t row)
{
    const struct query_row *query = vec_at(&s->run->state->queries, row);
    put_bool(s, "answered", query->answered);
    put_str(s, "job", job_id(s->run->state, query->job));
    put_ids(s, "jobs", query->jobs, job_id);
    put_bool(s, "blocking", query->blocking || query->jobs.count > 0);
    put_ref(s, "text", query->text);
    put_ref(s, "answer", query->answer);
    put_content(s, "content", query->answered && !query->approved,
                content_of_query(s->run->state, row, s->run->arena), query->content);
    put_decision(s, "decision", &query->decision);
    if (query->submitted) put_instant(s, "submitted", query->submitted_at);
    put_ref(s, "file", query->file_name);
}

static void actor_put(struct sheet *s, uint32_t row)
{
    const struct actor_row *actor = state_actor(s->run->state, row);
    put_term(s, "role", &role_terms, actor->role);
    put_ref(s, "name", actor->name);
    put_ref(s, "organisation", actor->organisation);
}

static void alert_put(struct sheet *s, uint32_t row)
{
    const struct alert_row *alert = vec_at(&s->run->state->alerts, row);
    put_term(s, "state", &alert_state_terms, alert->state);
    put_term(s, "severity", &severity_terms, alert->severity);
    put_instant(s, "at", alert->at);
}

static void medium_put(struct sheet *s, uint32_t row)
{
    const struct medium_row *medium = state_medium(s->run->state, row);
    put_term(s, "state", &medium_state_terms, medium->state);
    put_ref(s, "kind", medium->kind);
    put_str(s, "custodian", actor_id(s->run->state, medium->custodian));
    if (medium->written_at.is) put_instant(s, "written_at", medium->written_at.at);
    if (medium->checked_at.is) put_instant(s, "checked_at", medium->checked_at.at);
    if (medium->checked_at.is) put_term(s, "result", &media_result_terms, medium->result);
    put_bool(s, "check_needed", medium->stale);
    if (medium->used_at.is) put_instant(s, "used_at", medium->used_at.at);
    put_ref(s, "reason", medium->reason);
}

static const struct {
    enum name_kind kind;
    const char *name;
    void (*put)(struct sheet *s, uint32_t row);
} things[] = {
    {NAME_JOB, "job", job_put},
    {NAME_VISIT, "visit", visit_put},
    {NAME_DOCUMENT, "document", document_put},
    {NAME_QUERY, "query", query_put},
    {NAME_ACTOR, "actor", actor_put},
    {NAME_ALERT, "alert", alert_put},
    {NAME_NOTE, "record", note_put},
    {NAME_ALERT, "alert", alert_put},
    {NAME_MEDIUM, "medium", medium_put},
};

/* Its index in `things`, or COUNT(things): only the history knows it. */
static uint32_t thing_of(const struct state *state, struct str id, uint32_t *ret_row)
{
    for (uint32_t i = 0; i < COUNT(things); i++) {
        *ret_row = state_find(state, things[i].kind, id);
        if (*ret_row != NO_ROW) return i;
    }
    return COUNT(things);
}

static err_t object_put(struct sheet *s, struct str id, const struct seqs *seqs)
{
    struct run *run = s->run;
    struct json *json = ARENA_NEW(run->arena, struct json);
    uint32_t row, thing = thing_of(run->state, id, &row);
    *json = json_to(&run->out);
    s->json = json;
    json_open_object(json, NULL);
    json_put_str(json, "subject", id);
    json_put_text(json, "kind", thing < COUNT(things) ? things[thing].name : "contract");
    json_open_object(json, "state");
    if (thing < COUNT(things)) things[thing].put(s, row);
    json_close_object(json);
    json_open_array(json, "history");
    for (uint32_t i = 0; i < seqs->count; i++) {
        struct event event;
        TRY(history_event(run, seqs->at[i], &event));
        json_put_event(json, NULL, &event, s->offset);
    }
    json_close_array(json);
    json_close_object(json);
    text_putc(&run->out, '\n');
    return OK;
}

static void next_put(struct run *run, uint32_t thing, uint32_t row)
{
    struct text next;
    text_init(&next, run->arena);
    if (things[thing].kind == NAME_JOB) next_of_job(run, row, &next);
    if (things[thing].kind == NAME_VISIT) next_of_visit(run, row, &next);
    if (things[thing].kind == NAME_QUERY) next_of_query(run, row, &next);
    if (next.len == 0) return;
    word_print(&run->out, run->lang, WORD_NEXT,
               (struct argument[ARGUMENTS_MAX]){arg_str(text_str(&next))});
    text_putc(&run->out, '\n');
}

static err_t sheet_put(struct sheet *s, struct str id, const struct seqs *seqs)
{
    struct run *run = s->run;
    struct table *table = ARENA_NEW(run->arena, struct table);
    uint32_t row, thing = thing_of(run->state, id, &row);
    text_put_marked(&run->out, run->colour, MARK_STRONG, id);
    text_putc(&run->out, '\n');
    table_init(table, run->arena, run->width, run->colour);
    table_column(table, COLUMN_LEFT, "");
    table_column(table, COLUMN_REST, "");
    s->table = table;
    if (thing < COUNT(things)) {
        things[thing].put(s, row);
        table_print(table, &run->out);
        next_put(run, thing, row);
    }
    text_putc(&run->out, '\n');
    for (uint32_t i = 0; i < seqs->count; i++) {
        struct event event;
        TRY(history_event(run, seqs->at[i], &event));
        history_line(run, &event);
    }
    return OK;
}

int show_command(struct run *run)
{
    struct str typed;
    uint32_t count = 0;
    struct seqs seqs;
    struct sheet sheet = {.run = run, .offset = run_offset(run)};
    struct view_args args = {NULL, 0, 1, 1};
    if (!view_args_read(run, &args, &typed, &count)) return EXIT_USAGE;
    if (count == 0)
        return run_error(run, EXIT_USAGE, "usage", NULL, "%s",
                         word_text(WORD_SHOW_WHAT, run->lang));
    struct str id = history_subject(run, typed, &seqs);
    if (!str_is(id)) return EXIT_NONE;
    err_t fault = run->json ? object_put(&sheet, id, &seqs) : sheet_put(&sheet, id, &seqs);
    return is_err(fault) ? run_fault(run, fault) : EXIT_DONE;
}
