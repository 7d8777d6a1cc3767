#!/bin/sh
# What other programs find in the sources: formatting, cppcheck, clang-tidy. Silent when nothing.
cd "$(dirname "$0")/.." || exit 2
sources=$(find engine rules replay cli -name '*.c' | LC_ALL=C sort)
headers=$(find engine rules replay cli -name '*.h' | LC_ALL=C sort)
status=0
clang-format --dry-run -Werror $sources $headers || status=1
cppcheck --quiet --std=c11 --enable=warning,performance,portability \
    --suppressions-list=tests/cppcheck.txt \
    --error-exitcode=1 -I. $sources || status=1
echo "$sources" | xargs -P "$(nproc)" -n 8 sh -c \
    'clang-tidy --quiet "$@" -- -std=c17 -D_POSIX_C_SOURCE=200809L -I. 2>/dev/null' _ || status=1
exit $status
