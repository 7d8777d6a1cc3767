/* tests/rules/contract_text.h - contract files as texts, and what reading them says. */
#ifndef TESTS_RULES_CONTRACT_TEXT_H
#define TESTS_RULES_CONTRACT_TEXT_H

#include <stdio.h>

#include "engine/base/check.h"
#include "rules/contract_read.h"

#define SHIPPED "rules/contracts/sapporo-2021.yaml"
#define SMALL "tests/rules/contracts/small.yaml"
#define TEST_ARENA_BYTES ((size_t)64 << 20)

/* The whole file, read from the repository's root. */
static inline struct str file_text(struct arena *arena, const char *path)
{
    struct text text;
    int c;
    FILE *file = fopen(path, "rb");
    CHECK(file != NULL);
    text_init(&text, arena);
    for (c = fgetc(file); c != EOF; c = fgetc(file)) text_putc(&text, (char)c);
    (void)fclose(file);
    return text_str(&text);
}

/* `text` with its first `find` replaced by `with`; `find` must be there. */
static inline struct str text_with(struct arena *arena, struct str text, const char *find,
                                   const char *with)
{
    struct text changed;
    struct str wanted = str_of(find);
    uint32_t at = 0;
    while (!str_starts(str_slice(text, at, text.len), wanted)) CHECK(at++ < text.len);
    text_init(&changed, arena);
    text_put(&changed, str_slice(text, 0, at));
    text_put(&changed, str_of(with));
    text_put(&changed, str_slice(text, at + wanted.len, text.len));
    return text_str(&changed);
}

/* "4:16 from must be …\n", a line a fault; "" when the text is a contract. */
static inline const char *faults_text(struct arena *arena, struct str text, enum lang lang)
{
    struct contract_faults faults;
    struct text said;
    const struct contract *contract = contract_read(text, arena, &faults);
    CHECK((contract == NULL) == (faults.count > 0));
    text_init(&said, arena);
    for (uint32_t i = 0; i < faults.count; i++) {
        text_add(&said, "%u:%u ", faults.at[i].line, faults.at[i].column);
        message_print(&said, lang, &faults.at[i].message);
        text_putc(&said, '\n');
    }
    return said.ptr;
}

/* The contract of a text that is known to be one. */
static inline const struct contract *contract_of(struct arena *arena, struct str text)
{
    struct contract_faults faults;
    const struct contract *contract = contract_read(text, arena, &faults);
    CHECK(contract != NULL);
    return contract;
}

static inline struct str normal_form(struct arena *arena, const struct contract *contract)
{
    struct text text;
    text_init(&text, arena);
    contract_print(contract, &text);
    return text_str(&text);
}

#endif
