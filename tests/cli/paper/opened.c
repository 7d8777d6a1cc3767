#include "tests/cli/paper/opened.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

#include "engine/base/check.h"
#include "engine/base/vec.h"

enum { FILE_BYTES_MAX = 4 * 1024 * 1024, DEPTH_MAX = 64 };

struct str opened_file(struct arena *arena, const char *path)
{
    char *bytes = arena_take(arena, FILE_BYTES_MAX);
    FILE *file = fopen(path, "rb");
    CHECK(file != NULL);
    size_t len = fread(bytes, 1, FILE_BYTES_MAX, file);
    CHECK(len < FILE_BYTES_MAX);
    fclose(file);
    return (struct str){bytes, (uint32_t)len};
}

struct str opened_part(struct arena *arena, const char *path, const char *name)
{
    char *bytes = arena_take(arena, FILE_BYTES_MAX);
    zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    CHECK(zip != NULL);
    zip_file_t *part = zip_fopen(zip, name, 0);
    zip_int64_t len = part != NULL ? zip_fread(part, bytes, FILE_BYTES_MAX) : -1;
    if (part != NULL) zip_fclose(part);
    zip_discard(zip);
    return len < 0 ? STR_NONE : (struct str){bytes, (uint32_t)len};
}

uint32_t opened_count(const char *path)
{
    zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    CHECK(zip != NULL);
    uint32_t count = (uint32_t)zip_get_num_entries(zip, 0);
    zip_discard(zip);
    return count;
}

struct str opened_name(struct arena *arena, const char *path, uint32_t index)
{
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    CHECK(zip != NULL);
    struct str name = str_copy(arena, str_of(zip_get_name(zip, index, 0)));
    zip_discard(zip);
    return name;
}

/* Children in the order that the standard's sequences have; those that the writer uses. */
static const struct {
    const char *parent, *children;
} orders[] = {
    {"w:pPr",
     " w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:widowControl w:pBdr w:shd w:tabs "
     "w:wordWrap w:spacing w:ind w:jc w:textAlignment w:outlineLvl w:rPr w:sectPr "},
    {"w:rPr", " w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:color w:spacing w:kern w:sz w:szCs w:u "
              "w:shd w:lang "},
    {"w:tblPr", " w:tblStyle w:tblW w:jc w:tblCellSpacing w:tblInd w:tblBorders w:shd w:tblLayout "
                "w:tblCellMar w:tblLook "},
    {"w:tblBorders", " w:top w:left w:start w:bottom w:right w:end w:insideH w:insideV "},
    {"w:tblCellMar", " w:top w:left w:bottom w:right "},
    {"w:tcPr", " w:tcW w:gridSpan w:vMerge w:tcBorders w:shd w:noWrap w:tcMar w:vAlign "},
    {"w:tbl", " w:tblPr w:tblGrid w:tr "},
    {"w:tr", " w:trPr w:tc "},
    {"w:tc", " w:tcPr w:p "},
    {"w:sectPr", " w:headerReference w:footerReference w:type w:pgSz w:pgMar w:pgNumType w:cols "
                 "w:docGrid "},
    {"w:style", " w:name w:aliases w:basedOn w:next w:link w:uiPriority w:semiHidden "
                "w:unhideWhenUsed w:qFormat w:pPr w:rPr w:tblPr "},
    {"w:styles", " w:docDefaults w:latentStyles w:style "},
    {"w:settings", " w:zoom w:defaultTabStop w:characterSpacingControl w:compat w:themeFontLang "
                   "w:decimalSymbol w:listSeparator "},
    {"w:compat", " w:spaceForUL w:balanceSingleByteDoubleByteWidth w:doNotLeaveBackslashAlone "
                 "w:ulTrailSpace w:doNotExpandShiftReturn w:adjustLineHeightInTable w:useFELayout "
                 "w:compatSetting "},
    {"w:font", " w:altName w:panose1 w:charset w:family w:pitch w:sig "},
};

