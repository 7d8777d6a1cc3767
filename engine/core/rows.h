/* engine/core/rows.h - the writing side of a state, for apply alone. */
#ifndef ENGINE_CORE_ROWS_H
#define ENGINE_CORE_ROWS_H

#include "engine/core/state.h"
#include "engine/vocab/event.h"

/* Copies into the state's pools. An absent text gives an absent ref. */
struct ref rows_keep_text(struct state *state, struct str text);
struct list rows_keep_numbers(struct state *state, const uint32_t *numbers, uint32_t count);

/* The texts one after another, as pairs of numbers (at, len). */
struct list rows_keep_texts(struct state *state, struct strs texts);

/* The rows of these ids, which must exist, as a list. */
struct list rows_keep_ids(struct state *state, enum name_kind kind, struct strs ids);

/* Skills by name, new ones registered on the way. */
struct list rows_keep_skills(struct state *state, struct strs skills);

/* `first` with the rows of `second` behind it. */
struct list rows_join(struct state *state, struct list first, struct list second);

/* A new row of `rows` under a kept copy of its id, which must be free. */
void *rows_add(struct state *state, struct vec *rows, enum name_kind kind, struct str id,
               struct ref *ret_id);

/* The row of an id that must exist. */
uint32_t rows_at(const struct state *state, enum name_kind kind, struct str id);

/* Rows that apply may change. */
struct job_row *rows_job(struct state *state, struct str id);
struct visit_row *rows_visit(struct state *state, struct str id);

/* Who an event's decision rests on. */
struct decision_row rows_decision(const struct state *state, const struct event *event);

#endif
