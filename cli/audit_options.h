/* cli/audit_options.h - what may stand behind the audit commands, in one place. */
#ifndef CLI_AUDIT_OPTIONS_H
#define CLI_AUDIT_OPTIONS_H

#include "cli/run.h"
#include "engine/proof/key.h"

enum audit_option {
    AUDIT_CHECKPOINT,
    AUDIT_KEY,
    AUDIT_EVENT,
    AUDIT_SIZE,
    AUDIT_FROM,
    AUDIT_TO,
    AUDIT_QUICK,
    AUDIT_STRICT,
    AUDIT_OPTION_COUNT
};

struct audit_options {
    struct strs checkpoints;             /* files, in the order given */
    struct str key;                      /* a file; absent: none */
    uint64_t number[AUDIT_OPTION_COUNT]; /* of --event, --size, --from, --to; 0: not given */
    bool quick, strict;
    struct str proof; /* the word that is no option */
};

/* `may`: bits 1 << enum audit_option; `proof`: one word that is no option may stand there. False
 * after wrong usage was said. Borrowed from run->words. */
bool audit_options_read(struct run *run, uint32_t may, bool proof, struct audit_options *ret);

/* The files; false after an error was said (*ret_status). */
bool audit_key_read(struct run *run, struct str path, struct public_key *ret, int *ret_status);
bool audit_file_read(struct run *run, struct str path, size_t bytes_max, struct str *ret,
                     int *ret_status);

#endif
