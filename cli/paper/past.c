#include "cli/paper/past.h"

#include "engine/core/job.h"

struct maybe_instant past_instant(const struct event *event)
{
    const struct maybe_instant recorded = {true, event->recorded_at};
    struct maybe_instant said = {0};
    if (event->kind == EVENT_JOB_OPENED) said = event->job_opened.received_at;
    if (event->kind == EVENT_JOB_COMPLETED) said = event->job_completed.finished_at;
    if (event->kind == EVENT_MEDIA_CHECKED) said = event->media_checked.checked_at;
    if (event->kind == EVENT_VISIT_STARTED) said = event->visit_started.started_at;
    if (event->kind == EVENT_VISIT_FINISHED) said = event->visit_finished.finished_at;
    if (event->kind == EVENT_ENTRY_RECORDED) said = event->entry_recorded.entered_at;
    return said.is ? said : recorded;
}

day_t past_day(const struct paper_source *source, const struct event *event)
{
    struct maybe_day said = {0};
    if (event->kind == EVENT_NOTE_RECORDED) said = event->note_recorded.done_on;
    if (event->kind == EVENT_MEETING_RECORDED) said = event->meeting_recorded.held_on;
    if (event->kind == EVENT_COORDINATION_SHOWN) said = event->coordination_shown.shown_on;
    return said.is ? said.day : instant_day(past_instant(event).at, source_wording(source)->offset);
}

struct str past_person(const struct paper_source *source, struct str id, day_t day,
                       struct arena *arena)
{
    uint32_t actor = state_find(source->state, NAME_ACTOR, id);
    return actor == NO_ROW ? id : source_person(source, actor, day, arena);
}

struct str past_people(const struct paper_source *source, struct strs ids, day_t day,
                       struct arena *arena)
{
    struct text said;
    if (ids.count == 0) return STR("―");
    text_init(&said, arena);
    for (uint32_t i = 0; i < ids.count; i++) {
        if (i > 0) text_put(&said, STR("、"));
        text_put(&said, past_person(source, ids.at[i], day, arena));
    }
    return text_str(&said);
}

struct str past_speaker(const struct paper_source *source, const struct event *event,
                        struct arena *arena)
{
    const day_t today = source_today(source);
    if (event == NULL) return STR_NONE;
    struct str by = past_person(source, event->by, today, arena);
    if (!str_is(event->on_behalf_of)) return by;
    struct str decider = past_person(source, event->on_behalf_of, today, arena);
    return text_format(arena, "%.*s\n【代理記録】\n記録者 %.*s", STR_ARGS(decider), STR_ARGS(by));
}

struct str past_steps(struct strs steps, struct arena *arena)
{
    struct text said;
    if (steps.count == 0) return STR("―");
    text_init(&said, arena);
    for (uint32_t i = 0; i < steps.count; i++)
        text_add(&said, "%s%u. %.*s", i > 0 ? "\n" : "", i + 1, STR_ARGS(steps.at[i]));
    return text_str(&said);
}

struct str past_list(struct strs texts, struct arena *arena)
{
    struct text said;
    if (texts.count == 0) return STR("―");
    text_init(&said, arena);
    for (uint32_t i = 0; i < texts.count; i++)
        text_add(&said, "%s%.*s", i > 0 ? "、" : "", STR_ARGS(texts.at[i]));
    return text_str(&said);
}

struct str past_job_id(const struct event *event)
{
    const struct fields fields = event_about((uint32_t)event->kind)->fields;
    const char *body = event_body_const(event);
    for (uint32_t i = 0; i < fields.count; i++)
        if (fields.at[i].kind == FIELD_ID && strcmp(fields.at[i].name, "job") == 0)
            return *(const struct str *)(body + fields.at[i].offset);
    return STR_NONE;
}

struct str past_job(const struct paper_source *source, struct str id, struct arena *arena)
{
    uint32_t job = str_is(id) ? state_find(source->state, NAME_JOB, id) : NO_ROW;
    if (job == NO_ROW) return str_is(id) ? id : STR("業務全般");
    const struct job_class *class =
        job_class_of(source->state, source_wording(source), state_job(source->state, job));
    struct str clause = class != NULL ? class->clause : STR_NONE;
    return text_format(arena, "%.*s %.*s\n%.*s", STR_ARGS(id), STR_ARGS(clause),
                       STR_ARGS(source_job_title(source, job)));
}
