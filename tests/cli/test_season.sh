#!/bin/sh
# Does a whole season hold together? tests/stories/season.jsonl is the seed's contract from its
# first paper to the handover; here it is applied to a fresh store, asked at several instants, and
# judged at the end. The terms are amended once (28 December is closed), and next year's contract
# is loaded before this one ends; both are files, so the story is told in three parts around them.
#
# What may stay open at the end, and why:
#   S8        nothing was instructed by the city; its one count with 4(1)ウ was used by J-LIS
#   S58       the city asked for no paper but progress reports
#   S29, S45, S48, S52  no event is judged for them; the ledger, the notes and the register of
#             queries show how they were kept
#   S42, S65  a property of the papers, shown by the tests of the papers
# Waived are S18 for the job at the other site, S36 for the declined visit, and S49 and S57 for
# the progress report that the city did not want in the end.
set -u
cd "$(dirname "$0")/../.." || exit 2
program=$(readlink -f "${TEHAI:-build/tehai}") root=$PWD
[ -x "$program" ] || { echo "no program at $program; set TEHAI"; exit 2; }
dir=$(mktemp -d /tmp/tehai-season.XXXXXX) || exit 2
trap 'rm -rf "$dir"' EXIT
unset TEHAI_STORE TEHAI_SERVER TEHAI_AS NO_COLOR LANG LC_MESSAGES
export LC_ALL=C COLUMNS=80
cd "$dir" || exit 2
story=$root/tests/stories/season.jsonl seed=$root/rules/contracts/sapporo-2021.yaml
amended=2021-10-20T09:00 loaded=2022-03-01T09:50

