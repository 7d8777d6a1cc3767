/* engine/core/apply_priv.h - the families of apply, one function an event kind. */
#ifndef ENGINE_CORE_APPLY_PRIV_H
#define ENGINE_CORE_APPLY_PRIV_H

#include "engine/core/rows.h"

typedef void apply_event(struct state *state, const struct event *event);

/* apply_job.c */
apply_event apply_job_opened, apply_job_amended, apply_job_cancelled, apply_job_held,
    apply_job_released, apply_work_order_issued, apply_procedure_submitted,
    apply_procedure_approved, apply_procedure_rejected, apply_procedure_withdrawn,
    apply_vendor_arranged, apply_vendor_replaced, apply_fault_judged;

/* apply_query.c */
apply_event apply_query_raised, apply_query_answered, apply_query_approved, apply_queries_submitted;

/* apply_medium.c */
apply_event apply_media_checked, apply_medium_registered, apply_medium_moved, apply_medium_touched;

/* apply_visit.c */
apply_event apply_visit_proposed, apply_visit_approved, apply_visit_declined, apply_visit_permitted,
    apply_visit_withdrawn, apply_visit_cancelled, apply_visit_started, apply_visit_finished,
    apply_overtime_requested, apply_overtime_approved, apply_overtime_refused,
    apply_overtime_withdrawn, apply_overtime_directed, apply_visit_conduct_confirmed,
    apply_entry_recorded, apply_approval_dropped;

/* apply_report.c */
apply_event apply_job_completed, apply_job_reported, apply_job_accepted, apply_job_returned,
    apply_document_owed, apply_document_submitted, apply_document_accepted, apply_document_waived,
    apply_document_returned, apply_document_excused, apply_document_format_agreed,
    apply_alert_raised, apply_alert_delivered, apply_alert_acknowledged, apply_alert_cleared;

/* apply_note.c */
apply_event apply_coordination_shown, apply_note_recorded, apply_progress_reported,
    apply_progress_confirmed, apply_meeting_recorded, apply_supervisor_changed;

/* apply_query.c: the open queries on a job go on with the one that follows it. */
void apply_queries_carry_over(struct state *state, uint32_t from, uint32_t to);

/* apply_job.c: what was approved of its procedure has changed. */
void apply_procedure_dropped(struct state *state, const struct event *event);

/* apply_visit.c: the job, if it was to join a confirmed visit, no longer is. */
void apply_leave_joining(struct state *state, uint32_t job);

/* The contract of a normal form that the log holds; it was read once before it got there. */
const struct contract *apply_read_wording(struct state *state, struct str text);

#endif
