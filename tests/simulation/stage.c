#include "tests/simulation/stage.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/core/apply.h"
#include "engine/core/image.h"
#include "engine/wire/command_json.h"
#include "engine/wire/event_bytes.h"
#include "tests/simulation/checks.h"

enum { OFFSET = 540, REPLAY_EVERY = 41 };

void stage_break(struct stage *stage, int invariant, const char *format, ...)
{
    if (stage->broken != 0) return;
    stage->broken = invariant;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(stage->said, sizeof stage->said, format, args);
    va_end(args);
}

const struct contract *stage_wording(const struct stage *stage)
{
    if (stage->state.contracts.count == 0) return NULL;
    return state_contract(&stage->state, 0, instant_day(stage->now, OFFSET));
}

/* Through the bytes of the log and back, as a replay would see it. */
static void record(struct stage *stage, const struct event *event)
{
    struct bytes bytes;
    struct event again;
    event_encode(event, &stage->arena, &bytes);
    *(struct bytes *)vec_push(&stage->log, &stage->arena) = bytes;
    CHECK(!is_err(event_decode(bytes, &again, &stage->turn)));
    apply(&stage->state, &again);
}

void stage_begin(struct stage *stage, instant_t at)
{
    memset(stage, 0, sizeof *stage);
    arena_init(&stage->arena, (size_t)1 << 30);
    arena_init(&stage->turn, (size_t)1 << 30);
    state_init(&stage->state, &stage->arena);
    ledger_init(&stage->ledger);
    stage->log = vec_of(sizeof(struct bytes));
    stage->known = vec_of(sizeof(struct known_visit));
    stage->now = at;
    const struct event first = {
        .kind = EVENT_STORE_INITIALISED,
        .seq = 1,
        .recorded_at = at,
        .by = STR("system"),
        .subject = STR("store"),
        .store_initialised = {.admin = STR("admin"), .open = {true, true}},
    };
    record(stage, &first);
}

void stage_end(struct stage *stage)
{
    arena_deinit(&stage->arena);
    arena_deinit(&stage->turn);
}

void stage_check_replay(struct stage *stage) /* I4 */
{
    struct arena arena;
    struct state again;
    arena_init(&arena, (size_t)1 << 30);
    state_init(&again, &arena);
    for (uint32_t i = 0; i < stage->log.count; i++) {
        struct event event;
        struct bytes bytes = *(const struct bytes *)vec_at(&stage->log, i);
        CHECK(!is_err(event_decode(bytes, &event, &stage->turn)));
        apply(&again, &event);
    }
    struct bytes a = image_of(&stage->state, &stage->turn), b = image_of(&again, &stage->turn);
    MUST(stage, 4, a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0,
         "the fold of %u events is another state", stage->log.count);
    arena_deinit(&arena);
}

/* A decision as bytes, to be compared. */
static struct str said(struct stage *stage, const struct decision *decision)
{
    struct text text;
    text_init(&text, &stage->turn);
    for (uint32_t i = 0; i < decision->events.count; i++) {
        struct bytes bytes;
        event_encode(vec_at(&decision->events, i), &stage->turn, &bytes);
        text_put(&text, (struct str){(const char *)bytes.ptr, (uint32_t)bytes.len});
    }
    for (uint32_t i = 0; i < decision->refusals.count; i++)
        refusal_print(&text, LANG_EN, vec_at(&decision->refusals, i));
    return text_str(&text);
}

/* I1 and I2. */
static void decide_twice(struct stage *stage, const struct command *command, instant_t at,
                         struct decision *ret)
{
    struct decision again;
    struct bytes before = image_of(&stage->state, &stage->turn);
    decide(&stage->state, command, at, &stage->turn, ret);
    (void)arena_take(&stage->turn, 777);
    decide(&stage->state, command, at, &stage->turn, &again);
    struct bytes after = image_of(&stage->state, &stage->turn);
    MUST(stage, 1, before.len == after.len && memcmp(before.ptr, after.ptr, after.len) == 0,
         "deciding changed the state");
    MUST(stage, 1, (ret->events.count == 0) == (ret->refusals.count > 0),
         "neither allowed nor refused, or both");
    MUST(stage, 2, str_eq(said(stage, ret), said(stage, &again)), "decided in two ways");
}

static void run(struct stage *stage, const struct command *command, instant_t at)
{
    struct decision made;
    struct life_before before = {0};
    decide_twice(stage, command, at, &made);
    if (stage->broken != 0 || made.refusals.count > 0) return;
    if (stage_wording(stage) != NULL) {
        before = life_before(stage);
        ledger_check(stage, command);
    }
    for (uint32_t i = 0; i < made.events.count; i++) record(stage, vec_at(&made.events, i));
    stage->accepted++;
    ledger_note(stage, command, &made);
    check_life(stage, &before, command);
}

void stage_play(struct stage *stage, instant_t at, struct str line)
{
    struct parsed_command parsed;
    const struct command_reading how = {.offset = OFFSET};
    if (stage->broken != 0) return;
    arena_deinit(&stage->turn);
    if (stage->walks && stage_wording(stage) != NULL) check_walk(stage, at);
    if (at.ms > stage->now.ms) stage->now = at;
    command_read(line, &how, &stage->turn, &parsed);
    if (!parsed.ok || stage->broken != 0) return;
    run(stage, &parsed.command, at);
    if (stage_wording(stage) != NULL && stage->broken == 0) check_plan(stage);
    if (++stage->steps % REPLAY_EVERY == 0) stage_check_replay(stage);
}
