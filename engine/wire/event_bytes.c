/* The stored form of an event: one msgpack array, positions for ever.
 *
 *   0 seq             int from 1           6 subject        str or nil
 *   1 code            int, event.def       7 command_id     str or nil
 *   2 recorded_at     int, ms since 1970   8 note           str or nil
 *   3 by              str                  9 on_behalf_of   str or nil
 *   4 role            int, term.def       10 evidence       file or nil
 *   5 contract        str or nil          11 fields         array, in the order of event.def
 *
 * A field is nil when it is absent, and the array of them ends with the last one given.
 *   ID STR TEXT YAML  str                  SPANS  array of [from, to], both as DAY
 *   DAY  int, days since 1970-01-01        FILE   [name str, sha256 str or nil]
 *   AT   int, ms since 1970                TERM   int, position in term.def
 *   NUM  int   BOOL  true or false         IDS STRS  array of str
 *
 * Written in the shortest msgpack form; no floats, no maps, no extensions. An example, the seventh
 * event: at 2021-09-24T10:00+09:00 the customer sato approved the visit V-3.
 *
 *   9C                          array of 12
 *   07 3D                       seq 7, code 61: visit.approved
 *   CF 00 00 01 7C 15 50 F6 80  recorded_at 1632445200000
 *   A4 73 61 74 6F 02           by "sato", role 2: customer
 *   AC 73 61 70 70 6F 72 6F 2D 32 30 32 31  contract "sapporo-2021"
 *   A3 56 2D 33                 subject "V-3"
 *   C0 C0 C0 C0                 no command_id, note, on_behalf_of, evidence
 *   91 A3 56 2D 33              fields: visit "V-3"
 *
 * The rule for changing this: don't. What is stored is hashed, signed and replayed for years. A
 * new field goes to the end of its event, a new member of every event behind position 11, a new
 * word to the end of its list; readers skip what is behind what they know and take what is
 * missing as absent. Anything else is a new event code. */
#include "engine/wire/event_bytes.h"

#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/wire/guard.h"
#include "engine/wire/pack.h"

enum { EVENT_MEMBERS = 12 };

/* What decoding hands down; `newer` once a word is behind the end of its list. */
struct decoding {
    struct guard guard;
    struct arena *arena;
    bool newer;
};

static struct str str_or_nil(struct guard *guard)
{
    return guard_nil(guard) ? STR_NONE : guard_str(guard);
}

static day_t day_decode(struct guard *guard)
{
    return (day_t){(int32_t)guard_int_in(guard, DAY_FIRST, DAY_LAST)};
}

static instant_t instant_decode(struct guard *guard)
{
    return (instant_t){guard_int_in(guard, INSTANT_FIRST, INSTANT_LAST)};
}

static struct file file_decode(struct guard *guard)
{
    struct file file = {0};
    if (guard_array(guard) != 2) {
        guard_fail(guard);
        return file;
    }
    file.name = guard_str(guard);
    file.sha256 = str_or_nil(guard);
    return file;
}

static struct strs strs_decode(struct decoding *d)
{
    uint32_t count = guard_array(&d->guard);
    struct strs list = {ARENA_ARRAY(d->arena, struct str, count), count};
    for (uint32_t i = 0; i < count && !d->guard.failed; i++) list.at[i] = guard_str(&d->guard);
    return list;
}

static struct day_spans spans_decode(struct decoding *d)
{
    uint32_t count = guard_array(&d->guard);
    struct day_spans list = {ARENA_ARRAY(d->arena, struct day_span, count), count};
    for (uint32_t i = 0; i < count && !d->guard.failed; i++) {
        if (guard_array(&d->guard) != 2) guard_fail(&d->guard);
        list.at[i].from = day_decode(&d->guard);
        list.at[i].to = day_decode(&d->guard);
    }
    return list;
}

/* Position in a word list; one behind its end was added by a newer program. */
static uint32_t term_decode(struct decoding *d, const struct term_set *terms)
{
    uint32_t n = (uint32_t)guard_int_in(&d->guard, 0, UINT32_MAX);
    if (n < terms->count) return n;
    d->newer = true;
    return 0;
}

