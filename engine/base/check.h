/* engine/base/check.h - assertions that stay on in release builds.
 *
 * A CHECK states what must be true whatever the input; input itself is refused
 * or reported as a fault long before it reaches one. */
#ifndef ENGINE_BASE_CHECK_H
#define ENGINE_BASE_CHECK_H

#define CHECK(cond) ((cond) ? (void)0 : check_failed(__FILE__, __LINE__, #cond))
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

_Noreturn void check_failed(const char *file, int line, const char *cond);

#endif
