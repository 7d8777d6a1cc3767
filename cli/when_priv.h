/* cli/when_priv.h - one day, or one span with a name, of what people type. Texts are folded
 * (cli/letters.h) and trimmed. */
#ifndef CLI_WHEN_PRIV_H
#define CLI_WHEN_PRIV_H

#include "cli/when.h"

/* What is left out of a day is taken so that it lies nearest to `near`; or on it or after it where
 * `onward`, for the end of a span. Words like 明日 are always of today. */
struct when_base {
    day_t today, near;
    bool onward;
};

bool when_part(struct str text, const struct when_base *base, struct when_span *ret);

/* Pieces of text taken off the beginning of *rest; false, and nothing taken, when it doesn't
 * begin so. A number has at most four digits. */
bool when_take(struct str *rest, struct str piece);
bool when_take_number(struct str *rest, int32_t max, int32_t *ret);

/* Without the blanks around it. */
struct str when_trimmed(struct str s);

#endif
