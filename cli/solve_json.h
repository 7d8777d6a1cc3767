/* cli/solve_json.h - a planning problem read from JSON (planning.md, "tehai solve"). */
#ifndef CLI_SOLVE_JSON_H
#define CLI_SOLVE_JSON_H

#include <jansson.h>

#include "engine/base/text.h"
#include "engine/planner/problem.h"

/* What is wrong with a problem file, if anything. */
struct solve_fault {
    const char *code;   /* NULL: nothing */
    struct str message; /* where, what, and the way out */
};

/* Reads a whole problem into `arena`; ids are copied. Nothing is left out silently: unknown
 * keys, wrong types, numbers out of range, dangling names and ids given twice are faults. */
struct solve_fault solve_json_read(const json_t *root, struct arena *arena, struct problem *ret);

#endif
