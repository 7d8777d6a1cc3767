#include "cli/solve.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/solve_json.h"
#include "engine/base/check.h"
#include "engine/planner/solution.h"

enum { EXIT_REFUSED = 3, EXIT_UNREADABLE = 4 };

/* A search may be large; what it does not use is never taken from the system. */
#define SOLVE_ARENA_BYTES ((size_t)64 << 30)

static const char *kind_text(enum problem_fault_kind kind)
{
    switch (kind) {
    case PROBLEM_SOUND: return "nothing";
    case PROBLEM_WITH_ACROSS_SITES: return "must share a visit but are at different sites";
    case PROBLEM_WITH_AND_APART: return "must share a visit and must not";
    case PROBLEM_WITH_ALONE: return "must share a visit though the first must be alone";
    case PROBLEM_CIRCLE: return "follow each other in a circle";
    case PROBLEM_TOO_LONG: return "takes more minutes than any day of its site has";
    }
    CHECK(false);
    return NULL;
}

static const char *kind_way_out(enum problem_fault_kind kind)
{
    return kind == PROBLEM_TOO_LONG ? "split the job, or give the site longer days"
                                    : "take out one of the relations";
}

static struct solve_fault contradiction(const struct problem *problem,
                                        const struct problem_fault *found, struct arena *arena)
{
    struct text text;
    text_init(&text, arena);
    for (uint32_t i = 0; i < found->jobs.count; i++) {
        struct str id = problem->jobs[found->jobs.at[i]].id;
        text_add(&text, "%s\"%.*s\"", i > 0 ? ", " : "", STR_ARGS(id));
    }
    text_add(&text, " %s; %s", kind_text(found->kind), kind_way_out(found->kind));
    return (struct solve_fault){"contradiction", text_str(&text)};
}

/* The reader is jansson's: it names line and column itself. */
static json_t *load(struct str path, struct arena *arena, int *status, struct solve_fault *fault)
{
    bool standard = str_eq(path, STR("-"));
    const char *name = standard ? "standard input" : str_copy(arena, path).ptr;
    FILE *file = standard ? stdin : fopen(name, "rb");
    if (file == NULL) {
        *status = EXIT_UNREADABLE;
        *fault = (struct solve_fault){
            "unreadable", text_format(arena, "%s; name a file that is there", strerror(errno))};
        return NULL;
    }
    json_error_t error;
    json_t *root = json_loadf(file, JSON_REJECT_DUPLICATES, &error);
    bool broken = ferror(file) != 0;
    if (!standard) (void)fclose(file);
    if (root != NULL) return root;
    *status = broken ? EXIT_UNREADABLE : EXIT_REFUSED;
    *fault = (struct solve_fault){
        broken ? "unreadable" : "bad-json",
        broken ? STR("can't be read; name a file")
               : text_format(arena, "line %d column %d: %s; correct the JSON there", error.line,
                             error.column, error.text)};
    return NULL;
}

static json_t *text_of(struct str s)
{
    return json_stringn(s.ptr, s.len);
}

static json_t *job_ids(const struct problem *problem, struct indexes jobs)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < jobs.count; i++)
        json_array_append_new(list, text_of(problem->jobs[jobs.at[i]].id));
    return list;
}

static json_t *visit_json(const struct problem *problem, const struct solution_visit *visit)
{
    json_t *row = json_object(), *crew = json_array();
    if (visit->confirmed != PROBLEM_NONE)
        json_object_set_new(row, "id", text_of(problem->confirmed[visit->confirmed].id));
    json_object_set_new(row, "site", text_of(problem->sites[visit->site].id));
    json_object_set_new(row, "day", json_integer(visit->day));
    for (uint32_t i = 0; i < visit->crew.count; i++)
        json_array_append_new(crew, text_of(problem->technicians[visit->crew.at[i]].id));
    json_object_set_new(row, "crew", crew);
    json_object_set_new(row, "jobs", job_ids(problem, visit->jobs));
    return row;
}

