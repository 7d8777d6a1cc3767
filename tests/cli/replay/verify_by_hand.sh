#!/bin/sh
# The auditor's second opinion: recomputes a log's root from its events and checks a checkpoint's
# signature with nothing of this program, only sh, coreutils and stock openssl.
#   verify_by_hand.sh CHECKPOINT PUBLIC_KEY EVENT_FILE…    the events' stored bytes, in order
# Prints "ok" or what doesn't hold; the exit status says the same.
set -eu
note=$1 key=$2
shift 2
work=$(mktemp -d /tmp/tehai-hand.XXXXXX)
trap 'rm -rf "$work"' EXIT

# RFC 6962 section 2.1: the leaf's hash is SHA-256(0x00 || bytes), a node's SHA-256(0x01 || l || r).
leaf() { { printf '\000'; cat "$1"; } | openssl dgst -sha256 -r | cut -d' ' -f1; }
node() {
    { printf '\001'; echo "$1$2" | basenc -d --base16 -i; } | openssl dgst -sha256 -r | cut -d' ' -f1
}

# A tree of n leaves is the complete subtrees of n's bits, joined from the right.
stack=
join() { # joins the last two of the stack
    right=${stack##* } stack=${stack% *}
    left=${stack##* } stack=${stack% *}
    stack="$stack $(node "$left" "$right")"
}
count=0
for event; do
    stack="$stack $(leaf "$event" | tr a-f A-F)"
    count=$((count + 1))
    n=$count
    while [ $((n % 2)) = 0 ]; do
        join
        stack=$(printf %s "$stack" | tr a-f A-F)
        n=$((n / 2))
    done
done
while [ "$(echo "$stack" | wc -w)" -gt 1 ]; do
    join
    stack=$(printf %s "$stack" | tr a-f A-F)
done
root=$(echo "${stack# }" | basenc -d --base16 -i | base64)

# C2SP tlog-checkpoint: origin, count, root; an empty line; the signature line.
[ "$(sed -n 2p "$note")" = "$count" ] || { echo "count: $count here"; exit 1; }
[ "$(sed -n 3p "$note")" = "$root" ] || { echo "root: $root here"; exit 1; }

# C2SP signed note: base64(4 bytes of key id || 64 bytes of Ed25519 signature) over the lines
# before the empty one.
sed '/^$/,$d' "$note" >"$work/text"
sed -n 's/^— [^ ]* //p' "$note" | base64 -d | tail -c 64 >"$work/signature"
openssl pkeyutl -verify -pubin -inkey "$key" -rawin -in "$work/text" \
    -sigfile "$work/signature" >/dev/null 2>&1 || { echo "signature: it doesn't hold"; exit 1; }
echo ok
