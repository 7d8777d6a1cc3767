#include "tests/simulation/author.h"

#include "engine/vocab/command.h"
#include "tests/simulation/author_pick.h"

enum { OFFSET = 540, SOON_DAYS = 10 };

#define SHA256 "\"sha256\":\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\""

static bool often(struct author *author)
{
    return !dice_one_in(&author->dice, 4);
}
static bool seldom(struct author *author)
{
    return dice_one_in(&author->dice, 8);
}
static int32_t some(struct author *author, int32_t from, int32_t to)
{
    return dice_between(&author->dice, from, to);
}

static void put(struct text *line, const char *key, struct str value)
{
    text_add(line, ",\"%s\":\"%.*s\"", key, STR_ARGS(value));
}

static void put_number(struct text *line, const char *key, int32_t number)
{
    text_add(line, ",\"%s\":%d", key, number);
}

static void put_file(struct text *line, const char *key)
{
    text_add(line, ",\"%s\":{\"name\":\"a paper\"," SHA256 "}", key);
}

static void put_jobs(struct author *author, struct text *line, const char *key, int32_t count)
{
    text_add(line, ",\"%s\":[", key);
    for (int32_t i = 0; i < count; i++)
        text_add(line, "%s\"%.*s\"", i > 0 ? "," : "", STR_ARGS(pick_job(author, LIVE_JOB)));
    text_add(line, "]");
}

static void put_people(struct author *author, struct text *line, const char *key)
{
    int32_t count = often(author) ? 1 : some(author, 0, 3);
    text_add(line, ",\"%s\":[", key);
    for (int32_t i = 0; i < count; i++)
        text_add(line, "%s\"%s\"", i > 0 ? "," : "", pick_technician(author));
    text_add(line, "]");
}

/* What a job is told to be, new or amended. */
static void put_wishes(struct author *author, struct text *line)
{
    if (seldom(author)) put(line, "earliest", pick_day(author, -3, 20));
    if (seldom(author)) put(line, "target", pick_day(author, 0, 30));
    if (dice_one_in(&author->dice, 5)) put(line, "due", pick_day(author, -1, 30));
    if (seldom(author)) put_number(line, "minutes", some(author, 1, 520));
    if (seldom(author)) put_number(line, "crew", some(author, 1, 3));
    if (dice_one_in(&author->dice, 12)) text_add(line, ",\"skills\":[\"panel\"]");
    if (dice_one_in(&author->dice, 12)) text_add(line, ",\"alone\":true");
    if (seldom(author)) put_jobs(author, line, "apart", some(author, 0, 2));
    if (seldom(author)) put_jobs(author, line, "after", some(author, 0, 2));
    if (author->mates && seldom(author)) put_jobs(author, line, "with", 1);
    if (seldom(author))
        put(line, "site", dice_one_in(&author->dice, 2) ? STR("kikusui") : STR("card-centre"));
}

static void put_class(struct author *author, struct text *line)
{
    static const char *const classes[] = {
        "software-update",  "os-security-update", "config-change-jlis",  "config-change-city",
        "terminal-failure", "terminal-failure",   "touch-panel-failure", "admin-password-change",
    };
    put(line, "class", str_of(classes[dice_below(&author->dice, COUNT(classes))]));
}

static void put_job_open(struct author *author, struct text *line)
{
    put_class(author, line);
    put(line, "received_at", pick_past(author));
    if (seldom(author)) text_add(line, ",\"job\":\"J-%d\"", some(author, 1, 40));
    put_wishes(author, line);
}

static void put_query(struct author *author, struct text *line)
{
    text_add(line, ",\"text\":\"which one?\"");
    if (often(author)) put(line, "job", pick_job(author, LIVE_JOB));
}

