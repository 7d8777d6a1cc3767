/* rules/contract_fault.h - collecting what is wrong with a contract file.
 *
 * Private to the reader. Texts quoted in a message are copied, shortened and freed of
 * control characters, because they come from a foreign file and end up on a terminal. */
#ifndef RULES_CONTRACT_FAULT_H
#define RULES_CONTRACT_FAULT_H

#include "engine/base/vec.h"
#include "rules/contract_read.h"

enum {
    CONTRACT_FAULTS_MAX = 200, /* a person reads them; past it one says that there are more */
    SHOWN_BYTES_MAX = 80,      /* of a foreign text in a message */
    ARGUMENT_BYTES_MAX = 600,  /* of any text in one: a list of the known names */
};

struct fault_list {
    struct arena *arena; /* what the messages borrow lives here */
    struct vec rows;     /* struct contract_fault */
    bool full;
};

struct fault_list fault_list_of(struct arena *arena);

/* Counted from 1. Texts in `message` may be of any length and origin. */
void fault_put(struct fault_list *list, uint32_t line, uint32_t column, struct message message);

/* At most `max` bytes of `text`, cut between letters, nothing in it that moves a cursor. */
struct str text_shown(struct arena *arena, struct str text, uint32_t max);

/* Whether another fault would only be counted; asked before a message is made at some cost. */
bool fault_list_is_full(struct fault_list *list);

/* By line and column; what was found first stands first within one place. */
struct contract_faults fault_list_sorted(struct fault_list *list);

/* Letters that a contract text may hold: what YAML takes unescaped, on one line. */
bool text_is_line(struct str text);

/* The one of `names` that `name` was probably meant to be, or absent. */
struct str name_nearest(struct str name, struct strs names);

#endif
