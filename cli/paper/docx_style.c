#include "cli/paper/docx_priv.h"
#include "cli/paper/xml.h"

#define WORD_NAMESPACE "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

static const char *align_name(enum look_align align)
{
    switch (align) {
    case ALIGN_LEFT: return "left";
    case ALIGN_CENTRE: return "center";
    case ALIGN_RIGHT: return "right";
    case ALIGN_JUSTIFY: return "both";
    }
    return "left";
}

/* Elements in the order of CT_PPrBase (17.3.1.26); Word refuses another. wordWrap 0 lets long
 * Latin words and hashes break anywhere, so that no cell is overrun. */
static void paragraph_put(struct text *ret, const struct look_row *look)
{
    xml_put(ret, "<w:pPr>");
    if (look->kept) xml_put(ret, "<w:keepNext/><w:keepLines/>");
    xml_put(ret, "<w:widowControl w:val=\"0\"/>");
    if (look->shade[0] != '\0')
        text_add(ret, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%s\"/>", look->shade);
    text_add(ret,
             "<w:wordWrap w:val=\"0\"/><w:spacing w:before=\"%u\" w:after=\"%u\"/>"
             "<w:jc w:val=\"%s\"/>",
             look->before, look->after, align_name(look->align));
    if (look->outline > 0) text_add(ret, "<w:outlineLvl w:val=\"%u\"/>", look->outline - 1);
    xml_put(ret, "</w:pPr>");
}

/* In the order of EG_RPrBase (17.3.2.28). */
static void letters_put(struct text *ret, const struct look_row *look)
{
    const char *font = look_font_name(look->font);
    text_add(ret, "<w:rPr><w:rFonts w:ascii=\"%s\" w:eastAsia=\"%s\" w:hAnsi=\"%s\" w:cs=\"%s\"/>",
             font, font, font, font);
    if (look->bold) xml_put(ret, "<w:b/><w:bCs/>");
    if (look->colour[0] != '\0') text_add(ret, "<w:color w:val=\"%s\"/>", look->colour);
    text_add(ret, "<w:sz w:val=\"%u\"/><w:szCs w:val=\"%u\"/></w:rPr>", look->half_points,
             look->half_points);
}

static void look_put(struct text *ret, enum look look)
{
    const struct look_row *row = look_at(look);
    text_add(ret,
             "<w:style w:type=\"paragraph\" w:customStyle=\"%d\" w:styleId=\"%s\">"
             "<w:name w:val=\"%s\"/><w:basedOn w:val=\"Normal\"/>",
             row->outline == 0, row->id, row->name);
    if (row->outline > 0) xml_put(ret, "<w:next w:val=\"Body\"/>");
    xml_put(ret, "<w:qFormat/>");
    paragraph_put(ret, row);
    letters_put(ret, row);
    xml_put(ret, "</w:style>\n");
}

void docx_put_styles(struct text *ret)
{
    const char *font = look_font_name(FONT_MINCHO);
    text_add(ret,
             XML_HEAD "<w:styles xmlns:w=\"" WORD_NAMESPACE "\">\n<w:docDefaults><w:rPrDefault>"
                      "<w:rPr><w:rFonts w:ascii=\"%s\" w:eastAsia=\"%s\" w:hAnsi=\"%s\" "
                      "w:cs=\"%s\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>"
                      "<w:lang w:val=\"en-US\" w:eastAsia=\"ja-JP\" w:bidi=\"ar-SA\"/></w:rPr>"
                      "</w:rPrDefault><w:pPrDefault/></w:docDefaults>\n",
             font, font, font, font);
    xml_put(ret, "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
                 "<w:name w:val=\"Normal\"/><w:qFormat/></w:style>\n"
                 "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
                 "<w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/>"
                 "<w:unhideWhenUsed/></w:style>\n");
    for (int i = 0; i < LOOK_COUNT; i++) look_put(ret, (enum look)i);
    xml_put(ret, "</w:styles>\n");
}

/* `others`: what to take where the font is missing (17.8.3.1), nearest first. */
static void font_put(struct text *ret, enum look_font font, const char *others, const char *family,
                     const char *panose)
{
    text_add(ret,
             "<w:font w:name=\"%s\"><w:altName w:val=\"%s\"/><w:panose1 w:val=\"%s\"/>"
             "<w:charset w:val=\"80\"/><w:family w:val=\"%s\"/><w:pitch w:val=\"fixed\"/>"
             "</w:font>\n",
             look_font_name(font), others, panose, family);
}

void docx_put_fonts(struct text *ret)
{
    xml_put(ret, XML_HEAD "<w:fonts xmlns:w=\"" WORD_NAMESPACE "\">\n");
    font_put(ret, FONT_MINCHO, "MS Mincho,游明朝,Yu Mincho,IPAex明朝,IPA明朝,Noto Serif CJK JP",
             "roman", "02020609040205080304");
    font_put(ret, FONT_GOTHIC,
             "MS Gothic,游ゴシック,Yu Gothic,IPAexゴシック,IPAゴシック,Noto Sans CJK JP", "modern",
             "020B0609070205080204");
    xml_put(ret, "</w:fonts>\n");
}

void docx_put_properties(struct text *ret, const struct folio *folio)
{
    xml_put(ret,
            XML_HEAD "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/"
                     "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                     "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                     "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n<dc:title>");
    xml_put_text(ret, folio->title);
    xml_put(ret, "</dc:title><dc:creator>tehai</dc:creator>");
    xml_put(ret, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">");
    xml_put_instant(ret, folio->created_at);
    xml_put(ret, "</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">");
    xml_put_instant(ret, folio->created_at);
    xml_put(ret, "</dcterms:modified><dc:language>ja-JP</dc:language></cp:coreProperties>\n");
}
