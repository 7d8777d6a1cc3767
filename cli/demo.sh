#!/bin/sh
# The seed's contract and its own example (4 ※): the first weeks of the season are played into a
# fresh store, and the coordinator asks for the next visit. `make demo` runs it.
set -eu
tehai=$1 store=${2:-build/demo/store}
rm -rf "$store" && mkdir -p "$(dirname "$store")"
at() { now=$1; shift; "$tehai" --store "$store" --now "$now" "$@"; }
say() { printf '\n\033[1m$ %s\033[0m\n' "$*"; }

say "tehai init --open"
at 2021-07-28T10:00 init --open
say "tehai contract load rules/contracts/sapporo-2021.yaml"
at 2021-07-28T10:00 --as admin contract load rules/contracts/sapporo-2021.yaml
say "tehai apply --backfill tests/stories/first_weeks.jsonl"
"$tehai" --store "$store" --json apply --backfill tests/stories/first_weeks.jsonl >"$store.answers"
echo "$(grep -c '"ok":true' "$store.answers") commands: start papers, the roster, a touch panel repaired within its"
echo "three days, a J-LIS setting change that can wait, and on 24 September the OS patch."
say "tehai jobs"
at 2021-09-27T09:00 jobs
say "tehai alerts"
at 2021-09-27T09:00 alerts
say "tehai next"
at 2021-09-27T09:00 next
