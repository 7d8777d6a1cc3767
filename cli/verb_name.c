#include "cli/verb_name.h"

#include "cli/called.h"
#include "cli/find.h"
#include "cli/label.h"
#include "cli/letters.h"
#include "engine/base/check.h"

bool value_trouble(const struct value_context *context, int status, const char *code,
                   enum word word, const struct argument args[ARGUMENTS_MAX], int *ret_status)
{
    struct text message;
    text_init(&message, context->run->arena);
    word_print(&message, context->run->lang, word, args);
    *ret_status = run_error(context->run, status, code, NULL, "%s", message.ptr);
    return false;
}

/* What kind of name a field holds. */
enum meaning {
    MEANS_TEXT, /* taken as typed */
    MEANS_JOB,
    MEANS_VISIT,
    MEANS_QUERY,
    MEANS_DOCUMENT,
    MEANS_ACTOR,
    MEANS_ALERT,
    MEANS_CLASS,
    MEANS_SITE,
    MEANS_KIND,
};

static const struct {
    const char *field;
    enum meaning meaning;
} meanings[] = {
    {"job", MEANS_JOB},           {"jobs", MEANS_JOB},          {"apart", MEANS_JOB},
    {"after", MEANS_JOB},         {"with", MEANS_JOB},          {"visit", MEANS_VISIT},
    {"query", MEANS_QUERY},       {"document", MEANS_DOCUMENT}, {"technician", MEANS_ACTOR},
    {"technicians", MEANS_ACTOR}, {"crew", MEANS_ACTOR},        {"on_behalf_of", MEANS_ACTOR},
    {"alert", MEANS_ALERT},       {"class", MEANS_CLASS},       {"site", MEANS_SITE},
    {"kind", MEANS_KIND},         {"queries", MEANS_QUERY},     {"custodian", MEANS_ACTOR},
};

/* The field by which a command names what it makes: taken as typed, being new. */
static bool makes(enum command_kind kind, struct str field)
{
    return (kind == COMMAND_JOB_OPEN && str_eq(field, STR("job"))) ||
           (kind == COMMAND_QUERY_RAISE && str_eq(field, STR("query"))) ||
           (kind == COMMAND_ROSTER_REGISTER && str_eq(field, STR("technician"))) ||
           (kind == COMMAND_ACTOR_REGISTER && str_eq(field, STR("actor")));
}

static enum meaning meaning_of(enum command_kind kind, struct str field)
{
    if (makes(kind, field)) return MEANS_TEXT;
    if (kind == COMMAND_MEDIUM_REGISTER && str_eq(field, STR("kind"))) return MEANS_TEXT;
    if (kind == COMMAND_MEDIUM_HAND && str_eq(field, STR("to"))) return MEANS_ACTOR;
    for (uint32_t i = 0; i < COUNT(meanings); i++)
        if (str_eq(str_of(meanings[i].field), field)) return meanings[i].meaning;
    return MEANS_TEXT;
}

static uint32_t source_of(const struct verb *verb)
{
    static const struct {
        const char *verb;
        enum source source;
    } sources[] = {
        {"notice", SOURCE_JLIS}, {"instruction", SOURCE_CUSTOMER}, {"incident", SOURCE_INCIDENT}};
    for (uint32_t i = 0; i < COUNT(sources); i++)
        if (str_eq(str_of(sources[i].verb), str_of(verb->name))) return sources[i].source;
    return source_terms.count;
}

/* Classes that such a notice is about come first; another one must be written out more. */
static struct found class_meant(const struct value_context *context, struct str typed)
{
    const struct contract *wording = context->wording;
    struct found found = find_class(context->run, wording, source_of(context->verb), typed);
    if (found.result != FIND_NONE) return found;
    return find_class(context->run, wording, source_terms.count, typed);
}

static struct found find_visit(const struct value_context *context, struct str typed)
{
    struct run *run = context->run;
    struct found found = find_recorded(run, NAME_VISIT, typed);
    if (context->verb->kind != COMMAND_VISIT_PROPOSE || context->contract == NO_ROW) return found;
    if (found.result == FIND_ONE && str_eq(found.id, typed)) return found;
    return find_name(run->arena, typed, find_planned(run, context->contract), 'V');
}

/* By its id, its beginning, or by the only thing that it is about: "J-3". */
static struct found find_alert(const struct value_context *context, struct str typed)
{
    struct run *run = context->run;
    if (context->contract == NO_ROW) return (struct found){.result = FIND_NONE};
    struct strs ids = find_alerts(run, context->contract);
    struct found found = find_name(run->arena, typed, ids, 0);
    typed = letters_fold(run->arena, typed);
    for (uint32_t i = 0; found.result == FIND_NONE && i < ids.count; i++) {
        struct str id = letters_fold(run->arena, ids.at[i]);
        if (id.len <= typed.len || id.ptr[id.len - typed.len - 1] != '-') continue;
        if (str_eq(str_slice(id, id.len - typed.len, id.len), typed))
            return (struct found){.result = FIND_ONE, .id = ids.at[i]};
    }
    return found;
}

