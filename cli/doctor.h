/* cli/doctor.h - what keeps a store from working well, and what to do; shared by its files. */
#ifndef CLI_DOCTOR_H
#define CLI_DOCTOR_H

#include "cli/audit_words.h"
#include "engine/base/vec.h"

enum advice_level { ADVICE_OK, ADVICE_WARN, ADVICE_BAD };

/* One line of the answer. */
struct advice {
    const char *check; /* "store": for programs */
    enum audit_word heading;
    enum advice_level level;
    struct str message, todo; /* todo: absent when all is well */
};

struct doctor {
    struct run *run;
    struct vec advice; /* struct advice */
};

/* A line about one thing: how it stands, and what to do about it (SAY_COUNT: nothing). The
 * arguments serve both sentences. */
void doctor_say(struct doctor *doctor, const char *check, enum audit_word heading,
                enum advice_level level, enum audit_word message, enum audit_word todo,
                const struct argument args[ARGUMENTS_MAX]);

/* The machine's side: files, key, disk; needs no open store. */
void doctor_files(struct doctor *doctor);

/* The log's: size, snapshot, checkpoints, clock; run->desk is open. */
void doctor_log(struct doctor *doctor);

/* The contracts': period, calendar, roster, channels. */
void doctor_contracts(struct doctor *doctor);

#endif
