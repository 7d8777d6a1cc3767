/* What does the plan of a season cost, asked after each thing that happens?
 *
 *   plan [FILE]     default tests/stories/first_weeks.jsonl
 *
 * Plays commands into a state and makes the plan and the alerts after each of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine/base/limits.h"
#include "engine/base/sort.h"
#include "engine/core/alarm.h"
#include "engine/wire/command_json.h"
#include "tests/engine/core/season.h"

enum { TIMES_MAX = 4096, TURNS = 21, OFFSET = 540 };

static double seconds(void)
{
    struct timespec t;
    CHECK(clock_gettime(CLOCK_MONOTONIC, &t) == 0);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double ask(const struct season *season)
{
    struct arena arena;
    struct plan plan;
    struct alerts alerts;
    arena_init(&arena, (size_t)1 << 30);
    double start = seconds();
    plan_make(&season->state, 0, season->now, &(struct plan_options){0}, &arena, &plan);
    alarm_find(&season->state, &plan, &arena, &alerts);
    double took = seconds() - start;
    CHECK(plan.proved);
    arena_deinit(&arena);
    return took;
}

static void play(struct season *season, struct str line)
{
    struct parsed_command parsed;
    const struct command_reading how = {.offset = OFFSET, .backfill = true};
    arena_deinit(&season->scratch);
    command_read(line, &how, &season->scratch, &parsed);
    CHECK(parsed.ok);
    season->now = parsed.now.at;
    decide(&season->state, &parsed.command, season->now, &season->scratch, &season->last);
    CHECK(season->last.refusals.count == 0);
    for (uint32_t i = 0; i < season->last.events.count; i++)
        apply(&season->state, vec_at(&season->last.events, i));
}

static uint32_t play_all(const char *path, double *times)
{
    static char line[COMMAND_BYTES_MAX];
    struct season season;
    uint32_t count = 0;
    FILE *file = fopen(path, "r");
    CHECK(file != NULL);
    season_begin_at(&season, "2021-07-28T10:00");
    while (count < TIMES_MAX && fgets(line, sizeof line, file) != NULL) {
        play(&season, (struct str){line, (uint32_t)strcspn(line, "\n")});
        times[count++] = ask(&season);
    }
    (void)fclose(file);
    season_end(&season);
    return count;
}

static int by_time(const void *a, const void *b, const void *unused)
{
    (void)unused;
    return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

int main(int argc, char **argv)
{
    static double times[TIMES_MAX * TURNS];
    uint32_t count = 0;
    struct arena arena;
    for (uint32_t turn = 0; turn < TURNS; turn++)
        count += play_all(argc > 1 ? argv[1] : "tests/stories/first_weeks.jsonl", times + count);
    arena_init(&arena, (size_t)1 << 24);
    sort_rows(times, count, sizeof *times, by_time, NULL, &arena);
    arena_deinit(&arena);
    (void)printf("plan and alerts of a season, %u times: median %.2f ms, 99 of 100 %.2f ms, most "
                 "%.2f ms; all proved\n",
                 count, times[count / 2] * 1e3, times[count * 99 / 100] * 1e3,
                 times[count - 1] * 1e3);
    return 0;
}
