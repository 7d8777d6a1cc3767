/* audit checkpoint, prove, check: what leaves the house, and what is made of it there. */
#include "cli/audit_options.h"
#include "cli/audit_say.h"
#include "cli/audit_words.h"
#include "cli/past.h"
#include "cli/table.h"
#include "engine/base/check.h"
#include "engine/proof/base64.h"
#include "engine/store/checkpoints.h"
#include "engine/wire/json.h"
#include "replay/paper.h"

int audit_checkpoint(struct run *run)
{
    struct audit_options options;
    struct str note;
    if (!audit_options_read(run, 0, false, &options)) return EXIT_USAGE;
    err_t fault = checkpoint_make(desk_log(run->desk), run->arena, &note);
    if (is_err(fault)) return run_fault(run, fault);
    if (!run->json) {
        text_put(&run->out, note);
        return EXIT_DONE;
    }
    struct json json = json_to(&run->out);
    json_open_object(&json, NULL);
    json_put_int(&json, "events", (int64_t)run->state->head);
    json_put_str(&json, "note", note);
    json_close_object(&json);
    text_putc(&run->out, '\n');
    return EXIT_DONE;
}

/* --- Proving ---------------------------------------------------------------------------------- */

int audit_prove(struct run *run)
{
    const uint32_t may = 1 << AUDIT_EVENT | 1 << AUDIT_SIZE | 1 << AUDIT_FROM | 1 << AUDIT_TO;
    struct audit_options options;
    struct paper paper;
    struct log *log = desk_log(run->desk);
    if (!audit_options_read(run, may, false, &options)) return EXIT_USAGE;
    const uint64_t *number = options.number;
    bool of_event = number[AUDIT_EVENT] > 0;
    bool of_growth = number[AUDIT_FROM] > 0;
    bool mixed = of_event ? of_growth || number[AUDIT_TO] > 0 : number[AUDIT_SIZE] > 0;
    if (mixed || (!of_event && !of_growth))
        return audit_error(run, EXIT_USAGE, "usage", SAY_PROVE_USAGE, NO_ARGUMENTS);

    err_t fault =
        of_event ? paper_of_event(log, number[AUDIT_EVENT], number[AUDIT_SIZE], run->arena, &paper)
                 : paper_of_growth(log, number[AUDIT_FROM], number[AUDIT_TO], &paper);
    if (fault.code == ERR_RANGE) {
        const struct argument args[ARGUMENTS_MAX] = {arg_number((int64_t)run->state->head)};
        return audit_error(run, EXIT_NONE, "no-such-event", SAY_NO_SUCH_POSITION, args);
    }
    if (is_err(fault)) return run_fault(run, fault);
    paper_print(&run->out, &paper);
    return EXIT_DONE;
}

/* --- Checking --------------------------------------------------------------------------------- */

struct checking {
    struct run *run;
    const struct audit_options *options;
    struct paper paper;
    struct public_key key;
    uint32_t vouched; /* checkpoints of a tree that the proof speaks of */
    struct str said;  /* about them, for people */
    struct finding fault;
};

static bool bad(struct checking *c, enum finding_kind kind, struct str name)
{
    c->fault = (struct finding){.kind = kind, .args = {arg_str(name)}};
    return false;
}

static enum finding_kind reason_of(enum note_verdict verdict)
{
    switch (verdict) {
    case NOTE_MALFORMED: return FINDING_NOTE_MALFORMED;
    case NOTE_OTHER_ORIGIN: return FINDING_NOTE_OTHER_ORIGIN;
    case NOTE_UNSIGNED: return FINDING_NOTE_UNSIGNED;
    case NOTE_FORGED: return FINDING_NOTE_FORGED;
    case NOTE_HOLDS: break;
    }
    CHECK(false);
    return FINDING_NOTE_MALFORMED;
}

/* Without a key the lines are read as they stand, and the answer says so. */
static bool read_note(struct checking *c, struct str name, struct str text, struct checkpoint *ret)
{
    if (str_is(c->options->key)) {
        enum note_verdict verdict = note_verify(text, c->paper.origin, c->key, ret);
        return verdict == NOTE_HOLDS || bad(c, reason_of(verdict), name);
    }
    if (!note_parse(text, ret)) return bad(c, FINDING_NOTE_MALFORMED, name);
    return str_eq(ret->origin, c->paper.origin) || bad(c, FINDING_NOTE_OTHER_ORIGIN, name);
}