static json_t *objective_json(const struct objective *objective)
{
    json_t *row = json_object();
    json_object_set_new(row, "late", json_integer(objective->late));
    json_object_set_new(row, "late_days", json_integer(objective->late_days));
    json_object_set_new(row, "overwait_days", json_integer(objective->overwait_days));
    json_object_set_new(row, "visits", json_integer(objective->visits));
    json_object_set_new(row, "moved", json_integer(objective->moved));
    json_object_set_new(row, "target_days", json_integer(objective->target_days));
    json_object_set_new(row, "wait_days", json_integer(objective->wait_days));
    return row;
}

static void answer_put(const struct problem *problem, const struct solution *solution,
                       struct text *out)
{
    json_t *root = json_object(), *visits = json_array(), *unplanned = json_array();
    for (uint32_t v = 0; v < solution->visit_count; v++)
        json_array_append_new(visits, visit_json(problem, &solution->visits[v]));
    for (uint32_t u = 0; u < solution->unplanned_count; u++)
        json_array_append_new(unplanned, text_of(problem->jobs[solution->unplanned[u].job].id));
    json_object_set_new(root, "visits", visits);
    json_object_set_new(root, "unplanned", unplanned);
    json_object_set_new(root, "objective", objective_json(&solution->objective));
    json_object_set_new(root, "bound", objective_json(&solution->bound));
    json_object_set_new(root, "proved", json_boolean(solution->proved));
    json_object_set_new(root, "nodes", json_integer((json_int_t)solution->nodes));
    char *line = json_dumps(root, JSON_COMPACT);
    CHECK(line != NULL);
    text_put(out, str_of(line));
    text_putc(out, '\n');
    free(line);
    json_decref(root);
}

/* One line for people, or with an arena the error object. */
static void fault_put(struct str path, const struct solve_fault *fault, struct arena *json,
                      struct text *ret)
{
    struct str name = str_eq(path, STR("-")) ? STR("standard input") : path;
    if (json == NULL) {
        text_add(ret, "tehai: %.*s: %.*s\n", STR_ARGS(name), STR_ARGS(fault->message));
        return;
    }
    struct str message = text_format(json, "%.*s: %.*s", STR_ARGS(name), STR_ARGS(fault->message));
    json_t *root = json_pack("{s:b, s:{s:s, s:s%}}", "ok", 0, "error", "code", fault->code,
                             "message", message.ptr, (size_t)message.len);
    char *line = root != NULL ? json_dumps(root, JSON_COMPACT) : NULL;
    text_put(ret, line != NULL ? str_of(line) : STR("{\"ok\":false}"));
    text_putc(ret, '\n');
    free(line);
    json_decref(root);
}

static int answer(struct str path, struct arena *work, struct solve_fault *fault, struct text *out)
{
    int status = 0;
    json_t *root = load(path, work, &status, fault);
    if (root == NULL) return status;
    struct problem problem;
    *fault = solve_json_read(root, work, &problem);
    json_decref(root);
    if (fault->code != NULL) return EXIT_REFUSED;
    struct problem_fault found = problem_check(&problem, work);
    if (found.kind != PROBLEM_SOUND) {
        *fault = contradiction(&problem, &found, work);
        return EXIT_REFUSED;
    }
    struct solution solution;
    solution_find(&problem, work, &solution);
    answer_put(&problem, &solution, out);
    return 0;
}

int solve_command(struct str path, bool json, struct arena *arena, struct text *out,
                  struct text *err)
{
    struct arena work;
    struct solve_fault fault = {0};
    arena_init(&work, SOLVE_ARENA_BYTES);
    int status = answer(path, &work, &fault, out);
    if (fault.code != NULL) fault_put(path, &fault, json ? arena : NULL, json ? out : err);
    arena_deinit(&work);
    return status;
}
