/* engine/vocab/field.h - the kinds of value that commands and events are made of.
 *
 * command.def and event.def list their fields with these kinds; the structs, the codecs,
 * the checks and the help all come from there. An absent optional value has is = false,
 * ptr = NULL or count = 0. Everything is borrowed. */
#ifndef ENGINE_VOCAB_FIELD_H
#define ENGINE_VOCAB_FIELD_H

#include <stddef.h>

#include "engine/base/day.h"
#include "engine/base/instant.h"
#include "engine/base/str.h"
#include "engine/vocab/term.h"

struct maybe_u32 {
    bool is;
    uint32_t n;
};

struct maybe_bool {
    bool is, on;
};

struct file {
    struct str name, sha256; /* 64 lower-case hex digits */
};

struct day_span {
    day_t from, to; /* both included */
};

struct day_spans {
    struct day_span *at;
    uint32_t count;
};

enum field_kind {
    FIELD_ID,    /* struct str: a name, ID_BYTES_MAX, no blanks or control characters */
    FIELD_STR,   /* struct str: one line, STR_BYTES_MAX */
    FIELD_TEXT,  /* struct str: lines, TEXT_BYTES_MAX */
    FIELD_YAML,  /* struct str: a contract, CONTRACT_BYTES_MAX */
    FIELD_DAY,   /* struct maybe_day: "2021-10-15" */
    FIELD_AT,    /* struct maybe_instant: RFC 3339 */
    FIELD_NUM,   /* struct maybe_u32 */
    FIELD_BOOL,  /* struct maybe_bool */
    FIELD_IDS,   /* struct strs of names */
    FIELD_STRS,  /* struct strs of texts; in a command one text may stand for a list of one */
    FIELD_SPANS, /* struct day_spans: "2021-10-05" or "2021-10-05..2021-10-08" */
    FIELD_FILE,  /* struct file: {"name":…,"sha256":…} */
    FIELD_TERM,  /* struct maybe_u32: a position in `terms` */
};

struct field {
    const char *name;
    enum field_kind kind;
    bool needed;
    uint16_t offset;              /* in the struct of its command or event */
    const struct term_set *terms; /* FIELD_TERM */
};

struct fields {
    const struct field *at;
    uint32_t count;
    uint32_t struct_bytes;
};

/* What the tables' column words mean in C. */
#define FIELD_TYPE_ID struct str
#define FIELD_TYPE_STR struct str
#define FIELD_TYPE_TEXT struct str
#define FIELD_TYPE_YAML struct str
#define FIELD_TYPE_DAY struct maybe_day
#define FIELD_TYPE_AT struct maybe_instant
#define FIELD_TYPE_NUM struct maybe_u32
#define FIELD_TYPE_BOOL struct maybe_bool
#define FIELD_TYPE_IDS struct strs
#define FIELD_TYPE_STRS struct strs
#define FIELD_TYPE_SPANS struct day_spans
#define FIELD_TYPE_FILE struct file

/* Whether the value of `field` at `value` is given at all. */
bool field_is(const struct field *field, const void *value);

#endif
