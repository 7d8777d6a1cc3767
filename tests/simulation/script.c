#include "tests/simulation/script.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/limits.h"
#include "tests/simulation/stage.h"

enum { PLAYS_MAX = 600, OFFSET = 540 };

void script_put(FILE *paper, instant_t at, struct str line)
{
    (void)fprintf(paper, "%lld %.*s\n", (long long)at.ms, STR_ARGS(line));
    (void)fflush(paper);
}

struct script script_read(const char *path, struct arena *arena)
{
    struct script script = {.steps = vec_of(sizeof(struct script_step))};
    char *line = arena_take(arena, COMMAND_BYTES_MAX);
    FILE *paper = fopen(path, "r");
    CHECK(paper != NULL);
    while (fgets(line, COMMAND_BYTES_MAX, paper) != NULL) {
        char *rest;
        instant_t at = {strtoll(line, &rest, 10)};
        struct str said = {rest + 1, (uint32_t)strcspn(rest + 1, "\n")};
        *(struct script_step *)vec_push(&script.steps, arena) =
            (struct script_step){at, str_copy(arena, said)};
    }
    (void)fclose(paper);
    return script;
}

static int play_here(const struct script *script)
{
    static struct stage stage;
    if (script->steps.count == 0) return PLAYED_WELL;
    const struct script_step *steps = script->steps.rows;
    stage_begin(&stage, steps[0].at);
    stage.walks = script->walks;
    for (uint32_t i = 0; i < script->steps.count && stage.broken == 0; i++)
        stage_play(&stage, steps[i].at, steps[i].line);
    if (stage.broken == 0) stage_check_replay(&stage);
    return stage.broken;
}

int script_play(const struct script *script)
{
    int status;
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        (void)dup2(nowhere, STDERR_FILENO);
        (void)alarm(SEASON_SECONDS_MAX);
        _exit(play_here(script));
    }
    CHECK(waitpid(child, &status, 0) == child);
    return WIFEXITED(status) && WEXITSTATUS(status) < 100 ? WEXITSTATUS(status) : PLAYED_TO_DEATH;
}

static struct script without(const struct script *script, uint32_t from, uint32_t count,
                             struct script_step *room)
{
    struct script less = *script;
    const struct script_step *steps = script->steps.rows;
    less.steps.rows = room;
    less.steps.count = 0;
    for (uint32_t i = 0; i < script->steps.count; i++)
        if (i < from || i >= from + count) room[less.steps.count++] = steps[i];
    return less;
}

/* Larger pieces first, then single lines, until nothing more can go. */
void script_shrink(struct script *script, int end)
{
    uint32_t plays = 0, size = script->steps.count / 2;
    size_t bytes = sizeof(struct script_step) * script->steps.count;
    struct script_step *room = malloc(bytes);
    CHECK(room != NULL);
    while (size > 0 && plays < PLAYS_MAX) {
        bool dropped = false;
        for (uint32_t from = 0; from < script->steps.count && plays < PLAYS_MAX; plays++) {
            struct script less = without(script, from, size, room);
            bool same = script_play(&less) == end;
            if (same) memcpy(script->steps.rows, room, bytes);
            if (same) script->steps.count = less.steps.count;
            if (!same) from += size;
            dropped |= same;
        }
        if (!dropped || size > script->steps.count) size /= 2;
    }
    free(room);
}

void script_print(FILE *out, const struct script *script)
{
    const struct script_step *steps = script->steps.rows;
    for (uint32_t i = 0; i < script->steps.count; i++) {
        char at[INSTANT_TEXT_BYTES];
        instant_print(steps[i].at, OFFSET, at);
        (void)fprintf(out, "{\"now\":\"%s\",%.*s\n", at, (int)steps[i].line.len - 1,
                      steps[i].line.ptr + 1);
    }
}
