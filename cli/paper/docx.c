#include "cli/paper/docx.h"

#include "cli/era.h"
#include "cli/paper/archive.h"
#include "cli/paper/docx_priv.h"
#include "cli/paper/xml.h"
#include "engine/base/check.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define WORD_PART "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define NAMESPACES " xmlns:w=\"" WORD "\" xmlns:r=\"" OFFICE "relationships\""

static const char content_types[] = XML_HEAD
    "<Types xmlns=\"" PACKAGE "content-types\">\n"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
    "relationships+xml\"/>\n"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_PART "document.main+xml\"/>\n"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD_PART "styles+xml\"/>\n"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD_PART "settings+xml\"/>\n"
    "<Override PartName=\"/word/fontTable.xml\" ContentType=\"" WORD_PART "fontTable+xml\"/>\n"
    "<Override PartName=\"/word/header1.xml\" ContentType=\"" WORD_PART "header+xml\"/>\n"
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"" WORD_PART "footer+xml\"/>\n"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-"
    "package.core-properties+xml\"/>\n</Types>\n";

static const char package_parts[] =
    XML_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">\n"
             "<Relationship Id=\"rId1\" Type=\"" OFFICE "relationships/officeDocument\" "
             "Target=\"word/document.xml\"/>\n"
             "<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\" "
             "Target=\"docProps/core.xml\"/>\n</Relationships>\n";

static const char document_parts[] = XML_HEAD
    "<Relationships xmlns=\"" PACKAGE "relationships\">\n"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "relationships/styles\" Target=\"styles.xml\"/>\n"
    "<Relationship Id=\"rId2\" Type=\"" OFFICE "relationships/settings\" "
    "Target=\"settings.xml\"/>\n"
    "<Relationship Id=\"rId3\" Type=\"" OFFICE "relationships/fontTable\" "
    "Target=\"fontTable.xml\"/>\n"
    "<Relationship Id=\"rId4\" Type=\"" OFFICE "relationships/header\" Target=\"header1.xml\"/>\n"
    "<Relationship Id=\"rId5\" Type=\"" OFFICE "relationships/footer\" Target=\"footer1.xml\"/>\n"
    "</Relationships>\n";

/* In the order of CT_Settings (17.15.1.78); how East Asian lines are set, as Word 2013 on. */
static const char settings[] = XML_HEAD
    "<w:settings xmlns:w=\"" WORD "\">\n<w:zoom w:percent=\"100\"/>"
    "<w:defaultTabStop w:val=\"840\"/><w:characterSpacingControl w:val=\"compressPunctuation\"/>"
    "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
    "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
    "<w:compatSetting w:name=\"compatibilityMode\" "
    "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
    "<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"ja-JP\"/><w:decimalSymbol w:val=\".\"/>"
    "<w:listSeparator w:val=\",\"/></w:settings>\n";

static void heading_part_put(struct text *ret, const struct folio *folio)
{
    if (folio->date.is) {
        struct text said;
        text_init(&said, ret->arena);
        era_put_day(&said, folio->date.day);
        docx_put_text(ret, LOOK_DATE, text_str(&said));
    }
    if (str_is(folio->addressee)) docx_put_text(ret, LOOK_ADDRESS, folio->addressee);
    for (uint32_t i = 0; i < folio->sender.count; i++)
        docx_put_text(ret, LOOK_SENDER, folio->sender.at[i]);
    docx_put_text(ret, LOOK_TITLE, folio->title);
}

static void block_put(struct text *ret, const struct folio *folio, const struct folio_block *block,
                      struct arena *arena)
{
    switch (block->kind) {
    case BLOCK_HEADING:
    case BLOCK_TEXT: docx_put_text(ret, block->look, block->text); break;
    case BLOCK_PAIRS: docx_put_pairs(ret, folio, block, arena); break;
    case BLOCK_TABLE: docx_put_table(ret, folio, block, arena); break;
    case BLOCK_BOXES: docx_put_boxes(ret, folio, block); break;
    case BLOCK_APPROVAL:
        docx_put_approval(ret, folio, vec_at(&folio->approvals, block->first), arena);
        break;
    case BLOCK_BREAK: xml_put(ret, "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>\n"); break;
    }
}

