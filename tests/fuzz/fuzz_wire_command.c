/* Does a foreign command line do harm? clang -fsanitize=fuzzer,address,undefined; no main. */
#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/wire/command_json.h"
#include "engine/wire/refusal_json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A line is a sound command with canonical bytes, or it has refusals that print. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct parsed_command parsed;
    struct text answer;
    struct command_reading how = {.offset = 9 * 60, .backfill = size % 2 == 0};
    if (size > COMMAND_BYTES_MAX) return 0;
    arena_init(&arena, (size_t)16 * COMMAND_BYTES_MAX);
    command_read((struct str){(const char *)data, (uint32_t)size}, &how, &arena, &parsed);
    CHECK(parsed.ok == (parsed.refusals.count == 0));
    text_init(&answer, &arena);
    if (parsed.ok) {
        CHECK(command_canonical(&parsed.command, &arena).len > 0);
    } else {
        refusals_print(&answer, &parsed.refusals, 1, LANG_EN);
        CHECK(str_is_utf8(text_str(&answer)));
    }
    arena_deinit(&arena);
    return 0;
}
