/* cli/view_arg.h - the options of a reading command, from its words.
 *
 * Days and instants are read as people type them (cli/when.h), in the contract's offset. */
#ifndef CLI_VIEW_ARG_H
#define CLI_VIEW_ARG_H

#include "cli/run.h"
#include "engine/vocab/field.h"

enum view_arg_kind { VIEW_FLAG, VIEW_TEXT, VIEW_DAY, VIEW_INSTANT, VIEW_NUMBER };

/* One option that the command knows; what isn't given is left as it was. */
struct view_arg {
    const char *name; /* "--horizon" */
    enum view_arg_kind kind;
    union {
        bool *flag;
        struct str *text; /* borrowed from run->words */
        struct maybe_day *day;
        struct maybe_instant *instant;
        uint32_t *number;
    };
};

struct view_args {
    const struct view_arg *at;
    uint32_t count;
    uint32_t skip;         /* words of the command's own name */
    uint32_t subjects_max; /* words that are no options */
};

/* Both "--horizon 30" and "--horizon=30"; subjects in the order given, as many as *ret_count
 * says. False after wrong usage was said (exit 2). `ret_subjects` may be NULL when there can
 * be none. */
bool view_args_read(struct run *run, const struct view_args *args, struct str *ret_subjects,
                    uint32_t *ret_count);

#endif
