#include "replay/line_diff.h"

#include "engine/base/vec.h"

static struct strs lines_of(struct str text, struct arena *arena)
{
    struct vec lines = vec_of(sizeof(struct str));
    while (text.len > 0) {
        uint32_t end = str_find(text, '\n');
        *(struct str *)vec_push(&lines, arena) = str_slice(text, 0, end);
        text = str_slice(text, end + 1, text.len);
    }
    return (struct strs){lines.rows, lines.count};
}

static void put(struct vec *ret, struct arena *arena, enum line_mark mark, struct str text)
{
    *(struct marked_line *)vec_push(ret, arena) = (struct marked_line){mark, text};
}

/* common[i][k]: the longest common run of lines of a from i and of b from k. */
struct common {
    uint16_t *lengths;
    uint32_t width;
};

static uint16_t *at(const struct common *common, uint32_t i, uint32_t k)
{
    return &common->lengths[(size_t)i * common->width + k];
}

static uint16_t longer(uint16_t a, uint16_t b)
{
    return a > b ? a : b;
}

static struct common common_of(struct strs a, struct strs b, struct arena *arena)
{
    struct common common = {.width = b.count + 1};
    common.lengths = ARENA_ARRAY(arena, uint16_t, (size_t)(a.count + 1) * common.width);
    for (uint32_t i = a.count; i-- > 0;)
        for (uint32_t k = b.count; k-- > 0;)
            *at(&common, i, k) = str_eq(a.at[i], b.at[k])
                                     ? (uint16_t)(*at(&common, i + 1, k + 1) + 1)
                                     : longer(*at(&common, i + 1, k), *at(&common, i, k + 1));
    return common;
}

static void merge(struct strs a, struct strs b, struct arena *arena, struct vec *ret)
{
    const struct common common = common_of(a, b, arena);
    uint32_t i = 0, k = 0;
    while (i < a.count || k < b.count) {
        bool both = i < a.count && k < b.count;
        if (both && str_eq(a.at[i], b.at[k])) {
            put(ret, arena, LINE_SAME, a.at[i++]);
            k++;
        } else if (k == b.count || (both && *at(&common, i + 1, k) >= *at(&common, i, k + 1))) {
            put(ret, arena, LINE_GONE, a.at[i++]);
        } else {
            put(ret, arena, LINE_NEW, b.at[k++]);
        }
    }
}

static void replace(struct strs a, struct strs b, struct arena *arena, struct vec *ret)
{
    for (uint32_t i = 0; i < a.count; i++) put(ret, arena, LINE_GONE, a.at[i]);
    for (uint32_t k = 0; k < b.count; k++) put(ret, arena, LINE_NEW, b.at[k]);
}

/* What is left of the lines without so many at either end. */
static struct strs between(struct strs lines, uint32_t head, uint32_t tail)
{
    if (head + tail == lines.count) return (struct strs){0};
    return (struct strs){lines.at + head, lines.count - head - tail};
}

/* Answers mostly agree: what they share at both ends is taken off first. */
void line_diff(struct str before, struct str after, struct arena *arena, struct marked_lines *ret)
{
    struct vec lines = vec_of(sizeof(struct marked_line));
    struct strs a = lines_of(before, arena), b = lines_of(after, arena);
    uint32_t head = 0, tail = 0, least = a.count < b.count ? a.count : b.count;
    while (head < least && str_eq(a.at[head], b.at[head])) head++;
    while (tail < least - head && str_eq(a.at[a.count - 1 - tail], b.at[b.count - 1 - tail]))
        tail++;
    for (uint32_t i = 0; i < head; i++) put(&lines, arena, LINE_SAME, a.at[i]);
    struct strs middle = between(a, head, tail), other = between(b, head, tail);
    if (middle.count <= LINE_DIFF_MAX && other.count <= LINE_DIFF_MAX)
        merge(middle, other, arena, &lines);
    else
        replace(middle, other, arena, &lines);
    for (uint32_t i = a.count - tail; i < a.count; i++) put(&lines, arena, LINE_SAME, a.at[i]);
    *ret = (struct marked_lines){lines.rows, lines.count};
}
