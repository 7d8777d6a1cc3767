/* cli/menu.h - everything that can be typed, from menu.def and verb.def: one list from which
 * the program finds what to run, the help what to tell, and the manual page its commands. */
#ifndef CLI_MENU_H
#define CLI_MENU_H

#include "cli/run.h"

enum menu_group { GROUP_START, GROUP_READ, GROUP_ACT, GROUP_RECORD, GROUP_COUNT };

enum access { ACCESS_NONE, ACCESS_READ, ACCESS_WRITE };

typedef int menu_run(struct run *run); /* the exit status */

struct menu_row {
    const char *name; /* one or two words: "contract check" */
    enum menu_group group;
    menu_run *run;
    enum access access; /* to the store: ACCESS_NONE opens none */
    bool timeless;      /* what it answers doesn't hang on the clock */
    const char *usage;  /* its arguments */
    const char *about[LANG_COUNT];
    const char *example; /* "" when there is none */
};

/* Every row in the order of the help; false past the last. Of several verbs with one name the
 * first stands for all. */
bool menu_row_at(uint32_t index, struct menu_row *ret);

/* The row whose name these words begin with, the longer name first. */
bool menu_find(struct strs words, struct menu_row *ret);

/* Words that its name takes. */
uint32_t menu_name_words(const struct menu_row *row);

/* The name nearest to a word that is none, or absent. */
struct str menu_nearest(struct str word, struct arena *arena);

/* Runs a reading command on run->state at run->now: what a replay needs. Other commands are
 * wrong usage. */
int menu_run_reading(struct run *run);

#endif
