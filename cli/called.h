/* cli/called.h - what people call the classes, sites and papers of a contract.
 *
 * Commands and programs go by ids; a person who reads Japanese reads 統合端末の障害復旧 instead of
 * terminal-failure. In English, and in JSON in either language, the ids stay as they are, because
 * titles are in the contract's own language. Either is found where a name is asked for
 * (cli/find.h). */
#ifndef CLI_CALLED_H
#define CLI_CALLED_H

#include "cli/run.h"
#include "engine/vocab/refusal.h"

/* The id itself where nothing better is known. */
struct str called_class(const struct run *run, struct str id);
struct str called_site(const struct run *run, struct str id);
struct str called_paper(const struct run *run, struct str kind);

/* "monthly-report 2021-09", a class or a site: by its first word, whichever it is. */
struct str called(const struct run *run, struct str id);

/* "card-centre (マイナンバーカードセンター), kikusui (菊水分庁舎)"; the ids alone in English. */
struct str called_list(const struct run *run, struct strs ids);

/* A message or a refusal for people, its arguments called so and fields by their labels. */
void called_message_print(struct text *ret, const struct run *run, const struct message *message);
void called_refusal_print(struct text *ret, const struct run *run, const struct refusal *refusal);

#endif
