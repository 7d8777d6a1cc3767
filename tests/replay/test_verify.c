/* Is every way of changing a log found, and at the right event? (S26, S48: records that can be
 * shown to be what they were.) */
#include "tests/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/image.h"
#include "engine/core/plan.h"
#include "engine/store/checkpoints.h"
#include "engine/store/snapshot.h"
#include "engine/wire/event_bytes.h"
#include "replay/verify.h"
#include "tests/replay/history.h"
#include "tests/replay/tamper.h"

#define HOLD "{'cmd':'job.hold','by':'customer:mori','job':'J-4','reason':'customer'}"
#define RELEASE "{'cmd':'job.release','by':'customer:mori','job':'J-4'}"

static struct verify_report report;

static struct verify_report ask(struct history *s, struct verify_question question)
{
    bool open = s->desk != NULL;
    if (open) history_close(s);
    question.dir = s->dir;
    question.offset = 540;
    assert_false(is_err(verify(&question, &s->arena, &report)));
    if (open) history_open(s);
    return report;
}

static void found(struct history *s, struct verify_question question, enum finding_kind kind,
                  uint64_t from, uint64_t to)
{
    (void)ask(s, question);
    assert_false(report.ok);
    assert_string_equal(finding_name(report.fault.kind), finding_name(kind));
    assert_int_equal(report.fault.event, from);
    assert_int_equal(report.fault.to, to);
}

static void plain(struct history *s, enum finding_kind kind, uint64_t from, uint64_t to)
{
    found(s, (struct verify_question){0}, kind, from, to);
}

static int byte_of_file(const char *path, uint64_t at)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
    int byte = fgetc(file);
    (void)fclose(file);
    return byte;
}

static struct str checkpoint(struct history *s)
{
    struct str note;
    assert_false(is_err(checkpoint_make(desk_log(s->desk), &s->arena, &note)));
    return note;
}

/* The same event with another note: it reads well and says something else. */
static void reword(struct history *s, uint64_t seq)
{
    uint8_t event[TAMPER_EVENT_BYTES];
    struct event decoded;
    struct bytes bytes = {event, tamper_read(s->dir, seq, event)};
    assert_false(is_err(event_decode(bytes, &decoded, &s->arena)));
    decoded.note = STR("as agreed by telephone");
    event_encode(&decoded, &s->arena, &bytes);
    tamper_write(s->dir, seq, bytes, 1);
}

static void rewrite(struct history *s, uint64_t seq, int rehash)
{
    uint8_t event[TAMPER_EVENT_BYTES];
    size_t len = tamper_read(s->dir, seq, event);
    event[len - 1] ^= 1;
    event[len - 2] ^= 1;
    tamper_write(s->dir, seq, (struct bytes){event, len}, rehash);
}

static void a_sound_log_passes_with_all_that_was_counted(void **unused)
{
    (void)unused;
    struct history s;
    history_begin(&s);
    (void)checkpoint(&s);
    uint64_t events = history_events(&s);
    (void)ask(&s, (struct verify_question){0});
    assert_true(report.ok);
    assert_int_equal(report.head.count, events);
    assert_int_equal(report.notes_kept, 1);
    assert_int_equal(report.first.ms, history_instant("2021-07-28T10:00").ms);
    assert_int_equal(report.last.ms, history_instant("2021-09-24T11:30").ms);
    assert_int_equal(report.differs.count, 0);
    history_end(&s);
}

static void every_changed_byte_is_named_with_its_place(void **unused)
{
    (void)unused;
    static const uint64_t seqs[] = {1, 2, 30, 41};
    struct history s;
    history_begin(&s);
    history_close(&s);
    for (size_t i = 0; i < COUNT(seqs); i++) {
        uint8_t event[TAMPER_EVENT_BYTES];
        size_t len = tamper_read(s.dir, seqs[i], event), at = len / 2;
        if (len > 800) continue; /* the contract: too long for all values; bits are enough there */
        event[at] = (uint8_t)(event[at] + 77);
        tamper_write(s.dir, seqs[i], (struct bytes){event, len}, 0);
        plain(&s, FINDING_BYTE_CHANGED, seqs[i], seqs[i]);
        assert_true(report.fault.has_byte);
        assert_int_equal(report.fault.byte, at);
        assert_int_equal(byte_of_file(s.data, report.fault.file_byte), event[at]);
        event[at] = (uint8_t)(event[at] - 77);
        tamper_write(s.dir, seqs[i], (struct bytes){event, len}, 0);
        assert_true(ask(&s, (struct verify_question){0}).ok);
    }
    history_end(&s);
}

