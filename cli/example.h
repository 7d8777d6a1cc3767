/* cli/example.h - the contract that the program brings along: rules/contracts/sapporo-2021.yaml. */
#ifndef CLI_EXAMPLE_H
#define CLI_EXAMPLE_H

#include "engine/base/str.h"

/* The file's text, there for the life of the program. */
struct str example_contract(void);

#endif
