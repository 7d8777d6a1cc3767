#!/bin/sh
# Builds every tests/fuzz/fuzz_*.c with libFuzzer and the sanitizers and runs each for some seconds
# (tests/fuzz/run.sh [seconds], 5 when not said) from its corpus; fails when one finds something.
cd "$(dirname "$0")/../.." || exit 2
seconds=${1:-5}
build=${BUILD:-build}/fuzz
clang=${CLANG:-clang}
layers="engine/store engine/proof engine/core engine/wire engine/planner rules engine/vocab engine/base"
checks=address,undefined

mkdir -p "$build" || exit 2
echo 'int LLVMFuzzerTestOneInput(const char *d, unsigned long n); int LLVMFuzzerTestOneInput(const char *d, unsigned long n) { (void)d, (void)n; return 0; }' >"$build/probe.c"
if ! "$clang" -fsanitize=fuzzer,$checks "$build/probe.c" -o "$build/probe" 2>/dev/null; then
    echo "fuzz: skipped, $clang has no libFuzzer here (Debian: apt-get install clang libclang-rt-14-dev)"
    exit 0
fi

archives= libs="-llmdb -ljansson -lyaml -lmsgpackc -lcrypto -lutf8proc -lpthread"
for layer in $layers; do archives="$archives $build/lib$(echo "$layer" | tr / -).a"; done
make -s -j2 CC="$clang" BUILD="$build" LAYERS="$layers" \
    OPT="-O1 -g -fsanitize=fuzzer-no-link,$checks -fno-sanitize-recover=undefined" $archives || exit 1

failed=0
for source in tests/fuzz/fuzz_*.c; do
    name=$(basename "$source" .c) corpus=tests/fuzz/corpus/${source#tests/fuzz/fuzz_}
    corpus=${corpus%.c}
    "$clang" -std=c17 -D_POSIX_C_SOURCE=200809L -O1 -g -I. -Wall -Wextra -Werror \
        -fsanitize=fuzzer,$checks -fno-sanitize-recover=undefined \
        "$source" $archives $libs -o "$build/$name" || exit 1
    mkdir -p "$build/found/$name" # what is new goes there, not among the files kept here
    [ -d "$corpus" ] || corpus=
    if "$build/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$build/$name-" "$build/found/$name" $corpus >"$build/$name.log" 2>&1; then
        echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$build/$name.log") runs, nothing found"
    else
        failed=1
        echo "$name: FAILED"
        grep -E 'ERROR|runtime error|CHECK|check|Test unit written|SUMMARY' "$build/$name.log" | head -n 8
    fi
done
exit $failed
