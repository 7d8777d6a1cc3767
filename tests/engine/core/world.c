#include "tests/engine/core/world.h"

#include <stdio.h>
#include <string.h>

#include "engine/core/apply.h"
#include "rules/window.h"

enum { OFFSET = 540, WORLD_BYTES = 256 * 1024 * 1024 };

day_t day_at(const char *text)
{
    day_t day = {0};
    CHECK(day_parse(str_of(text), &day));
    return day;
}

instant_t instant_at(const char *text)
{
    instant_t at = {0};
    CHECK(instant_parse(str_of(text), OFFSET, &at));
    return at;
}

const char *day_said(day_t day)
{
    static char text[DAY_TEXT_BYTES];
    day_print(day, text);
    return text;
}

const char *instant_said(instant_t at)
{
    static char text[INSTANT_TEXT_BYTES];
    instant_print(at, OFFSET, text);
    return text;
}

static struct maybe_day maybe_day_at(const char *text)
{
    return text != NULL ? (struct maybe_day){true, day_at(text)} : (struct maybe_day){0};
}

static struct strs one(struct world *world, const char *text)
{
    if (text == NULL) return (struct strs){0};
    struct str *at = ARENA_NEW(&world->arena, struct str);
    *at = str_of(text);
    return (struct strs){at, 1};
}

static struct maybe_u32 number(uint32_t n)
{
    return (struct maybe_u32){true, n};
}

void world_put(struct world *world, struct event event)
{
    event.seq = world->state.head + 1;
    event.recorded_at = world->clock;
    if (!str_is(event.by)) event.by = STR("admin");
    if (!str_is(event.contract)) event.contract = STR("sapporo-2021");
    apply(&world->state, &event);
}

void world_at(struct world *world, const char *instant)
{
    instant_t at = instant_at(instant);
    CHECK(instant_cmp(world->clock, at) <= 0);
    world->clock = at;
}

static struct str read_seed(struct world *world)
{
    enum { SEED_BYTES_MAX = 64 * 1024 };
    char *text = arena_take(&world->arena, SEED_BYTES_MAX);
    FILE *file = fopen("rules/contracts/sapporo-2021.yaml", "r");
    CHECK(file != NULL);
    size_t len = fread(text, 1, SEED_BYTES_MAX, file);
    CHECK(len < SEED_BYTES_MAX);
    fclose(file);
    return (struct str){text, (uint32_t)len};
}

/* `text` with the first `from` in it replaced. */
static struct str replaced(struct world *world, struct str text, const char *from, const char *to)
{
    const char *found = strstr(text.ptr, from);
    CHECK(found != NULL);
    struct text out;
    text_init(&out, &world->arena);
    text_put(&out, str_slice(text, 0, (uint32_t)(found - text.ptr)));
    text_put(&out, str_of(to));
    text_put(&out, str_of(found + strlen(from)));
    return text_str(&out);
}

static void load(struct world *world, const char *id, struct str text)
{
    world_put(world, (struct event){.kind = EVENT_CONTRACT_LOADED,
                                    .contract = str_of(id),
                                    .contract_loaded = {.id = str_of(id), .text = text}});
}

void world_init(struct world *world, const char *const *edit)
{
    memset(world, 0, sizeof *world);
    arena_init(&world->arena, WORLD_BYTES);
    arena_init(&world->turn, WORLD_BYTES);
    state_init(&world->state, &world->arena);
    world->clock = instant_at("2021-07-30T09:00");
    world_put(world, (struct event){.kind = EVENT_STORE_INITIALISED,
                                    .store_initialised = {.admin = STR("admin")}});
    struct str text = read_seed(world);
    for (; edit != NULL && edit[0] != NULL; edit += 2)
        text = replaced(world, text, edit[0], edit[1]);
    load(world, "sapporo-2021", text);
}

void world_deinit(struct world *world)
{
    arena_deinit(&world->arena);
    arena_deinit(&world->turn);
}