/* In the order of EG_SectPrContents (17.6.17). */
static void page_put(struct text *ret, const struct folio *folio)
{
    const uint32_t width = folio->landscape ? PAGE_LONG : PAGE_SHORT;
    const uint32_t height = folio->landscape ? PAGE_SHORT : PAGE_LONG;
    xml_put(ret, "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/>"
                 "<w:footerReference w:type=\"default\" r:id=\"rId5\"/>");
    text_add(ret, "<w:pgSz w:w=\"%u\" w:h=\"%u\"%s/>", width, height,
             folio->landscape ? " w:orient=\"landscape\"" : "");
    text_add(ret,
             "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" "
             "w:header=\"%d\" w:footer=\"%d\" w:gutter=\"0\"/>",
             MARGIN_TOP, MARGIN_RIGHT, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_EDGE, MARGIN_EDGE);
    xml_put(ret, "<w:cols w:space=\"425\"/><w:docGrid w:linePitch=\"360\"/></w:sectPr>");
}

static struct str document_of(const struct folio *folio, struct arena *arena)
{
    struct text out;
    text_init(&out, arena);
    xml_put(&out, XML_HEAD "<w:document" NAMESPACES "><w:body>\n");
    heading_part_put(&out, folio);
    for (uint32_t i = 0; i < folio->blocks.count; i++)
        block_put(&out, folio, vec_at(&folio->blocks, i), arena);
    page_put(&out, folio);
    xml_put(&out, "</w:body></w:document>\n");
    return text_str(&out);
}

static struct str header_of(const struct folio *folio, struct arena *arena)
{
    struct text out;
    text_init(&out, arena);
    xml_put(&out, XML_HEAD "<w:hdr" NAMESPACES ">");
    docx_put_text(&out, LOOK_RUNNING, folio->running);
    xml_put(&out, "</w:hdr>\n");
    return text_str(&out);
}

/* "1 / 3": fields that Word counts when it opens the file. */
static struct str footer_of(struct arena *arena)
{
    struct text out;
    text_init(&out, arena);
    xml_put(&out, XML_HEAD "<w:ftr" NAMESPACES "><w:p><w:pPr><w:pStyle w:val=\"");
    xml_put(&out, look_at(LOOK_FOOTING)->id);
    xml_put(&out, "\"/></w:pPr><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r>"
                  "</w:fldSimple><w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>"
                  "<w:fldSimple w:instr=\" NUMPAGES \"><w:r><w:t>1</w:t></w:r></w:fldSimple>"
                  "</w:p></w:ftr>\n");
    return text_str(&out);
}

static struct str made(void (*put)(struct text *ret), struct arena *arena)
{
    struct text out;
    text_init(&out, arena);
    put(&out);
    return text_str(&out);
}

static struct str properties_of(const struct folio *folio, struct arena *arena)
{
    struct text out;
    text_init(&out, arena);
    docx_put_properties(&out, folio);
    return text_str(&out);
}

err_t docx_write(const struct folio *folio, struct arena *arena, const char *path)
{
    const struct arena_mark mark = arena_mark(arena);
    /* [Content_Types].xml first: who looks at the first bytes only knows a Word file by it. */
    const struct archive_entry entries[] = {
        {"[Content_Types].xml", str_of(content_types)},
        {"_rels/.rels", str_of(package_parts)},
        {"word/document.xml", document_of(folio, arena)},
        {"word/_rels/document.xml.rels", str_of(document_parts)},
        {"word/styles.xml", made(docx_put_styles, arena)},
        {"word/settings.xml", str_of(settings)},
        {"word/fontTable.xml", made(docx_put_fonts, arena)},
        {"word/header1.xml", header_of(folio, arena)},
        {"word/footer1.xml", footer_of(arena)},
        {"docProps/core.xml", properties_of(folio, arena)},
    };
    err_t result = archive_write(path, entries, COUNT(entries));
    arena_rewind(arena, mark);
    return result;
}
