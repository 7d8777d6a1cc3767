/* cli/paper/look.h - the one table of styles (look.def) and lines (frame.def) of all papers. */
#ifndef CLI_PAPER_LOOK_H
#define CLI_PAPER_LOOK_H

#include <stdbool.h>
#include <stdint.h>

enum look {
#define LOOK(NAME, id, name, font, size, bold, align, before, after, outline, kept, shade, colour) \
    LOOK_##NAME,
#include "cli/paper/look.def"
#undef LOOK
    LOOK_COUNT
};

enum frame {
#define FRAME(NAME, line, size, colour, shade) FRAME_##NAME,
#include "cli/paper/frame.def"
#undef FRAME
    FRAME_COUNT
};

enum look_font { FONT_MINCHO, FONT_GOTHIC };
enum look_align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT, ALIGN_JUSTIFY };

struct look_row {
    const char *id, *name;
    enum look_font font;
    uint32_t half_points;
    bool bold;
    enum look_align align;
    uint32_t before, after; /* twentieths of a point */
    uint32_t outline;       /* 1 to 3: a heading */
    bool kept;              /* on the same page as what follows */
    const char *shade, *colour;
};

struct frame_row {
    const char *line;
    uint32_t eighths;
    const char *colour, *shade;
};

const struct look_row *look_at(enum look look);
const struct frame_row *frame_at(enum frame frame);

/* As Windows and Office name them; full-width letters belong to the name. */
const char *look_font_name(enum look_font font);

/* Looks for columns, by how they align. */
enum look look_of_align(enum look_align align);

#endif