void world_add_contract(struct world *world, const char *id)
{
    char line[100];
    snprintf(line, sizeof line, "contract: %s", id);
    load(world, id, replaced(world, read_seed(world), "contract: sapporo-2021", line));
}

uint32_t world_job(struct world *world, struct opening o)
{
    const struct contract *contract = state_contract(&world->state, 0, (day_t){0});
    uint32_t index = contract_class(contract, str_of(o.class));
    CHECK(index != CONTRACT_NONE);
    const struct job_class *class = &contract->classes[index];
    struct window window =
        window_of(contract, index,
                  &(struct window_override){maybe_day_at(o.earliest), maybe_day_at(o.target),
                                            maybe_day_at(o.due)});
    struct strs skills = o.skill != NULL ? one(world, o.skill) : class->skills;
    if (window.due_source == DUE_OF_PERIOD) window.due = (struct maybe_day){0};
    world_put(
        world,
        (struct event){.kind = EVENT_JOB_OPENED,
                       .subject = str_of(o.id),
                       .job_opened = {.job = str_of(o.id),
                                      .class = str_of(o.class),
                                      .received_at = {true, instant_at(o.received)},
                                      .site = str_of(o.site != NULL ? o.site : "card-centre"),
                                      .earliest = window.earliest,
                                      .target = window.target,
                                      .due = window.due,
                                      .minutes = number(o.minutes > 0 ? o.minutes : class->minutes),
                                      .crew = number(o.crew > 0 ? o.crew : class->crew),
                                      .skills = skills,
                                      .alone = {true, o.alone},
                                      .apart = one(world, o.apart),
                                      .after = one(world, o.after),
                                      .with = one(world, o.with),
                                      .follows = str_of(o.follows)}});
    return world->state.jobs.count - 1;
}

void world_person(struct world *world, const char *id, const char *from, const char *skill,
                  const char *off)
{
    struct event_roster_registered entry = {
        .technician = str_of(id), .from = maybe_day_at(from), .skills = one(world, skill)};
    struct day_span span = {{0}, {0}};
    if (off != NULL) {
        span = (struct day_span){day_at(off), day_at(off)};
        entry.off = (struct day_spans){&span, 1};
    }
    if (state_find(&world->state, NAME_ACTOR, str_of(id)) == NO_ROW)
        world_put(world, (struct event){.kind = EVENT_ACTOR_REGISTERED,
                                        .actor_registered = {.actor = str_of(id),
                                                             .role = number(ROLE_TECHNICIAN)}});
    world_put(world, (struct event){.kind = EVENT_ROSTER_REGISTERED, .roster_registered = entry});
}

void world_work_order(struct world *world, const char *job)
{
    world_put(world, (struct event){.kind = EVENT_WORK_ORDER_ISSUED,
                                    .work_order_issued = {.job = str_of(job)}});
}

void world_procedure(struct world *world, const char *job, bool approved)
{
    struct file file = {STR("procedure.docx"), STR("00")};
    world_put(world, (struct event){.kind = EVENT_PROCEDURE_SUBMITTED,
                                    .procedure_submitted = {str_of(job), file}});
    if (approved)
        world_put(world, (struct event){.kind = EVENT_PROCEDURE_APPROVED,
                                        .procedure_approved = {str_of(job), file}});
}

void world_hold(struct world *world, const char *job, enum hold_reason reason)
{
    world_put(world, (struct event){.kind = EVENT_JOB_HELD,
                                    .job_held = {str_of(job), number((uint32_t)reason)}});
}

void world_release(struct world *world, const char *job)
{
    world_put(world, (struct event){.kind = EVENT_JOB_RELEASED, .job_released = {str_of(job)}});
}

