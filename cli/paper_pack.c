#include "cli/paper_pack.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

#include "cli/find.h"
#include "cli/paper/archive.h"
#include "engine/wire/event_bytes.h"
#include "engine/wire/event_json.h"

/* The pack as it is being filled. */
struct packing {
    const struct paper_desk *desk;
    struct run *run;
    struct str dir;
    struct vec pieces; /* struct paper_piece */
    int status;
};

static struct str path_of(const struct packing *p, struct str name)
{
    return text_format(p->run->arena, "%.*s/%.*s", STR_ARGS(p->dir), STR_ARGS(name));
}

static void piece_add(struct packing *p, struct str name, struct str what, struct str sha256)
{
    *(struct paper_piece *)vec_push(&p->pieces, p->run->arena) =
        (struct paper_piece){name, what, sha256};
}

static bool paper_put(struct packing *p, const struct paper_wish *wish, const char *ending)
{
    struct folio folio;
    struct str sha256;
    const struct str name = paper_file_name(wish, ending, p->run->arena);
    if (!paper_make(p->desk, wish, &folio, &p->status)) return false;
    if (!paper_write(p->run, &folio, path_of(p, name), &sha256, &p->status)) return false;
    piece_add(p, name, str_of(paper_at(wish->kind)->title), sha256);
    return true;
}

/* Registers are handed over as Excel, too: somebody will go on with them. */
static bool registers_put(struct packing *p)
{
    static const enum paper_kind kinds[] = {PAPER_ROSTER, PAPER_QUERIES, PAPER_PROGRESS};
    for (uint32_t i = 0; i < COUNT(kinds); i++) {
        const struct paper_wish wish = {.kind = kinds[i]};
        if (!paper_put(p, &wish, ".docx") || !paper_put(p, &wish, ".xlsx")) return false;
    }
    return true;
}

static bool jobs_put(struct packing *p)
{
    const struct state *state = p->run->state;
    for (uint32_t i = 0; i < state->jobs.count; i++) {
        const struct job_row *job = state_job(state, i);
        struct paper_wish wish = {.kind = PAPER_WORK_ORDER, .subject = state_text(state, job->id)};
        if (job->contract != p->desk->reading.contract) continue;
        if (!paper_put(p, &wish, ".docx")) return false;
        wish.kind = PAPER_PROCEDURE;
        if (job->procedure != PROCEDURE_NONE && !paper_put(p, &wish, ".docx")) return false;
    }
    return true;
}

static bool visits_put(struct packing *p)
{
    const struct strs planned = find_planned(p->run, p->desk->reading.contract);
    for (uint32_t i = 0; i < planned.count; i++) {
        const struct paper_wish wish = {.kind = PAPER_VISIT_PACK, .subject = planned.at[i]};
        if (!paper_put(p, &wish, ".docx")) return false;
    }
    return true;
}

/* Those that have begun and in which something was recorded. */
static bool months_put(struct packing *p)
{
    const struct reading *reading = &p->desk->reading;
    day_t day = reading->wording->from;
    while (day_cmp(day, reading->today) <= 0 && day_cmp(day, reading->wording->to) <= 0) {
        const struct ymd date = day_ymd(day);
        struct paper_wish wish = {.kind = PAPER_MONTHLY};
        wish.month.from = day_plus(day, 1 - date.day);
        wish.month.to = day_plus(wish.month.from, days_in_month(date.year, date.month) - 1);
        const instant_t close = month_close(wish.month, reading->wording->offset);
        day = day_plus(wish.month.to, 1);
        if (p->desk->events.count == 0) return true;
        const struct event *first = vec_at(&p->desk->events, 0);
        if (instant_cmp(first->recorded_at, close) > 0) continue;
        if (!paper_put(p, &wish, ".docx")) return false;
        wish.kind = PAPER_SECURITY;
        if (!paper_put(p, &wish, ".docx")) return false;
        wish.kind = PAPER_MONTHLY;
        wish.addendum = reading->run->now.ms > close.ms;
        if (wish.addendum && !paper_put(p, &wish, ".docx")) return false;
    }
    return true;
}

static bool minutes_put(struct packing *p)
{
    const struct vec *events = &p->desk->events;
    for (uint32_t i = 1; i < events->count; i++) {
        const struct event *meeting = vec_at(events, i - 1), *owed = vec_at(events, i);
        if (meeting->kind != EVENT_MEETING_RECORDED || owed->kind != EVENT_DOCUMENT_OWED) continue;
        if (meeting->seq + 1 != owed->seq) continue;
        const struct paper_wish wish = {.kind = PAPER_MINUTES,
                                        .subject = owed->document_owed.document};
        if (!paper_put(p, &wish, ".docx")) return false;
    }
    return true;
}

static bool bytes_put(struct packing *p, struct str bytes, struct str name, struct str what)
{
    struct str sha256;
    if (!paper_write_bytes(p->run, bytes, path_of(p, name), &sha256, &p->status)) return false;
    piece_add(p, name, what, sha256);
    return true;
}