static void several_changed_bytes_are_named_without_one(void **unused)
{
    (void)unused;
    struct history s;
    history_begin(&s);
    history_close(&s);
    rewrite(&s, 33, 0);
    plain(&s, FINDING_HASH_DIFFERS, 33, 33);
    assert_int_equal(report.fault.byte, 0);
    history_end(&s);
}

static void a_rewritten_event_with_its_own_hash_breaks_the_tree_beside_it(void **unused)
{
    (void)unused;
    struct history s;
    history_begin(&s);
    history_close(&s);
    reword(&s, 40);
    plain(&s, FINDING_NODES_DIFFER, 39, 40);
    history_end(&s);
}

static void a_rewritten_last_event_breaks_the_root(void **unused)
{
    (void)unused;
    struct history s;
    history_begin(&s);
    uint64_t last = history_events(&s);
    (void)checkpoint(&s);
    history_do(&s, "2021-09-24T12:00", HOLD);
    while (history_events(&s) % 2 == 0) history_do(&s, "2021-09-24T12:00", RELEASE);
    uint64_t added = history_events(&s); /* odd: no node stands above it yet */
    history_close(&s);
    reword(&s, added);
    plain(&s, FINDING_ROOT_DIFFERS, last + 1, added); /* the checkpoint vouches for those before */
    assert_int_equal(report.head.count, added);
    tamper_rebuild(s.dir);
    history_end(&s);
}

static void missing_and_exchanged_events_are_found(void **unused)
{
    (void)unused;
    struct history s;
    history_begin(&s);
    uint64_t last = history_events(&s);
    history_close(&s);
    tamper_swap(s.dir, 31, 33);
    plain(&s, FINDING_OTHER_NUMBER, 31, 31);
    tamper_swap(s.dir, 31, 33);
    assert_true(ask(&s, (struct verify_question){0}).ok);
    tamper_remove(s.dir, last);
    plain(&s, FINDING_CUT_OFF, last, last);
    tamper_remove(s.dir, 20);
    plain(&s, FINDING_MISSING, 20, 20);
    history_end(&s);
}

/* The forger who knows the format hashes everything anew: only a checkpoint shows it. */
static void a_log_rebuilt_as_a_whole_is_shown_by_a_checkpoint(void **unused)
{
    (void)unused;
    struct history s;
    history_begin(&s);
    struct verify_note given = {STR("given"), checkpoint(&s)};
    uint64_t last = history_events(&s);
    history_close(&s);
    reword(&s, 40);
    tamper_rebuild(s.dir);
    plain(&s, FINDING_NOTE_OTHER_ROOT, 1, last); /* the one that the store kept */
    found(&s, (struct verify_question){.notes = &given, .note_count = 1}, FINDING_NOTE_OTHER_ROOT,
          1, last);
    history_end(&s);
}

static void a_shortened_and_rebuilt_log_is_behind_its_checkpoint(void **unused)
{
    (void)unused;
    struct history s;
    history_begin(&s);
    (void)checkpoint(&s);
    uint64_t last = history_events(&s);
    history_close(&s);
    tamper_remove(s.dir, last);
    tamper_rebuild(s.dir);
    plain(&s, FINDING_NOTE_AHEAD, last, last);
    history_end(&s);
}

