/* Does anything break, whatever happens in a season? TEHAI_SEEDS=10000 for a campaign (from
 * TEHAI_FROM on), TEHAI_SEED=77 for one season, again and shown. */
#include "tests/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/simulation/author.h"
#include "tests/simulation/script.h"

enum { SEASON_STEPS = 140, SEEDS = 12, PROGRESS_EVERY = 100 };

static char paper_path[64];
static bool is_shown;

static bool walks(uint64_t seed)
{
    return seed % 4 == 0;
}

static uint32_t finished(const struct state *state)
{
    uint32_t count = 0;
    for (uint32_t v = 0; v < state->visits.count; v++)
        count += state_visit(state, v)->state == VISIT_FINISHED;
    return count;
}

/* Lines are told from the state as it grows, so the writing goes hand in hand with the playing. */
static void write_and_play(uint64_t seed, FILE *paper)
{
    static struct stage stage;
    struct arena lines;
    arena_init(&lines, (size_t)1 << 30);
    struct author author = {
        .dice = {seed * UINT64_C(0x9E3779B97F4A7C15) + 1}, .stage = &stage, .arena = &lines};
    (void)dice_next(&author.dice);
    author.mates = dice_one_in(&author.dice, 3);
    instant_t at;
    CHECK(instant_parse(STR("2021-08-01T09:00"), 540, &at));
    stage_begin(&stage, at);
    stage.walks = walks(seed);
    uint32_t steps = stage.walks ? SEASON_STEPS / 2 : SEASON_STEPS;
    for (uint32_t i = 0; i < steps && stage.broken == 0; i++) {
        if (i > 0) at = author_instant(&author);
        struct str line =
            i == 0 ? author_wording(&author, false, seed % 3 == 1) : author_line(&author);
        script_put(paper, at, line);
        stage_play(&stage, at, line);
    }
    if (stage.broken == 0) stage_check_replay(&stage);
    if (stage.broken != 0) print_error("I%d: %s\n", stage.broken, stage.said);
    if (is_shown)
        print_message("%u steps, %u accepted, %u visits finished of %u\n", stage.steps,
                      stage.accepted, finished(&stage.state), stage.state.visits.count);
    _exit(stage.broken);
}

static int play_seed(uint64_t seed)
{
    int status;
    (void)fflush(NULL);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        FILE *paper = fopen(paper_path, "w");
        CHECK(paper != NULL);
        (void)alarm(SEASON_SECONDS_MAX); /* a plan without an end is a bug, too */
        write_and_play(seed, paper);
    }
    CHECK(waitpid(child, &status, 0) == child);
    return WIFEXITED(status) && WEXITSTATUS(status) < 100 ? WEXITSTATUS(status) : PLAYED_TO_DEATH;
}

static void report(uint64_t seed, int end)
{
    struct arena arena;
    arena_init(&arena, (size_t)1 << 30);
    struct script script = script_read(paper_path, &arena);
    script.walks = walks(seed);
    print_error("seed %llu breaks %s%d\n", (unsigned long long)seed,
                end == PLAYED_TO_DEATH ? "I3, end " : "I", end);
    if (script_play(&script) == end) script_shrink(&script, end);
    script_print(stderr, &script);
    arena_deinit(&arena);
}

static uint64_t number_of(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    return text != NULL ? strtoull(text, NULL, 10) : otherwise;
}

static void no_season_breaks_anything(void **unused)
{
    (void)unused;
    uint64_t only = number_of("TEHAI_SEED", 0), from = number_of("TEHAI_FROM", 1), broken = 0;
    uint64_t count = only != 0 ? 1 : number_of("TEHAI_SEEDS", SEEDS);
    is_shown = only != 0;
    (void)snprintf(paper_path, sizeof paper_path, "/tmp/tehai-season-%ld", (long)getpid());
    for (uint64_t i = 0; i < count; i++) {
        uint64_t seed = only != 0 ? only : from + i;
        int end = play_seed(seed);
        if ((i + 1) % PROGRESS_EVERY == 0)
            print_message("%llu seasons, %llu broken\n", (unsigned long long)(i + 1),
                          (unsigned long long)broken);
        if (end == PLAYED_WELL) continue;
        report(seed, end);
        broken++;
    }
    (void)remove(paper_path);
    assert_int_equal(broken, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_season_breaks_anything)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