/* One of the current plan; the plan isn't asked for what it would say, but made. */
static void put_planned(struct author *author, struct text *line)
{
    struct plan plan;
    struct stage *stage = author->stage;
    plan_make(&stage->state, 0, author->now, &(struct plan_options){0}, &stage->turn, &plan);
    uint32_t at = plan.visit_count > 0 ? dice_below(&author->dice, plan.visit_count) : 0;
    if (dice_one_in(&author->dice, 2)) at = 0;
    put(line, "visit", plan.visit_count > 0 ? plan.visits[at].id : STR("V-none"));
    if (seldom(author)) put_people(author, line, "crew");
}

static void put_hand_written(struct author *author, struct text *line)
{
    static const char *const starts[] = {"09:00", "08:45", "13:30", "16:30", "17:30", "22:00"};
    put(line, "site", dice_one_in(&author->dice, 3) ? STR("kikusui") : STR("card-centre"));
    put(line, "date", pick_day(author, -1, 12));
    put_jobs(author, line, "jobs", some(author, 1, 3));
    if (!often(author))
        put(line, "start", str_of(starts[dice_below(&author->dice, COUNT(starts))]));
    if (!often(author)) put_people(author, line, "crew");
}

static void put_proposal(struct author *author, struct text *line)
{
    if (often(author))
        put_planned(author, line);
    else
        put_hand_written(author, line);
}

static void put_completion(struct author *author, struct text *line)
{
    static const char *const results[] = {"done", "done", "failed", "not-reached"};
    put(line, "job", pick_job(author, JOB_IN_HAND));
    put(line, "result", str_of(results[dice_below(&author->dice, COUNT(results))]));
    text_add(line, ",\"steps\":[\"restarted\"]");
    put_people(author, line, "technicians");
    if (seldom(author)) put(line, "finished_at", pick_past(author));
}

static void put_roster(struct author *author, struct text *line, bool removed)
{
    put(line, "technician", str_of(pick_technician(author)));
    put(line, "from", pick_day(author, dice_one_in(&author->dice, 10) ? -2 : 0, 6));
    if (removed) return;
    if (!often(author)) text_add(line, ",\"skills\":[\"panel\"]");
    if (seldom(author)) text_add(line, ",\"off\":[\"%.*s\"]", STR_ARGS(pick_day(author, 0, 9)));
}

static void put_document(struct author *author, struct text *line)
{
    static const char *const kinds[] = {"monthly-report", "minutes", "handover", "progress-report"};
    if (often(author))
        put(line, "document", pick_document(author, DOCUMENT_OWED));
    else
        put(line, "kind", str_of(kinds[dice_below(&author->dice, COUNT(kinds))]));
    put_file(line, "file");
}

/* An alert that stands, or might. */
static void put_alert(struct author *author, struct text *line)
{
    struct stage *stage = author->stage;
    struct plan plan;
    struct alerts alerts;
    plan_make(&stage->state, 0, author->now, &(struct plan_options){0}, &stage->turn, &plan);
    alarm_find(&stage->state, &plan, &stage->turn, &alerts);
    if (alerts.count == 0)
        put(line, "alert", STR("A-deadline-missed-J-1"));
    else
        put(line, "alert", alerts.at[dice_below(&author->dice, alerts.count)].id);
}

static void put_registration(struct author *author, struct text *line)
{
    static const char *const roles[] = {"customer", "coordinator", "technician", "auditor",
                                        "admin"};
    put(line, "actor", str_of(pick_actor(author, ROLE_COORDINATOR)));
    put(line, "role", str_of(roles[dice_below(&author->dice, COUNT(roles))]));
}

static void put_reason(struct text *line)
{
    text_add(line, ",\"reason\":\"so it is\"");
}

