/* rules/contract_schema.h - the table of the keys that a contract file may hold.
 *
 * One row a key. The same rows drive reading (rules/contract_read.h), the list of known keys in
 * a message, the normal form, and a test of docs/contract.md; a new key is a member of
 * struct contract and a row here. What involves several keys is in rules/contract_check.h. */
#ifndef RULES_CONTRACT_SCHEMA_H
#define RULES_CONTRACT_SCHEMA_H

#include "rules/contract.h"

enum key_kind {
    /* Single values, and the C type they become. */
    KEY_ID,        /* struct str: a-z 0-9 -, at most ID_BYTES_MAX */
    KEY_TEXT,      /* struct str: one line, at most STR_BYTES_MAX */
    KEY_NUMBER,    /* uint32_t from min to max */
    KEY_COUNT,     /* the same, with a bool at count_at: whether there is one */
    KEY_SWITCH,    /* bool */
    KEY_DAY,       /* day_t */
    KEY_MAYBE_DAY, /* struct maybe_day */
    KEY_MINUTE,    /* minute_t */
    KEY_OFFSET,    /* int32_t, minutes east of UTC */
    KEY_WORD,      /* an enum: a position in `words` */
    KEY_NAME,      /* uint32_t: a position in `section` of this file, or CONTRACT_NONE */
    KEY_RANGE,     /* struct closed_range */
    /* Lists of single values. */
    KEY_FLAGS, /* words; the bools at `at`, in the order of `words` */
    KEY_BITS,  /* words; uint32_t with bit i for the i-th of `words` */
    KEY_PAIR,  /* two names of `section`: two uint32_t */
    KEY_LIST,  /* rows of `element`: a pointer to them, their count at count_at */
    /* Maps. */
    KEY_MAP,   /* a map with the keys of `map`, in a struct at `at` */
    KEY_NAMED, /* id: map with the keys of `map`; rows as KEY_LIST's, the id their first member */
    KEY_HOLIDAYS, /* jp, none, or a list of dated names; goes into struct calendar_rule */
};

enum section { SECTION_SITES, SECTION_CLASSES, SECTION_GROUPS };

struct schema;

struct key {
    const char *name; /* NULL: a list's element */
    enum key_kind kind;
    size_t at, count_at;  /* bytes into the struct of the map that holds the key */
    bool required;        /* without it the contract is refused */
    const char *standard; /* value when the key is missing, as in the file (lists: by blanks) */
    uint32_t min, max;    /* of a number; of the entries of a list or named map */
    const struct term_set *words;
    enum section section;
    const struct schema *map;
    const struct key *element;
    uint32_t row_bytes;
};

struct schema {
    const struct key *keys; /* in the order of the normal form */
    uint32_t count;
};

enum { SCHEMA_DEPTH_MAX = 8, HOLIDAYS_MAX = 2000 };

extern const struct schema contract_schema; /* of struct contract */
extern const struct key holiday_list;       /* KEY_HOLIDAYS as a list, of struct calendar_rule */

const char *section_name(enum section section);

/* A key that may be left out, or written as ~, and then says nothing. */
bool key_is_optional(const struct key *key);

#endif
