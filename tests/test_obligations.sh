#!/bin/sh
# Has every duty of the specification a test, and does docs/obligations.md say which? One without
# must stand in obligations-open.txt with its reason, and one with a test must leave that list.
# With UPDATE=1 the page is written anew.
cd "$(dirname "$0")/.." || exit 2
page=docs/obligations.md list=tests/obligations-open.txt failed=0
work=$(mktemp /tmp/tehai-obligations.XXXXXX) || exit 2
trap 'rm -f "$work"' EXIT
sh tests/obligations.sh >"$work" || exit 1
[ -z "$UPDATE" ] || cp "$work" "$page"
diff -u "$page" "$work" || { echo "$page is old: UPDATE=1 tests/test_obligations.sh"; failed=1; }
for number in $(sed -n 's/^| \(S[0-9]*\) .*| - |$/\1/p' "$work"); do
    grep -q "^$number: ." "$list" || { echo "$number has no test"; failed=1; }
done
for number in $(sed -n 's/^\(S[0-9]*\):.*/\1/p' "$list"); do
    grep -q "^| $number .*| - |$" "$work" ||
        { echo "$number has a test; take it off $list"; failed=1; }
done
[ "$(grep -c '^| S' "$work")" = 66 ] || { echo "not 66 duties"; failed=1; }
[ "$failed" = 0 ] && echo "[  PASSED  ] 1 test(s)."
