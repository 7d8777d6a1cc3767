/* rules/contract_value.h - one value of a contract file: from its text, back, and why not.
 *
 * Private to the reader. Each kind of key is read, printed and refused side by side here, so
 * that what is printed is what is read. */
#ifndef RULES_CONTRACT_VALUE_H
#define RULES_CONTRACT_VALUE_H

#include "rules/contract_schema.h"
#include "rules/contract_tree.h"

/* Where names are looked up and texts copied to. */
struct value_scope {
    struct arena *arena;
    const struct node *root;
};

/* Puts the value at key->at of the struct `map`; false, and nothing put, when `text` isn't
 * one. For the kinds of single values, KEY_ID to KEY_RANGE. */
bool value_parse(const struct value_scope *scope, const struct key *key, struct str text,
                 void *map);

/* What value_parse, given the same, has against it; `name` is how the message calls the key. */
struct message value_refusal(const struct value_scope *scope, const struct key *key,
                             struct str name, struct str text);

/* Writes "~" for the absent value of an optional key. */
void value_print(const struct contract *contract, const struct key *key, const void *map,
                 struct text *ret);

/* a-z 0-9 -, starting with a letter or digit, at most ID_BYTES_MAX. */
bool id_is(struct str text);

/* Quoted where YAML would take it for something else. */
void text_quote(struct text *ret, struct str text);

/* The id of the index-th in a section. */
struct str section_id(const struct contract *contract, enum section section, uint32_t index);

/* The keys of a map, in its order. */
struct strs node_keys(struct arena *arena, const struct node *map);

/* "a, b, c" */
struct str names_listed(struct arena *arena, struct strs names);

#endif
