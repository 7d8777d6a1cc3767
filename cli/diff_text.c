#include "cli/audit_words.h"
#include "cli/diff_say.h"
#include "cli/table.h"
#include "engine/base/check.h"

enum { SEQS_SHOWN = 6 };

/* "2021-10-15 09:00": as instants stand in tables. */
static struct str short_instant(const struct run *run, instant_t at)
{
    char text[INSTANT_TEXT_BYTES];
    instant_print(at, run_offset(run), text);
    return text_format(run->arena, "%.10s %.5s", text, text + 11);
}

static struct str absent(const struct run *run)
{
    return str_of(audit_word_text(SAY_DIFF_ABSENT, run->lang));
}

static struct str joined(const struct run *run, struct strs ids)
{
    struct text text;
    text_init(&text, run->arena);
    for (uint32_t i = 0; i < ids.count; i++)
        text_add(&text, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(ids.at[i]));
    return ids.count > 0 ? text_str(&text) : absent(run);
}

/* --- Faces ------------------------------------------------------------------------------------ */

static struct str say_job(const struct run *run, const struct job_face *face)
{
    if (!face->is) return absent(run);
    return text_format(run->arena, "%s, %.*s, %.*s", job_state_word(face->state, run->lang),
                       STR_ARGS(str_is(face->visit) ? face->visit : absent(run)),
                       STR_ARGS(short_instant(run, face->deadline)));
}

static struct str say_visit(const struct run *run, const struct visit_face *face)
{
    if (!face->is) return absent(run);
    return text_format(run->arena, "%s, %.*s, %.*s [%.*s]",
                       visit_state_word(face->state, run->lang),
                       STR_ARGS(short_instant(run, face->start)), STR_ARGS(joined(run, face->crew)),
                       STR_ARGS(joined(run, face->jobs)));
}

static struct str say_person(const struct run *run, const struct person_face *face)
{
    struct text text;
    text_init(&text, run->arena);
    for (uint32_t i = 0; i < face->visits.count; i++)
        text_add(&text, "%s%.*s %.*s", i > 0 ? ", " : "", STR_ARGS(face->visits.at[i]),
                 STR_ARGS(short_instant(run, face->starts[i])));
    return face->visits.count > 0 ? text_str(&text) : absent(run);
}

static struct str say_alert(const struct run *run, const struct alert_face *face)
{
    if (!face->is) return absent(run);
    return text_format(run->arena, "%s, %s", severity_word(face->severity, run->lang),
                       alert_state_word(face->state, run->lang));
}

static struct str say_document(const struct run *run, const struct document_face *face)
{
    char due[DAY_TEXT_BYTES];
    if (!face->is) return absent(run);
    day_print(face->due, due);
    return text_format(run->arena, "%s, %s", document_state_word(face->state, run->lang), due);
}

/* --- Changes ---------------------------------------------------------------------------------- */

/* "by 7, 8", and a mark where there are more than fit; nothing happened: time alone. */
static struct str by_what(const struct run *run, struct seqs seqs)
{
    struct text text;
    if (seqs.count == 0) return audit_sentence(run, SAY_DIFF_BY_TIME, NO_ARGUMENTS);
    text_init(&text, run->arena);
    for (uint32_t i = 0; i < seqs.count && i < SEQS_SHOWN; i++)
        text_add(&text, "%s%llu", i > 0 ? ", " : "", (unsigned long long)seqs.at[i]);
    if (seqs.count > SEQS_SHOWN) text_put(&text, STR(", …"));
    const struct argument args[ARGUMENTS_MAX] = {arg_str(text_str(&text))};
    return audit_sentence(run, SAY_DIFF_BY, args);
}

static void heading(struct run *run, enum audit_word word)
{
    text_put_marked(&run->out, run->colour, MARK_STRONG, str_of(audit_word_text(word, run->lang)));
    text_putc(&run->out, '\n');
}

