/* cli/view_reading.h - what every reading command starts from, and the words they share.
 *
 * A reading is one contract of a state, seen from an instant. It copies nothing: rows and texts
 * are borrowed from the state, what is built for the answer lives in the request's arena. */
#ifndef CLI_VIEW_READING_H
#define CLI_VIEW_READING_H

#include "cli/called.h"
#include "cli/run.h"
#include "cli/table.h"
#include "cli/words.h"
#include "engine/core/job.h"

struct reading {
    struct run *run;
    const struct state *state;
    uint32_t contract;              /* its row */
    const struct contract *wording; /* in force today */
    day_t today;
};

/* False after an error was said; *ret_status is then the exit status. */
bool reading_begin(struct run *run, struct reading *ret, int *ret_status);

/* An error in the one line that run_error has for it, in run->lang. Returns `status`. */
int reading_error(struct run *run, int status, const char *code, enum word word,
                  const struct argument args[ARGUMENTS_MAX]);

/* The class or site that was typed, the beginning of its name being enough where only one
 * begins so. False after an error was said: exit 5, or 2 when it could be several. */
bool reading_find_class(const struct reading *reading, struct str typed, uint32_t *ret,
                        int *ret_status);
bool reading_find_site(const struct reading *reading, struct str typed, uint32_t *ret,
                       int *ret_status);

/* One word or heading; a sentence with its arguments in place. */
const char *reading_word(const struct reading *reading, enum word word);
struct str reading_sentence(const struct reading *reading, enum word word,
                            const struct argument args[ARGUMENTS_MAX]);

/* A paragraph `indent` columns from the left, wrapped to the terminal. */
void reading_say(const struct reading *reading, uint32_t indent, struct str text);
void reading_say_word(const struct reading *reading, uint32_t indent, enum word word);
void reading_say_with(const struct reading *reading, uint32_t indent, enum word word,
                      struct str value); /* which stands for {1} */

/* "- …" on lines of its own, behind whatever `ret` holds. */
void reading_put_item(const struct reading *reading, uint32_t indent, struct str text,
                      struct text *ret);

/* A table as wide as what the terminal has beside `indent`, and its rows so far set in by it. */
void reading_table(const struct reading *reading, uint32_t indent, struct table *ret);
void reading_print_table(const struct reading *reading, uint32_t indent, const struct table *table);

/* "2021-10-15" */
struct str reading_date(const struct reading *reading, day_t day);

/* "2021-10-15 Fri" or "2021-10-15(金)": as wide in both languages, so that tables line up and
 * lines sort. Instants with their time behind it, in the contract's offset. */
struct str reading_day(const struct reading *reading, day_t day);
struct str reading_instant(const struct reading *reading, instant_t at);
struct str reading_clock(const struct reading *reading, instant_t at); /* "17:15" */

/* Working minutes as "4d 2h" or "1h 30m", a day being the contract's working day. */
struct str reading_slack(const struct reading *reading, int64_t minutes);

/* What a job is called: its title, else the class it is of. */
struct str reading_job_title(const struct reading *reading, const struct job_row *job);

#endif
