/* rules/holiday.h - Japan's national holidays, computed from the Act that names them.
 *
 * 国民の祝日に関する法律 (Act 178 of 1948) with its amendments, the one-day Acts of 1959,
 * 1989, 1990, 1993 and 2019 and the Olympics law's moved days of 2020 and 2021. The names are
 * those of the Cabinet Office's file (syukujitsu.csv); the computation equals it on every day
 * that it covers. Never: what a particular contract keeps closed (rules/calendar.h). */
#ifndef RULES_HOLIDAY_H
#define RULES_HOLIDAY_H

#include <stdbool.h>

#include "engine/base/day.h"
#include "engine/base/str.h"

/* Last year whose holidays the Cabinet Office has published (each February, for the next). */
enum { HOLIDAY_YEAR_PUBLISHED = 2027 };

/* True for a holiday, with its official name in *ret_name (a literal); 休日 for a substitute
 * day and for a day between two holidays. False before 1948-07-20, when the Act came in. */
bool holiday_of(day_t day, struct str *ret_name);

/* The day is later than the last published year: a new law may still move it (暫定). */
bool holiday_is_provisional(day_t day);

#endif
