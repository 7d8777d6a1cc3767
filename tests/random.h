/* tests/random.h - chance that is the same on every run: xorshift64* from a fixed seed. */
#ifndef TESTS_RANDOM_H
#define TESTS_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct dice {
    uint64_t state; /* the seed; not 0 */
};

static inline uint64_t dice_next(struct dice *dice)
{
    uint64_t x = dice->state;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    dice->state = x;
    return x * UINT64_C(0x2545F4914F6CDD1D);
}

/* 0 .. sides-1 */
static inline uint32_t dice_below(struct dice *dice, uint32_t sides)
{
    return (uint32_t)((dice_next(dice) >> 32) % sides);
}

/* from .. to, both included */
static inline int32_t dice_between(struct dice *dice, int32_t from, int32_t to)
{
    return from + (int32_t)dice_below(dice, (uint32_t)(to - from) + 1);
}

static inline bool dice_one_in(struct dice *dice, uint32_t sides)
{
    return dice_below(dice, sides) == 0;
}

#endif
