#include "tests/engine/core/season.h"

#include <stdio.h>
#include <string.h>

#include "engine/base/limits.h"
#include "engine/wire/command_json.h"
#include "engine/wire/event_bytes.h"

enum { OFFSET = 540 };

struct str season_file(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    CHECK(file != NULL);
    char *text = arena_take(arena, CONTRACT_BYTES_MAX);
    size_t len = fread(text, 1, CONTRACT_BYTES_MAX, file);
    (void)fclose(file);
    return (struct str){text, (uint32_t)len};
}

/* Through the bytes of the log and back, so that nothing gets by that a replay wouldn't see. */
static void apply_by_bytes(struct season *season, const struct event *event)
{
    struct bytes bytes;
    struct event again;
    event_encode(event, &season->scratch, &bytes);
    CHECK(!is_err(event_decode(bytes, &again, &season->scratch)));
    apply(&season->state, &again);
}

static const char *run(struct season *season, const struct command *command)
{
    decide(&season->state, command, season->now, &season->scratch, &season->last);
    season->said[0] = '\0';
    if (season->last.refusals.count == 0) {
        for (uint32_t i = 0; i < season->last.events.count; i++)
            apply_by_bytes(season, vec_at(&season->last.events, i));
        return "ok";
    }
    const struct refusal *first = vec_at(&season->last.refusals, 0);
    struct text text;
    text_init(&text, &season->scratch);
    refusal_print(&text, LANG_EN, first);
    (void)snprintf(season->said, sizeof season->said, "%s", text.ptr);
    return refusal_name(first->code);
}

const char *season_do(struct season *season, const char *command)
{
    struct parsed_command parsed;
    arena_deinit(&season->scratch);
    struct str line = str_copy(&season->scratch, str_of(command));
    for (char *p = strchr(line.ptr, '\''); p != NULL; p = strchr(p, '\'')) *p = '"';
    const struct command_reading how = {.offset = OFFSET};
    command_read(line, &how, &season->scratch, &parsed);
    if (parsed.ok) return run(season, &parsed.command);
    const struct refusal *first = &parsed.refusals.at[0];
    season->last = (struct decision){vec_of(sizeof(struct event)), vec_of(sizeof(struct refusal))};
    *(struct refusal *)vec_push(&season->last.refusals, &season->scratch) = *first;
    return refusal_name(first->code);
}

void season_at(struct season *season, const char *instant)
{
    CHECK(instant_parse(str_of(instant), OFFSET, &season->now));
}

static void begin_empty(struct season *season, const char *at)
{
    memset(season, 0, sizeof *season);
    arena_init(&season->arena, (size_t)1 << 30);
    arena_init(&season->scratch, (size_t)1 << 30);
    state_init(&season->state, &season->arena);
    season_at(season, at);
    const struct event first = {
        .kind = EVENT_STORE_INITIALISED,
        .seq = 1,
        .recorded_at = season->now,
        .by = STR("system"),
        .subject = STR("store"),
        .store_initialised = {.admin = STR("admin"), .open = {true, true}},
    };
    apply_by_bytes(season, &first);
}

void season_begin_empty(struct season *season)
{
    begin_empty(season, "2021-08-01T09:00");
}

void season_begin_at(struct season *season, const char *at)
{
    begin_empty(season, at);
    struct command load = {
        .kind = COMMAND_CONTRACT_LOAD,
        .by = STR("admin"),
        .contract_load = {season_file(&season->arena, "rules/contracts/sapporo-2021.yaml")},
    };
    CHECK(strcmp(run(season, &load), "ok") == 0);
}

void season_begin(struct season *season)
{
    season_begin_at(season, "2021-08-01T09:00");
}

void season_end(struct season *season)
{
    arena_deinit(&season->arena);
    arena_deinit(&season->scratch);
}

struct str season_codes(struct season *season)
{
    struct text text;
    text_init(&text, &season->scratch);
    for (uint32_t i = 0; i < season->last.refusals.count; i++) {
        const struct refusal *refusal = vec_at(&season->last.refusals, i);
        text_add(&text, "%s%s", i > 0 ? " " : "", refusal_name(refusal->code));
    }
    return text_str(&text);
}

struct str season_made(const struct season *season, enum event_kind kind)
{
    for (uint32_t i = 0; i < season->last.events.count; i++) {
        const struct event *event = vec_at(&season->last.events, i);
        if (event->kind == kind) return event->subject;
    }
    return STR_NONE;
}

const struct job_row *season_job(const struct season *season, const char *id)
{
    return state_job(&season->state, state_find(&season->state, NAME_JOB, str_of(id)));
}

const struct visit_row *season_visit(const struct season *season, const char *id)
{
    return state_visit(&season->state, state_find(&season->state, NAME_VISIT, str_of(id)));
}

const struct contract *season_wording(const struct season *season)
{
    return state_contract(&season->state, 0, instant_day(season->now, OFFSET));
}
