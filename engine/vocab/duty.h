/* engine/vocab/duty.h - the duties of the specification, generated from duty.def.
 *
 * A duty is named by its number: 35 is S35. */
#ifndef ENGINE_VOCAB_DUTY_H
#define ENGINE_VOCAB_DUTY_H

#include <stdint.h>

#include "engine/base/lang.h"

enum { DUTY_COUNT = 66 }; /* numbered from 1 */

struct duty {
    const char *clause;            /* of the specification: "5(8)イ" */
    const char *about[LANG_COUNT]; /* one line */
};

/* `number` from 1 to DUTY_COUNT. */
const struct duty *duty_at(uint32_t number);

#endif
