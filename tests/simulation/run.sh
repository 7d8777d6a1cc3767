#!/bin/sh
# A campaign: tests/simulation/run.sh PROGRAM [seasons] [first seed], 2000 from the first when not
# said. A season that breaks something is printed as JSON lines, made as short as it will go.
cd "$(dirname "$0")/../.." || exit 2
[ -x "$1" ] || { echo "usage: $0 PROGRAM [seasons] [first seed]" >&2; exit 2; }
TEHAI_SEEDS=${2:-2000} TEHAI_FROM=${3:-1} exec "$1"
