/* cli/view_sheet.h - one visit as people read it: when, where, who, what, what is missing, why.
 *
 * Each part stands alone, so that the plan shows all of it and `next` as much as fits on one
 * screen; rows left out are counted in a line of their own. */
#ifndef CLI_VIEW_SHEET_H
#define CLI_VIEW_SHEET_H

#include "cli/view_visit.h"

enum { SHEET_ALL = UINT32_MAX };

/* "2021-10-15 Fri 08:45-15:15  V-k3x9ab  proposed" */
struct str sheet_heading(const struct reading *reading, const struct plan_visit *visit);

/* The site's name and, where the contract gives it, its address. */
struct str sheet_place(const struct reading *reading, const struct plan_visit *visit);

/* "t-sato 佐藤, t-ito"; a word that says so when nobody is named. */
struct str sheet_crew(const struct reading *reading, const struct plan_visit *visit);

void sheet_print_jobs(const struct reading *reading, const struct plan_visit *visit, uint32_t max);

/* What must still come, for which job, by when and from whom. */
void sheet_print_needs(const struct reading *reading, const struct plan_visit *visit, uint32_t max);

/* Reasons as long as they fit on `max` lines; the first in any case. */
void sheet_print_why(const struct reading *reading, const struct plan_visit *visit, uint32_t max);

/* All of it, as a block of the plan. */
void sheet_print(const struct reading *reading, const struct plan_visit *visit);

#endif