/* An element being read: its name, and how far in its parent's order its children have come. */
struct level {
    struct str name;
    const char *order;
    long reached;
};

static const char *order_of(struct str name)
{
    for (unsigned i = 0; i < COUNT(orders); i++)
        if (str_eq(name, str_of(orders[i].parent))) return orders[i].children;
    return NULL;
}

static const char *child_fault(struct arena *arena, struct level *parent, struct str name)
{
    if (parent->order == NULL) return NULL;
    const char *sought = text_format(arena, " %.*s ", STR_ARGS(name)).ptr;
    const char *found = strstr(parent->order, sought);
    if (found == NULL || found - parent->order < parent->reached)
        return text_format(arena, "%.*s out of place in %.*s", STR_ARGS(name),
                           STR_ARGS(parent->name))
            .ptr;
    parent->reached = found - parent->order;
    return NULL;
}

/* Between tags and in attribute values: no bare &, no control character. */
static const char *text_fault(struct str text)
{
    for (uint32_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c < 0x20 && c != '\n' && c != '\r' && c != '\t') return "control character";
        struct str rest = str_slice(text, i, text.len);
        bool is_entity = str_starts(rest, STR("&amp;")) || str_starts(rest, STR("&lt;")) ||
                         str_starts(rest, STR("&gt;")) || str_starts(rest, STR("&quot;"));
        if (c == '&' && !is_entity) return "bare &";
    }
    return str_is_utf8(text) ? NULL : "not UTF-8";
}

static uint32_t name_end(struct str tag)
{
    uint32_t end = 0;
    while (end < tag.len && strchr(" />\n", tag.ptr[end]) == NULL) end++;
    return end;
}

const char *xml_fault(struct arena *arena, struct str xml)
{
    struct level levels[DEPTH_MAX] = {{.order = NULL}};
    uint32_t depth = 0, at = 0;
    while (at < xml.len) {
        uint32_t open = at + str_find(str_slice(xml, at, xml.len), '<');
        uint32_t close = open + str_find(str_slice(xml, open, xml.len), '>');
        const char *fault = text_fault(str_slice(xml, at, close));
        if (fault != NULL) return fault;
        if (open >= xml.len) break;
        if (close >= xml.len) return "tag without an end";
        struct str tag = str_slice(xml, open + 1, close);
        at = close + 1;
        if (tag.len > 0 && tag.ptr[0] == '?') continue;
        bool is_end = tag.len > 0 && tag.ptr[0] == '/';
        struct str name = is_end ? str_slice(tag, 1, tag.len) : str_slice(tag, 0, name_end(tag));
        if (is_end && (depth == 0 || !str_eq(levels[depth].name, name))) return "tags cross";
        if (is_end) depth--;
        if (is_end) continue;
        fault = child_fault(arena, &levels[depth], name);
        if (fault != NULL) return fault;
        if (tag.ptr[tag.len - 1] == '/') continue;
        CHECK(depth + 1 < DEPTH_MAX);
        levels[++depth] = (struct level){name, order_of(name), 0};
    }
    return depth == 0 ? NULL : "an element is left open";
}

uint32_t times_in(struct str text, const char *piece)
{
    uint32_t times = 0;
    const struct str sought = str_of(piece);
    for (uint32_t i = 0; i + sought.len <= text.len; i++)
        if (memcmp(text.ptr + i, sought.ptr, sought.len) == 0) times++;
    return times;
}

void place_make(char dir[32])
{
    snprintf(dir, 32, "/tmp/tehai-paper-XXXXXX");
    CHECK(mkdtemp(dir) != NULL);
}

void place_remove(const char *dir)
{
    char path[512];
    DIR *open = opendir(dir);
    CHECK(open != NULL);
    for (struct dirent *entry = readdir(open); entry != NULL; entry = readdir(open)) {
        snprintf(path, sizeof path, "%s/%s", dir, entry->d_name);
        if (entry->d_name[0] != '.') (void)unlink(path);
    }
    closedir(open);
    (void)rmdir(dir);
}
