/* engine/wire/event_bytes.h - an event as the bytes that the log stores and hashes.
 *
 * event_bytes.c begins with the format. Encoding is deterministic: equal events are equal
 * bytes. Decoding trusts nothing: it never reads past the end, and what it takes from the arena
 * is at most sixteen bytes for each byte of input. */
#ifndef ENGINE_WIRE_EVENT_BYTES_H
#define ENGINE_WIRE_EVENT_BYTES_H

#include "engine/base/bytes.h"
#include "engine/base/err.h"
#include "engine/vocab/event.h"

/* The bytes live in the arena; never more than EVENT_BYTES_MAX, which the bounds on commands
 * see to. */
void event_encode(const struct event *event, struct arena *arena, struct bytes *ret);

/* Texts of *ret are borrowed from `bytes`, lists live in the arena. ERR_CORRUPT for bytes that
 * mean nothing; ERR_NEWER for sound bytes with an event code, role or word that this program
 * doesn't know; the error's `at` is the event's position once that is read. Fields that are
 * unknown are skipped, missing ones are absent. After an error *ret holds nothing of use. */
MUST_USE err_t event_decode(struct bytes bytes, struct event *ret, struct arena *arena);

#endif
