/* tests/replay/tamper.h - what somebody with write access to a store's file can do to it.
 *
 * Works below everything that the program would check, on a store that nobody has open. */
#ifndef TESTS_REPLAY_TAMPER_H
#define TESTS_REPLAY_TAMPER_H

#include <stdint.h>

#include "engine/base/bytes.h"

enum { TAMPER_EVENT_BYTES = 64 * 1024 };

/* An event's bytes as they lie on disk; how many. */
size_t tamper_read(const char *dir, uint64_t seq, uint8_t ret[TAMPER_EVENT_BYTES]);

/* Puts other bytes in an event's place; `rehash`: with a leaf hash that fits them. */
void tamper_write(const char *dir, uint64_t seq, struct bytes event, int rehash);

/* Exchanges two rows, hashes and all. */
void tamper_swap(const char *dir, uint64_t seq, uint64_t other);

void tamper_remove(const char *dir, uint64_t seq);

/* Makes every node and the head anew over what is there, seals and all: the forger who knows
 * the format. Snapshots go. */
void tamper_rebuild(const char *dir);

/* Spoils the head's seal. */
void tamper_head(const char *dir);

/* Overwrites the kept checkpoint at a position, sealed. */
void tamper_note(const char *dir, uint64_t count, const char *note);

#endif
