#include "engine/wire/pack.h"

#include <msgpack/pack.h>

#include "engine/base/check.h"

/* msgpack-c hands every piece here; a text can't fail, hence neither can the packer. */
static int piece_put(void *out, const char *piece, size_t bytes)
{
    CHECK(bytes <= UINT32_MAX);
    text_put(out, (struct str){piece, (uint32_t)bytes});
    return 0;
}

static msgpack_packer packer_to(struct text *out)
{
    return (msgpack_packer){.data = out, .callback = piece_put};
}

static void pack_nil(struct text *out)
{
    msgpack_packer packer = packer_to(out);
    CHECK(msgpack_pack_nil(&packer) == 0);
}

static void pack_bool(struct text *out, bool on)
{
    msgpack_packer packer = packer_to(out);
    CHECK((on ? msgpack_pack_true(&packer) : msgpack_pack_false(&packer)) == 0);
}

static void pack_strs(struct text *out, const struct strs *list)
{
    pack_array(out, list->count);
    for (uint32_t i = 0; i < list->count; i++) {
        CHECK(str_is(list->at[i]));
        pack_str(out, list->at[i]);
    }
}

static void pack_spans(struct text *out, const struct day_spans *list)
{
    pack_array(out, list->count);
    for (uint32_t i = 0; i < list->count; i++) {
        pack_array(out, 2);
        pack_day(out, list->at[i].from);
        pack_day(out, list->at[i].to);
    }
}

static void pack_value(struct text *out, const struct field *field, const void *value)
{
    switch (field->kind) {
    case FIELD_ID:
    case FIELD_STR:
    case FIELD_TEXT:
    case FIELD_YAML: pack_str(out, *(const struct str *)value); return;
    case FIELD_DAY: pack_day(out, ((const struct maybe_day *)value)->day); return;
    case FIELD_AT: pack_instant(out, ((const struct maybe_instant *)value)->at); return;
    case FIELD_NUM:
    case FIELD_TERM: pack_int(out, ((const struct maybe_u32 *)value)->n); return;
    case FIELD_BOOL: pack_bool(out, ((const struct maybe_bool *)value)->on); return;
    case FIELD_IDS:
    case FIELD_STRS: pack_strs(out, value); return;
    case FIELD_SPANS: pack_spans(out, value); return;
    case FIELD_FILE: pack_file(out, value); return;
    }
    CHECK(false);
}

static bool is_given(const struct field *field, const void *body)
{
    return field_is(field, (const char *)body + field->offset);
}

void pack_array(struct text *out, uint32_t count)
{
    msgpack_packer packer = packer_to(out);
    CHECK(msgpack_pack_array(&packer, count) == 0);
}

void pack_int(struct text *out, int64_t value)
{
    msgpack_packer packer = packer_to(out);
    CHECK(msgpack_pack_int64(&packer, value) == 0);
}

/* What decoding would refuse must not get into a log. */
void pack_day(struct text *out, day_t value)
{
    CHECK(value.n >= DAY_FIRST);
    CHECK(value.n <= DAY_LAST);
    pack_int(out, value.n);
}

void pack_instant(struct text *out, instant_t value)
{
    CHECK(value.ms >= INSTANT_FIRST);
    CHECK(value.ms <= INSTANT_LAST);
    pack_int(out, value.ms);
}

void pack_str(struct text *out, struct str value)
{
    if (!str_is(value)) {
        pack_nil(out);
        return;
    }
    msgpack_packer packer = packer_to(out);
    CHECK(msgpack_pack_str(&packer, value.len) == 0);
    CHECK(msgpack_pack_str_body(&packer, value.ptr, value.len) == 0);
}

void pack_file(struct text *out, const struct file *value)
{
    if (!str_is(value->name)) {
        pack_nil(out);
        return;
    }
    pack_array(out, 2);
    pack_str(out, value->name);
    pack_str(out, value->sha256);
}

void pack_fields(struct text *out, const struct fields *fields, const void *body)
{
    uint32_t count = fields->count;
    while (count > 0 && !is_given(&fields->at[count - 1], body)) count--;
    pack_array(out, count);
    for (uint32_t i = 0; i < count; i++) {
        const struct field *field = &fields->at[i];
        if (is_given(field, body))
            pack_value(out, field, (const char *)body + field->offset);
        else
            pack_nil(out);
    }
}
