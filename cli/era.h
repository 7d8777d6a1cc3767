/* cli/era.h - days as official papers write them: 令和3年9月24日(金).
 *
 * Eras change on the days of the cabinet orders (政令) and imperial edicts that named them. An era
 * that is named after this was written needs a row; until then days stay in the last one. */
#ifndef CLI_ERA_H
#define CLI_ERA_H

#include "engine/base/instant.h"
#include "engine/base/text.h"

void era_put_day(struct text *ret, day_t day);     /* 令和3年9月24日 */
void era_put_weekday(struct text *ret, day_t day); /* (金) */

/* 令和3年9月24日 10:05, in the contract's offset. */
void era_put_instant(struct text *ret, instant_t at, int32_t offset);

void era_put_clock(struct text *ret, instant_t at, int32_t offset); /* 10:05 */

/* Takes the era's name or letter off the beginning of *rest, which is folded (cli/letters.h), and
 * says the year before its first: 令和 or r is 2018. False, and nothing taken, when there is
 * none. Whether a year lies in its era isn't asked: papers of 2018 speak of 平成33年. */
bool era_take(struct str *rest, int32_t *ret_before_first);

#endif
