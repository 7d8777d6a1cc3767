/* cli/view.h - the reading commands: each answers from run->state at run->now.
 *
 * They write nothing and know of no log, so a replay hands them another state and instant and
 * gets the answer of that time to the byte. With run->json it is the JSON that interface.md
 * has, else tables for people in run->lang. run->words begins with the command's own name;
 * an option it doesn't know is wrong usage (exit 2), a name that isn't there exit 5. */
#ifndef CLI_VIEW_H
#define CLI_VIEW_H

#include "cli/run.h"

typedef int view(struct run *run);

view view_plan;        /* plan [--horizon DAYS] */
view view_next;        /* next */
view view_why;         /* why SUBJECT */
view view_jobs;        /* jobs [--all] [--state STATE] [--class CLASS] */
view view_visits;      /* visits [--all] */
view view_documents;   /* documents */
view view_counts;      /* counts */
view view_alerts;      /* alerts [--check]: exit 1 when one stands */
view view_calendar;    /* calendar [--from DATE] [--to DATE] [--site SITE]: JSON lines */
view view_deadline;    /* deadline --class CLASS --received INSTANT [--site SITE] */
view view_contract;    /* contract show [--at DATE] */
view view_roster;      /* roster [list] */
view view_notes;       /* notes [--kind KIND] */
view view_ready;       /* ready [--days N] [--check]: exit 1 when a day fails */
view view_obligations; /* obligations [S-NUMBER|SUBJECT] [--all] */
view view_queries;     /* queries [--open] */
view view_media;       /* media */

#endif
