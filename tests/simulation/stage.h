/* tests/simulation/stage.h - one season played command by command, and what must never happen.
 *
 * A command goes the whole way: its line is read, decided twice, encoded as the log would keep
 * it, decoded and applied; then everything below is looked at. The first thing found broken
 * is kept with its number, and nothing is played after it.
 *
 * I1   What is refused leaves the state as it was, to the byte.
 * I2   The same state, command and instant are decided in the same way.
 * I3   What decide allows, apply can do: no CHECK fails anywhere.
 * I4   Folding the recorded bytes from nothing gives the state, to the byte.
 * I5   A job goes no other way than those of its life (domain.md).
 * I6   What was confirmed stays: site, hours, people; its jobs change only by an approval.
 * I7   A job is in at most one visit that stands, and both agree on it.
 * I8   A visit starts only confirmed, on its day, with every gate open (commands.md), by an
 *      account of the gates kept apart from the state.
 * I9   Who starts a visit or does a job is on the roster and at work that day; somebody is.
 * I10  Every live job is in exactly one planned visit, or unplanned.
 * I11  A visit made up by the plan fits its site's day and starts with enough notice.
 * I12  Its crew is at work that day, large enough and has every skill.
 * I13  It takes nobody beyond visits_per_day.
 * I14  It keeps after, apart and alone.
 * I15  None of its jobs stands before its release: earliest, vendor, leads.
 * I16  The same state and instant give the same plan, in any memory.
 * I17  A planned visit keeps its id while its site and jobs are the same.
 * I18  What a planned visit needs, it needs no later than its start.
 * I19  Alerts have one id each and have not begun in the future.
 * I20  No deadline is missed that no alert stood for before.
 * I21  Nothing about alerts changes before the instant that alarm_next gives.
 * I22  A live job is held exactly while its last pause is open.
 * I23  Nobody decides what they asked for themselves. */
#ifndef TESTS_SIMULATION_STAGE_H
#define TESTS_SIMULATION_STAGE_H

#include "engine/core/alarm.h"
#include "engine/core/decide.h"
#include "tests/simulation/ledger.h"

struct stage {
    struct arena arena; /* the state and its log */
    struct arena turn;  /* what the step at hand needs */
    struct state state;
    struct vec log;   /* struct bytes, as recorded */
    struct vec known; /* struct known_visit: the last plan's ids */
    struct ledger ledger;
    instant_t now;
    uint32_t steps, accepted;
    bool walks; /* time goes by from alert to alert, not in one leap */
    int broken; /* the number of what broke, or 0 */
    char said[4000];
};

void stage_begin(struct stage *stage, instant_t at);
void stage_end(struct stage *stage);

/* Lets time go by to `at` and plays the line. */
void stage_play(struct stage *stage, instant_t at, struct str line);

/* I4: at the end, and now and then. */
void stage_check_replay(struct stage *stage);

/* Keeps the first thing found broken. */
void stage_break(struct stage *stage, int invariant, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#define MUST(stage, invariant, condition, ...)                                                     \
    ((condition) ? (void)0 : stage_break((stage), (invariant), __VA_ARGS__))

/* The wording in force now, NULL before there is a contract. */
const struct contract *stage_wording(const struct stage *stage);

#endif