/* The latest wording: contract_loaded and each amendment carry the whole text. */
static bool contract_put(struct packing *p)
{
    struct str text = STR_NONE;
    for (uint32_t i = 0; i < p->desk->events.count; i++) {
        const struct event *event = vec_at(&p->desk->events, i);
        if (event->kind == EVENT_CONTRACT_LOADED) text = event->contract_loaded.text;
        if (event->kind == EVENT_CONTRACT_AMENDED) text = event->contract_amended.text;
    }
    return !str_is(text) || bytes_put(p, text, STR("contract.yaml"), STR("契約ファイル"));
}

static bool is_ours(const struct packing *p, const struct event *event)
{
    return !str_is(event->contract) || str_eq(event->contract, p->desk->reading.wording->id);
}

/* Every event of this contract and of none; those of another customer stay at home. */
static bool log_put_lines(struct packing *p)
{
    struct run *run = p->run;
    struct log_cursor cursor;
    struct event event;
    struct text lines;
    err_t fault = OK;
    text_init(&lines, run->arena);
    log_read(desk_log(run->desk), 1, run->state->head, &cursor);
    while (!is_err(fault) && log_next(&cursor)) {
        fault = event_decode(cursor.event, &event, run->arena);
        if (!is_err(fault) && is_ours(p, &event)) event_line_print(&lines, &event, run_offset(run));
    }
    const err_t ended = log_read_end(&cursor);
    if (is_err(ended)) fault = ended;
    if (!is_err(fault))
        return bytes_put(p, text_str(&lines), STR("log.jsonl"), STR("記録 (JSON 行)"));
    p->status = run_fault(run, fault);
    return false;
}

/* The cover names all the rest with their hashes; the list of hashes is for machines. */
static bool cover_put(struct packing *p)
{
    const struct paper_wish wish = {.kind = PAPER_HANDOVER};
    const struct paper_source source = paper_source_now(p->desk);
    const struct str name = paper_file_name(&wish, ".docx", p->run->arena);
    struct folio folio;
    struct text sums;
    struct str sha256;
    paper_handover(&source, p->pieces.rows, p->pieces.count, p->run->arena, &folio);
    if (!paper_write(p->run, &folio, path_of(p, name), &sha256, &p->status)) return false;
    piece_add(p, name, str_of(paper_at(PAPER_HANDOVER)->title), sha256);
    text_init(&sums, p->run->arena);
    for (uint32_t i = 0; i < p->pieces.count; i++) {
        const struct paper_piece *piece = vec_at(&p->pieces, i);
        text_add(&sums, "%.*s  %.*s\n", STR_ARGS(piece->sha256), STR_ARGS(piece->name));
    }
    return bytes_put(p, text_str(&sums), STR("SHA256SUMS"), STR("照合値の一覧"));
}

static bool is_empty(const char *dir)
{
    const struct dirent *entry;
    uint32_t count = 0;
    DIR *open = opendir(dir);
    if (open == NULL) return false;
    for (entry = readdir(open); entry != NULL; entry = readdir(open))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) count++;
    (void)closedir(open);
    return count == 0;
}

static bool dir_made(struct packing *p, bool force)
{
    const char *dir = str_copy(p->run->arena, p->dir).ptr;
    struct stat about;
    if (mkdir(dir, 0777) == 0) return true;
    if (errno != EEXIST)
        return paper_fault(p->run, p->dir, archive_fault(errno, "make the folder"), &p->status);
    const bool is_dir = stat(dir, &about) == 0 && S_ISDIR(about.st_mode);
    if (is_dir && (force || is_empty(dir))) return true;
    p->status = reading_error(p->run, EXIT_REFUSED, "file-exists", WORD_PAPER_EXISTS,
                              (struct argument[ARGUMENTS_MAX]){arg_str(p->dir)});
    return false;
}

static void answer_json(const struct packing *p)
{
    struct json json = json_to(&p->run->out);
    json_open_object(&json, NULL);
    json_put_bool(&json, "ok", true);
    json_put_text(&json, "kind", paper_at(PAPER_HANDOVER)->name);
    json_put_str(&json, "dir", p->dir);
    json_open_array(&json, "files");
    for (uint32_t i = 0; i < p->pieces.count; i++) {
        const struct paper_piece *piece = vec_at(&p->pieces, i);
        json_open_object(&json, NULL);
        json_put_str(&json, "file", piece->name);
        json_put_str(&json, "sha256", piece->sha256);
        json_close_object(&json);
    }
    json_close_array(&json);
    json_close_object(&json);
    text_putc(&p->run->out, '\n');
}

int paper_pack(const struct paper_desk *desk, struct str dir, bool force)
{
    struct packing p = {desk, desk->reading.run, dir, vec_of(sizeof(struct paper_piece)), 0};
    if (!dir_made(&p, force)) return p.status;
    if (!registers_put(&p) || !jobs_put(&p) || !visits_put(&p) || !months_put(&p) ||
        !minutes_put(&p) || !contract_put(&p) || !log_put_lines(&p) || !cover_put(&p))
        return p.status;
    if (p.run->json) {
        answer_json(&p);
        return EXIT_DONE;
    }
    reading_say(&desk->reading, 0,
                reading_sentence(
                    &desk->reading, WORD_PAPER_PACKED,
                    (struct argument[ARGUMENTS_MAX]){arg_str(dir), arg_number(p.pieces.count)}));
    return EXIT_DONE;
}
