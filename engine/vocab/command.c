#include "engine/vocab/command.h"

#include "engine/base/check.h"

#define A (1u << ROLE_ADMIN)
#define C (1u << ROLE_CUSTOMER)
#define O (1u << ROLE_COORDINATOR)
#define T (1u << ROLE_TECHNICIAN)
#define S (1u << ROLE_SYSTEM)
#define IN_PERIOD COMMAND_IN_PERIOD

/* Offsets are counted from `owner`, which each function below names for its own struct. */
#define ROW(needed, kind, name, terms) {#name, kind, needed, offsetof(owner, name), terms},
#define NEED(KIND, name) ROW(true, FIELD_##KIND, name, NULL)
#define MAY(KIND, name) ROW(false, FIELD_##KIND, name, NULL)
#define NEED_TERM(set, name) ROW(true, FIELD_TERM, name, &set##_terms)
#define MAY_TERM(set, name) ROW(false, FIELD_TERM, name, &set##_terms)

#define COMMAND(NAME, name, word, who, flags, about, fields)                                       \
    static const struct command_about *about_##name(void)                                          \
    {                                                                                              \
        typedef struct command_##name owner;                                                       \
        static const struct field rows[] = {fields};                                               \
        static const struct command_about row = {                                                  \
            word, about, who, flags, {rows, COUNT(rows), sizeof(owner)}};                          \
        return &row;                                                                               \
    }
#include "engine/vocab/command.def"
#undef COMMAND

const struct command_about *command_about(enum command_kind kind)
{
    switch (kind) {
#define COMMAND(NAME, name, word, who, flags, about, fields)                                       \
    case COMMAND_##NAME:                                                                           \
        return about_##name();
#include "engine/vocab/command.def"
#undef COMMAND
    case COMMAND_COUNT: break;
    }
    CHECK(false);
    return NULL;
}

bool command_parse(struct str name, enum command_kind *ret)
{
    for (uint32_t kind = 0; kind < COMMAND_COUNT; kind++) {
        if (!str_eq(name, str_of(command_about((enum command_kind)kind)->name))) continue;
        *ret = (enum command_kind)kind;
        return true;
    }
    return false;
}

const struct fields *command_envelope(void)
{
    typedef struct command owner;
    static const struct field rows[] = {NEED(ID, by) MAY(ID, id) MAY(NUM, expect) MAY(
        ID, contract) MAY(TEXT, note) MAY(ID, on_behalf_of) MAY(FILE, evidence)};
    static const struct fields fields = {rows, COUNT(rows), sizeof(owner)};
    return &fields;
}

void *command_body(struct command *command)
{
    return (char *)command + offsetof(struct command, contract_load);
}
