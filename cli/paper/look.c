#include "cli/paper/look.h"

#include "engine/base/check.h"

static const struct look_row looks[] = {
#define LOOK(NAME, id, name, font, size, bold, align, before, after, outline, kept, shade, colour) \
    {id, name, FONT_##font, size, bold, ALIGN_##align, before, after, outline, kept, shade, colour},
#include "cli/paper/look.def"
#undef LOOK
};

static const struct frame_row frames[] = {
#define FRAME(NAME, line, size, colour, shade) {line, size, colour, shade},
#include "cli/paper/frame.def"
#undef FRAME
};

const struct look_row *look_at(enum look look)
{
    CHECK((unsigned)look < LOOK_COUNT);
    return &looks[look];
}

const struct frame_row *frame_at(enum frame frame)
{
    CHECK((unsigned)frame < FRAME_COUNT);
    return &frames[frame];
}

const char *look_font_name(enum look_font font)
{
    return font == FONT_MINCHO ? "ＭＳ 明朝" : "ＭＳ ゴシック";
}

enum look look_of_align(enum look_align align)
{
    switch (align) {
    case ALIGN_LEFT:
    case ALIGN_JUSTIFY: return LOOK_CELL;
    case ALIGN_CENTRE: return LOOK_CENTRED;
    case ALIGN_RIGHT: return LOOK_NUMBER;
    }
    CHECK(false);
    return LOOK_CELL;
}
