#!/bin/sh
# The pure layers call nothing that knows time, chance, files, environment, locale or threads.
# malloc and free belong to the arena alone, stdio to strings alone.
banned='time|clock_gettime|gettimeofday|rand|random|srand|qsort|getenv|setlocale|localtime(_r)?|gmtime(_r)?|fopen(64)?|fread|fwrite|printf|fprintf|puts|open(64)?|read|pthread_.*|sleep|usleep'
status=0
for archive in "$@"; do
    bad=$(nm -A -u "$archive" | awk '{print $1, $NF}' | grep -E " (__)?($banned)(@.*)?$")
    heap=$(nm -A -u "$archive" | awk '{print $1, $NF}' | grep -E ' (malloc|calloc|realloc|free)(@.*)?$' | grep -v ':arena\.o:')
    [ -z "$bad$heap" ] || { printf 'pure layer calls the world: %s\n%s\n%s\n' "$archive" "$bad" "$heap"; status=1; }
done
exit $status