static void put_work(struct author *author, struct text *line, enum command_kind kind)
{
    switch ((int)kind) {
    case COMMAND_WORK_ORDER_ISSUE: put(line, "job", pick_job(author, JOB_WITHOUT_ORDER)); return;
    case COMMAND_QUERY_RAISE: put_query(author, line); return;
    case COMMAND_QUERY_ANSWER:
        put(line, "query", pick_query(author));
        text_add(line, ",\"text\":\"that one\"");
        return;
    case COMMAND_PROCEDURE_SUBMIT:
        put(line, "job", pick_job(author, JOB_TO_PREPARE));
        put_file(line, "document");
        return;
    case COMMAND_PROCEDURE_APPROVE: put(line, "job", pick_job(author, JOB_TO_DECIDE)); return;
    case COMMAND_PROCEDURE_REJECT:
        put(line, "job", pick_job(author, JOB_TO_DECIDE));
        put_reason(line);
        return;
    case COMMAND_MEDIA_CHECK:
        put(line, "job", pick_job(author, JOB_TO_CHECK));
        put(line, "medium", STR("usb-1"));
        put(line, "result", often(author) ? STR("clean") : STR("infected"));
        return;
    case COMMAND_VENDOR_ARRANGE:
        put(line, "job", pick_job(author, JOB_OF_VENDOR));
        put(line, "ready_on", pick_day(author, -1, 12));
        return;
    case COMMAND_VENDOR_REPLACED: put(line, "job", pick_job(author, JOB_AWAITED)); return;
    }
}

static void put_job(struct author *author, struct text *line, enum command_kind kind)
{
    switch ((int)kind) {
    case COMMAND_JOB_OPEN: put_job_open(author, line); return;
    case COMMAND_JOB_AMEND:
        put(line, "job", pick_job(author, LIVE_JOB));
        put_wishes(author, line);
        return;
    case COMMAND_JOB_CANCEL:
        put(line, "job", pick_job(author, LIVE_JOB));
        put_reason(line);
        return;
    case COMMAND_JOB_HOLD:
        put(line, "job", pick_job(author, LIVE_JOB));
        put(line, "reason", often(author) ? STR("customer") : STR("vendor"));
        return;
    case COMMAND_JOB_RELEASE: put(line, "job", pick_job(author, JOB_ON_HOLD)); return;
    case COMMAND_JOB_COMPLETE: put_completion(author, line); return;
    case COMMAND_JOB_REPORT:
        put(line, "job", pick_job(author, JOB_TO_REPORT));
        put_file(line, "document");
        return;
    case COMMAND_JOB_ACCEPT: put(line, "job", pick_job(author, JOB_TO_ACCEPT)); return;
    case COMMAND_JOB_RETURN:
        put(line, "job", pick_job(author, JOB_TO_ACCEPT));
        put_reason(line);
        return;
    }
    put_work(author, line, kind);
}

static void put_visit(struct author *author, struct text *line, enum command_kind kind)
{
    switch ((int)kind) {
    case COMMAND_VISIT_PROPOSE: put_proposal(author, line); return;
    case COMMAND_VISIT_APPROVE: put(line, "visit", pick_visit(author, VISIT_TO_DECIDE)); return;
    case COMMAND_VISIT_DECLINE:
        put(line, "visit", pick_visit(author, VISIT_TO_DECIDE));
        put_reason(line);
        return;
    case COMMAND_VISIT_PERMIT: put(line, "visit", pick_visit(author, VISIT_TO_PERMIT)); return;
    case COMMAND_VISIT_CANCEL:
        put(line, "visit", pick_visit(author, VISIT_TO_PERMIT));
        put_reason(line);
        return;
    case COMMAND_VISIT_START:
        put(line, "visit", pick_visit(author, VISIT_TO_START));
        put_people(author, line, "technicians");
        if (seldom(author)) put(line, "started_at", pick_past(author));
        return;
    case COMMAND_VISIT_FINISH: put(line, "visit", pick_visit(author, VISIT_TO_FINISH)); return;
    case COMMAND_OVERTIME_REQUEST:
    case COMMAND_OVERTIME_REFUSE:
    case COMMAND_OVERTIME_DIRECT: put_reason(line); /* and the visit: */ /* fallthrough */
    case COMMAND_OVERTIME_APPROVE:
        put(line, "visit", pick_visit(author, VISIT_OUT_OF_HOURS));
        return;
    }
    put_job(author, line, kind);
}

