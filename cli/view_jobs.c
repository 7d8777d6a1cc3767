#include "cli/view.h"

#include "cli/view_arg.h"
#include "cli/view_day.h"
#include "cli/view_visit.h"
#include "engine/base/sort.h"

/* Which jobs are asked for. */
struct filter {
    bool all; /* closed ones too */
    bool has_state;
    enum job_state state;
    struct str class; /* absent: every one */
};

/* A job as it stands now. */
struct line {
    uint32_t job;
    enum job_state state;
    struct job_deadline deadline;
    const struct plan_visit *planned; /* NULL: in none */
};

/* The planned visit of each row; looking each up in the plan would take their product. */
static const struct plan_visit **visits_by_job(const struct reading *reading,
                                               const struct plan *plan)
{
    const struct plan_visit **ret =
        ARENA_ARRAY(reading->run->arena, const struct plan_visit *, reading->state->jobs.count);
    for (uint32_t i = 0; i < plan->visit_count; i++)
        for (uint32_t j = 0; j < plan->visits[i].job_count; j++)
            ret[plan->visits[i].jobs[j].job] = &plan->visits[i];
    return ret;
}

static bool is_wanted(const struct reading *reading, const struct filter *filter,
                      const struct job_row *job, enum job_state state)
{
    if (job->contract != reading->contract) return false;
    if (str_is(filter->class) && !str_eq(filter->class, state_text(reading->state, job->class)))
        return false;
    if (filter->has_state) return state == filter->state;
    return filter->all || job_is_live(job);
}

static void lines_find(const struct reading *reading, const struct filter *filter,
                       const struct plan *plan, struct vec *ret)
{
    const struct state *state = reading->state;
    const struct plan_visit **planned = visits_by_job(reading, plan);
    for (uint32_t i = 0; i < state->jobs.count; i++) {
        enum job_state job_state = job_state_of(state, reading->wording, i);
        if (!is_wanted(reading, filter, state_job(state, i), job_state)) continue;
        struct line *line = vec_push(ret, reading->run->arena);
        *line = (struct line){
            .job = i,
            .state = job_state,
            .deadline =
                job_deadline_of(state, reading->wording, i, reading->run->now, reading->run->arena),
            .planned = planned[i],
        };
    }
}

/* The visit it is planned in, else the one that is recorded with it. */
static struct str visit_id(const struct reading *reading, const struct line *line)
{
    const struct job_row *job = state_job(reading->state, line->job);
    if (line->planned != NULL) return line->planned->id;
    if (job->visit == NO_ROW) return STR_NONE;
    return state_text(reading->state, state_visit(reading->state, job->visit)->id);
}

static uint32_t needs_of(const struct reading *reading, const struct line *line,
                         struct plan_need ret[VIEW_NEEDS_MAX])
{
    if (!job_is_live(state_job(reading->state, line->job))) return 0;
    instant_t start = line->planned != NULL ? line->planned->start : line->deadline.at;
    return plan_job_needs(reading->state, reading->wording, line->job, start, ret, VIEW_NEEDS_MAX);
}

static enum urgency urgency_of(const struct reading *reading, const struct job_row *job)
{
    const struct job_class *class = job_class_of(reading->state, reading->wording, job);
    return class != NULL ? class->urgency : URGENCY_ROUTINE;
}

static void json_put_line(struct json *json, const struct reading *reading, const struct line *line)
{
    const struct state *state = reading->state;
    const struct job_row *job = state_job(state, line->job);
    int32_t offset = reading->wording->offset;
    struct plan_need needs[VIEW_NEEDS_MAX];
    uint32_t count = needs_of(reading, line, needs);

    json_open_object(json, NULL);
    json_put_str(json, "id", state_text(state, job->id));
    json_put_str(json, "class", state_text(state, job->class));
    json_put_str(json, "site", state_text(state, job->site));
    json_put_text(json, "urgency", urgency_name(urgency_of(reading, job)));
    json_put_text(json, "state", job_state_name(line->state));
    json_put_instant(json, "received", job->received_at, offset);
    json_put_maybe_day(json, "earliest", job->earliest);
    json_put_maybe_day(json, "target", job->target);
    json_put_maybe_day(json, "due", job->due);
    json_put_instant(json, "deadline", line->deadline.at, offset);
    json_put_bool(json, "held", job->held);
    json_put_str(json, "visit", visit_id(reading, line));
    json_open_array(json, "needs");
    for (uint32_t i = 0; i < count; i++) json_put_need(json, NULL, reading, &needs[i]);
    json_close_array(json);
    json_close_object(json);
}

