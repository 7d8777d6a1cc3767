#include "tests/replay/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/wire/command_json.h"
#include "tests/engine/core/season.h"

enum { OFFSET = 540, AS_TEXT_BYTES = 64 };

instant_t history_instant(const char *text)
{
    instant_t at;
    CHECK(instant_parse(str_of(text), OFFSET, &at));
    return at;
}

static void submit(struct history *scene, const struct command *command)
{
    struct desk_request request = {.command = *command, .now = scene->now};
    struct desk_answer answer;
    err_t fault = desk_submit(scene->desk, &request, 1, false, &scene->arena, &answer);
    CHECK(!is_err(fault));
    CHECK(answer.ok);
}

static void submit_line(struct history *scene, struct str line)
{
    struct parsed_command parsed;
    const struct command_reading how = {.offset = OFFSET, .backfill = true};
    command_read(line, &how, &scene->arena, &parsed);
    CHECK(parsed.ok);
    if (parsed.now.is) scene->now = parsed.now.at;
    submit(scene, &parsed.command);
}

static void load_contract(struct history *scene)
{
    struct command command = {.kind = COMMAND_CONTRACT_LOAD, .by = STR("admin")};
    command.contract_load.text = season_file(&scene->arena, "rules/contracts/sapporo-2021.yaml");
    submit(scene, &command);
}

static void play(struct history *scene, struct str lines)
{
    while (lines.len > 0) {
        uint32_t end = str_find(lines, '\n');
        if (end > 0) submit_line(scene, str_slice(lines, 0, end));
        lines = str_slice(lines, end + 1, lines.len);
    }
}

void history_open(struct history *scene)
{
    err_t fault = desk_open(&scene->desk, scene->dir, LOG_WRITE);
    CHECK(!is_err(fault));
}

void history_close(struct history *scene)
{
    desk_close(scene->desk);
    scene->desk = NULL;
}

void history_begin(struct history *scene)
{
    (void)snprintf(scene->parent, sizeof scene->parent, "/tmp/tehai-scene-XXXXXX");
    CHECK(mkdtemp(scene->parent) != NULL);
    (void)snprintf(scene->dir, sizeof scene->dir, "%s/store", scene->parent);
    (void)snprintf(scene->data, sizeof scene->data, "%s/data.mdb", scene->dir);
    arena_init(&scene->arena, (size_t)1 << 30);
    scene->now = history_instant("2021-07-28T10:00");
    err_t fault = desk_create(scene->dir, STR("admin"), true, scene->now);
    CHECK(!is_err(fault));
    history_open(scene);
    load_contract(scene);
    play(scene, season_file(&scene->arena, "tests/stories/first_weeks.jsonl"));
}

void history_end(struct history *scene)
{
    char command[128];
    history_close(scene);
    arena_deinit(&scene->arena);
    CHECK(strncmp(scene->parent, "/tmp/tehai-scene-", 17) == 0);
    (void)snprintf(command, sizeof command, "rm -rf '%s'", scene->parent);
    CHECK(system(command) == 0);
}

static struct str quoted(struct history *scene, const char *command)
{
    struct str line = str_copy(&scene->arena, str_of(command));
    for (char *p = strchr(line.ptr, '\''); p != NULL; p = strchr(p, '\'')) *p = '"';
    return line;
}

void history_do(struct history *scene, const char *at, const char *command)
{
    scene->now = history_instant(at);
    submit_line(scene, quoted(scene, command));
}

uint64_t history_events(const struct history *scene)
{
    return desk_state(scene->desk)->head;
}
