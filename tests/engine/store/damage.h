/* tests/engine/store/damage.h - spoiling a closed store's file on purpose. */
#ifndef TESTS_ENGINE_STORE_DAMAGE_H
#define TESTS_ENGINE_STORE_DAMAGE_H

#include <stddef.h>
#include <stdint.h>

/* Flips the bits of `mask` in byte `at` of every place where `text` stands; how many. */
int damage_text(const char *path, const char *text, size_t at, uint8_t mask);

/* Flips one bit of the file. */
void damage_bit(const char *path, uint64_t byte, unsigned bit);

/* The bytes that the file uses: up to the last that isn't zero. */
uint64_t damage_used_bytes(const char *path);

#endif
