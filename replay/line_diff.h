/* replay/line_diff.h - which lines of a text went and which came. */
#ifndef REPLAY_LINE_DIFF_H
#define REPLAY_LINE_DIFF_H

#include "engine/base/str.h"

enum line_mark { LINE_SAME = ' ', LINE_GONE = '-', LINE_NEW = '+' };

struct marked_line {
    enum line_mark mark;
    struct str text; /* without its end; borrowed */
};

struct marked_lines {
    const struct marked_line *at;
    uint32_t count;
};

/* Texts with more differing lines than this are told apart as a whole. */
enum { LINE_DIFF_MAX = 2000 };

/* As few lines gone and new as can be; those gone stand before those that came. */
void line_diff(struct str before, struct str after, struct arena *arena, struct marked_lines *ret);

#endif
