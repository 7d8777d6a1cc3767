/* cli/paper/glossary.h - the terms that a paper's reader may not know (5(9)). */
#ifndef CLI_PAPER_GLOSSARY_H
#define CLI_PAPER_GLOSSARY_H

#include "cli/paper/folio.h"

/* At the folio's end, a table with those terms of glossary.def that stand in it; nothing when
 * there are none. Comes last: what is put in later isn't looked at. */
void glossary_put(struct folio *folio);

/* Whether a text has the term as a word of its own: OS isn't in POST. */
bool glossary_is_in(struct str term, struct str text);

#endif
