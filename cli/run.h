/* cli/run.h - one request to tehai, from its words to its answer, wherever it came from.
 *
 * The terminal and the daemon's socket run the same code: words and input come in as values,
 * output goes out as text. Nothing here touches the terminal. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include "cli/input.h"
#include "engine/base/instant.h"
#include "engine/base/text.h"
#include "engine/desk/desk.h"

struct run;
struct recording;

/* Sends out what `out` and `err` hold and empties them; false when nobody reads any more. */
typedef bool run_flush(struct run *run);

/* The machine's clock, in whole seconds. */
typedef instant_t run_clock(void);

struct run {
    struct arena *arena;       /* of this request */
    struct strs words;         /* the command and its arguments, options of the program taken off */
    struct desk *desk;         /* NULL when the command needs none, or none is there yet */
    const struct state *state; /* what is read: the desk's, or one replayed */
    instant_t now;             /* the engine's clock */
    run_clock *clock;          /* the machine's, for what takes long; NULL: now stays */
    bool now_given;            /* by --now, not by the machine's clock */
    struct str store;          /* directory */
    struct str as;             /* actor given with --as, may be absent */
    struct str contract;       /* given with --contract, may be absent */
    struct str what_if;        /* file given with --what-if, may be absent: cli/what_if.h */
    bool json;
    enum lang json_lang; /* of what goes into JSON: English unless --lang says otherwise */
    enum lang lang;      /* English for programs unless asked otherwise */
    uint32_t width;      /* columns of the terminal */
    bool colour;
    struct inputs *inputs; /* files and the standard input; NULL: there are none */
    run_flush *flush;      /* NULL: the answer goes out as a whole at its end */
    bool gathers;          /* what it wants recorded waits for that of others: see cli/record.h */
    const struct recording *waiting; /* what does */
    struct text out, err;
};

/* The exit status: 0 done, 1 bad news, 2 wrong usage, 3 refused, 4 damaged, missing or full,
 * 5 no such thing. */
enum { EXIT_DONE, EXIT_BAD_NEWS, EXIT_USAGE, EXIT_REFUSED, EXIT_STORE, EXIT_NONE };

/* Not known yet: the answer is told when what waits has been recorded. Never leaves the program. */
enum { EXIT_PENDING = -1 };

enum { OFFSET_WITHOUT_CONTRACT = 9 * 60 }; /* Japan's, minutes east of UTC */

/* Says an error in the one line, or the one object, that interface.md has for it. `code` is
 * its short name ("no-such-job"), `clause` may be NULL. Returns `status`. */
int run_error(struct run *run, int status, const char *code, const char *clause, const char *format,
              ...) __attribute__((format(printf, 5, 6)));

/* The same for a refusal with all its reasons (exit 3), and for a fault of the store (exit by
 * err.def): what was being done, where, and the way out. */
int run_refused(struct run *run, const struct refusals *refusals);
int run_fault(struct run *run, err_t fault);

/* The contract that is meant: the only one, or the one given. NO_ROW after an error was said
 * (*ret_status then set). */
uint32_t run_contract(struct run *run, int *ret_status);

/* Takes the clock again, unless --now was given, and looks whether it has fallen behind the log:
 * by CLOCK_SLACK_MS at most the log's last instant is used instead (two machines are never in
 * step), else it is refused. False after that was said. */
enum { CLOCK_SLACK_MS = 5000 };
bool run_tick(struct run *run, int *ret_status);

/* Minutes east of UTC in which instants are read and shown: the contract's that is meant, else
 * OFFSET_WITHOUT_CONTRACT. */
int32_t run_offset(const struct run *run);

/* A whole file or standard input ("-") of at most `bytes_max`, or false after an error was said
 * (exit 4). */
bool run_file(struct run *run, struct str path, size_t bytes_max, struct bytes *ret);

#endif
