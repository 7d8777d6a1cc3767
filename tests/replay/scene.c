#include "tests/replay/scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/wire/command_json.h"
#include "tests/engine/core/season.h"

enum { OFFSET = 540, AS_TEXT_BYTES = 64 };

instant_t scene_instant(const char *text)
{
    instant_t at;
    CHECK(instant_parse(str_of(text), OFFSET, &at));
    return at;
}

static void submit(struct scene *scene, const struct command *command)
{
    struct desk_request request = {.command = *command, .now = scene->now};
    struct desk_answer answer;
    err_t fault = desk_submit(scene->desk, &request, 1, false, &scene->arena, &answer);
    CHECK(!is_err(fault));
    CHECK(answer.ok);
}

static void submit_line(struct scene *scene, struct str line)
{
    struct parsed_command parsed;
    const struct command_reading how = {.offset = OFFSET, .backfill = true};
    command_read(line, &how, &scene->arena, &parsed);
    CHECK(parsed.ok);
    if (parsed.now.is) scene->now = parsed.now.at;
    submit(scene, &parsed.command);
}

static void load_contract(struct scene *scene)
{
    struct command command = {.kind = COMMAND_CONTRACT_LOAD, .by = STR("admin")};
    command.contract_load.text = season_file(&scene->arena, "rules/contracts/sapporo-2021.yaml");
    submit(scene, &command);
}

static void play(struct scene *scene, struct str lines)
{
    while (lines.len > 0) {
        uint32_t end = str_find(lines, '\n');
        if (end > 0) submit_line(scene, str_slice(lines, 0, end));
        lines = str_slice(lines, end + 1, lines.len);
    }
}

void scene_open(struct scene *scene)
{
    err_t fault = desk_open(&scene->desk, scene->dir, LOG_WRITE);
    CHECK(!is_err(fault));
}

void scene_close(struct scene *scene)
{
    desk_close(scene->desk);
    scene->desk = NULL;
}

void scene_begin(struct scene *scene)
{
    (void)snprintf(scene->parent, sizeof scene->parent, "/tmp/tehai-scene-XXXXXX");
    CHECK(mkdtemp(scene->parent) != NULL);
    (void)snprintf(scene->dir, sizeof scene->dir, "%s/store", scene->parent);
    (void)snprintf(scene->data, sizeof scene->data, "%s/data.mdb", scene->dir);
    arena_init(&scene->arena, (size_t)1 << 30);
    scene->now = scene_instant("2021-07-28T10:00");
    err_t fault = desk_create(scene->dir, STR("admin"), true, scene->now);
    CHECK(!is_err(fault));
    scene_open(scene);
    load_contract(scene);
    play(scene, season_file(&scene->arena, "tests/stories/first_weeks.jsonl"));
}

void scene_end(struct scene *scene)
{
    char command[128];
    scene_close(scene);
    arena_deinit(&scene->arena);
    CHECK(strncmp(scene->parent, "/tmp/tehai-scene-", 17) == 0);
    (void)snprintf(command, sizeof command, "rm -rf '%s'", scene->parent);
    CHECK(system(command) == 0);
}

static struct str quoted(struct scene *scene, const char *command)
{
    struct str line = str_copy(&scene->arena, str_of(command));
    for (char *p = strchr(line.ptr, '\''); p != NULL; p = strchr(p, '\'')) *p = '"';
    return line;
}

void scene_do(struct scene *scene, const char *at, const char *command)
{
    scene->now = scene_instant(at);
    submit_line(scene, quoted(scene, command));
}

uint64_t scene_events(const struct scene *scene)
{
    return desk_state(scene->desk)->head;
}
