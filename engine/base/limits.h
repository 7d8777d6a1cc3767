/* engine/base/limits.h - every bound on what comes in; one past it is refused by name. */
#ifndef ENGINE_BASE_LIMITS_H
#define ENGINE_BASE_LIMITS_H

enum {
    ID_BYTES_MAX = 64,               /* a job, actor, site … name */
    STR_BYTES_MAX = 1000,            /* a title, a reason, a file name */
    TEXT_BYTES_MAX = 16 * 1024,      /* a question, an answer, a step */
    CONTRACT_BYTES_MAX = 256 * 1024, /* a contract file */
    LIST_MAX = 256,                  /* entries in one list of a command */
    LIST_BYTES_MAX = 64 * 1024,      /* the texts of one such list together */
    COMMAND_BYTES_MAX = 1024 * 1024, /* one JSON line */
    EVENT_BYTES_MAX = 512 * 1024,    /* one stored event */
    COMMAND_EVENTS_MAX = 32 * 1024,  /* events that one command may cause */
    REFUSALS_MAX = 32,               /* reasons given for one refused command */
    MINUTES_MAX = 24 * 60,           /* a job's own minutes */
    CREW_MAX = 16,                   /* people on one visit */
    HORIZON_DAYS_MAX = 3660,         /* days a plan may look ahead */
};

_Static_assert(CONTRACT_BYTES_MAX * 2 <= EVENT_BYTES_MAX, "a contract fits in an event");
_Static_assert(CONTRACT_BYTES_MAX * 2 <= COMMAND_BYTES_MAX, "a contract fits in a command");
_Static_assert(4 * (LIST_BYTES_MAX + TEXT_BYTES_MAX) <= EVENT_BYTES_MAX, "any lists fit, too");

#endif
