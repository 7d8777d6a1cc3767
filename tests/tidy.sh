#!/bin/sh
# Style that a machine can judge. Prints file:line: reason, fails when it printed anything.
cd "$(dirname "$0")/.." || exit 2
found=$(find engine rules cli replay -name '*.[ch]' 2>/dev/null | LC_ALL=C sort | LC_ALL=C.UTF-8 xargs gawk '
    BEGIN { while ((getline l < "LAYERS") > 0)
                if (l !~ /^#/ && split(l, p, ":")) may[p[1]] = " " p[1] " " p[2] " " }
    function layer(path) { while (sub(/\/[^\/]*$/, "", path)) if (path in may) return path; return "nowhere" }
    function say(why) { print FILENAME ":" FNR ": " why }
    FNR == 1 { dir = layer(FILENAME); start = 0 }
    /^#include "/ { split($2, q, "\""); to = layer(q[2])
                    if (may[dir] !~ " " to " ") say(dir " may not include " q[2]) }
    length($0) > 100 { say("line over 100 columns") }
    /^\{/ { start = FNR }
    /^\}/ { if (start && FNR - start > 60) say("function of " FNR - start " lines"); start = 0 }
    /\<(TODO|FIXME|XXX)\>/ { say("unfinished work is an issue, not a comment") }
    /[^a-z_](strcpy|strcat|sprintf|strtok|gmtime|localtime|atoi|qsort)\(/ { say("banned call") }
    dir ~ /^(rules|engine\/(vocab|core|planner))$/ && /[^a-z_](time|clock_gettime|malloc|calloc|free|rand|getenv)\(/ {
        say("the core takes time, memory and chance as arguments") }
')
[ -z "$found" ] || { printf '%s\n' "$found"; exit 1; }
