/* cli/label.h - what people see for the name of a field: 種別 for "class". */
#ifndef CLI_LABEL_H
#define CLI_LABEL_H

#include "engine/base/lang.h"

/* The name itself when the table has none. */
const char *label_text(const char *field, enum lang lang);

/* In a sentence on what was typed: the field as it is typed in English, where option and word are
 * the same; its label in Japanese. */
const char *label_typed(const char *field, enum lang lang);

#endif