/* "J-3  before → after  (by 7)", the rest on a line of its own where it doesn't fit. */
static void say_change(struct run *run, struct str id, struct str before, struct str after,
                       struct seqs events)
{
    struct text clean;
    text_init(&clean, run->arena);
    text_put_clean(&clean,
                   text_format(run->arena, "%.*s: %.*s → %.*s (%.*s)", STR_ARGS(id),
                               STR_ARGS(before), STR_ARGS(after), STR_ARGS(by_what(run, events))));
    text_spaces(&run->out, 2);
    text_put_wrapped(&run->out, text_str(&clean), run->width, 6, 2);
}

static void say_jobs(struct run *run, const struct diff *diff)
{
    if (diff->job_count > 0) heading(run, SAY_DIFF_JOBS);
    for (uint32_t i = 0; i < diff->job_count; i++) {
        const struct job_change *change = &diff->jobs[i];
        say_change(run, change->id, say_job(run, &change->before), say_job(run, &change->after),
                   change->events);
    }
}

static void say_visits(struct run *run, const struct diff *diff)
{
    if (diff->visit_count > 0) heading(run, SAY_DIFF_VISITS);
    for (uint32_t i = 0; i < diff->visit_count; i++) {
        const struct visit_change *change = &diff->visits[i];
        say_change(run, change->id, say_visit(run, &change->before), say_visit(run, &change->after),
                   change->events);
    }
}

static void say_people(struct run *run, const struct diff *diff)
{
    if (diff->person_count > 0) heading(run, SAY_DIFF_PEOPLE);
    for (uint32_t i = 0; i < diff->person_count; i++) {
        const struct person_change *change = &diff->people[i];
        say_change(run, change->id, say_person(run, &change->before),
                   say_person(run, &change->after), change->events);
    }
}

static void say_alerts(struct run *run, const struct diff *diff)
{
    if (diff->alert_count > 0) heading(run, SAY_DIFF_ALERTS);
    for (uint32_t i = 0; i < diff->alert_count; i++) {
        const struct alert_change *change = &diff->alerts[i];
        say_change(run, change->id, say_alert(run, &change->before), say_alert(run, &change->after),
                   change->events);
    }
}

static void say_documents(struct run *run, const struct diff *diff)
{
    if (diff->document_count > 0) heading(run, SAY_DIFF_DOCUMENTS);
    for (uint32_t i = 0; i < diff->document_count; i++) {
        const struct document_change *change = &diff->documents[i];
        say_change(run, change->id, say_document(run, &change->before),
                   say_document(run, &change->after), change->events);
    }
}

static void say_events(struct run *run, const struct diff *diff)
{
    if (diff->event_count > 0) heading(run, SAY_DIFF_EVENTS);
    for (uint32_t i = 0; i < diff->event_count; i++) {
        const struct diff_event *event = &diff->events[i];
        text_add(&run->out, "  %llu %s ", (unsigned long long)event->seq,
                 event_about((uint32_t)event->kind)->name);
        text_put_clean(&run->out, event->subject);
        text_putc(&run->out, '\n');
    }
}

void diff_text(struct run *run, const struct diff *diff)
{
    const struct position *from = &diff->from->position, *to = &diff->to->position;
    const struct argument args[ARGUMENTS_MAX] = {
        arg_number((int64_t)from->seq), arg_str(short_instant(run, from->at)),
        arg_number((int64_t)to->seq), arg_str(short_instant(run, to->at))};
    audit_say(run, SAY_DIFF_HEADING, args);
    say_jobs(run, diff);
    say_visits(run, diff);
    say_people(run, diff);
    say_alerts(run, diff);
    say_documents(run, diff);
    say_events(run, diff);
    bool any = diff->job_count + diff->visit_count + diff->person_count + diff->alert_count +
                   diff->document_count + diff->event_count >
               0;
    if (!any) audit_say(run, SAY_DIFF_NOTHING, NO_ARGUMENTS);
}
