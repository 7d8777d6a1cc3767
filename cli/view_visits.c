#include "cli/view.h"

#include "cli/view_arg.h"
#include "cli/view_sheet.h"
#include "engine/base/sort.h"

/* The rows that the plan shows already. */
static const bool *rows_in_plan(const struct reading *reading, const struct plan *plan)
{
    bool *ret = ARENA_ARRAY(reading->run->arena, bool, reading->state->visits.count);
    for (uint32_t i = 0; i < plan->visit_count; i++)
        if (plan->visits[i].visit != NO_ROW) ret[plan->visits[i].visit] = true;
    return ret;
}

static bool is_wanted(enum visit_state state, bool all)
{
    switch (state) {
    case VISIT_PROPOSED:
    case VISIT_CONFIRMED:
    case VISIT_STARTED:
    case VISIT_FINISHED: return true;
    case VISIT_DECLINED:
    case VISIT_CANCELLED:
    case VISIT_WITHDRAWN: return all;
    }
    CHECK(false);
    return false;
}

/* By start, then site and id: the order of the plan. */
static int in_order(const void *a, const void *b, const void *context)
{
    const struct reading *reading = context;
    const struct plan_visit *one = a, *other = b;
    int order = instant_cmp(one->start, other->start);
    if (order == 0) order = str_cmp(visit_site_id(reading, one), visit_site_id(reading, other));
    return order != 0 ? order : str_cmp(one->id, other->id);
}

static void visits_find(const struct reading *reading, const struct plan *plan, bool all,
                        struct vec *ret)
{
    struct arena *arena = reading->run->arena;
    const bool *in_plan = rows_in_plan(reading, plan);
    for (uint32_t i = 0; i < plan->visit_count; i++)
        *(struct plan_visit *)vec_push(ret, arena) = plan->visits[i];
    for (uint32_t i = 0; i < reading->state->visits.count; i++) {
        const struct visit_row *row = state_visit(reading->state, i);
        if (row->contract != reading->contract || in_plan[i] || !is_wanted(row->state, all))
            continue;
        struct plan_visit visit;
        visit_of_row(reading, i, &visit);
        *(struct plan_visit *)vec_push(ret, arena) = visit;
    }
    sort_rows(ret->rows, ret->count, sizeof(struct plan_visit), in_order, reading, arena);
}

static void visits_json(const struct reading *reading, const struct vec *visits)
{
    struct json json = json_to(&reading->run->out);
    json_open_array(&json, NULL);
    for (uint32_t i = 0; i < visits->count; i++)
        json_put_visit(&json, NULL, reading, vec_at(visits, i));
    json_close_array(&json);
    text_putc(&reading->run->out, '\n');
}

static struct str job_ids(const struct reading *reading, const struct plan_visit *visit)
{
    struct text text;
    text_init(&text, reading->run->arena);
    for (uint32_t i = 0; i < visit->job_count; i++) {
        const struct job_row *job = state_job(reading->state, visit->jobs[i].job);
        text_add(&text, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(state_text(reading->state, job->id)));
    }
    return text_str(&text);
}

static void put_visit(const struct reading *reading, const struct plan_visit *visit,
                      struct table *table)
{
    table_cell(table, visit->id);
    table_cell(table, reading_instant(reading, visit->start));
    table_cell(table, visit_site_id(reading, visit)); /* a name would take two lines a visit */
    table_cell(table, str_of(visit_state_word(visit->state, reading->run->lang)));
    table_cell(table, job_ids(reading, visit));
    table_cell_number(table, visit->need_count);
}

static void visits_text(const struct reading *reading, const struct vec *visits)
{
    struct table table;
    if (visits->count == 0) {
        reading_say_word(reading, 0, WORD_NO_VISITS);
        return;
    }
    reading_table(reading, 0, &table);
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_VISIT));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_START));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_SITE));
    table_column(&table, COLUMN_LEFT, reading_word(reading, WORD_HEAD_STATE));
    table_column(&table, COLUMN_REST, reading_word(reading, WORD_HEAD_JOBS));
    table_column(&table, COLUMN_RIGHT, reading_word(reading, WORD_HEAD_LACKS));
    for (uint32_t i = 0; i < visits->count; i++) put_visit(reading, vec_at(visits, i), &table);
    table_print(&table, &reading->run->out);
}

/* --all: also those that were declined or cancelled. */
int view_visits(struct run *run)
{
    bool all = false;
    const struct view_arg arg[] = {{.name = "--all", .kind = VIEW_FLAG, .flag = &all}};
    const struct view_args args = {.at = arg, .count = COUNT(arg), .skip = 1};
    const struct plan_options options = {0};
    struct vec visits = vec_of(sizeof(struct plan_visit));
    struct reading reading;
    struct plan plan;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    plan_make(run->state, reading.contract, run->now, &options, run->arena, &plan);
    visits_find(&reading, &plan, all, &visits);
    if (run->json)
        visits_json(&reading, &visits);
    else
        visits_text(&reading, &visits);
    return EXIT_DONE;
}