static void forged_and_foreign_checkpoints_are_told_apart(void **unused)
{
    (void)unused;
    struct history s, other;
    history_begin(&s);
    history_begin(&other);
    uint64_t last = history_events(&s);
    struct verify_note foreign = {STR("foreign"), checkpoint(&other)};
    struct verify_note forged = {STR("forged"), str_copy(&s.arena, checkpoint(&s))};
    struct verify_note sound = {STR("sound"), str_copy(&s.arena, forged.text)};
    struct verify_note nonsense = {STR("nonsense"), STR("tehai\nno number\n")};
    char *sign = strrchr(forged.text.ptr, ' ') + 10;
    *sign = *sign == 'A' ? 'B' : 'A';
    found(&s, (struct verify_question){.notes = &forged, .note_count = 1}, FINDING_NOTE_FORGED,
          last, last);
    found(&s, (struct verify_question){.notes = &foreign, .note_count = 1}, FINDING_NOTE_UNSIGNED,
          last, last);
    found(&s, (struct verify_question){.notes = &nonsense, .note_count = 1}, FINDING_NOTE_MALFORMED,
          0, 0);
    assert_true(ask(&s, (struct verify_question){.notes = &sound, .note_count = 1}).ok);
    assert_int_equal(report.notes_given, 1);

    struct public_key key; /* a key kept elsewhere shows that the store's own was exchanged */
    assert_false(is_err(key_read_public(other.dir, &key)));
    found(&s, (struct verify_question){.has_key = true, .key = key}, FINDING_NOTE_UNSIGNED, last,
          last);
    tamper_note(s.dir, 3, forged.text.ptr);
    found(&s, (struct verify_question){0}, FINDING_NOTE_FORGED, last, last);
    history_end(&other);
    history_end(&s);
}

/* Sealed by the program itself, as a bug or a forger would have it. */
static void put_snapshot(struct history *s, bool as_it_is)
{
    struct tree_head head;
    struct state other = *desk_state(s->desk);
    if (!as_it_is) other.open = !other.open;
    assert_false(is_err(log_head(desk_log(s->desk), &head)));
    assert_false(is_err(snapshot_put(desk_log(s->desk), head, image_of(&other, &s->arena))));
}

static void a_snapshot_that_the_log_does_not_fold_to_is_found(void **unused)
{
    (void)unused;
    struct history s;
    history_begin(&s);
    uint64_t last = history_events(&s);
    put_snapshot(&s, true);
    (void)ask(&s, (struct verify_question){0});
    assert_true(report.ok);
    assert_int_equal(report.snapshot_at, last);
    put_snapshot(&s, false);
    plain(&s, FINDING_SNAPSHOT_DIFFERS, last, last);
    history_end(&s);
}

static void a_damaged_head_is_found(void **unused)
{
    (void)unused;
    struct history s;
    history_begin(&s);
    history_close(&s);
    tamper_head(s.dir);
    plain(&s, FINDING_HEAD_DAMAGED, 0, 0);
    history_end(&s);
}

static void an_event_that_cannot_have_happened_is_named(void **unused)
{
    (void)unused;
    struct history s;
    struct bytes bytes;
    history_begin(&s);
    uint64_t last = history_events(&s);
    struct event forged = {.kind = EVENT_JOB_ACCEPTED,
                           .seq = last,
                           .recorded_at = s.now,
                           .by = STR("customer:mori"),
                           .role = ROLE_CUSTOMER,
                           .contract = STR("sapporo-2021"),
                           .subject = STR("J-99"),
                           .job_accepted = {.job = STR("J-99")}};
    event_encode(&forged, &s.arena, &bytes);
    history_close(&s);
    tamper_write(s.dir, last, bytes, 1);
    tamper_rebuild(s.dir);
    plain(&s, FINDING_IMPOSSIBLE, last, last);
    s.desk = NULL;
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", s.parent);
    assert_int_equal(system(command), 0);
    arena_deinit(&s.arena);
}

static void time_that_runs_backwards_is_found(void **unused)
{
    (void)unused;
    struct history s;
    struct bytes bytes;
    struct event event;
    history_begin(&s);
    assert_false(is_err(log_get(desk_log(s.desk), 45, &s.arena, &bytes)));
    assert_false(is_err(event_decode(bytes, &event, &s.arena)));
    event.recorded_at = history_instant("2021-08-01T00:00");
    event_encode(&event, &s.arena, &bytes);
    history_close(&s);
    tamper_write(s.dir, 45, bytes, 1);
    tamper_rebuild(s.dir);
    plain(&s, FINDING_TIME_BACKWARDS, 45, 45);
    history_end(&s);
}

