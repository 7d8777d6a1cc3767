/* cli/next.h - the next step of a job, a visit or a query, and how it is typed. */
#ifndef CLI_NEXT_H
#define CLI_NEXT_H

#include "cli/run.h"

/* Behind whatever `ret` holds; nothing when nothing is left to do. Rows of run->state. */
void next_of_job(struct run *run, uint32_t job, struct text *ret);
void next_of_visit(struct run *run, uint32_t visit, struct text *ret);
void next_of_query(struct run *run, uint32_t query, struct text *ret);

#endif