void world_propose(struct world *world, const struct plan_visit *visit)
{
    const struct state *state = &world->state;
    struct strs jobs = {ARENA_ARRAY(&world->turn, struct str, visit->job_count), 0};
    struct strs crew = {ARENA_ARRAY(&world->turn, struct str, visit->crew_count), 0};
    for (uint32_t i = 0; i < visit->job_count; i++)
        jobs.at[jobs.count++] =
            str_copy(&world->turn, state_text(state, state_job(state, visit->jobs[i].job)->id));
    for (uint32_t i = 0; i < visit->crew_count; i++)
        crew.at[crew.count++] =
            str_copy(&world->turn, state_text(state, state_actor(state, visit->crew[i])->id));
    const struct contract *contract = state_contract(state, 0, (day_t){0});
    world_put(world, (struct event){.kind = EVENT_VISIT_PROPOSED,
                                    .visit_proposed = {.visit = str_copy(&world->turn, visit->id),
                                                       .site = contract->sites[visit->site].id,
                                                       .start = {true, visit->start},
                                                       .end = {true, visit->end},
                                                       .jobs = jobs,
                                                       .crew = crew}});
}

void world_propose_at(struct world *world, const char *id, const char *start, const char *end,
                      const char *job, const char *crew, bool out_of_hours)
{
    world_put(world, (struct event){.kind = EVENT_VISIT_PROPOSED,
                                    .visit_proposed = {.visit = str_of(id),
                                                       .site = STR("card-centre"),
                                                       .start = {true, instant_at(start)},
                                                       .end = {true, instant_at(end)},
                                                       .jobs = one(world, job),
                                                       .crew = one(world, crew),
                                                       .out_of_hours = {true, out_of_hours}}});
}

void world_approve(struct world *world, const char *visit)
{
    world_put(world,
              (struct event){.kind = EVENT_VISIT_APPROVED, .visit_approved = {str_of(visit)}});
}

void world_permit(struct world *world, const char *visit)
{
    world_put(world, (struct event){.kind = EVENT_VISIT_PERMITTED,
                                    .visit_permitted = {.visit = str_of(visit)}});
}

void world_start(struct world *world, const char *visit, const char *person)
{
    world_put(world, (struct event){.kind = EVENT_VISIT_STARTED,
                                    .visit_started = {.visit = str_of(visit),
                                                      .technicians = one(world, person),
                                                      .started_at = {true, world->clock}}});
}

void world_complete(struct world *world, const char *job, enum result result)
{
    uint32_t visit = state_job(&world->state, world_row(world, job))->visit;
    struct str id = visit != NO_ROW
                        ? state_text(&world->state, state_visit(&world->state, visit)->id)
                        : STR_NONE;
    world_put(world, (struct event){.kind = EVENT_JOB_COMPLETED,
                                    .job_completed = {.job = str_of(job),
                                                      .visit = id,
                                                      .result = number((uint32_t)result),
                                                      .finished_at = {true, world->clock}}});
}

void world_cancel(struct world *world, const char *job)
{
    world_put(world, (struct event){.kind = EVENT_JOB_CANCELLED,
                                    .job_cancelled = {str_of(job), STR("not needed")}});
}

void world_document(struct world *world, const char *id, const char *kind, const char *due)
{
    world_put(world, (struct event){.kind = EVENT_DOCUMENT_OWED,
                                    .document_owed = {.document = str_of(id),
                                                      .kind = str_of(kind),
                                                      .period = STR("2021-10"),
                                                      .due = maybe_day_at(due)}});
}

struct plan world_plan_at(struct world *world, instant_t now)
{
    struct plan plan;
    plan_make(&world->state, 0, now, &(struct plan_options){0}, &world->turn, &plan);
    return plan;
}

struct plan world_plan(struct world *world, const char *instant)
{
    return world_plan_at(world, instant_at(instant));
}

uint32_t world_row(const struct world *world, const char *job)
{
    uint32_t row = state_find(&world->state, NAME_JOB, str_of(job));
    CHECK(row != NO_ROW);
    return row;
}
