/* replay/finding.h - what an audit found, as data: said in words where it is shown. */
#ifndef REPLAY_FINDING_H
#define REPLAY_FINDING_H

#include "engine/vocab/message.h"

enum finding_kind {
#define FINDING(name, code, en, ja) FINDING_##name,
#include "replay/finding.def"
#undef FINDING
    FINDING_COUNT
};

struct finding {
    enum finding_kind kind;
    uint64_t event; /* the first that may be concerned; 0: it lies at no event */
    uint64_t to;    /* the last that may be; the same as `event` where it is known */
    bool has_byte;
    uint64_t byte;      /* in the stored bytes of that event, from 0; 0 too where it may be any */
    uint64_t file_byte; /* the same in data.mdb */
    struct argument args[ARGUMENTS_MAX];
};

struct findings {
    const struct finding *at;
    uint32_t count;
};

/* "byte-changed": for programs. */
const char *finding_name(enum finding_kind kind);

/* What it is, without the place. */
void finding_print(struct text *ret, enum lang lang, const struct finding *finding);

#endif
