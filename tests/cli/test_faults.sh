#!/bin/sh
# What does somebody see when the world fails under `tehai`? Each fault is met as a person meets it, in
# English and in Japanese, and as a program does: one line on standard error, or one object on
# standard output, the right exit status, the way out, and a log that is as it was.
set -u
cd "$(dirname "$0")/../.." || exit 2
program=$(readlink -f "${TEHAI:-build/tehai}") || exit 2
dir=$(mktemp -d /tmp/tehai-faults.XXXXXX) || exit 2
daemon= mounted=
clean() {
    [ -z "$daemon" ] || kill -9 "$daemon" 2>/dev/null
    for m in $mounted; do umount "$m" 2>/dev/null; done
    chmod -R u+rwX "$dir" && rm -rf "$dir"
}
trap clean EXIT
unset TEHAI_STORE TEHAI_SERVER TEHAI_AS LANG LC_MESSAGES
export LC_ALL=C.UTF-8 COLUMNS=80
cd "$dir" || exit 2
passed=0
now=2021-08-02T09:00
line='{"cmd":"job.open","by":"ito","class":"terminal-failure","site":"card-centre","received_at":"2021-08-02T08:50"}'

fail() { echo "FAILED: $1"; shift; [ $# = 0 ] || cat "$@" 2>/dev/null | head -c 600; exit 1; }
is() { [ "$2" = "$3" ] || fail "$1: $2, not $3" err out; }
tehai() { "$program" --store s --now $now "$@"; }
lines() { yes "$line" | head -n "$1"; }
fresh() { rm -rf s; cp -a good s; }
events() { "$program" --store "${1:-s}" --json log 2>/dev/null | cksum; }
sound() { # the store is whole, with the events it had
    "$program" --store s audit verify >out 2>err || fail "$1: the log isn't sound" out err
    is "$1: the log" "$(events)" "$before"
}

# A fault of the store: name, status, code for programs, English, Japanese, words of the command;
# its input is ./input. Three times, as what is told must not hang on what was done before.
fault() {
    name=$1 status=$2 code=$3 en=$4 ja=$5
    shift 5
    tehai "$@" <input >out 2>err; is "$name: status" $? "$status"
    is "$name: output" "$(wc -c <out)" 0
    is "$name: lines of error" "$(wc -l <err)" 1
    grep -q "^tehai: .*$en" err || fail "$name: no word of '$en'" err
    tehai --lang ja "$@" <input >out 2>err; is "$name: status in Japanese" $? "$status"
    is "$name: lines of error in Japanese" "$(wc -l <err)" 1
    grep -q "^tehai: .*$ja" err || fail "$name: no word of '$ja'" err
    tehai --json "$@" <input >out 2>err; is "$name: status with --json" $? "$status"
    is "$name: errors with --json" "$(wc -c <err)" 0
    is "$name: objects" "$(wc -l <out)" 1
    grep -q "^{\"ok\":false,\"error\":{\"code\":\"$code\",\"message\":\".*}}\$" out ||
        fail "$name: not the object of a $code" out
    passed=$((passed + 1))
}

"$program" --store good --now $now init >/dev/null || fail init
"$program" --store good --now $now contract load --example >/dev/null || fail load
for who in "ito coordinator" "sato customer"; do
    "$program" --store good --now $now --as admin actor add $who >/dev/null || fail actor
done
lines 3 | "$program" --store good --now $now apply >/dev/null || fail apply
before=$(events good)
echo "$line" >input
opened() { "$program" --store "$1" --json log | grep -c '"type":"job.opened"'; }
base=$(opened good)

# --- No store, or something else ---------------------------------------------------------------
for words in plan apply "audit verify"; do
    rm -rf s
    fault "no directory, $words" 4 missing 'make one with `tehai init`' 'tehai init' $words
    mkdir s
    fault "a directory without a log, $words" 4 missing 'make one with' 'tehai init' $words
    rmdir s; echo text >s
    fault "a store that is a file, $words" 4 missing 'make one with' 'tehai init' $words
    is "the file" "$(cat s)" text
    rm s
done
fresh
fault "init where a store is" 3 exists 'name another directory' 'ディレクトリ' init
sound "init where a store is"
long=$(printf 'a%.0s' $(seq 3100))
"$program" --store "$long" plan >out 2>err; is "a path too long: status" $? 2
grep -q 'over 3000 bytes' err || fail "a path too long" err
TEHAI_STORE= "$program" plan >out 2>err; is "an empty TEHAI_STORE: status" $? 4
grep -q './tehai.store: there is no store here' err || fail "an empty TEHAI_STORE" err
"$program" --store '' plan >out 2>err; is "an empty --store: status" $? 2

# --- Bytes that are damaged ---------------------------------------------------------------------
spoil() { # a text of ASCII, another of the same length
    LC_ALL=C sed "s/$1/$2/g" s/data.mdb >spoilt && cat spoilt >s/data.mdb
}
for words in plan apply serve; do
    fresh; spoil 'card-centre' 'card-center'
    fault "a damaged event, $words" 4 corrupt 'audit verify' '壊れています' $words
    fresh; spoil 'tehai-log 1' 'tehai-log 2'
    fault "a newer format, $words" 4 newer 'use that version' '新しい版' $words
    fresh; truncate -s 20480 s/data.mdb
    fault "a file cut short, $words" 4 corrupt 'cut short' '壊れています' $words
    is "what is left of it" "$(stat -c %s s/data.mdb)" 20480
    fresh; : >s/data.mdb
    fault "an empty file, $words" 4 corrupt 'damaged' '壊れています' $words
    is "the empty file" "$(stat -c %s s/data.mdb)" 0
    fresh; printf 'xxxxxxxx' | dd of=s/data.mdb bs=1 seek=144 conv=notrunc 2>/dev/null
    fault "a damaged head page, $words" 4 corrupt 'damaged' '壊れています' $words
done
fresh; spoil 'card-centre' 'card-center'
tehai audit verify >out 2>err; is "verify of a damaged event" $? 1
grep -q '^event [0-9]*, byte [0-9]*' out || fail "verify doesn't say where" out
fresh; rm s/signing.key
fault "no signing key" 4 key 'put signing.key back' '署名鍵' audit checkpoint
sound "without its key"
tehai apply <input >out 2>err; is "apply without a key" $? 0

# --- A disk that is full --------------------------------------------------------------------
fresh
for words in apply "contract load --example" "audit checkpoint"; do
    fresh; truncate -s 1M s/data.mdb # the hole at its end is not there, and can't be made
    (ulimit -f 512; fault "no file may grow, $words" 4 full 'no room left' '空きがありません' $words) ||
        exit 1
    sound "no file may grow, $words"
done
(ulimit -f 100; "$program" --store new --now $now init >out 2>err; is "init without room" $? 4) || exit 1
is "lines of init without room" "$(wc -l <err)" 1
[ -z "$(ls -d new* 2>/dev/null)" ] || fail "init left something behind"
mkdir small
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=1m tmpfs small 2>/dev/null; then
    mounted=small
    cp -r --sparse=always good small/s
    tehai2() { "$program" --store small/s --now $now "$@"; }
    lines 20000 >many
    tehai2 apply many >out 2>err; is "a disk that fills up" $? 4
    is "lines of it" "$(wc -l <err)" 1
    grep -q 'no room left on the disk; free some' err || fail "a disk that fills up" err
    said=$(grep -c '"ok":true' out)
    is "what was answered before it was full" $((said + base)) "$(opened small/s)"
    [ "$said" -gt 1000 ] || fail "it was full at once"
    "$program" --store small/s audit verify >/dev/null || fail "a full disk spoilt the log"
    tehai2 plan >/dev/null || fail "no plan on a full disk"
    full=$(events small/s)
    tehai2 --lang ja apply many >out 2>err; is "a full disk, in Japanese" $? 4
    grep -q '空きがありません' err || fail "a full disk, in Japanese" err
    head -c 2000000 /dev/zero >small/rest 2>/dev/null
    "$program" --store small/new --now $now init >out 2>err; is "init on a full disk" $? 4
    is "lines of init on a full disk" "$(wc -l <err)" 1
    is "what init left" "$(ls small | grep -c new)" 0
    rm small/rest
    umount small && mounted= && passed=$((passed + 4))
fi

# --- Rights -----------------------------------------------------------------------------------
fresh
if [ "$(id -u)" = 0 ] && mount --bind "$dir/s" "$dir/s" 2>/dev/null; then
    mounted=s
    mount -o remount,bind,ro "$dir/s" || fail remount
    for words in plan jobs log "audit verify" next; do
        tehai $words >out 2>err; is "$words on a read-only disk" $? 0
        is "errors of $words on a read-only disk" "$(wc -c <err)" 0
    done
    for words in apply "order J-3" "contract load --example" "audit checkpoint" serve; do
        fault "$words on a read-only disk" 4 readonly "can't be written" '書き込めません' $words
    done
    umount s && mounted=
    sound "a read-only disk"
fi
as_other() { # as somebody to whom the store does not belong
    if [ "$(id -u)" = 0 ]; then setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; else "$@"; fi
}
fresh; chmod 755 . s; chmod 444 s/data.mdb s/lock.mdb; chmod 555 s
as_other "$program" --store s --now $now plan >out 2>err; is "plan of a store one may only read" $? 0
as_other "$program" --store s --now $now apply <input >out 2>err; is "apply to it" $? 4
grep -q "can't be written; check its permissions" err || fail "apply to it" err
chmod 000 s/data.mdb
as_other "$program" --store s --now $now plan >out 2>err; is "plan of a store one may not read" $? 4
grep -q "can't be read; check its permissions" err || fail "may not read" err
chmod 755 s; chmod 600 s/data.mdb s/lock.mdb
sound "rights"

# --- Where output and input go -----------------------------------------------------------------
fresh
for words in plan "log --json" help "calendar --json"; do
    tehai $words >/dev/full 2>err; is "$words to a full disk" $? 4
    is "lines of $words to a full disk" "$(wc -l <err)" 1
    tehai $words >&- 2>err; is "$words to a closed output" $? 4
    grep -q 'could not be written' err || fail "$words to a closed output" err
done
tehai log --json 2>err | head -n 1 >out
is "errors of log | head" "$(wc -c <err)" 0
(lines 5000 | tehai log --json; echo $? >status) 2>err | true
is "status of log into nothing" "$(cat status)" 0
sound "reading"
lines 3000 >many
(tehai apply many 2>err; echo $? >status) | head -n 1 >out
is "status of apply into nothing" "$(cat status)" 4
done=$(sed -n 's/.*the lines up to \([0-9]*\) were decided.*/\1/p' err)
is "what apply did of what nobody heard" "$(opened s)" $((base + ${done:-0}))
fresh
tehai apply input >/dev/full 2>err; is "apply to a full disk" $? 4
is "lines of it" "$(wc -l <err)" 1
fresh # a closed stream must not become the log's file
for n in 1 2 3; do
    (exec 0<&-; tehai apply >out 2>err); is "apply from a closed input" $? 4
    (exec >&- 2>&-; tehai --json plan; tehai jobs; tehai nonsense)
    (exec 0<&- >&- 2>&-; tehai apply; tehai log --json; tehai --json show J-9)
done
sound "closed streams"
(exec >&- 2>&-; tehai apply <input)
"$program" --store s audit verify >out 2>err || fail "answers went into the log" out

# --- Input of every kind -----------------------------------------------------------------------
fresh
refused() { # name, code; its line is ./bad
    tehai apply bad >out 2>err; is "$1: status" $? 3
    is "$1: lines" "$(wc -l <out)" "$(wc -l <bad)"
    grep -q "\"ok\":false,\"line\":1,\"error\":{\"code\":\"$2\"" out || fail "$1" out
    [ "$(wc -c <out)" -lt 4000 ] || fail "$1: the answer is as long as the line"
    sound "$1"
    passed=$((passed + 1))
}
x() { head -c "$1" /dev/zero | tr '\0' "${2:-x}"; }
printf '{"cmd":"job.open","by":"a\000b"}\n' >bad; refused "a NUL byte" not-json
printf '{"cmd":"job.open\377","by":"ito"}\n' >bad; refused "bytes that are no text" not-json
{ x 10000 '['; x 10000 ']'; echo; } >bad; refused "JSON 10,000 deep" not-json
{ printf '%s' "${line%?},\"title\":"; x 10000 '['; x 10000 ']'; echo '}'; } >bad; refused "a value 10,000 deep" not-json
{ printf '%s' "${line%?},\"title\":\""; x 1000000; echo '"}'; } >bad; refused "a title of 1 MB" bad-value
{ printf '%s' "${line%?},\"title\":\""; x 200000000; echo '"}'; } >bad; refused "a line of 200 MB" not-json
{ cat bad; echo "$line"; } | tehai apply >out 2>err; is "a good line behind it" $? 3
grep -q '"ok":true,"line":2' out || fail "a good line behind one of 200 MB" out
fresh
timeout 20 "$program" --store s --now $now apply /dev/zero >out 2>err; is "a line without end" $? 4
is "lines of a line without end" "$(wc -l <err)" 1
for words in "apply" "contract load" "contract check" "solve"; do
    for file in /tmp /dev/zero nowhere; do
        [ "$words $file" = "apply /dev/zero" ] && continue
        timeout 20 "$program" --store s --now $now $words $file >out 2>err </dev/null
        status=$?
        [ $status -ge 3 ] && [ $status -le 4 ] || fail "$words $file: status $status" err
        is "lines of $words $file" "$(wc -l <err)" 1
    done
done
tehai apply </tmp >out 2>err; is "a directory as input" $? 4
mkfifo pipe; echo "$line" >pipe & 
tehai apply pipe >out 2>err; is "a pipe by name" $? 0
wait $!
fresh
{ lines 99999; echo '{"cmd":"job.cancel","by":"ito","job":"J-999999","reason":"x"}'; } >many
tehai apply --atomic many >out 2>err; is "100,000 lines, the last refused" $? 3
is "answers to 100,000 lines" "$(wc -l <out)" 100000
tail -n 1 out | grep -q '"line":100000,"error":{"code":"no-such-job"' || fail "the last of 100,000" out
is "lines done of 100,000" "$(grep -c '"ok":true' out)" 0
sound "100,000 lines, the last refused"
for word in "$(printf '\377')" "$(x 100000)"; do
    tehai --as ito order "$word" >out 2>err; status=$?
    [ $status -ge 2 ] && [ $status -le 5 ] || fail "a strange word: $status" err
    is "lines about a strange word" "$(wc -l <err)" 1
    [ "$(wc -c <err)" -lt 4000 ] || fail "the message is as long as the word"
done
"$program" --store s --now 2021-08-01T09:00 apply <input >out 2>err; is "a clock set back" $? 3
grep -q 'use a later instant' err || fail "a clock set back" err
sound "bad input"

# --- A sync costs more than a decision: a file goes in large transactions, a pipe line by line ------
commits() { # of the database, from its two head pages
    for at in 144 4240; do od -An -tu8 -j $at -N 8 s/data.mdb; done | sort -n | tail -n 1 | tr -d ' '
}
fresh; lines 3000 >many; was=$(commits)
tehai apply many >out 2>err || fail "a long file" err
is "transactions of 3,000 lines" $(($(commits) - was)) 3
fresh; was=$(commits)
{ for n in 1 2 3; do echo "$line"; sleep 0.2; done; } | tehai apply >out 2>err || fail "a slow pipe" err
is "transactions of three lines that came one by one" $(($(commits) - was)) 3

# --- Stopped, and not alone ---------------------------------------------------------------------
for signal in TERM INT; do
    fresh
    lines 100000 >many # a shell's jobs in the background would not hear SIGINT
    env --default-signal=INT "$program" --store s --now $now apply many >out 2>err &
    job=$!
    sleep 0.1; kill -$signal $job; wait $job 2>/dev/null
    [ $? -gt 128 ] || fail "SIG$signal didn't stop it" err
    "$program" --store s audit verify >/dev/null || fail "SIG$signal spoilt the log"
    said=$(grep -c '"ok":true' out)
    [ "$(opened s)" -ge $((said + base)) ] || fail "SIG$signal lost something"
done
fresh
"$program" --store s --now $now serve 2>said &
daemon=$!
for _ in $(seq 100); do [ -S s/tehai.sock ] && break; sleep 0.05; done
lines 100 >many
for n in 1 2 3; do
    tehai apply many >out.$n 2>err.$n &
    jobs="${jobs-} $!"
    "$program" --server s/tehai.sock --now $now apply many >out.s$n 2>err.s$n &
    jobs="$jobs $!"
done
for job in $jobs; do wait "$job" || fail "one of many at once" err.*; done
is "answers to all of them" "$(cat out.* | grep -c '"ok":true')" 600
is "numbers given twice" "$(cat out.* | grep -o '"job":"[^"]*"' | sort | uniq -d | wc -l)" 0
is "jobs of all of them" "$(opened s)" $((base + 600))
kill -TERM $daemon; wait $daemon; is "the daemon's end" $? 0
daemon=
"$program" --store s audit verify >/dev/null || fail "many at once spoilt the log"
echo "[  PASSED  ] $((passed + 14)) test(s)."
