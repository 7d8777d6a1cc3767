/* cli/find.h - what a person meant by the few letters that they typed.
 *
 * Neither case nor width matters (Ｊ－３ is J-3, ﾀｯﾁ is タッチ); "3" is J-3 where a job is meant;
 * the beginning of a name is enough as long as only one begins so. A full name always wins over the
 * beginnings of others, and any id over what things are called: the titles of classes, sites,
 * papers and jobs and the names of people, of which the beginning, and in Japanese any part, is
 * enough. In titles hiragana are as good as katakana, and blanks don't matter. */
#ifndef CLI_FIND_H
#define CLI_FIND_H

#include "cli/run.h"
#include "engine/core/plan.h"

enum find_result { FIND_ONE, FIND_NONE, FIND_SEVERAL };

struct found {
    enum find_result result;
    struct str id;    /* FIND_ONE */
    struct str names; /* FIND_SEVERAL: those that it could be; FIND_NONE: the nearest, if any */
};

/* Among names; `letter` is put before a bare number ('J'), or is 0. */
struct found find_name(struct arena *arena, struct str typed, struct strs names, char letter);

/* The same, with what each is called; absent where nothing. `titles` may be empty. */
struct found find_titled(struct arena *arena, struct str typed, struct strs names,
                         struct strs titles, char letter);

/* Among the recorded things of a kind; by the id alone where several kinds are looked through. */
struct found find_recorded(struct run *run, enum name_kind kind, struct str typed);
struct found find_by_id(struct run *run, enum name_kind kind, struct str typed);

/* Among the contract's classes (of one source, or all for a count past the last), sites and
 * kinds of documents. */
struct found find_class(const struct run *run, const struct contract *contract, uint32_t source,
                        struct str typed);
struct found find_site(const struct run *run, const struct contract *contract, struct str typed);
struct found find_document_kind(const struct run *run, const struct contract *contract,
                                struct str typed);

/* The ids of a kind, of the contract's classes (of one source, or all for a count past the
 * last) and sites, and of the planned visits. */
struct strs find_ids(const struct run *run, enum name_kind kind);
struct strs find_classes(const struct run *run, const struct contract *contract, uint32_t source);
struct strs find_sites(const struct run *run, const struct contract *contract);
struct strs find_planned(const struct run *run, uint32_t contract);
struct strs find_alerts(const struct run *run, uint32_t contract);

/* 'J' for jobs and so on, 0 for what has no letter. */
char find_letter(enum name_kind kind);

#endif
