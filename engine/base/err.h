/* engine/base/err.h - faults: something outside the program failed.
 *
 * Three things can go wrong, and each has one shape:
 *   the contract says no    struct refusal, plain data     engine/vocab/refusal.h
 *   the world failed        err_t, must be looked at       this file
 *   the program is wrong    CHECK(), stops the process     engine/base/check.h
 */
#ifndef ENGINE_BASE_ERR_H
#define ENGINE_BASE_ERR_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/lang.h"

enum err_code {
#define ERR(name, exit, en, ja) ERR_##name,
#include "engine/base/err.def"
#undef ERR
};

typedef struct {
    enum err_code code; /* ERR_NONE when all is well */
    int lib;            /* errno or library code, 0 when there is none */
    const char *step;   /* what was being done: a string literal */
    uint64_t at;        /* which event or byte, 0 when it doesn't apply */
} err_t;

#define MUST_USE __attribute__((warn_unused_result))
#define OK ((err_t){ERR_NONE, 0, "", 0})

static inline bool is_err(err_t e)
{
    return e.code != ERR_NONE;
}
static inline err_t err(enum err_code code, const char *step)
{
    return (err_t){code, 0, step, 0};
}

/* The only macro in the tree that hides a return. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        err_t try_err_ = (call);                                                                   \
        if (is_err(try_err_)) return try_err_;                                                     \
    } while (0)

const char *err_text(enum err_code code, enum lang lang);
int err_exit(enum err_code code);

#endif