static bool check_note(struct checking *c, struct str name, struct str text)
{
    struct checkpoint found;
    const struct paper *paper = &c->paper;
    if (!read_note(c, name, text, &found)) return false;
    bool is_from = paper->kind == PAPER_CONSISTENCY && paper->from.count == found.head.count;
    if (!is_from && paper->to.count != found.head.count) return true;
    struct digest root = is_from ? paper->from.root : paper->to.root;
    if (!digest_eq(root, found.head.root)) return bad(c, FINDING_NOTE_OTHER_ROOT, name);
    const struct argument args[ARGUMENTS_MAX] = {arg_str(name),
                                                 arg_number((int64_t)found.head.count)};
    struct str line = audit_sentence(
        c->run, str_is(c->options->key) ? SAY_PROOF_NOTE_SIGNED : SAY_PROOF_NOTE_UNCHECKED, args);
    c->said = text_format(c->run->arena, "%.*s%.*s\n", STR_ARGS(c->said), STR_ARGS(line));
    c->vouched++;
    return true;
}

static bool check_notes(struct checking *c, int *ret_status)
{
    const struct strs files = c->options->checkpoints;
    *ret_status = EXIT_DONE;
    for (uint32_t i = 0; i < files.count; i++) {
        struct str text;
        if (!audit_file_read(c->run, files.at[i], NOTE_BYTES_MAX, &text, ret_status)) return false;
        *ret_status = EXIT_DONE;
        if (!check_note(c, files.at[i], text)) return false;
    }
    if (files.count == 0 || c->vouched > 0) return true;
    c->fault = (struct finding){.kind = FINDING_PROOF_NO_NOTE};
    c->fault.args[0] = arg_number((int64_t)c->paper.to.count);
    return false;
}

static void holds_object(struct run *run, const struct checking *c)
{
    struct json json = json_to(&run->out);
    json_open_object(&json, NULL);
    json_put_bool(&json, "ok", true);
    json_put_text(&json, "kind", c->paper.kind == PAPER_INCLUSION ? "inclusion" : "consistency");
    if (c->paper.kind == PAPER_INCLUSION) json_put_int(&json, "event", (int64_t)c->paper.event);
    json_put_int(&json, "size", (int64_t)c->paper.to.count);
    json_put_int(&json, "checkpoints", c->vouched);
    json_put_bool(&json, "signed", c->vouched > 0 && str_is(c->options->key));
    json_close_object(&json);
    text_putc(&run->out, '\n');
}

static void holds_text(struct run *run, const struct checking *c)
{
    char root[DIGEST_TEXT_BYTES];
    const struct paper *paper = &c->paper;
    digest_print(paper->to.root, root);
    struct argument args[ARGUMENTS_MAX] = {
        arg_number((int64_t)(paper->kind == PAPER_INCLUSION ? paper->event : paper->from.count)),
        arg_number((int64_t)paper->to.count), arg_text(root)};
    audit_say(run, paper->kind == PAPER_INCLUSION ? SAY_PROOF_EVENT : SAY_PROOF_GROWTH, args);
    if (c->vouched == 0) audit_say(run, SAY_PROOF_ALONE, NO_ARGUMENTS);
    text_put(&run->out, c->said);
}

/* Reads the proof and checks it by itself; false with the fault set. */
static bool check_paper(struct checking *c, struct str text)
{
    struct str why;
    if (!paper_read(text, c->run->arena, &c->paper, &why))
        return bad(c, FINDING_PROOF_MALFORMED, why);
    return paper_holds(&c->paper, &c->fault);
}

int audit_check(struct run *run)
{
    const uint32_t may = 1 << AUDIT_CHECKPOINT | 1 << AUDIT_KEY;
    struct audit_options options;
    struct checking c = {.run = run, .options = &options, .said = STR("")};
    struct str text;
    int status;
    if (!audit_options_read(run, may, true, &options)) return EXIT_USAGE;
    if (!str_is(options.proof))
        return audit_error(run, EXIT_USAGE, "usage", SAY_CHECK_USAGE, NO_ARGUMENTS);
    if (!audit_file_read(run, options.proof, PAPER_BYTES_MAX, &text, &status)) return status;
    if (str_is(options.key) && !audit_key_read(run, options.key, &c.key, &status)) return status;
    if (!check_paper(&c, text)) return audit_bad_news(run, &c.fault, false);
    if (!check_notes(&c, &status))
        return status != EXIT_DONE ? status : audit_bad_news(run, &c.fault, false);
    if (run->json)
        holds_object(run, &c);
    else
        holds_text(run, &c);
    return EXIT_DONE;
}
