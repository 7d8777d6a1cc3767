#include "engine/vocab/event.h"

#include "engine/base/check.h"

/* Offsets are counted from `owner`, which each function below names for its own struct. */
#define HAS(KIND, name) {#name, FIELD_##KIND, false, offsetof(owner, name), NULL},
#define HAS_TERM(set, name) {#name, FIELD_TERM, false, offsetof(owner, name), &set##_terms},

#define EVENT(code, NAME, name, word, fields)                                                      \
    static const struct event_about *about_##name(void)                                            \
    {                                                                                              \
        typedef struct event_##name owner;                                                         \
        static const struct field rows[] = {fields};                                               \
        static const struct event_about row = {word, {rows, COUNT(rows), sizeof(owner)}};          \
        return &row;                                                                               \
    }
#include "engine/vocab/event.def"
#undef EVENT

const struct event_about *event_about(uint32_t code)
{
    switch (code) {
#define EVENT(code, NAME, name, word, fields)                                                      \
    case EVENT_##NAME:                                                                             \
        return about_##name();
#include "engine/vocab/event.def"
#undef EVENT
    }
    return NULL;
}

void *event_body(struct event *event)
{
    return (char *)event + offsetof(struct event, store_initialised);
}

const void *event_body_const(const struct event *event)
{
    return (const char *)event + offsetof(struct event, store_initialised);
}
