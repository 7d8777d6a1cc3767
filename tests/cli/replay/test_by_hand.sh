#!/bin/sh
# Can an auditor without this program check what it signs? The root is recomputed from the events'
# bytes and the signature checked by verify_by_hand.sh: sh, coreutils and openssl alone.
cd "$(dirname "$0")/../../.." || exit 2
tehai=$(readlink -f "${TEHAI:-build/tehai}") || exit 2
by_hand=tests/cli/replay/verify_by_hand.sh
work=$(mktemp -d /tmp/tehai-hand.XXXXXX) || exit 2
trap 'rm -rf "$work"' EXIT
unset TEHAI_STORE TEHAI_SERVER TEHAI_AS
export LC_ALL=C
tehai() { "$tehai" --store "$work/store" "$@"; }
fail() { echo "$1"; exit 1; }

tehai --now 2021-08-02T09:00 init --open >/dev/null
tehai --now 2021-08-02T09:00 contract load --example >/dev/null
count=$(tehai --json log | wc -l)
mkdir "$work/events"
seq=1
while [ "$seq" -le "$count" ]; do
    tehai audit prove --event "$seq" | sed 's/.*"bytes":"\([^"]*\)".*/\1/' | base64 -d \
        >"$work/events/$(printf %04d "$seq")"
    seq=$((seq + 1))
done
tehai audit checkpoint >"$work/note"
key=$work/store/signing.pub
[ "$(sh "$by_hand" "$work/note" "$key" "$work"/events/*)" = ok ] || fail "a sound log isn't ok by hand"

# The comparison can fail: another byte, one event less, another signature, another key.
cp -r "$work/events" "$work/changed"
printf x >>"$work/changed/0005"
sh "$by_hand" "$work/note" "$key" "$work"/changed/* >"$work/said" && fail "a changed event passed"
grep -q '^root' "$work/said" || fail "a changed event isn't told as another root"
rm "$work/events/0005"
sh "$by_hand" "$work/note" "$key" "$work"/events/* >/dev/null && fail "a missing event passed"
cp "$work/changed/0005" "$work/events/0005"
truncate -s -1 "$work/events/0005"
sed 's/^\(— [^ ]* ............\)./\1A/; s/^\(— [^ ]* .............\)./\1B/' "$work/note" >"$work/forged"
sh "$by_hand" "$work/forged" "$key" "$work"/events/* >"$work/said" && fail "a forged note passed"
grep -q '^signature' "$work/said" || fail "a forged note isn't told by its signature"
openssl genpkey -algorithm ed25519 2>/dev/null | openssl pkey -pubout >"$work/other.pub" 2>/dev/null
sh "$by_hand" "$work/note" "$work/other.pub" "$work"/events/* >/dev/null && fail "another key passed"
echo "[  PASSED  ] 1 test(s)."