static void put_paper(struct author *author, struct text *line, enum command_kind kind)
{
    switch ((int)kind) {
    case COMMAND_DOCUMENT_SUBMIT: put_document(author, line); return;
    case COMMAND_DOCUMENT_ACCEPT:
        put(line, "document", pick_document(author, DOCUMENT_SUBMITTED));
        return;
    case COMMAND_DOCUMENT_WAIVE:
        put(line, "document", pick_document(author, DOCUMENT_OWED));
        put_reason(line);
        return;
    case COMMAND_DOCUMENT_REQUEST:
        put(line, "kind", STR("progress-report"));
        put(line, "due", pick_day(author, -1, 10));
        return;
    case COMMAND_MEETING_RECORD:
        put(line, "with", STR("the vendor"));
        put(line, "held_on", pick_day(author, -3, 1));
        return;
    case COMMAND_ALERT_RAISE:
        put(line, "severity", STR("warning"));
        put_alert(author, line);
        return;
    case COMMAND_ALERT_DELIVER:
        put(line, "channel", STR("mail"));
        put_alert(author, line);
        return;
    case COMMAND_ALERT_ACKNOWLEDGE:
    case COMMAND_ALERT_CLEAR: put_alert(author, line); return;
    case COMMAND_ROSTER_REGISTER:
    case COMMAND_ROSTER_CHANGE: put_roster(author, line, false); return;
    case COMMAND_ROSTER_REMOVE: put_roster(author, line, true); return;
    case COMMAND_ACTOR_REGISTER: put_registration(author, line); return;
    case COMMAND_CONTRACT_HAND_OVER: put(line, "held_on", pick_day(author, -1, 1)); return;
    }
    put_visit(author, line, kind);
}

/* How often each is tried; what leads on is tried most. */
static const uint8_t weights[COMMAND_COUNT] = {
    [COMMAND_CONTRACT_AMEND] = 1,    [COMMAND_CONTRACT_HAND_OVER] = 1,
    [COMMAND_ACTOR_REGISTER] = 2,    [COMMAND_ROSTER_REGISTER] = 6,
    [COMMAND_ROSTER_CHANGE] = 2,     [COMMAND_ROSTER_REMOVE] = 1,
    [COMMAND_JOB_OPEN] = 12,         [COMMAND_JOB_AMEND] = 5,
    [COMMAND_JOB_CANCEL] = 2,        [COMMAND_JOB_HOLD] = 3,
    [COMMAND_JOB_RELEASE] = 4,       [COMMAND_WORK_ORDER_ISSUE] = 9,
    [COMMAND_QUERY_RAISE] = 3,       [COMMAND_QUERY_ANSWER] = 4,
    [COMMAND_PROCEDURE_SUBMIT] = 6,  [COMMAND_PROCEDURE_APPROVE] = 6,
    [COMMAND_PROCEDURE_REJECT] = 1,  [COMMAND_MEDIA_CHECK] = 5,
    [COMMAND_VENDOR_ARRANGE] = 3,    [COMMAND_VENDOR_REPLACED] = 3,
    [COMMAND_VISIT_PROPOSE] = 20,    [COMMAND_VISIT_APPROVE] = 16,
    [COMMAND_VISIT_DECLINE] = 2,     [COMMAND_VISIT_PERMIT] = 9,
    [COMMAND_VISIT_CANCEL] = 2,      [COMMAND_VISIT_START] = 14,
    [COMMAND_VISIT_FINISH] = 6,      [COMMAND_OVERTIME_REQUEST] = 2,
    [COMMAND_OVERTIME_APPROVE] = 2,  [COMMAND_OVERTIME_REFUSE] = 1,
    [COMMAND_OVERTIME_DIRECT] = 2,   [COMMAND_JOB_COMPLETE] = 14,
    [COMMAND_JOB_REPORT] = 4,        [COMMAND_JOB_ACCEPT] = 4,
    [COMMAND_JOB_RETURN] = 1,        [COMMAND_DOCUMENT_SUBMIT] = 3,
    [COMMAND_DOCUMENT_ACCEPT] = 2,   [COMMAND_DOCUMENT_WAIVE] = 1,
    [COMMAND_DOCUMENT_REQUEST] = 1,  [COMMAND_MEETING_RECORD] = 1,
    [COMMAND_ALERT_RAISE] = 1,       [COMMAND_ALERT_DELIVER] = 1,
    [COMMAND_ALERT_ACKNOWLEDGE] = 2, [COMMAND_ALERT_CLEAR] = 1,
};

