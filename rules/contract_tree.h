/* rules/contract_tree.h - YAML text as a tree of values that know their place.
 *
 * Private to the reader; its source alone speaks to libyaml. A contract is one document of
 * maps, lists and single values. Anchors, aliases and tags are refused: they save nothing in
 * a file of this size, hide what a contract says, and can make a small file huge. */
#ifndef RULES_CONTRACT_TREE_H
#define RULES_CONTRACT_TREE_H

#include "rules/contract_fault.h"

enum {
    TREE_DEPTH_MAX = 12,      /* maps and lists inside each other */
    TREE_ENTRIES_MAX = 2048,  /* of one map or list */
    TREE_NODES_MAX = 1 << 17, /* keys and values of one file */
};

enum node_kind { NODE_VALUE, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    bool faulty; /* something was said about it already; whoever reads on keeps silent */
    bool plain;  /* a value without quotes */
    uint32_t line, column;
    struct str text; /* of a value */
    struct str key;  /* inside a map; absent inside a list */
    uint32_t key_line, key_column;
    uint32_t index, count; /* place among its siblings; children */
    struct node *parent, *first, *last, *next;
};

/* The document's root, or NULL when it could not be read to its end; every reason is in
 * `faults`. The tree lives in `arena` and keeps nothing of `text`. */
struct node *tree_read(struct str text, struct arena *arena, struct fault_list *faults);

/* NULL when there is no such key, or `map` is not a map, or NULL. */
struct node *node_find(const struct node *map, struct str key);

/* At the value's place, and at its key's. Both mark the node as faulty. */
void node_fault(struct fault_list *faults, struct node *node, struct message message);
void node_key_fault(struct fault_list *faults, struct node *node, struct message message);

/* "classes.annual-inspection.due", "documents[3].kind"; lists count from 1. */
struct str node_path(struct arena *arena, const struct node *node);

#endif
