/* Does a foreign checkpoint do harm? clang -fsanitize=fuzzer,address,undefined; no main. */
#include "engine/base/check.h"
#include "engine/proof/note.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What can't be read as a checkpoint is malformed whoever is asked to have signed it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct checkpoint checkpoint, verified;
    struct public_key key = {{0}};
    struct str note = {(const char *)data, (uint32_t)size};
    if (size > NOTE_BYTES_MAX + 1) return 0;
    bool is_note = note_parse(note, &checkpoint);
    struct str origin = is_note ? checkpoint.origin : STR("tehai/sapporo");
    enum note_verdict verdict = note_verify(note, origin, key, &verified);
    if (!is_note) CHECK(verdict == NOTE_MALFORMED);
    return 0;
}
