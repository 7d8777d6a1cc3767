/* The reading of the bytes. It keeps a tree of its own, and every hash that the store holds is
 * compared with it:
 *
 *   V1  w->tree is the tree over the events 1 to w->tree.count, as they lie on disk.
 *   V2  Every checkpoint up to w->tree.count was compared with that tree.
 *   V3  Whatever is wrong up to w->agreed would have broken a signature. */
#include "engine/wire/event_bytes.h"
#include "replay/mend.h"
#include "replay/verify_priv.h"

struct walk {
    struct verifying *v;
    struct arena scratch; /* of one event */
    struct merkle tree;
    struct judged_notes notes;
    uint32_t next_note;
    uint64_t agreed; /* the position of the last checkpoint that holds */
    bool has_head;
    struct tree_head head; /* as the store says */
};

static void fault(struct walk *w, struct finding finding)
{
    verify_fault(w->v, finding);
}

static struct finding in_range(enum finding_kind kind, uint64_t from, uint64_t to)
{
    return (struct finding){.kind = kind, .event = from < to ? from : to, .to = to};
}

/* About one event as it lies on disk. */
static struct finding finding_in(enum finding_kind kind, const struct stored_event *stored)
{
    struct finding finding = finding_at(kind, stored->seq);
    finding.has_byte = true;
    finding.file_byte = stored->file_byte;
    return finding;
}

/* --- Checkpoints ------------------------------------------------------------------------------ */

static void check_note(struct walk *w, const struct judged_note *note)
{
    struct finding finding = finding_at(note->reason, note->head.count);
    finding.args[0] = arg_str(note->name);
    if (!note->sound) {
        fault(w, finding);
        return;
    }
    if (digest_eq(merkle_root(&w->tree), note->head.root)) {
        w->agreed = note->head.count; /* V3 */
        return;
    }
    finding = in_range(FINDING_NOTE_OTHER_ROOT, w->agreed + 1, note->head.count);
    finding.args[0] = arg_str(note->name);
    fault(w, finding);
}

/* V2 */
static void check_notes(struct walk *w)
{
    while (w->next_note < w->notes.count) {
        const struct judged_note *note = &w->notes.at[w->next_note];
        if (note->head.count > w->tree.count) return;
        check_note(w, note);
        w->next_note++;
    }
}

/* A checkpoint over more events than there are: the last ones are gone. */
static void check_notes_ahead(struct walk *w)
{
    if (w->next_note == w->notes.count) return;
    const struct judged_note *note = &w->notes.at[w->next_note];
    if (!note->sound) {
        check_note(w, note);
        return;
    }
    struct finding finding = in_range(FINDING_NOTE_AHEAD, w->tree.count + 1, note->head.count);
    finding.args[0] = arg_str(note->name);
    finding.args[1] = arg_number((int64_t)note->head.count);
    finding.args[2] = arg_number((int64_t)w->tree.count);
    fault(w, finding);
}

/* --- One event -------------------------------------------------------------------------------- */

static void say_changed(struct walk *w, const struct stored_event *stored, struct digest leaf)
{
    struct mend mend;
    struct finding finding = finding_in(FINDING_HASH_DIFFERS, stored);
    if (mend_find(stored->event, leaf, &mend)) {
        finding.kind = FINDING_BYTE_CHANGED;
        finding.byte = mend.byte;
        finding.file_byte += mend.byte;
        finding.args[0] = arg_str(text_format(w->v->arena, "0x%02x", mend.is));
        finding.args[1] = arg_str(text_format(w->v->arena, "0x%02x", mend.fits));
    }
    fault(w, finding);
}

/* The lowest node that differs names the smallest range of events that it stands over. */
static void check_tree(struct walk *w, const struct stored_event *stored)
{
    struct digest leaf, stored_leaf;
    struct merkle_done done;
    memcpy(stored_leaf.at, stored->hashes, DIGEST_BYTES);
    leaf = merkle_leaf(stored->event);
    if (!digest_eq(leaf, stored_leaf)) {
        say_changed(w, stored, stored_leaf);
        return;
    }
    merkle_append(&w->tree, leaf, &done); /* V1 */
    for (uint32_t level = 1; level < done.count; level++) {
        if (memcmp(stored->hashes + level * (size_t)DIGEST_BYTES, done.node[level].at,
                   DIGEST_BYTES) == 0)
            continue;
        uint64_t from = stored->seq - (UINT64_C(1) << level) + 1;
        if (from <= w->agreed) from = w->agreed + 1;
        struct finding finding = in_range(FINDING_NODES_DIFFER, from, stored->seq);
        finding.args[0] = arg_number((int64_t)stored->seq);
        fault(w, finding);
        return;
    }
}

