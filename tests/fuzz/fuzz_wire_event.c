/* Do foreign event bytes do harm? clang -fsanitize=fuzzer,address,undefined; no main of its own. */
#include "engine/base/check.h"
#include "engine/base/limits.h"
#include "engine/wire/event_bytes.h"
#include "engine/wire/event_json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What decodes must print as JSON, encode again, and decode to the same bytes from there on. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    struct event event, back;
    struct bytes bytes, again;
    struct text line;
    arena_init(&arena, (size_t)64 * EVENT_BYTES_MAX);
    if (!is_err(event_decode((struct bytes){data, size}, &event, &arena))) {
        text_init(&line, &arena);
        event_line_print(&line, &event, 9 * 60);
        event_encode(&event, &arena, &bytes);
        CHECK(bytes.len <= size);
        CHECK(!is_err(event_decode(bytes, &back, &arena)));
        event_encode(&back, &arena, &again);
        CHECK(again.len == bytes.len);
        CHECK(memcmp(again.ptr, bytes.ptr, bytes.len) == 0);
    }
    arena_deinit(&arena);
    return 0;
}
