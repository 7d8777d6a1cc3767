/* cli/options.h - the options of the program itself, before or behind the command.
 *
 * tehai [--store DIR] [--server URL] [--now INSTANT] [--as ACTOR] [--contract ID]
 *       [--what-if FILE] [--lang en|ja] [--json] COMMAND …
 * Each may be written `--store DIR` or `--store=DIR`; the last one given counts. "--" ends
 * them: what follows is left to the command as it is. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "engine/base/lang.h"
#include "engine/base/str.h"

struct options {
    struct str store, server, now, as, contract, what_if; /* absent when not given; borrowed */
    bool json, help, version, lang_given;
    enum lang lang;      /* when lang_given */
    struct strs words;   /* the command and its own arguments */
    struct str trouble;  /* an option that has no value, or a wrong one; absent: all is well */
    struct str expected; /* what it takes; absent: nothing */
};

void options_read(struct strs words, struct arena *arena, struct options *ret);

/* How they are written, one a line, for help and manual: name, value ("" when it takes none),
 * what it is for. */
struct option_about {
    const char *name, *value;
    const char *about[LANG_COUNT];
};

/* NULL past the last. */
const struct option_about *option_about(uint32_t index);

#endif
