/* cli/letters.h - the letters of a text: how wide a terminal shows them, and which of them mean
 * the same.
 *
 * Texts are valid UTF-8, but a stray byte of a file name must not stop the program: it counts as
 * one letter, U+FFFD. */
#ifndef CLI_LETTERS_H
#define CLI_LETTERS_H

#include "engine/base/str.h"

/* The letter at `at`; *ret_len is its bytes. */
int32_t letter_at(struct str s, uint32_t at, uint32_t *ret_len);

/* Columns of a terminal: a kanji takes two (Unicode annex 11), a combining mark none. */
uint32_t letter_columns(int32_t letter);

/* What a person may have typed, brought to one form: compatibility forms replaced (NFKC: full-
 * and half-width letters, digits and katakana are alike), case folded, the many dashes that input
 * methods offer made "-", the wave dash "~". Text that is no UTF-8 comes back as it is. */
struct str letters_fold(struct arena *arena, struct str s);

/* The same for a short text without an arena; absent when it is longer than the room. */
enum { FOLD_LETTERS_MAX = 63 };
struct fold_room {
    int32_t letters[FOLD_LETTERS_MAX + 1]; /* private */
};
struct str letters_fold_in(struct fold_room *room, struct str s);

/* For names: folded, hiragana made katakana and blanks left out, because both differ from
 * list to list. */
struct str letters_fold_name(struct arena *arena, struct str s);

#endif
