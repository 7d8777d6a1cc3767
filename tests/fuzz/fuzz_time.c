/* Do foreign days and instants do harm? clang -fsanitize=fuzzer,address,undefined; no main. */
#include "engine/base/check.h"
#include "engine/base/instant.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { OFFSETS = 2 * 14 * 60 + 1, TEXT_MAX = 100 };

static void try_day(struct str text)
{
    day_t day, back;
    char printed[DAY_TEXT_BYTES];
    if (!day_parse(text, &day)) return;
    day_print(day, printed);
    CHECK(str_eq(text, str_of(printed)));
    CHECK(day_parse(str_of(printed), &back) && day_eq(day, back));
    CHECK(day_eq(day_of(day_ymd(day)), day));
}

/* Reads back as the same instant, at whatever offset it is printed. */
static void try_instant(struct str text, int32_t offset)
{
    instant_t at, back;
    char printed[INSTANT_TEXT_BYTES];
    if (!instant_parse(text, offset, &at)) return;
    day_t day = instant_day(at, offset);
    minute_t minute = instant_minute(at, offset);
    CHECK(minute >= 0 && minute < MINUTES_PER_DAY);
    int64_t rest = at.ms - instant_of(day, minute, offset).ms;
    CHECK(rest >= 0 && rest < MS_PER_MINUTE);
    instant_print(at, 0, printed);
    int32_t year = day_ymd(instant_day(at, 0)).year;
    if (year < 1900 || year > 2999) return; /* only its own offset kept it inside */
    CHECK(instant_parse(str_of(printed), offset, &back) && instant_cmp(at, back) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int32_t offset;
    minute_t minute;
    if (size < 2 || size > TEXT_MAX) return 0;
    struct str text = {(const char *)data + 2, (uint32_t)size - 2};
    try_day(text);
    try_instant(text, (int32_t)((uint32_t)(data[0] << 8 | data[1]) % OFFSETS) - 14 * 60);
    if (offset_parse(text, &offset)) CHECK(offset >= -14 * 60 && offset <= 14 * 60);
    if (minute_parse(text, &minute)) CHECK(minute >= 0 && minute <= MINUTES_PER_DAY);
    return 0;
}
