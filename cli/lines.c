#include "cli/lines.h"

#include "engine/base/check.h"

enum { READ_AHEAD_BYTES = 64 * 1024 };

void lines_begin(struct lines *lines, struct input input, uint32_t line_bytes_max,
                 struct arena *arena)
{
    *lines = (struct lines){.input = input, .cap = (size_t)line_bytes_max + READ_AHEAD_BYTES};
    lines->buffer = arena_take(arena, lines->cap);
}

void lines_end(struct lines *lines)
{
    input_close(&lines->input);
}

static struct str trimmed_end(const char *text, size_t len)
{
    if (len > 0 && text[len - 1] == '\r') len--;
    return (struct str){text, (uint32_t)len};
}

/* A whole line of the buffer; a last one without an end once the input has ended. */
static bool line_take(struct lines *lines, struct str *ret)
{
    char *text = lines->buffer + lines->from;
    size_t there = lines->to - lines->from;
    const char *end = there > 0 ? memchr(text, '\n', there) : NULL;
    if (end == NULL && !(lines->ended && there > 0)) return false;
    size_t len = end != NULL ? (size_t)(end - text) : there;
    lines->from += len + (end != NULL ? 1 : 0);
    *ret = trimmed_end(text, len);
    return true;
}

/* Makes room behind what is there. More than a line's worth without an end is thrown away. */
static void make_room(struct lines *lines, size_t line_bytes_max)
{
    size_t there = lines->to - lines->from;
    if (lines->skipping || there > line_bytes_max) {
        lines->skipped = (lines->skipping ? lines->skipped : 0) + there;
        lines->skipping = true;
        there = 0;
    }
    memmove(lines->buffer, lines->buffer + lines->from, there);
    lines->from = 0;
    lines->to = there;
}

enum lines_step lines_next(struct lines *lines, bool wait, struct str *ret)
{
    size_t max = lines->cap - READ_AHEAD_BYTES, more = 0;
    for (;;) {
        if (line_take(lines, ret)) {
            bool too_long = lines->skipping || ret->len > max;
            lines->skipping = false;
            lines->number++;
            return too_long ? LINES_TOO_LONG : LINES_LINE;
        }
        if (lines->ended) break;
        make_room(lines, max);
        if (lines->skipping && lines->skipped > LINES_SKIP_BYTES_MAX) return LINES_BROKEN;
        CHECK(lines->to < lines->cap);
        switch (input_more(&lines->input, wait, lines->buffer + lines->to, lines->cap - lines->to,
                           &more)) {
        case INPUT_SOME: lines->to += more; break;
        case INPUT_NOT_YET: return LINES_NOT_YET;
        case INPUT_BROKEN: return LINES_BROKEN;
        case INPUT_END: lines->ended = true; break;
        }
    }
    if (!lines->skipping) return LINES_END;
    lines->skipping = false; /* the end came inside a line that was too long */
    lines->number++;
    return LINES_TOO_LONG;
}
