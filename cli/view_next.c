#include "cli/view.h"

#include "cli/view_arg.h"
#include "cli/view_proof.h"
#include "cli/view_sheet.h"

/* The whole is to fit on a terminal's 24 lines: jobs first, then what is missing, and the
 * reasons take what is left. */
enum {
    SCREEN = 24,
    JOBS_MOST = 5,
    NEEDS_LEAST = 3,
    WHY_LEAST = 2,
    LINES_OF_WHY = 5,   /* its heading, a reason or two, "and more" */
    LINES_AT_LEAST = 2, /* risk and proof */
};

static void next_json(const struct reading *reading, const struct plan *plan,
                      const struct plan_visit *visit)
{
    struct json json = json_to(&reading->run->out);
    json_open_object(&json, NULL);
    json_put_instant(&json, "at", plan->at, reading->wording->offset);
    json_put_int(&json, "head", (int64_t)plan->head);
    json_put_str(&json, "contract", reading->wording->id);
    if (visit == NULL)
        json_put_null(&json, "visit");
    else
        json_put_visit(&json, "visit", reading, visit);
    json_close_object(&json);
    text_putc(&reading->run->out, '\n');
}

/* What next_text says below the visit. */
static uint32_t lines_at_end(const struct plan *plan)
{
    uint32_t lines = LINES_AT_LEAST;
    lines += plan->unplanned_count > 0;
    lines += plan->provisional;
    lines += !plan->proved; /* which takes two */
    return lines;
}

/* Rows that still fit when `below` lines follow them, but never fewer than `least`. */
static uint32_t rows_left(const struct reading *reading, uint32_t below, uint32_t least)
{
    const struct text *out = &reading->run->out;
    uint32_t used = below;
    for (uint32_t i = 0; i < out->len; i++) used += out->ptr[i] == '\n';
    return used + least < SCREEN ? SCREEN - used : least;
}

static void print_visit(const struct reading *reading, const struct plan *plan,
                        const struct plan_visit *visit)
{
    uint32_t end = lines_at_end(plan);
    reading_say_with(reading, 0, WORD_NEXT_VISIT, sheet_heading(reading, visit));
    reading_say_with(reading, 2, WORD_WHERE, sheet_place(reading, visit));
    reading_say_with(reading, 2, WORD_WHO, sheet_crew(reading, visit));
    sheet_print_jobs(reading, visit, JOBS_MOST);
    if (visit->need_count > 0) {
        reading_say_word(reading, 0, WORD_STILL_MISSING);
        /* two lines more: the heading of the table, and "and more" */
        sheet_print_needs(reading, visit, rows_left(reading, end + LINES_OF_WHY + 2, NEEDS_LEAST));
    } else {
        reading_say_word(reading, 0, WORD_NOTHING_MISSING);
    }
    if (visit->why_count > 0) {
        reading_say_word(reading, 0, WORD_WHY_THAT_DAY);
        sheet_print_why(reading, visit, rows_left(reading, end + 1, WHY_LEAST));
    }
}

static void next_text(const struct reading *reading, const struct plan *plan,
                      const struct plan_visit *visit)
{
    if (visit == NULL)
        reading_say_word(reading, 0, WORD_NEXT_NONE);
    else
        print_visit(reading, plan, visit);
    if (plan->unplanned_count > 0) {
        struct argument args[ARGUMENTS_MAX] = {arg_number(plan->unplanned_count)};
        reading_say(reading, 0, reading_sentence(reading, WORD_NEXT_UNPLANNED, args));
    }
    proof_print_risk(reading, plan);
    if (visit != NULL) proof_print(reading, plan);
}

/* Those of a plan aren't finished, and the first is the earliest. */
int view_next(struct run *run)
{
    const struct view_args args = {.skip = 1};
    const struct plan_options options = {0};
    struct reading reading;
    struct plan plan;
    int status;

    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!reading_begin(run, &reading, &status)) return status;
    plan_make(run->state, reading.contract, run->now, &options, run->arena, &plan);
    const struct plan_visit *visit = plan.visit_count > 0 ? &plan.visits[0] : NULL;
    if (run->json)
        next_json(&reading, &plan, visit);
    else
        next_text(&reading, &plan, visit);
    return EXIT_DONE;
}
