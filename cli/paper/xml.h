/* cli/paper/xml.h - putting texts into XML. */
#ifndef CLI_PAPER_XML_H
#define CLI_PAPER_XML_H

#include "engine/base/instant.h"
#include "engine/base/text.h"

#define XML_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

/* The text as content or attribute value; it must be clean (cli/paper/folio.h). */
void xml_put_text(struct text *ret, struct str text);

/* Characters between elements that are fixed: a literal of ours. */
void xml_put(struct text *ret, const char *markup);

/* "2021-09-24T01:05:00Z", as dcterms:W3CDTF and xsd:dateTime want it. */
void xml_put_instant(struct text *ret, instant_t at);

#endif
