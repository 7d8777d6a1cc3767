/* engine/wire/pack.h - putting msgpack values behind a text; private to engine/wire.
 *
 * Every value is written in its shortest form, so that equal values are equal bytes. The bytes
 * are what event_bytes.c begins with. Absent values are nil. */
#ifndef ENGINE_WIRE_PACK_H
#define ENGINE_WIRE_PACK_H

#include "engine/base/text.h"
#include "engine/vocab/field.h"

enum {
    DAY_FIRST = -719162, /* 0001-01-01 */
    DAY_LAST = 2932896,  /* 9999-12-31: what day_print can print */
};

/* A day less on either side, so that an instant has a printable day at every offset. */
#define INSTANT_FIRST ((DAY_FIRST + 1) * MS_PER_MINUTE * MINUTES_PER_DAY)
#define INSTANT_LAST ((DAY_LAST - 1) * MS_PER_MINUTE * MINUTES_PER_DAY)

void pack_array(struct text *out, uint32_t count);
void pack_int(struct text *out, int64_t value);
void pack_day(struct text *out, day_t value);         /* DAY_FIRST to DAY_LAST */
void pack_instant(struct text *out, instant_t value); /* INSTANT_FIRST to INSTANT_LAST */
void pack_str(struct text *out, struct str value);
void pack_file(struct text *out, const struct file *value);

/* The fields of the struct at `body`, as an array up to the last one that is given. */
void pack_fields(struct text *out, const struct fields *fields, const void *body);

#endif
