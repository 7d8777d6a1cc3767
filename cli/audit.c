/* audit verify: whether the log is the log that was. It opens the store by itself and below the
 * desk, because a damaged log is what it is for. */
#include "cli/audit_options.h"
#include "cli/audit_say.h"
#include "cli/audit_words.h"
#include "cli/past.h"
#include "cli/table.h"
#include "engine/base/check.h"
#include "engine/proof/base64.h"
#include "replay/verify.h"

static bool notes_read(struct run *run, struct strs paths, struct verify_question *ret,
                       int *ret_status)
{
    struct verify_note *notes = ARENA_ARRAY(run->arena, struct verify_note, paths.count);
    for (uint32_t i = 0; i < paths.count; i++) {
        notes[i].name = paths.at[i];
        if (!audit_file_read(run, paths.at[i], NOTE_BYTES_MAX, &notes[i].text, ret_status))
            return false;
    }
    ret->notes = notes;
    ret->note_count = paths.count;
    return true;
}

static void put_span(struct json *json, const struct verify_report *report)
{
    if (report->last.ms == 0) return; /* the making of the store stands before all time */
    json_put_instant(json, "from", report->first, report->offset);
    json_put_instant(json, "to", report->last, report->offset);
}

static void sound_object(struct run *run, const struct verify_report *report)
{
    char root[DIGEST_TEXT_BYTES];
    struct json json = json_to(&run->out);
    digest_print(report->head.root, root);
    json_open_object(&json, NULL);
    json_put_bool(&json, "ok", true);
    json_put_str(&json, "origin", report->origin);
    json_put_int(&json, "events", (int64_t)report->head.count);
    json_put_text(&json, "root", root);
    json_put_int(&json, "checkpoints", report->notes_kept + report->notes_given);
    put_span(&json, report);
    if (report->snapshot_at > 0)
        json_put_int(&json, "snapshot", (int64_t)report->snapshot_at);
    else
        json_put_null(&json, "snapshot");
    json_put_int(&json, "alerts", report->alerts);
    json_put_int(&json, "plans", report->plans);
    json_open_array(&json, "differs");
    for (uint32_t i = 0; i < report->differs.count; i++)
        json_put_finding(&json, NULL, run, &report->differs.at[i]);
    json_close_array(&json);
    json_close_object(&json);
    CHECK(json_is_whole(&json));
    text_putc(&run->out, '\n');
}

static void say_notes(struct run *run, const struct verify_report *report)
{
    const struct argument args[ARGUMENTS_MAX] = {arg_number(report->notes_kept),
                                                 arg_number(report->notes_given)};
    bool any = report->notes_kept + report->notes_given > 0;
    audit_say(run, any ? SAY_SOUND_NOTES : SAY_SOUND_NO_NOTES, args);
}

static void sound_text(struct run *run, const struct verify_report *report)
{
    char root[DIGEST_TEXT_BYTES];
    digest_print(report->head.root, root);
    struct argument args[ARGUMENTS_MAX] = {arg_number((int64_t)report->head.count),
                                           arg_instant(report->first, report->offset),
                                           arg_instant(report->last, report->offset)};
    audit_say(run, report->last.ms != 0 ? SAY_SOUND : SAY_SOUND_EMPTY, args);
    args[0] = arg_text(root);
    audit_say(run, SAY_SOUND_ROOT, args);
    say_notes(run, report);
    args[0] = arg_number((int64_t)report->snapshot_at);
    audit_say(run, report->snapshot_at > 0 ? SAY_SOUND_STATE : SAY_SOUND_STATE_NO_SNAPSHOT, args);
    args[0] = arg_number(report->alerts);
    args[1] = arg_number(report->plans);
    args[2] = arg_number(report->differs.count);
    audit_say(run, SAY_SOUND_DECISIONS, args);
    for (uint32_t i = 0; i < report->differs.count; i++) {
        struct text clean;
        text_init(&clean, run->arena);
        text_put_clean(&clean, audit_finding(run, &report->differs.at[i]));
        text_put(&run->out, STR("- "));
        text_put_wrapped(&run->out, text_str(&clean), run->width, 2, 2);
    }
}

/* A checkpoint that can't be read says nothing about the store. */
static bool is_of_store(const struct finding *fault)
{
    return fault->event > 0 || fault->kind == FINDING_HEAD_DAMAGED;
}

int audit_verify(struct run *run)
{
    const uint32_t may =
        1 << AUDIT_CHECKPOINT | 1 << AUDIT_KEY | 1 << AUDIT_QUICK | 1 << AUDIT_STRICT;
    struct audit_options options;
    struct verify_report report;
    struct verify_question question = {.offset = OFFSET_WITHOUT_CONTRACT};
    int status;
    if (!audit_options_read(run, may, false, &options)) return EXIT_USAGE;
    if (run->desk != NULL)
        return audit_error(run, EXIT_USAGE, "usage", SAY_AUDIT_LOCAL, NO_ARGUMENTS);
    question.dir = str_copy(run->arena, run->store).ptr;
    question.quick = options.quick;
    question.has_key = str_is(options.key);
    if (!notes_read(run, options.checkpoints, &question, &status)) return status;
    if (question.has_key && !audit_key_read(run, options.key, &question.key, &status))
        return status;
    err_t fault = verify(&question, run->arena, &report);
    if (is_err(fault)) return run_fault(run, fault);
    if (!report.ok) return audit_bad_news(run, &report.fault, is_of_store(&report.fault));
    if (run->json)
        sound_object(run, &report);
    else
        sound_text(run, &report);
    return options.strict && report.differs.count > 0 ? EXIT_BAD_NEWS : EXIT_DONE;
}
