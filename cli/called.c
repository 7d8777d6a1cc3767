#include "cli/called.h"

#include "cli/label.h"
#include "engine/base/check.h"
#include "engine/core/state.h"

/* What the wordings in force today say of `id`: one of the three below. */
typedef struct str title_of(const struct contract *wording, struct str id);

static struct str class_title(const struct contract *wording, struct str id)
{
    uint32_t at = contract_class(wording, id);
    return at == CONTRACT_NONE ? STR_NONE : wording->classes[at].title;
}

static struct str site_title(const struct contract *wording, struct str id)
{
    uint32_t at = contract_site(wording, id);
    return at == CONTRACT_NONE ? STR_NONE : wording->sites[at].name;
}

static struct str paper_title(const struct contract *wording, struct str id)
{
    for (uint32_t i = 0; i < wording->document_count; i++)
        if (str_eq(wording->documents[i].kind, id)) return wording->documents[i].title;
    return STR_NONE;
}

static struct str called_by(const struct run *run, title_of *title_in, struct str id)
{
    if (run->lang != LANG_JA || run->json || run->state == NULL || id.len == 0) return id;
    day_t today = instant_day(run->now, run_offset(run));
    for (uint32_t i = 0; i < run->state->contracts.count; i++) {
        struct str title = title_in(state_contract(run->state, i, today), id);
        if (title.len > 0) return title;
    }
    return id;
}

struct str called_class(const struct run *run, struct str id)
{
    return called_by(run, class_title, id);
}

struct str called_site(const struct run *run, struct str id)
{
    return called_by(run, site_title, id);
}

struct str called_paper(const struct run *run, struct str kind)
{
    return called_by(run, paper_title, kind);
}

struct str called(const struct run *run, struct str id)
{
    title_of *const titles[] = {class_title, site_title, paper_title};
    struct str word = str_slice(id, 0, str_find(id, ' '));
    for (uint32_t i = 0; i < COUNT(titles); i++) {
        struct str title = called_by(run, titles[i], word);
        if (str_eq(title, word)) continue;
        struct str rest = str_slice(id, word.len, id.len);
        return text_format(run->arena, "%.*s%.*s", STR_ARGS(title), STR_ARGS(rest));
    }
    return id;
}

struct str called_list(const struct run *run, struct strs ids)
{
    struct text text;
    text_init(&text, run->arena);
    for (uint32_t i = 0; i < ids.count; i++) {
        struct str title = called(run, ids.at[i]);
        text_add(&text, "%s%.*s", i > 0 ? ", " : "", STR_ARGS(ids.at[i]));
        if (!str_eq(title, ids.at[i])) text_add(&text, " (%.*s)", STR_ARGS(title));
    }
    return text_str(&text);
}

static void name_arguments(const struct run *run, struct argument args[ARGUMENTS_MAX])
{
    for (uint32_t i = 0; i < ARGUMENTS_MAX; i++)
        if (args[i].kind == ARGUMENT_TEXT) args[i].text = called(run, args[i].text);
}

void called_message_print(struct text *ret, const struct run *run, const struct message *message)
{
    struct message named = *message;
    name_arguments(run, named.args);
    message_print(ret, run->lang, &named);
}

/* Which argument of a refusal is the name of a field; ARGUMENTS_MAX for none. */
static uint32_t field_argument(enum refusal_code code)
{
    static const struct {
        enum refusal_code code;
        uint32_t argument;
    } rows[] = {
        {REFUSAL_MISSING_FIELD, 1},  {REFUSAL_BAD_VALUE, 0},     {REFUSAL_IN_THE_PAST, 0},
        {REFUSAL_OUTSIDE_PERIOD, 0}, {REFUSAL_IN_THE_FUTURE, 0}, {REFUSAL_MY_NUMBER, 0},
    };
    for (uint32_t i = 0; i < COUNT(rows); i++)
        if (rows[i].code == code) return rows[i].argument;
    return ARGUMENTS_MAX;
}

void called_refusal_print(struct text *ret, const struct run *run, const struct refusal *refusal)
{
    struct refusal named = *refusal;
    uint32_t field = field_argument(refusal->code);
    if (run->lang == LANG_JA && !run->json) {
        struct str name = field < ARGUMENTS_MAX ? named.args[field].text : STR_NONE;
        name_arguments(run, named.args);
        if (str_is(name))
            named.args[field] = arg_text(label_typed(str_copy(run->arena, name).ptr, run->lang));
    }
    refusal_print(ret, run->lang, &named);
}
