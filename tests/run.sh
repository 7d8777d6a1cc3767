#!/bin/sh
# Runs every test program and script; prints what failed, then one line of totals.
build=$1; shift
passed=0 failed=0
for t in "$@" $(find tests -name 'test_*.sh' | LC_ALL=C sort); do
    log=$build/$(echo "$t" | sed "s|^$build/||" | tr / -).log
    if TEHAI=$build/tehai BUILD=$build "$t" >"$log" 2>&1; then
        n=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log"); passed=$((passed + ${n:-1}))
    else
        failed=$((failed + 1)); echo "FAILED $t"; tail -n 30 "$log"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
