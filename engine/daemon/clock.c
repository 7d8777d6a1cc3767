#include "engine/daemon/clock.h"

#include <time.h>

#include "engine/base/check.h"

#define MS_PER_SECOND INT64_C(1000)

static int64_t read_ms(clockid_t which)
{
    struct timespec now;
    CHECK(clock_gettime(which, &now) == 0);
    return (int64_t)now.tv_sec * MS_PER_SECOND + now.tv_nsec / 1000000;
}

static int64_t seconds_down(int64_t ms)
{
    int64_t over = ms % MS_PER_SECOND;
    return ms - (over < 0 ? over + MS_PER_SECOND : over);
}

void clock_init(struct clock *clock, struct maybe_instant start)
{
    *clock = (struct clock){0};
    if (start.is) clock->ahead_ms = start.at.ms - read_ms(CLOCK_REALTIME);
    clock_read(clock);
}

void clock_read(struct clock *clock)
{
    clock->now = (instant_t){seconds_down(read_ms(CLOCK_REALTIME) + clock->ahead_ms)};
}

instant_t clock_machine(const struct clock *clock, instant_t at)
{
    return (instant_t){seconds_down(at.ms + MS_PER_SECOND - 1) - clock->ahead_ms};
}

int64_t clock_monotonic_ms(void)
{
    return read_ms(CLOCK_MONOTONIC);
}
