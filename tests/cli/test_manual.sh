#!/bin/sh
# Does the manual page say of commands and options what the program says itself? Its lists are
# those of `tehai help --scdoc`; run with UPDATE=1 to put them in anew.
cd "$(dirname "$0")/../.." || exit 2
program=${TEHAI:-build/tehai} page=docs/tehai.1.scd
work=$(mktemp -d /tmp/tehai-manual.XXXXXX) || exit 2
trap 'rm -rf "$work"' EXIT
"$program" help --scdoc >"$work/program" || exit 1
sed -n '/^; begin: /,/^; end: /p' "$page" | sed '1d;$d' >"$work/page"
if [ -n "$UPDATE" ]; then
    sed -e "/^; begin: /r $work/program" -e '/^; begin: /,/^; end: /{/^; /!d;}' "$page" >"$work/new" &&
        cp "$work/new" "$page"
    exit
fi
diff -u "$work/page" "$work/program" || exit 1
if command -v scdoc >/dev/null; then
    scdoc <"$page" >"$work/tehai.1" || exit 1
fi
echo "[  PASSED  ] 1 test(s)."