static void propose_first(struct history *s, const char *at)
{
    struct plan plan;
    char command[256];
    plan_make(desk_state(s->desk), 0, history_instant(at), &(struct plan_options){0}, &s->arena,
              &plan);
    assert_true(plan.visit_count > 0);
    (void)snprintf(command, sizeof command,
                   "{'cmd':'visit.propose','by':'coordinator:ito','visit':'%.*s'}",
                   STR_ARGS(plan.visits[0].id));
    history_do(s, at, command);
}

static void visits_of_the_plan_are_planned_again(void **unused)
{
    (void)unused;
    struct history s;
    history_begin(&s);
    propose_first(&s, "2021-09-27T09:00");
    history_do(&s, "2021-09-28T09:00",
               "{'cmd':'job.open','by':'coordinator:ito','class':'config-change-city',"
               "'received_at':'2021-09-28T09:00+09:00'}");
    propose_first(&s, "2021-09-29T09:00"); /* cancels the first in the same stroke */
    (void)ask(&s, (struct verify_question){0});
    assert_true(report.ok);
    assert_int_equal(report.plans, 2);
    assert_int_equal(report.differs.count, 0);

    struct event event;
    struct bytes bytes;
    uint64_t last = history_events(&s);
    assert_false(is_err(log_get(desk_log(s.desk), last, &s.arena, &bytes)));
    assert_false(is_err(event_decode(bytes, &event, &s.arena)));
    assert_int_equal(event.kind, EVENT_VISIT_PROPOSED);
    event.visit_proposed.start.at.ms += 86400000;
    event.visit_proposed.end.at.ms += 86400000;
    event_encode(&event, &s.arena, &bytes);
    history_close(&s);
    tamper_write(s.dir, last, bytes, 1);
    tamper_rebuild(s.dir); /* nobody kept a checkpoint: the plan alone shows it */
    (void)ask(&s, (struct verify_question){0});
    assert_true(report.ok);
    assert_int_equal(report.differs.count, 1);
    assert_int_equal(report.differs.at[0].kind, FINDING_PLAN_DIFFERS);
    assert_int_equal(report.differs.at[0].event, last);
    history_end(&s);
}

static void recorded_alerts_are_found_again(void **unused)
{
    (void)unused;
    struct history s;
    history_begin(&s);
    history_do(
        &s, "2021-09-27T10:00",
        "{'cmd':'alert.raise','by':'system','alert':'A-no-crew-J-77','severity':'critical'}");
    uint64_t at = history_events(&s);
    (void)ask(&s, (struct verify_question){0});
    assert_true(report.ok); /* the log is sound; what it says differs */
    assert_int_equal(report.alerts, 1);
    assert_int_equal(report.differs.count, 1);
    assert_int_equal(report.differs.at[0].event, at);
    assert_int_equal(report.differs.at[0].kind, FINDING_ALERT_UNFOUNDED);
    assert_int_equal(ask(&s, (struct verify_question){.quick = true}).differs.count, 0);
    history_end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sound_log_passes_with_all_that_was_counted),
        cmocka_unit_test(every_changed_byte_is_named_with_its_place),
        cmocka_unit_test(several_changed_bytes_are_named_without_one),
        cmocka_unit_test(a_rewritten_event_with_its_own_hash_breaks_the_tree_beside_it),
        cmocka_unit_test(a_rewritten_last_event_breaks_the_root),
        cmocka_unit_test(missing_and_exchanged_events_are_found),
        cmocka_unit_test(a_log_rebuilt_as_a_whole_is_shown_by_a_checkpoint),
        cmocka_unit_test(a_shortened_and_rebuilt_log_is_behind_its_checkpoint),
        cmocka_unit_test(forged_and_foreign_checkpoints_are_told_apart),
        cmocka_unit_test(a_snapshot_that_the_log_does_not_fold_to_is_found),
        cmocka_unit_test(a_damaged_head_is_found),
        cmocka_unit_test(an_event_that_cannot_have_happened_is_named),
        cmocka_unit_test(time_that_runs_backwards_is_found),
        cmocka_unit_test(visits_of_the_plan_are_planned_again),
        cmocka_unit_test(recorded_alerts_are_found_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