static void check_time(struct walk *w, const struct event *event)
{
    struct verify_report *report = w->v->report;
    int32_t offset = w->v->question->offset;
    if (event->seq == 1) report->last = event->recorded_at;
    if (report->first.ms == 0)
        report->first = event->recorded_at; /* a store is made before all time */
    if (instant_cmp(event->recorded_at, report->last) < 0) {
        struct finding finding = finding_at(FINDING_TIME_BACKWARDS, event->seq);
        finding.args[0] = arg_instant(event->recorded_at, offset);
        finding.args[1] = arg_instant(report->last, offset);
        fault(w, finding);
        return;
    }
    report->last = event->recorded_at;
}

static void check_meaning(struct walk *w, const struct stored_event *stored)
{
    struct event event;
    struct arena_mark mark = arena_mark(&w->scratch);
    err_t e = event_decode(stored->event, &event, &w->scratch);
    struct finding finding = finding_in(FINDING_NO_MEANING, stored);
    if (is_err(e)) {
        finding.kind = e.code == ERR_NEWER ? FINDING_NEWER : FINDING_NO_MEANING;
        finding.args[0] = arg_text(e.step);
        fault(w, finding);
    } else if (event.seq != stored->seq) {
        finding.kind = FINDING_OTHER_NUMBER;
        finding.args[0] = arg_number((int64_t)event.seq);
        fault(w, finding);
    } else {
        check_time(w, &event);
    }
    arena_rewind(&w->scratch, mark);
}

static bool check_place(struct walk *w, const struct stored_event *stored)
{
    uint64_t expected = w->tree.count + 1;
    struct finding finding = finding_at(FINDING_ROW_DAMAGED, expected);
    if (stored->seq != expected) {
        finding.kind = FINDING_MISSING;
        finding.args[0] = arg_number((int64_t)stored->seq);
    } else if (w->has_head && stored->seq > w->head.count) {
        finding.kind = FINDING_BEYOND_HEAD;
        finding.args[0] = arg_number((int64_t)w->head.count);
    } else if (stored->event.ptr != NULL) {
        return true;
    }
    fault(w, finding);
    return false;
}

static void check_event(struct walk *w, const struct stored_event *stored)
{
    if (!check_place(w, stored)) return;
    check_tree(w, stored);
    if (verify_is_over(w->v)) return;
    check_meaning(w, stored);
    if (!verify_is_over(w->v)) check_notes(w);
}

/* --- The whole -------------------------------------------------------------------------------- */

static void say_unreadable(struct walk *w, err_t e)
{
    struct finding finding = finding_at(FINDING_UNREADABLE, w->tree.count + 1);
    finding.args[0] = arg_text(e.step);
    fault(w, finding);
}

static void walk_events(struct walk *w, struct rows *rows)
{
    struct stored_event stored = {0};
    bool is = true;
    while (!verify_is_over(w->v)) {
        err_t e = rows_next(rows, &is, &stored);
        if (is_err(e)) say_unreadable(w, e);
        if (is_err(e) || !is) return;
        check_event(w, &stored);
    }
}

static void check_end(struct walk *w)
{
    if (w->has_head && w->tree.count < w->head.count) {
        struct finding finding = in_range(FINDING_CUT_OFF, w->tree.count + 1, w->head.count);
        finding.args[0] = arg_number((int64_t)w->head.count);
        fault(w, finding);
    }
    check_notes_ahead(w);
    if (w->has_head && !digest_eq(merkle_root(&w->tree), w->head.root))
        fault(w, in_range(FINDING_ROOT_DIFFERS, w->agreed + 1, w->head.count));
}

static void check_head(struct walk *w, err_t e)
{
    if (!is_err(e)) return;
    struct finding finding = finding_at(FINDING_HEAD_DAMAGED, 0);
    finding.args[0] = arg_text(e.step);
    fault(w, finding);
}

err_t verify_rows(struct verifying *v, struct rows *rows)
{
    struct walk w = {.v = v};
    err_t head_err = rows_head(rows, &w.head);
    w.has_head = !is_err(head_err);
    check_head(&w, rows_origin(rows, v->arena, &v->report->origin));
    TRY(verify_notes(v, rows, &w.notes));
    arena_init(&w.scratch, (size_t)1 << 30);
    check_notes(&w);
    walk_events(&w, rows);
    if (!verify_is_over(v)) check_end(&w);
    check_head(&w, head_err);
    v->report->head = (struct tree_head){w.tree.count, merkle_root(&w.tree)};
    arena_deinit(&w.scratch);
    return OK;
}
