#include "engine/vocab/duty.h"

#include "engine/base/check.h"

static const struct duty duties[] = {
#define DUTY(number, clause, en, ja, where) [(number)-1] = {clause, {en, ja}},
#include "engine/vocab/duty.def"
#undef DUTY
};

_Static_assert(sizeof duties / sizeof duties[0] == DUTY_COUNT, "every duty has its row");

const struct duty *duty_at(uint32_t number)
{
    CHECK(number >= 1 && number <= DUTY_COUNT);
    return &duties[number - 1];
}
