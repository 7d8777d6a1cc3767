#include "cli/example.h"

/* The assembler takes the file in as it is, so that it exists once and can be read as YAML; C
 * has no way to include bytes before C23. The path is from the repository's root, like an include.
 */
__asm__(".section .rodata\n"
        ".global tehai_example\n"
        ".global tehai_example_bytes\n"
        "tehai_example:\n"
        ".incbin \"rules/contracts/sapporo-2021.yaml\"\n"
        "tehai_example_end:\n"
        ".byte 0\n"
        ".balign 4\n"
        "tehai_example_bytes:\n"
        ".long tehai_example_end - tehai_example\n"
        ".previous\n");

extern const char tehai_example[];
extern const uint32_t tehai_example_bytes;

struct str example_contract(void)
{
    return (struct str){tehai_example, tehai_example_bytes};
}
