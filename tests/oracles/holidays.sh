#!/bin/sh
# Do independent holiday tables agree with rules/holiday.c? Asks two packages of the npm registry;
# says so and passes where node or npm isn't there. Run from the repository root.
build=${BUILD:-build}/oracles
skip() { echo "$1: not compared"; exit 0; }
command -v node >/dev/null && command -v npm >/dev/null || skip "no node or npm"
mkdir -p "$build" || exit 2
cat >"$build/holidays.c" <<'C'
#include <stdio.h>

#include "rules/holiday.h"

int main(void)
{
    day_t last = day_of((struct ymd){2099, 12, 31});
    for (day_t day = day_of((struct ymd){1948, 7, 20}); day.n <= last.n; day.n++) {
        struct str name;
        char text[DAY_TEXT_BYTES];
        if (!holiday_of(day, &name)) continue;
        day_print(day, text);
        printf("%s,%.*s\n", text, STR_ARGS(name));
    }
    return 0;
}
C
${CC:-cc} -std=c17 -D_POSIX_C_SOURCE=200809L -I. "$build/holidays.c" rules/holiday.c \
    engine/base/day.c engine/base/str.c engine/base/arena.c engine/base/check.c \
    -o "$build/holidays" || exit 1
"$build/holidays" >"$build/holidays.csv" || exit 1
npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix "$build" \
    @holiday-jp/holiday_jp@2.5.1 japanese-holidays@1.0.10 >/dev/null || skip "npm install failed"
NODE_PATH=$build/node_modules node tests/oracles/holidays.js "$build/holidays.csv"