static enum command_kind some_kind(struct author *author)
{
    uint32_t total = 0, kind = 0;
    for (uint32_t k = 0; k < COMMAND_COUNT; k++) total += weights[k];
    uint32_t at = dice_below(&author->dice, total);
    while (at >= weights[kind]) at -= weights[kind++];
    return (enum command_kind)kind;
}

/* One of the roles that may; which of them by dice. */
static enum role some_role(struct author *author, uint32_t roles)
{
    uint32_t at = dice_below(&author->dice, role_terms.count);
    while ((roles >> at & 1) == 0) at = (at + 1) % role_terms.count;
    return (enum role)at;
}

static void put_envelope(struct author *author, struct text *line, enum command_kind kind)
{
    const struct command_about *about = command_about(kind);
    enum role role = some_role(author, about->roles);
    bool on_paper = role == ROLE_CUSTOMER && dice_one_in(&author->dice, 12);
    const char *by = pick_actor(author, on_paper ? ROLE_COORDINATOR : role);
    text_add(line, "{\"cmd\":\"%s\",\"by\":\"%s\"", about->name, by);
    if (!on_paper) return;
    put(line, "on_behalf_of", str_of(pick_actor(author, ROLE_CUSTOMER)));
    if (often(author)) put_file(line, "evidence");
}

struct str author_line(struct author *author)
{
    struct text line;
    if (stage_wording(author->stage) == NULL) return author_wording(author, false, true);
    struct str next = dice_one_in(&author->dice, 2) ? author_push(author) : STR_NONE;
    if (str_is(next)) return next;
    enum command_kind kind = some_kind(author);
    if (kind == COMMAND_CONTRACT_AMEND) return author_wording(author, true, false);
    text_init(&line, author->arena);
    put_envelope(author, &line, kind);
    put_paper(author, &line, kind);
    text_putc(&line, '}');
    return text_str(&line);
}

static instant_t next_morning(instant_t now, int32_t days)
{
    return instant_of(day_plus(instant_day(now, OFFSET), days), 9 * 60, OFFSET);
}

/* The start of the confirmed visit that comes soon, or now. */
static instant_t next_visit(const struct author *author)
{
    instant_t now = author->stage->now, found = now;
    for (uint32_t v = 0; v < author->stage->state.visits.count; v++) {
        const struct visit_row *visit = state_visit(&author->stage->state, v);
        if (visit->state != VISIT_CONFIRMED || visit->start.ms <= now.ms) continue;
        if (visit->start.ms > now.ms + SOON_DAYS * MINUTES_PER_DAY * MS_PER_MINUTE) continue;
        if (found.ms == now.ms || visit->start.ms < found.ms) found = visit->start;
    }
    return found;
}

instant_t author_instant(struct author *author)
{
    instant_t now = author->stage->now, at = now;
    uint32_t way = dice_below(&author->dice, 100);
    if (way < 60)
        at.ms += some(author, 0, 30) * MS_PER_MINUTE;
    else if (way < 75)
        at.ms += some(author, 0, 18000) * (MS_PER_MINUTE / 60);
    else if (way < 80)
        at = next_morning(now, 1);
    else if (way < 94)
        at = next_visit(author);
    else if (way < 98)
        at = next_morning(now, some(author, 1, author->stage->walks ? 3 : 9));
    else if (way < 99)
        at.ms -= some(author, 1, 100) * MS_PER_MINUTE;
    author->now = at;
    return at;
}
