/* tests/cli/view/fixture.h - a stage for reading commands: a state made by commands, an instant,
 * and what the command answered. */
#ifndef TESTS_CLI_VIEW_FIXTURE_H
#define TESTS_CLI_VIEW_FIXTURE_H

#include "tests/harness.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/table.h"
#include "cli/view.h"
#include "engine/core/apply.h"
#include "engine/core/decide.h"
#include "engine/wire/command_json.h"
#include "engine/wire/refusal_json.h"

enum { STAGE_OFFSET = 9 * 60 };

struct stage {
    struct arena arena;
    struct state state;
    struct run run; /* of the last command read */
    int status;
    bool colour; /* whether people's answers have colours */
};

static inline instant_t stage_instant(const char *text)
{
    instant_t at;
    assert_true(instant_parse(str_of(text), STAGE_OFFSET, &at));
    return at;
}

/* An open store: actors register themselves as they act. */
static inline void stage_open(struct stage *stage, const char *now)
{
    *stage = (struct stage){0};
    arena_init(&stage->arena, (size_t)1 << 30);
    state_init(&stage->state, &stage->arena);
    struct event event = {
        .kind = EVENT_STORE_INITIALISED,
        .seq = 1,
        .recorded_at = stage_instant(now),
        .by = STR("system"),
        .role = ROLE_SYSTEM,
        .subject = STR("store"),
        .store_initialised = {.admin = STR("admin"), .open = {true, true}},
    };
    apply(&stage->state, &event);
}

static inline void stage_close(struct stage *stage)
{
    arena_deinit(&stage->arena);
}

static inline void stage_submit(struct stage *stage, const char *now, const struct command *command)
{
    struct decision decision;
    decide(&stage->state, command, stage_instant(now), &stage->arena, &decision);
    for (uint32_t i = 0; i < decision.refusals.count; i++) {
        struct text text;
        text_init(&text, &stage->arena);
        refusal_print(&text, LANG_EN, vec_at(&decision.refusals, i));
        fail_msg("refused: %s", text.ptr);
    }
    for (uint32_t i = 0; i < decision.events.count; i++)
        apply(&stage->state, vec_at(&decision.events, i));
}

/* One command, written with ' for ". It must be accepted. */
static inline void stage_do(struct stage *stage, const char *now, const char *line)
{
    const struct command_reading how = {.offset = STAGE_OFFSET};
    struct parsed_command parsed;
    struct str copy = str_copy(&stage->arena, str_of(line));
    for (char *p = (char *)(uintptr_t)copy.ptr; *p != '\0'; p++)
        if (*p == '\'') *p = '"';
    command_read(copy, &how, &stage->arena, &parsed);
    if (!parsed.ok) {
        struct text text;
        text_init(&text, &stage->arena);
        refusals_print(&text, &parsed.refusals, 0, LANG_EN);
        fail_msg("%s: %s", line, text.ptr);
    }
    stage_submit(stage, now, &parsed.command);
}

/* The seed's contract, as the file of the repository has it. */
static inline void stage_load(struct stage *stage, const char *now)
{
    static char text[CONTRACT_BYTES_MAX];
    FILE *file = fopen("rules/contracts/sapporo-2021.yaml", "rb");
    assert_non_null(file);
    size_t len = fread(text, 1, sizeof(text), file);
    assert_int_equal(fclose(file), 0);
    struct command command = {
        .kind = COMMAND_CONTRACT_LOAD,
        .by = STR("admin"),
        .contract_load = {.text = {text, (uint32_t)len}},
    };
    stage_submit(stage, now, &command);
}

/* Runs a view on "next", "jobs --all" … and returns its whole output. */
static inline const char *stage_read(struct stage *stage, view *command, const char *now,
                                     const char *words, bool json, enum lang lang)
{
    struct run *run = &stage->run;
    static struct str list[16];
    uint32_t count = 0;
    char *copy = (char *)(uintptr_t)str_copy(&stage->arena, str_of(words)).ptr, *save = NULL;
    for (char *w = strtok_r(copy, " ", &save); w != NULL; w = strtok_r(NULL, " ", &save)) {
        assert_true(count < COUNT(list));
        list[count++] = str_of(w);
    }
    *run = (struct run){
        .arena = &stage->arena,
        .words = {list, count},
        .state = &stage->state,
        .now = stage_instant(now),
        .json = json,
        .lang = lang,
        .width = 80,
        .colour = stage->colour,
    };
    text_init(&run->out, &stage->arena);
    text_init(&run->err, &stage->arena);
    text_put(&run->out, STR(""));
    text_put(&run->err, STR(""));
    stage->status = command(run);
    return run->out.len > 0 ? run->out.ptr : "";
}

/* The same, as JSON that must be one value and one line. */
static inline json_t *stage_json(struct stage *stage, view *command, const char *now,
                                 const char *words)
{
    json_error_t error;
    const char *text = stage_read(stage, command, now, words, true, LANG_EN);
    json_t *json = json_loads(text, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &error);
    if (json == NULL) fail_msg("%s: %s\n%s", words, error.text, text);
    assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
    return json;
}

/* An object has exactly these keys, in this order: "id status site". */
static inline void assert_keys(const json_t *object, const char *keys)
{
    char seen[512] = "";
    const char *key;
    json_t *value;
    assert_true(json_is_object(object));
    json_object_foreach((json_t *)(uintptr_t)object, key, value)
    {
        if (seen[0] != '\0') strncat(seen, " ", sizeof(seen) - strlen(seen) - 1);
        strncat(seen, key, sizeof(seen) - strlen(seen) - 1);
    }
    assert_string_equal(seen, keys);
}

