#!/bin/sh
# Does `tehai serve` answer as the command line does, and come and go cleanly?
set -u
tehai=${TEHAI:-build/tehai}
dir=$(mktemp -d /tmp/tehai-serve-XXXXXX) || exit 2
store=$dir/store daemon=
trap 'if [ -n "$daemon" ]; then kill -9 "$daemon" 2>/dev/null; fi; rm -rf "$dir"' EXIT
unset TEHAI_STORE TEHAI_SERVER TEHAI_AS
export LC_ALL=C.UTF-8

fail() { echo "FAILED: $1"; cat "$dir/said" 2>/dev/null; exit 1; }
is() { [ "$2" = "$3" ] || fail "$1: $2, not $3"; }
await() { # a file or socket, up to 5 s
    for _ in $(seq 100); do [ -e "$1" ] && return; sleep 0.05; done
    fail "no $1"
}
start() {
    "$tehai" --store "$store" "$@" 2>>"$dir/said" &
    daemon=$!
}
stop() { # expected status
    kill -TERM "$daemon"
    wait "$daemon"
    is "status after SIGTERM" $? "$1"
    daemon=
}

"$tehai" --store "$store" --now 2021-09-24T10:00 init --open >/dev/null || fail init
"$tehai" --store "$store" --now 2021-09-24T10:00 contract load --example >/dev/null || fail load

start --now 2021-09-24T10:30 serve
await "$store/tehai.sock"
is "mode of the socket" "$(stat -c %a "$store/tehai.sock")" 600

# The same question has the same answer both ways, byte for byte.
now=2021-09-24T12:00
for words in "jobs" "plan --json" "documents --json" "next" "calendar --from 2021-09-20 --to 2021-09-24 --json"; do
    "$tehai" --server "unix:$store/tehai.sock" --now $now $words >"$dir/there" 2>&1
    there=$?
    "$tehai" --store "$store" --now $now $words >"$dir/here" 2>&1
    is "status of $words" $there $?
    cmp -s "$dir/there" "$dir/here" || fail "$words differs: $(diff "$dir/there" "$dir/here")"
done

# Commands go through it, as words and as lines; a refusal keeps its exit status.
line='{"cmd":"job.open","by":"coordinator:ito","class":"terminal-failure","received_at":"2021-09-24T09:00"}'
answer=$(echo "$line" | "$tehai" --server "$store/tehai.sock" apply) || fail "apply: $answer"
case $answer in *'"ok":true'*'"job":"J-'*) ;; *) fail "apply: $answer" ;; esac
echo '{"cmd":"job.cancel","by":"coordinator:ito","job":"J-99","reason":"x"}' |
    "$tehai" --server "$store/tehai.sock" apply >/dev/null
is "status of a refusal" $? 3
"$tehai" --server "$store/tehai.sock" no-such-command >/dev/null 2>&1
is "status of wrong usage" $? 2

# One daemon a store.
"$tehai" --store "$store" --now 2021-09-24T10:30 serve --socket "$dir/other.sock" 2>"$dir/second"
is "status of a second daemon" $? 3
grep -q 'a daemon serves this store already' "$dir/second" || fail "no word on the first daemon"

stop 0
[ ! -e "$store/tehai.sock" ] || fail "the socket is still there"
grep -q 'step="stopped"' "$dir/said" || fail "no word of the stop"
"$tehai" --server "$store/tehai.sock" jobs >/dev/null 2>&1
is "status when nobody answers" $? 4

# A rehearsal may not begin in the log's past.
"$tehai" --store "$store" --now 2021-09-24T09:00 serve >/dev/null 2>&1
is "status of a clock behind the log" $? 3

# Alerts in the language of the locale; at another socket.
start --now 2021-09-28T09:00 --lang ja serve --socket "$dir/s"
await "$dir/s"
sleep 0.3
grep -q 'alert=A-deadline-missed-J-.*期限' "$dir/said" || fail "no alert in Japanese"
stop 0
"$tehai" --store "$store" --json log | grep -q '"type":"alert.raised"' || fail "no alert recorded"
echo ok
