#include "engine/base/sort.h"
#include "engine/base/vec.h"
#include "replay/verify_priv.h"

static enum finding_kind reason_of(enum note_verdict verdict)
{
    switch (verdict) {
    case NOTE_MALFORMED: return FINDING_NOTE_MALFORMED;
    case NOTE_OTHER_ORIGIN: return FINDING_NOTE_OTHER_ORIGIN;
    case NOTE_UNSIGNED: return FINDING_NOTE_UNSIGNED;
    case NOTE_FORGED: return FINDING_NOTE_FORGED;
    case NOTE_HOLDS: break;
    }
    return FINDING_COUNT;
}

struct judging {
    struct verifying *v;
    bool has_key;
    struct public_key key;
    struct vec notes; /* struct judged_note */
};

static void judge(struct judging *j, struct str name, struct str text)
{
    struct checkpoint found = {0};
    struct str origin = j->v->report->origin;
    (void)note_parse(text, &found);
    struct judged_note note = {.name = name, .head = found.head, .reason = FINDING_NO_KEY};
    if (j->has_key) {
        enum note_verdict verdict = note_verify(text, origin, j->key, &found);
        note.sound = verdict == NOTE_HOLDS;
        note.reason = reason_of(verdict);
    }
    *(struct judged_note *)vec_push(&j->notes, j->v->arena) = note;
}

static err_t judge_kept(struct judging *j, struct rows *rows)
{
    struct kept_notes kept;
    struct verifying *v = j->v;
    TRY(rows_notes(rows, v->arena, &kept));
    for (uint32_t i = 0; i < kept.count; i++) {
        struct str name =
            text_format(v->arena, "checkpoint %llu", (unsigned long long)kept.at[i].count);
        judge(j, name, kept.at[i].note);
        struct judged_note *note = vec_at(&j->notes, j->notes.count - 1);
        bool damaged =
            !str_is(kept.at[i].note) || (note->sound && note->head.count != kept.at[i].count);
        if (!damaged) continue;
        note->sound = false;
        note->reason = FINDING_NOTE_DAMAGED;
        note->head.count = kept.at[i].count;
    }
    v->report->notes_kept = kept.count;
    return OK;
}

static int by_position(const void *a, const void *b, const void *context)
{
    (void)context;
    const struct judged_note *one = a, *other = b;
    return (one->head.count > other->head.count) - (one->head.count < other->head.count);
}

err_t verify_notes(struct verifying *v, struct rows *rows, struct judged_notes *ret)
{
    const struct verify_question *question = v->question;
    struct judging j = {v, question->has_key, question->key, vec_of(sizeof(struct judged_note))};
    if (!j.has_key) j.has_key = !is_err(key_read_public(question->dir, &j.key));
    TRY(judge_kept(&j, rows));
    for (uint32_t i = 0; i < question->note_count; i++)
        judge(&j, question->notes[i].name, question->notes[i].text);
    v->report->notes_given = question->note_count;
    sort_rows(j.notes.rows, j.notes.count, sizeof(struct judged_note), by_position, NULL, v->arena);
    *ret = (struct judged_notes){j.notes.rows, j.notes.count};
    return OK;
}
