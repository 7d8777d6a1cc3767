/* cli/paper/papers.h - the papers of the contract, from the state and its log (5, 6).
 *
 * Each fills a folio, in Japanese, A4, and writes nothing. Texts live in the arena. The same
 * source gives the same folio. */
#ifndef CLI_PAPER_PAPERS_H
#define CLI_PAPER_PAPERS_H

#include "cli/paper/month.h"
#include "cli/paper/source.h"
#include "engine/core/plan.h"

/* 作業体制図・作業従事者名簿 as of `now` (5(6)イ, 6(2)): who answers for the work, who does it,
 * how they are reached, and the changes already told. */
void paper_roster(const struct paper_source *source, struct arena *arena, struct folio *ret);

/* 疑義一覧 (5(11)): every query of the contract with its answer, and whose word that is. */
void paper_queries(const struct paper_source *source, struct arena *arena, struct folio *ret);

/* 訪問作業票: one visit on one sheet, to take along (5(2) to 5(8)). `plan` is of the source's
 * contract and instant; false when it has no visit of that id. */
bool paper_visit_pack(const struct paper_source *source, const struct plan *plan, struct str id,
                      struct arena *arena, struct folio *ret);

/* 作業依頼書 with its result (5(8)ア、ウ): procedure carried out, day and person, for this one job
 * even where the visit was shared. 作業手順書 (5(8)イ): the cover of the file with its approval.
 * False when the source's contract has no such job. */
bool paper_work_order(const struct paper_source *source, struct str id, struct arena *arena,
                      struct folio *ret);
bool paper_procedure(const struct paper_source *source, struct str id, struct arena *arena,
                     struct folio *ret);

/* 業務報告書 (6(4)) and セキュリティ保全状況報告書 (6(1), 5(6)) of a month. The source is as of the
 * month's close; one of an earlier instant gives a report that says it is of an unfinished month.
 */
void paper_monthly(const struct paper_source *source, struct paper_month month, struct arena *arena,
                   struct folio *ret);
void paper_security(const struct paper_source *source, struct paper_month month,
                    struct arena *arena, struct folio *ret);

/* 業務報告書の追補: what was recorded after the month's close, which ended with event `closed`, and
 * is of that month or of a job done in it. */
void paper_addendum(const struct paper_source *source, struct paper_month month, uint64_t closed,
                    struct arena *arena, struct folio *ret);

/* 進捗報告書 (5(11), 6(1)): how everything stands on the source's day. */
void paper_progress(const struct paper_source *source, struct arena *arena, struct folio *ret);

/* 議事録 (5(10)) of the meeting that made that document owed; false when there is none such. */
bool paper_minutes(const struct paper_source *source, struct str id, struct arena *arena,
                   struct folio *ret);

/* 引継書 (5(12)): what lies in the pack, and what the next contractor takes over. */
struct paper_piece {
    struct str name, what, sha256;
};
void paper_handover(const struct paper_source *source, const struct paper_piece *pieces,
                    uint32_t count, struct arena *arena, struct folio *ret);

#endif