static inline const char *text_at(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (json_is_null(value)) return "null";
    assert_true(json_is_string(value));
    return json_string_value(value);
}

/* No line wider than the terminal, and no more of them than `lines`. */
static inline void assert_screen(const char *text, uint32_t lines)
{
    uint32_t count = 0;
    for (struct str rest = str_of(text); rest.len > 0; count++) {
        uint32_t end = str_find(rest, '\n');
        struct str line = str_slice(rest, 0, end);
        if (text_columns(line) > 80) fail_msg("too wide: %.*s", STR_ARGS(line));
        if (end > 0 && line.ptr[end - 1] == ' ') fail_msg("blank at the end: %.*s", STR_ARGS(line));
        rest = str_slice(rest, end + 1, rest.len);
    }
    if (count > lines) fail_msg("%u lines, more than %u:\n%s", count, lines, text);
}

/* S15's morning: configuration change and security update notified in September, the password
 * change from the calendar, one technician on the roster. */
static inline void stage_september(struct stage *stage)
{
    stage_open(stage, "2021-07-30T09:00");
    stage_load(stage, "2021-07-30T09:00");
    stage_do(stage, "2021-07-30T09:10",
             "{'cmd':'roster.register','by':'coordinator:ito','technician':'t-sato',"
             "'from':'2021-08-01','name':'佐藤','skills':['touch-panel'],"
             "'off':['2021-10-05..2021-10-06']}");
    stage_do(stage, "2021-09-13T10:00",
             "{'cmd':'job.open','by':'coordinator:ito','class':'config-change-jlis',"
             "'received_at':'2021-09-13T09:30','ref':'JLIS-31','title':'設定変更',"
             "'site':'card-centre'}");
    stage_do(stage, "2021-09-24T09:50",
             "{'cmd':'job.open','by':'coordinator:ito','class':'os-security-update',"
             "'received_at':'2021-09-24T09:30','ref':'JLIS-36','due':'2021-10-29',"
             "'title':'OSセキュリティ更新プログラムの適用','site':'card-centre'}");
}

/* The id of the next visit as the plan of `now` has it. */
static inline const char *stage_next_id(struct stage *stage, const char *now)
{
    json_t *json = stage_json(stage, view_next, now, "next");
    struct str id = str_of(text_at(json_object_get(json, "visit"), "id"));
    const char *ret = str_copy(&stage->arena, id).ptr;
    json_decref(json);
    return ret;
}

static inline void stage_do_visit(struct stage *stage, const char *now, const char *form,
                                  const char *id)
{
    struct str line = text_format(&stage->arena, "%s'%s'}", form, id);
    stage_do(stage, now, line.ptr);
}

#define STAGE_SHA256 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* The paper for one job: work order, procedure, its approval. */
static inline void stage_ready(struct stage *stage, const char *job)
{
    static const char *const forms[] = {
        "{'cmd':'work-order.issue','by':'customer:mori','job':",
        "{'cmd':'procedure.submit','by':'coordinator:ito','document':{'name':'手順書.docx',"
        "'sha256':'" STAGE_SHA256 "'},'job':",
        "{'cmd':'procedure.approve','by':'customer:mori','job':",
    };
    for (size_t i = 0; i < COUNT(forms); i++)
        stage_do_visit(stage, "2021-10-06T10:00", forms[i], job);
}

/* September's visit proposed and approved; returns its id. */
static inline const char *stage_confirmed(struct stage *stage)
{
    stage_september(stage);
    const char *id = stage_next_id(stage, "2021-10-04T10:00");
    stage_do_visit(stage, "2021-10-04T10:00",
                   "{'cmd':'visit.propose','by':'coordinator:ito','visit':", id);
    stage_do_visit(stage, "2021-10-05T10:00",
                   "{'cmd':'visit.approve','by':'customer:mori','visit':", id);
    return id;
}

/* The visit done on its day: the update failed, the others didn't. */
static inline const char *stage_finished(struct stage *stage)
{
    const char *id = stage_confirmed(stage);
    stage_ready(stage, "J-1");
    stage_ready(stage, "J-3");
    stage_ready(stage, "J-4");
    stage_do(stage, "2021-10-14T10:00",
             "{'cmd':'media.check','by':'t-sato','job':'J-4','medium':'USB-1','result':'clean'}");
    stage_do_visit(stage, "2021-10-14T10:00",
                   "{'cmd':'visit.permit','by':'customer:mori','visit':", id);
    stage_do_visit(stage, "2021-10-15T08:45",
                   "{'cmd':'visit.start','by':'t-sato','technicians':['t-sato'],'visit':", id);
    stage_do(stage, "2021-10-15T10:00",
             "{'cmd':'job.complete','by':'t-sato','job':'J-1','result':'done','steps':['変更'],"
             "'technicians':['t-sato']}");
    stage_do(stage, "2021-10-15T12:00",
             "{'cmd':'job.complete','by':'t-sato','job':'J-3','result':'done','steps':['設定'],"
             "'technicians':['t-sato']}");
    stage_do(stage, "2021-10-15T15:00",
             "{'cmd':'job.complete','by':'t-sato','job':'J-4','result':'failed','steps':['中断'],"
             "'technicians':['t-sato']}");
    stage_do_visit(stage, "2021-10-15T15:05", "{'cmd':'visit.finish','by':'t-sato','visit':", id);
    return id;
}

#endif