static void value_decode(struct decoding *d, const struct field *field, void *ret)
{
    struct guard *guard = &d->guard;
    switch (field->kind) {
    case FIELD_ID:
    case FIELD_STR:
    case FIELD_TEXT:
    case FIELD_YAML: *(struct str *)ret = guard_str(guard); return;
    case FIELD_DAY: *(struct maybe_day *)ret = (struct maybe_day){true, day_decode(guard)}; return;
    case FIELD_AT:
        *(struct maybe_instant *)ret = (struct maybe_instant){true, instant_decode(guard)};
        return;
    case FIELD_NUM:
        *(struct maybe_u32 *)ret =
            (struct maybe_u32){true, (uint32_t)guard_int_in(guard, 0, UINT32_MAX)};
        return;
    case FIELD_BOOL:
        *(struct maybe_bool *)ret = (struct maybe_bool){true, guard_bool(guard)};
        return;
    case FIELD_IDS:
    case FIELD_STRS: *(struct strs *)ret = strs_decode(d); return;
    case FIELD_SPANS: *(struct day_spans *)ret = spans_decode(d); return;
    case FIELD_FILE: *(struct file *)ret = file_decode(guard); return;
    case FIELD_TERM:
        *(struct maybe_u32 *)ret = (struct maybe_u32){true, term_decode(d, field->terms)};
        return;
    }
    CHECK(false);
}

static void fields_decode(struct decoding *d, const struct fields *fields, char *body)
{
    uint32_t stored = guard_array(&d->guard);
    uint32_t known = stored < fields->count ? stored : fields->count;
    memset(body, 0, fields->struct_bytes);
    for (uint32_t i = 0; i < known; i++) {
        const struct field *field = &fields->at[i];
        if (!guard_nil(&d->guard)) value_decode(d, field, body + field->offset);
    }
    guard_skip(&d->guard, stored - known);
}

/* Positions 2 to 10. */
static void envelope_decode(struct decoding *d, struct event *ret)
{
    struct guard *guard = &d->guard;
    ret->recorded_at = instant_decode(guard);
    ret->by = guard_str(guard);
    ret->role = (enum role)term_decode(d, &role_terms);
    ret->contract = str_or_nil(guard);
    ret->subject = str_or_nil(guard);
    ret->command_id = str_or_nil(guard);
    ret->note = str_or_nil(guard);
    ret->on_behalf_of = str_or_nil(guard);
    ret->evidence = guard_nil(guard) ? (struct file){0} : file_decode(guard);
}

static err_t fault(enum err_code code, uint64_t seq)
{
    return (err_t){.code = code, .step = "read an event", .at = seq};
}

void event_encode(const struct event *event, struct arena *arena, struct bytes *ret)
{
    const struct event_about *about = event_about((uint32_t)event->kind);
    CHECK(about != NULL);
    CHECK(event->seq > 0);
    CHECK(event->seq <= INT64_MAX);
    CHECK(str_is(event->by));

    struct text out;
    text_init(&out, arena);
    pack_array(&out, EVENT_MEMBERS);
    pack_int(&out, (int64_t)event->seq);
    pack_int(&out, (int64_t)event->kind);
    pack_instant(&out, event->recorded_at);
    pack_str(&out, event->by);
    pack_int(&out, (int64_t)event->role);
    pack_str(&out, event->contract);
    pack_str(&out, event->subject);
    pack_str(&out, event->command_id);
    pack_str(&out, event->note);
    pack_str(&out, event->on_behalf_of);
    pack_file(&out, &event->evidence);
    pack_fields(&out, &about->fields, event_body_const(event));
    CHECK(out.len <= EVENT_BYTES_MAX);
    *ret = (struct bytes){(const uint8_t *)out.ptr, out.len};
}

/* Damage comes before novelty: bytes that don't parse to their end are never "newer". */
err_t event_decode(struct bytes bytes, struct event *ret, struct arena *arena)
{
    if (bytes.len == 0 || bytes.len > EVENT_BYTES_MAX) return fault(ERR_CORRUPT, 0);
    struct decoding d = {.guard = guard_of(bytes), .arena = arena};
    uint32_t members = guard_array(&d.guard);
    if (members < EVENT_MEMBERS) guard_fail(&d.guard);

    ret->seq = (uint64_t)guard_int_in(&d.guard, 1, INT64_MAX);
    uint32_t code = (uint32_t)guard_int_in(&d.guard, 0, UINT32_MAX);
    const struct event_about *about = event_about(code);
    ret->kind = (enum event_kind)code;
    envelope_decode(&d, ret);
    if (about != NULL)
        fields_decode(&d, &about->fields, event_body(ret));
    else
        guard_skip(&d.guard, 1);
    if (!d.guard.failed) guard_skip(&d.guard, members - EVENT_MEMBERS);

    if (d.guard.failed || guard_left(&d.guard) > 0) return fault(ERR_CORRUPT, ret->seq);
    if (about == NULL || d.newer) return fault(ERR_NEWER, ret->seq);
    return OK;
}