static void jobs_json(const struct reading *reading, const struct vec *lines)
{
    struct json json = json_to(&reading->run->out);
    json_open_array(&json, NULL);
    for (uint32_t i = 0; i < lines->count; i++) json_put_line(&json, reading, vec_at(lines, i));
    json_close_array(&json);
    text_putc(&reading->run->out, '\n');
}

/* What is due first stands first; rows of one deadline in the order in which they came. */
static int by_deadline(const void *a, const void *b, const void *context)
{
    const struct line *one = a, *other = b;
    (void)context;
    int order = instant_cmp(one->deadline.at, other->deadline.at);
    if (order != 0) return order;
    return (one->job > other->job) - (one->job < other->job);
}

static struct str day_of_visit(const struct reading *reading, const struct line *line)
{
    const struct job_row *job = state_job(reading->state, line->job);
    if (line->planned != NULL) return reading_day(reading, line->planned->day);
    if (job->visit == NO_ROW) return STR("-");
    instant_t start = state_visit(reading->state, job->visit)->start;
    return reading_day(reading, instant_day(start, reading->wording->offset));
}

static void put_line(const struct reading *reading, const struct line *line, struct table *table)
{
    const struct job_row *job = state_job(reading->state, line->job);
    const struct job_class *class = job_class_of(reading->state, reading->wording, job);
    struct plan_need needs[VIEW_NEEDS_MAX];

    table_cell(table, state_text(reading->state, job->id));
    table_cell(table, class != NULL ? class->clause : STR_NONE);
    table_cell(table, reading_job_title(reading, job));
    table_cell(table, str_of(job_state_word(line->state, reading->run->lang)));
    table_cell(table, reading_date(reading, line->deadline.day));
    table_cell(table, day_of_visit(reading, line));
    table_cell_number(table, needs_of(reading, line, needs));
    bool passed = instant_cmp(line->deadline.at, reading->run->now) <= 0;
    if (passed && job_is_live(job)) table_mark(table, MARK_BAD);
}

static void jobs_text(const struct reading *reading, struct vec *lines)
{
    struct table table;
    if (lines->count == 0) {
        reading_say_word(reading, 0, WORD_NO_JOBS);
        return;
    }
    sort_rows(lines->rows, lines->count, sizeof(struct line), by_deadline, NULL,
              reading->run->arena);
    reading_table(reading, 0, &table);
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_JOB));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_CLAUSE));
    table_column(&table, COLUMN_REST, reading_word(reading, WORD_HEAD_TITLE));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_STATE));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_DEADLINE));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_VISIT));
    table_column(&table, COLUMN_RIGHT, reading_word(reading, WORD_HEAD_LACKS));
    for (uint32_t i = 0; i < lines->count; i++) put_line(reading, vec_at(lines, i), &table);
    table_print(&table, &reading->run->out);
}

/* The words of --state and --class are checked against what there is. */
static bool filter_check(const struct reading *reading, struct str state, struct filter *filter,
                         int *ret_status)
{
    struct run *run = reading->run;
    filter->has_state = str_is(state);
    if (filter->has_state && !job_state_parse(state, &filter->state)) {
        struct argument args[ARGUMENTS_MAX] = {arg_str(state),
                                               arg_str(term_names(run->arena, &job_state_terms))};
        *ret_status = reading_error(run, EXIT_USAGE, "usage", WORD_NO_SUCH_STATE, args);
        return false;
    }
    uint32_t job_class;
    if (!str_is(filter->class)) return true;
    if (!reading_find_class(reading, filter->class, &job_class, ret_status)) return false;
    filter->class = reading->wording->classes[job_class].id;
    return true;
}

/* A program gets every job and chooses; a person gets those still to be done. */
int view_jobs(struct run *run)
{
    struct filter filter = {.all = run->json};
    struct str state = STR_NONE;
    const struct view_arg arg[] = {
        {.name = "--all", .kind = VIEW_FLAG, .flag = &filter.all},
        {.name = "--state", .kind = VIEW_TEXT, .text = &state},
        {.name = "--class", .kind = VIEW_TEXT, .text = &filter.class},
    };
    const struct view_args args = {.at = arg, .count = COUNT(arg), .skip = 1};
    const struct plan_options options = {0};
    struct vec lines = vec_of(sizeof(struct line));
    struct reading reading;
    struct plan plan;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    if (!filter_check(&reading, state, &filter, &status)) return status;
    plan_make(run->state, reading.contract, run->now, &options, run->arena, &plan);
    lines_find(&reading, &filter, &plan, &lines);
    if (run->json)
        jobs_json(&reading, &lines);
    else
        jobs_text(&reading, &lines);
    return EXIT_DONE;
}
