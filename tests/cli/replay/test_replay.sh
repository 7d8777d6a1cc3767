#!/bin/sh
# Is a replayed answer the answer that was given then, to the byte? A season is played line by
# line; at some points every reading command is asked live, in JSON and in both languages, and
# asked again by replay once the whole season is in the log.
cd "$(dirname "$0")/../../.." || exit 2
tehai=$(readlink -f "${TEHAI:-build/tehai}") || exit 2
work=$(mktemp -d /tmp/tehai-replay.XXXXXX) || exit 2
trap 'rm -rf "$work"' EXIT
unset TEHAI_STORE TEHAI_SERVER TEHAI_AS LANG LC_MESSAGES
export LC_ALL=C COLUMNS=80 NO_COLOR=1
store=$work/store failed=0 asked=0
tehai() { "$tehai" --store "$store" "$@"; }

commands='plan
plan --horizon 30
next
jobs --all
visits --all
documents
counts
alerts
alerts --check
roster
why J-1
show J-1
log
calendar
deadline --class terminal-failure --received 2021-09-17T16:00
contract show'
forms='--json
--lang en
--lang ja'

# ask FILE OPTIONS… COMMAND…: everything that can be seen of an answer.
ask() {
    file=$1
    shift
    tehai "$@" >"$file" 2>&1
    echo "= $?" >>"$file"
}

# every POINT WORDS…: all commands in all forms, into files of that point.
every() {
    point=$1
    shift
    mkdir -p "$work/$point"
    echo "$commands" | while read -r command; do
        echo "$forms" | while read -r form; do
            # shellcheck disable=SC2086 # words on purpose
            ask "$work/$point/$(echo "$command $form" | tr ' /:' '___')" $form "$@" $command
        done
    done
}

tehai --now 2021-07-28T10:00 init --open >/dev/null
tehai --now 2021-07-28T10:00 --as admin contract load rules/contracts/sapporo-2021.yaml >/dev/null
points='2 12 20 24'
line=0
while IFS= read -r command; do
    line=$((line + 1))
    echo "$command" | tehai --json apply --backfill >/dev/null || { echo "line $line refused"; exit 1; }
    case " $points " in *" $line "*) ;; *) continue ;; esac
    at=$(echo "$command" | sed 's/.*"now":"\([^"]*\)".*/\1/')
    head=$(tehai --json log | wc -l)
    echo "$line $head $at" >>"$work/points"
    every "live-$line" --now "$at"
done <tests/stories/first_weeks.jsonl

# Some days after the last line, with nothing recorded in between.
head=$(tehai --json log | wc -l)
echo "late $head 2021-10-04T08:30+09:00" >>"$work/points"
every live-late --now 2021-10-04T08:30
echo '{"cmd":"job.cancel","by":"coordinator:ito","job":"J-5","reason":"x"}' |
    tehai --now 2021-10-05T09:00 --json apply >/dev/null

while read -r line head at; do
    every "seq-$line" replay --as-of "$head@$at"
    diff -ru "$work/live-$line" "$work/seq-$line" >"$work/diff" || { failed=1; head -20 "$work/diff"; }
    # By the instant alone: nothing else was recorded at that very instant afterwards.
    every "at-$line" replay --as-of "$at"
    diff -ru "$work/live-$line" "$work/at-$line" >"$work/diff" || { failed=1; head -20 "$work/diff"; }
    asked=$((asked + $(find "$work/at-$line" -type f | wc -l)))
    # By the event alone: its own instant is the clock.
    [ "$line" = late ] && continue
    tehai --json replay --as-of "$head" plan >"$work/plan"
    echo "= $?" >>"$work/plan"
    cmp "$work/plan" "$work/live-$line/plan_--json" || failed=1
done <"$work/points"
[ "$asked" -ge 240 ] || { echo "only $asked answers compared"; failed=1; }
# The comparison can fail: another instant is another answer.
cmp -s "$work/live-12/plan_--json" "$work/live-20/plan_--json" && { echo "all plans alike"; failed=1; }
[ "$failed" = 0 ] && echo "[  PASSED  ] 1 test(s)."
