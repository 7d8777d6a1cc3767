#!/bin/sh
# Does the program say what the sessions show? A session is a transcript: "$" lines are run by sh,
# "<" lines below are their input; then what came out, "!" before lines of standard error, and
# "= N" for an exit status other than 0. A "\" stands before output that would be taken for one of
# these, and for an empty line. Each runs in an empty folder with TEHAI as `tehai`.
# With UPDATE=1 the transcripts are written anew; look at the difference before keeping it.
cd "$(dirname "$0")/../.." || exit 2
program=$(readlink -f "${TEHAI:-build/tehai}") root=$PWD
[ -x "$program" ] || { echo "no program at $program; set TEHAI"; exit 2; }
work=$(mktemp -d /tmp/tehai-session.XXXXXX) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$program" "$work/bin/tehai"
# How many events there are: to see that nothing was written.
printf '#!/bin/sh\necho "$(tehai log --json | wc -l) events"\n' >"$work/bin/events"
chmod +x "$work/bin/events"
unset TEHAI_STORE TEHAI_SERVER TEHAI_AS NO_COLOR LANG LC_MESSAGES
PATH=$work/bin:$PATH LC_ALL=C COLUMNS=80 TEHAI_EXAMPLE=$root/rules/contracts/sapporo-2021.yaml
export PATH LC_ALL COLUMNS TEHAI_EXAMPLE

# One command with its input; prints its part of the transcript.
run() {
    sh -c "$command" <"$work/in" >"$work/out" 2>"$work/err"
    status=$?
    sed 's/^$/\\/; s/^[$<#]/\\&/' "$work/out"
    sed 's/^/! /' "$work/err"
    [ "$status" = 0 ] || echo "= $status"
    command=
}

play() {
    command= echo=
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
        '< '*) printf '%s\n' "$line"; printf '%s\n' "${line#< }" >>"$work/in"; continue ;;
        esac
        [ -z "$command" ] || run
        case $line in
        '$ '*) printf '%s\n' "$line"; command=${line#'$ '}; : >"$work/in" ;;
        '' | '#'*) printf '%s\n' "$line" ;;
        esac
    done
    [ -z "$command" ] || run
}

passed=0 failed=0
for session in ${SESSIONS:-$(find tests -name '*.session' | LC_ALL=C sort)}; do
    mkdir "$work/here"
    (cd "$work/here" && play) <"$session" >"$work/transcript"
    rm -rf "$work/here"
    if cmp -s "$session" "$work/transcript"; then
        passed=$((passed + 1))
    elif [ -n "$UPDATE" ]; then
        cp "$work/transcript" "$session"; echo "written anew: $session"
    else
        failed=$((failed + 1)); echo "$session:"; diff -u "$session" "$work/transcript"
    fi
done
[ "$failed" = 0 ] && echo "[  PASSED  ] $passed test(s)."