fail() { echo "FAILED: $1"; shift; [ $# = 0 ] || head -c 3000 "$@"; exit 1; }
same() { diff -u "$2" "$3" >differs || fail "$1" differs; }
is() { [ "$2" = "$3" ] || fail "$1: $2, not $3"; }
tehai() { "$program" --store s "$@"; }
at() { now=$1; shift; tehai --now "$now" --as admin "$@" >out 2>&1 || fail "$*" out; }

# What must be refused, and with which code: each at its own instant among the others.
cat >refused <<'END'
no-such-class {"now":"2021-08-02T09:00+09:00","cmd":"job.open","by":"coordinator:ito","class":"moon-landing","received_at":"2021-08-02T08:50+09:00"}
not-on-roster {"now":"2021-08-12T09:25+09:00","cmd":"visit.start","by":"technician:t-abe","visit":"V-1","technicians":["t-ghost"]}
my-number {"now":"2021-08-17T16:00+09:00","cmd":"work.note","by":"technician:t-sato","kind":"enquiry","text":"1234 5678 9018"}
role-not-allowed {"now":"2021-09-13T11:10+09:00","cmd":"visit.approve","by":"coordinator:ito","visit":"V-3"}
not-started {"now":"2021-09-14T08:45+09:00","cmd":"visit.finish","by":"technician:t-ueda","visit":"V-3"}
nothing-submitted {"now":"2021-10-01T10:30+09:00","cmd":"procedure.approve","by":"customer:mori","job":"J-15"}
not-proposed {"now":"2021-10-07T12:00+09:00","cmd":"visit.approve","by":"customer:mori","visit":"V-5"}
day-closed {"now":"2021-10-26T11:10+09:00","cmd":"visit.propose","by":"coordinator:ito","site":"card-centre","date":"2021-10-30","jobs":["J-17"],"crew":["t-ueda"]}
class-has-no-vendor {"now":"2021-11-08T16:30+09:00","cmd":"vendor.arrange","by":"coordinator:ito","job":"J-18","ready_on":"2021-11-10"}
no-permit {"now":"2021-11-09T18:30+09:00","cmd":"entry.record","by":"technician:t-sato","visit":"V-8","technician":"t-sato","room":"電算室","entered_at":"2021-11-09T18:25+09:00"}
nothing-requested {"now":"2021-11-24T16:05+09:00","cmd":"overtime.approve","by":"customer:mori","visit":"V-9"}
already-issued {"now":"2021-12-07T13:20+09:00","cmd":"work-order.issue","by":"customer:mori","job":"J-21"}
day-closed {"now":"2021-12-20T10:00+09:00","cmd":"visit.propose","by":"coordinator:ito","site":"card-centre","date":"2021-12-28","jobs":["J-22"],"crew":["t-kudo"]}
wrong-day {"now":"2022-01-13T10:00+09:00","cmd":"visit.start","by":"technician:t-kudo","visit":"V-13","technicians":["t-kudo"]}
medium-gone {"now":"2022-01-14T16:00+09:00","cmd":"medium.use","by":"technician:t-kudo","medium":"M-2","job":"J-22"}
jobs-unresolved {"now":"2022-01-20T10:00+09:00","cmd":"visit.finish","by":"technician:t-abe","visit":"V-14"}
in-the-past {"now":"2022-02-02T10:00+09:00","cmd":"roster.change","by":"coordinator:ito","technician":"t-sato","from":"2022-02-01"}
not-on-roster {"now":"2022-02-15T08:55+09:00","cmd":"visit.start","by":"technician:t-sato","visit":"V-15","technicians":["t-abe"]}
document-settled {"now":"2022-02-16T10:00+09:00","cmd":"document.submit","by":"coordinator:ito","document":"D-47"}
wrong-contract {"now":"2022-03-01T11:00+09:00","cmd":"job.open","by":"coordinator:ito","class":"terminal-failure","received_at":"2022-03-01T10:50+09:00"}
contract-over {"now":"2022-04-01T09:00+09:00","contract":"sapporo-2021","cmd":"job.open","by":"coordinator:ito","class":"terminal-failure","site":"card-centre","received_at":"2022-03-31T17:00+09:00"}
END
{ sed 's/^/ok /' "$story"; cat refused; } | LC_ALL=C sort -s -t'"' -k4,4 >lines

# The lines from an instant on and before another, each answered as it should be.
tell() {
    awk -F'"' -v from="$1" -v to="$2" '$4 >= from && $4 < to' lines >part
    cut -d' ' -f2- part | tehai apply --backfill >answers 2>err
    sed 's/^{"ok":true.*/ok/; s/.*"error":{"code":"\([^"]*\)".*/\1/' answers >codes
    cut -d' ' -f1 part >expected
    cmp -s expected codes && return
    paste -d' ' codes part | awk '$1 != $2' >wrong
    fail "lines answered otherwise, with the answer first" wrong err
}

# What was answered at the time, to be compared with what a replay answers from the whole log.
asked='plan next jobs alerts documents counts obligations queries media notes'
remember() {
    for words in $asked; do
        tehai --now "$1" --json "$words" >"$1-$words" 2>err || fail "$words at $1" err
    done
}

at 2021-07-28T09:00 init --open
at 2021-07-28T09:00 contract load "$seed"
tell 2021-07-28 $amended
remember 2021-10-20T08:59
sed 's/closed: \["12-29..01-03"\]/closed: ["12-29..01-03", 2021-12-28]/' "$seed" >amended.yaml
at $amended contract amend amended.yaml --from 2021-11-01
tell $amended $loaded
remember 2022-03-01T09:49
at $loaded contract clone --id sapporo-2022 --from 2022-04-01 --to 2023-03-31
cp out next.yaml
at $loaded contract load next.yaml
tell $loaded 2023
[ "$(wc -l <"$story")" -gt 200 ] || fail "the story is short"

for when in 2021-10-20T08:59 2022-03-01T09:49; do
    for words in $asked; do
        tehai --contract sapporo-2021 replay --as-of $when --json "$words" >again 2>err
        [ -s again ] || fail "$words at $when: no answer" err
        same "the replay of $words at $when" "$when-$words" again
    done
done

tehai audit verify >out 2>&1 || fail "audit verify" out
grep -q '^The log is sound: ' out || fail "audit verify" out

# Every verdict at the end, and those that are not "met".
ask() { tehai --contract sapporo-2021 replay --as-of 2022-03-31T17:10 "$@" --json | tr '{' '\n'; }
row='"id":"\(S[0-9]*\)".*"subject":"\([^"]*\)","verdict":"\([a-z-]*\)"'
ask obligations | sed -n "s/.*$row.*/\\1 \\2 \\3/p" >verdicts
grep -v ' met$' verdicts >unmet
cat >expected <<'END'
S8 sapporo-2021 open
S18 J-18 waived
S29 sapporo-2021 open
S36 V-5 waived
S42 sapporo-2021 open
S45 sapporo-2021 open
S48 sapporo-2021 open
S49 D-47 waived
S52 sapporo-2021 open
S57 D-47 waived
S58 sapporo-2021 open
S65 sapporo-2021 open
END
same "the verdicts" expected unmet
is "duties judged" "$(cut -d' ' -f1 verdicts | sort -u | wc -l)" 66
is "duties met, with the waived" "$(grep -v ' open$' verdicts | cut -d' ' -f1 | sort -u | wc -l)" 58
is "papers accepted" "$(ask documents | grep -c '"state":"accepted"')" 49
is "papers waived" "$(ask documents | grep -c '"state":"waived"')" 1
is "papers" "$(ask documents | grep -c '"id"')" 50
is "jobs accepted" "$(ask jobs | grep -c '"state":"accepted"')" 18
is "jobs" "$(ask jobs | grep -c '"class"')" 18

# Questions at instants, and what is answered.
cat >expected <<'END'
$ 2021-07-29T12:00 alerts
warning  A-document-due-D-1  since 2021-07-28 Wed 09:00
  supervisor-notice is due on 2021-08-01 (Sun); the last open day is 2021-07-30
  (Fri)
warning  A-document-due-D-2  since 2021-07-28 Wed 09:00
  work-organisation is due on 2021-08-01 (Sun); the last open day is 2021-07-30
  (Fri)
warning  A-document-due-D-3  since 2021-07-28 Wed 09:00
  staff-notice is due on 2021-08-01 (Sun); the last open day is 2021-07-30 (Fri)
warning  A-document-due-D-4  since 2021-07-28 Wed 09:00
  data-protection-officer is due on 2021-08-01 (Sun); the last open day is
  2021-07-30 (Fri)
warning  A-document-due-D-5  since 2021-07-28 Wed 09:00
  security-document is due on 2021-08-01 (Sun); the last open day is 2021-07-30
  (Fri)
`tehai ack ID` says that one was seen; `tehai why ID` what it takes.
$ 2021-08-30T12:00 alerts
warning  A-document-due-D-6  since 2021-08-26 Thu 00:00
  monthly-report 2021-08 is due on 2021-08-31 (Tue)
warning  A-document-due-D-7  since 2021-08-26 Thu 00:00
  security-report 2021-08 is due on 2021-08-31 (Tue)
`tehai ack ID` says that one was seen; `tehai why ID` what it takes.
$ 2021-09-13T10:40 next
Next visit: 2021-09-13 Mon 11:45-13:15  V-ser6c9  proposed
  Where: マイナンバーカードセンター, 札幌市中央区北3条西3丁目1-6
  Who: t-abe 阿部
  Job   Clause  Work                         Min  Deadline              To spare
  J-13  4(3)イ  3番窓口のタッチパネルが反応   60  2021-09-16 Thu 17:15     3d 5h
                しない
Still missing:
  By                    Missing                From         For
  2021-09-13 Mon 11:45  proposal of the visit  coordinator  the visit
  2021-09-13 Mon 11:45  approval of the visit  customer     the visit
  2021-09-13 Mon 11:45  entry permission       customer     the visit
Why that day:
  - today not before 2021-09-13 (Mon) 11:45: notice of 60 minutes, on a quarter
    hour
  - the first deadline in it: J-13 by 2021-09-16 (Thu) 17:15
  - J-13: within 3 days of 2021-09-13 (Mon) 10:20, as this contract counts them
At risk: 1 (critical: 1); see `tehai alerts`.
Proved: no plan that is as punctual has fewer visits.
$ 2021-10-14T12:00 next
Next visit: 2021-10-15 Fri 08:45-15:15  V-6  confirmed
  Where: マイナンバーカードセンター, 札幌市中央区北3条西3丁目1-6
  Who: t-sato 佐藤
  Job   Clause  Work                       Min  Deadline              To spare
  J-1   4(2)イ  admin-password-change       60  2022-03-31 Thu 17:15   110d 3h
  J-14  4(1)ウ  接続先設定の変更           120  2022-03-31 Thu 17:15   110d 2h
  J-15  4(1)イ  9月分 OS セキュリティ更新  180  2022-03-31 Thu 17:15   110d 1h
Nothing is missing.
Why that day:
  - confirmed: only people move or cancel it
  - the first deadline in it: J-1 by 2022-03-31 (Thu) 17:15
  - 3 jobs share it (visits saved: 2)
  - none of its jobs is late
Nothing is at risk.
Proved: no plan that is as punctual has fewer visits.
$ 2021-10-29T12:00 alerts
warning  A-document-due-D-10  since 2021-10-27 Wed 00:00
  monthly-report 2021-10 is due on 2021-11-01 (Mon)
warning  A-document-due-D-11  since 2021-10-27 Wed 00:00
  security-report 2021-10 is due on 2021-11-01 (Mon)
`tehai ack ID` says that one was seen; `tehai why ID` what it takes.
$ 2021-11-09T12:00 next
Next visit: 2021-11-09 Tue 18:00-20:30  V-8  confirmed  out of hours
  Where: 菊水分庁舎
  Who: t-sato 佐藤
  Job   Clause  Work                    Min  Deadline              To spare
  J-18  4(3)ア  菊水のサーバー応答なし  120  2021-11-11 Thu 17:15     2d 2h
Nothing is missing.
Why that day:
  - confirmed: only people move or cancel it
  - the first deadline in it: J-18 by 2021-11-11 (Thu) 17:15
  - J-18: within 3 days of 2021-11-08 (Mon) 15:00, as this contract counts them
Nothing is at risk.
Proved: no plan that is as punctual has fewer visits.
$ 2021-12-06T10:20 alerts
critical  A-prerequisite-at-risk-V-za0wje  since 2021-12-06 Mon 10:00
  visit V-za0wje starts at 2021-12-06 (Mon) 11:30; still missing: proposal of
  the visit, approval of the visit, entry permission
`tehai ack ID` says that one was seen; `tehai why ID` what it takes.
$ 2021-12-07T14:30 next
Next visit: 2021-12-08 Wed 09:30-12:00  V-11  proposed
  Where: マイナンバーカードセンター, 札幌市中央区北3条西3丁目1-6
  Who: t-sato 佐藤
  Job   Clause  Work                     Min  Deadline              To spare
  J-21  4(3)ア  7番端末が認証に失敗する  120  2021-12-09 Thu 17:15     2d 0h
Still missing:
  By                    Missing                From      For
  2021-12-08 Wed 09:30  approval of the visit  customer  the visit
  2021-12-08 Wed 09:30  entry permission       customer  the visit
Why that day:
  - the first deadline in it: J-21 by 2021-12-09 (Thu) 17:15
  - J-21: within 3 days of 2021-12-06 (Mon) 10:00, as this contract counts them
At risk: 1 (critical: 0); see `tehai alerts`.
Proved: no plan that is as punctual has fewer visits.
$ 2021-12-28T12:00 alerts
warning  A-document-due-D-14  since 2021-12-23 Thu 00:00
  monthly-report 2021-12 is due on 2022-01-04 (Tue)
warning  A-document-due-D-15  since 2021-12-23 Thu 00:00
  security-report 2021-12 is due on 2022-01-04 (Tue)
`tehai ack ID` says that one was seen; `tehai why ID` what it takes.
$ 2022-01-12T15:00 next
Next visit: 2022-01-14 Fri 09:00-14:30  V-13  confirmed
  Where: マイナンバーカードセンター, 札幌市中央区北3条西3丁目1-6
  Who: t-kudo 工藤
  Job   Clause  Work                         Min  Deadline              To spare
  J-22  4(1)ア  統合端末ソフトウェア 3.2 へ  180  2022-03-31 Thu 17:15    52d 7h
                の更新
  J-2   4(2)ウ  annual-inspection            120  2022-03-31 Thu 17:15    52d 8h
Still missing:
  By                    Missing                    From         For
  2022-01-12 Wed 17:15  procedure                  coordinator  J-2
  2022-01-13 Thu 17:15  proposal of the visit      coordinator  J-2
  2022-01-14 Fri 09:00  work order                 customer     J-2
  2022-01-14 Fri 09:00  approval of the procedure  customer     J-2
  2022-01-14 Fri 09:00  approval of the visit      customer     J-2
  2022-01-14 Fri 09:00  virus check of the medium  technician   J-22
Why that day:
  - confirmed: only people move or cancel it
  - J-2 can join this confirmed visit, which saves a visit of its own
  - the first deadline in it: J-22 by 2022-03-31 (Thu) 17:15
  - 2 jobs share it (visits saved: 1)
  - none of its jobs is late
Nothing is at risk.
Proved: no plan that is as punctual has fewer visits.
$ 2022-03-30T12:00 alerts
warning  A-document-due-D-20  since 2022-03-28 Mon 00:00
  monthly-report 2022-03 is due on 2022-03-31 (Thu)
warning  A-document-due-D-21  since 2022-03-28 Mon 00:00
  security-report 2022-03 is due on 2022-03-31 (Thu)
`tehai ack ID` says that one was seen; `tehai why ID` what it takes.
$ 2022-03-31T17:10 alerts
No alert stands.
$ 2022-03-31T17:10 next
No visit is planned.
Nothing is at risk.
$ 2022-03-31T17:10 counts
Count of               Clause          Expected  Done  Open  Left  Pace
config-change          4(1)ウ, 4(2)ア         1     1     0     0  on pace
software-update        4(1)ア                 1     1     0     0  on pace
os-security-update     4(1)イ                 1     1     0     0  on pace
admin-password-change  4(2)イ                 1     1     0     0  on pace
annual-inspection      4(2)ウ                 1     1     0     0  on pace
terminal-failure       4(3)ア                 8     8     0     0  on pace
touch-panel-failure    4(3)イ                 4     4     0     0  on pace
END
sed -n 's/^\$ //p' expected >questions
while read -r when words; do
    echo "\$ $when $words"
    tehai --contract sapporo-2021 replay --as-of "$when" "$words" 2>&1
done <questions >answered
same "an answer" expected answered
echo "[  PASSED  ] 1 test(s)."
