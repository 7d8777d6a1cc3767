/* Does a foreign contract file do harm? clang -fsanitize=fuzzer,address,undefined; no main. */
#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "rules/calendar.h"
#include "rules/contract_read.h"
#include "rules/hours.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ARENA_BYTES = 64 * 1024 * 1024 };

/* What was read has a normal form that reads as itself, and days that can be asked for. */
static void use(const struct contract *contract, struct arena *arena)
{
    struct text once, again;
    struct contract_faults faults;
    text_init(&once, arena);
    contract_print(contract, &once);
    const struct contract *back = contract_read(text_str(&once), arena, &faults);
    CHECK(back != NULL);
    text_init(&again, arena);
    contract_print(back, &again);
    CHECK(str_eq(text_str(&once), text_str(&again)));
    for (uint32_t s = 0; s < contract->site_count; s++) {
        struct maybe_day open = calendar_next_open(contract, s, contract->from);
        if (open.is) (void)hours_before(contract, s, hours_end_of(contract, open.day), 600);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct contract_faults faults;
    struct str text = {(const char *)data, (uint32_t)size};
    if (size > CONTRACT_BYTES_MAX || !str_is_utf8(text)) return 0;
    arena_init(&arena, ARENA_BYTES);
    const struct contract *contract = contract_read(text, &arena, &faults);
    CHECK((contract == NULL) == (faults.count > 0));
    for (uint32_t i = 0; i < faults.count; i++) {
        struct text said;
        text_init(&said, &arena);
        message_print(&said, i % 2 == 0 ? LANG_EN : LANG_JA, &faults.at[i].message);
        CHECK(faults.at[i].line > 0 && faults.at[i].column > 0 && str_is_utf8(text_str(&said)));
    }
    if (contract != NULL) use(contract, &arena);
    arena_deinit(&arena);
    return 0;
}
