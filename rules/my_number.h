/* rules/my_number.h - whether free text holds an Individual Number (個人番号, My Number).
 *
 * Twelve digits whose last is the check digit of the eleven before it, by article 5 of the
 * ministerial order on the number (平成26年総務省令第85号). Half-width and full-width digits,
 * together or as three groups of four with one blank, dot or dash between them. Digits of a
 * longer run are no such number. One text of twelve digits in about eleven passes by chance. */
#ifndef RULES_MY_NUMBER_H
#define RULES_MY_NUMBER_H

#include <stdbool.h>

#include "engine/base/str.h"

bool my_number_in(struct str text);

#endif
