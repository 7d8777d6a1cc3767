#!/bin/sh
# Does every view fit the terminal in both languages? The season of the demo is shown by every
# reading command, and no line may be wider than the columns there are, kanji counted as two.
cd "$(dirname "$0")/../.." || exit 2
program=$(readlink -f "${TEHAI:-build/tehai}")
[ -x "$program" ] || { echo "no program at $program; set TEHAI"; exit 2; }
work=$(mktemp -d /tmp/tehai-width.XXXXXX) || exit 2
trap 'rm -rf "$work"' EXIT
sh cli/demo.sh "$program" "$work/store" >/dev/null || exit 1
unset TEHAI_STORE TEHAI_SERVER TEHAI_AS LANG LC_MESSAGES
failed=0

# look COLUMNS LANGUAGE COMMAND…: the widest line; wc -L counts columns as a terminal does.
look() {
    columns=$1 language=$2; shift 2
    COLUMNS=$columns "$program" --store "$work/store" --now 2021-09-27T09:00 --lang "$language" \
        "$@" >"$work/out" 2>&1
    widest=$(LC_ALL=C.UTF-8 wc -L <"$work/out")
    [ -s "$work/out" ] || { echo "$language $*: nothing was said"; failed=1; }
    [ "$widest" -le "$columns" ] && return
    echo "$language $*: $widest columns of $columns"; failed=1
}

for language in en ja; do
    for view in next plan jobs 'jobs --all' visits 'visits --all' documents counts alerts roster \
        'actor list' 'why J-1' 'why V-1' 'why 2021-10-04' 'show J-3' 'show V-1' 'show t-abe' \
        'log' 'doctor' 'help' 'calendar --from 2021-09-01 --to 2021-10-31' \
        'deadline --class terminal-failure --received 2021-09-17T16:00' 'diff 30 57'; do
        # shellcheck disable=SC2086 # words of a command
        look 80 $language $view
    done
    for view in next plan jobs counts alerts documents; do look 72 $language $view; done
done
[ $failed = 0 ] && echo "[  PASSED  ] 1 test(s)."
exit $failed