/* Actors that aren't found are taken as typed: decide refuses them by name, or registers them in an
 * open store. */
static struct found find_actor(const struct value_context *context, struct str typed)
{
    struct found found = find_recorded(context->run, NAME_ACTOR, typed);
    if (found.result == FIND_NONE) return (struct found){.result = FIND_ONE, .id = typed};
    return found;
}

static struct found find_meant(const struct value_context *context, enum meaning meaning,
                               struct str typed)
{
    bool on_contract = meaning == MEANS_CLASS || meaning == MEANS_SITE || meaning == MEANS_KIND;
    if (on_contract && context->wording == NULL) /* decide says that no contract is loaded */
        return (struct found){.result = FIND_ONE, .id = typed};
    switch (meaning) {
    case MEANS_TEXT: return (struct found){.result = FIND_ONE, .id = typed};
    case MEANS_JOB: return find_recorded(context->run, NAME_JOB, typed);
    case MEANS_VISIT: return find_visit(context, typed);
    case MEANS_QUERY: return find_recorded(context->run, NAME_QUERY, typed);
    case MEANS_DOCUMENT: return find_recorded(context->run, NAME_DOCUMENT, typed);
    case MEANS_ACTOR: return find_actor(context, typed);
    case MEANS_ALERT: return find_alert(context, typed);
    case MEANS_CLASS: return class_meant(context, typed);
    case MEANS_SITE: return find_site(context->run, context->wording, typed);
    case MEANS_KIND: return find_document_kind(context->run, context->wording, typed);
    }
    CHECK(false);
    return (struct found){.result = FIND_NONE};
}

static const char *absent_code(enum meaning meaning)
{
    switch (meaning) {
    case MEANS_JOB: return "no-such-job";
    case MEANS_VISIT: return "no-such-visit";
    case MEANS_QUERY: return "no-such-query";
    case MEANS_DOCUMENT:
    case MEANS_KIND: return "no-such-document";
    case MEANS_ACTOR: return "unknown-actor";
    case MEANS_ALERT: return "not-raised";
    case MEANS_CLASS: return "no-such-class";
    case MEANS_SITE: return "no-such-site";
    case MEANS_TEXT: break;
    }
    CHECK(false);
    return "";
}

/* The command that lists things of a kind. */
static const char *listed_by(enum meaning meaning)
{
    switch (meaning) {
    case MEANS_JOB: return "jobs";
    case MEANS_VISIT: return "visits --all";
    case MEANS_DOCUMENT:
    case MEANS_KIND: return "documents";
    case MEANS_ACTOR: return "actor list";
    case MEANS_ALERT: return "alerts";
    case MEANS_CLASS:
    case MEANS_SITE: return "contract show";
    case MEANS_QUERY: return "queries";
    case MEANS_TEXT: return "log";
    }
    CHECK(false);
    return "";
}

/* The names there are to choose from, where they are few. */
static struct str choices(const struct value_context *context, enum meaning meaning)
{
    struct strs names = {NULL, 0};
    if (meaning == MEANS_CLASS)
        names = find_classes(context->run, context->wording, source_of(context->verb));
    if (meaning == MEANS_SITE) names = find_sites(context->run, context->wording);
    return called_list(context->run, names);
}

struct str verb_name(const struct value_context *context, const char *field, struct str typed,
                     int *ret_status)
{
    enum meaning meaning = meaning_of(context->verb->kind, str_of(field));
    struct found found = find_meant(context, meaning, typed);
    if (found.result == FIND_ONE) return found.id;
    struct argument args[ARGUMENTS_MAX] = {arg_str(typed), arg_str(found.names),
                                           arg_text(label_typed(field, context->run->lang)),
                                           arg_text(listed_by(meaning))};
    if (found.result == FIND_SEVERAL) {
        (void)value_trouble(context, EXIT_USAGE, "usage", WORD_SEVERAL, args, ret_status);
        return STR_NONE;
    }
    struct str few = choices(context, meaning);
    bool numbered = meaning == MEANS_JOB || meaning == MEANS_VISIT || meaning == MEANS_QUERY ||
                    meaning == MEANS_DOCUMENT;
    if (numbered) found.names = STR_NONE; /* J-1 is no likely slip for J-9 */
    if (few.len > 0) args[1] = arg_str(few);
    enum word word = few.len > 0           ? WORD_NO_SUCH_OF
                     : str_is(found.names) ? WORD_NO_SUCH_NEAREST
                                           : WORD_NO_SUCH;
    (void)value_trouble(context, EXIT_NONE, absent_code(meaning), word, args, ret_status);
    return STR_NONE;
}
