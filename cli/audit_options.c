#include "cli/audit_options.h"

#include "cli/audit_words.h"
#include "engine/base/check.h"
#include "engine/base/vec.h"

enum { KEY_FILE_BYTES_MAX = 64 * 1024, NAME_WORDS = 2 };

static const char *const names[AUDIT_OPTION_COUNT] = {
    [AUDIT_CHECKPOINT] = "--checkpoint",
    [AUDIT_KEY] = "--key",
    [AUDIT_EVENT] = "--event",
    [AUDIT_SIZE] = "--size",
    [AUDIT_FROM] = "--from",
    [AUDIT_TO] = "--to",
    [AUDIT_QUICK] = "--quick",
    [AUDIT_STRICT] = "--strict",
};

static bool usage(struct run *run, enum audit_word word, struct str a, struct str b)
{
    const struct argument args[ARGUMENTS_MAX] = {arg_str(a), arg_str(b)};
    (void)audit_error(run, EXIT_USAGE, "usage", word, args);
    return false;
}

static struct str names_of(struct arena *arena, uint32_t may)
{
    struct text text;
    text_init(&text, arena);
    for (uint32_t i = 0; i < AUDIT_OPTION_COUNT; i++)
        if ((may >> i & 1) != 0) text_add(&text, "%s%s", text.len > 0 ? ", " : "", names[i]);
    return may != 0 ? text_str(&text) : STR("-");
}

static uint32_t find(struct str name, uint32_t may)
{
    uint32_t i = 0;
    while (i < AUDIT_OPTION_COUNT && ((may >> i & 1) == 0 || !str_eq(str_of(names[i]), name))) i++;
    return i;
}

static bool take_number(struct run *run, uint32_t option, struct str value,
                        struct audit_options *ret)
{
    uint32_t number;
    if (!str_to_u32(value, UINT32_MAX, &number) || number == 0)
        return usage(run, SAY_AUDIT_NUMBER, str_of(names[option]), value);
    ret->number[option] = number;
    return true;
}

static bool take(struct run *run, enum audit_option option, struct str value, struct vec *files,
                 struct audit_options *ret)
{
    switch (option) {
    case AUDIT_CHECKPOINT: *(struct str *)vec_push(files, run->arena) = value; return true;
    case AUDIT_KEY: ret->key = value; return true;
    case AUDIT_EVENT:
    case AUDIT_SIZE:
    case AUDIT_FROM:
    case AUDIT_TO: return take_number(run, option, value, ret);
    case AUDIT_QUICK: ret->quick = true; return true;
    case AUDIT_STRICT: ret->strict = true; return true;
    case AUDIT_OPTION_COUNT: break;
    }
    CHECK(false);
    return false;
}

/* The option at word *at, which moves on to its value when that is a word of its own. */
static bool read_option(struct run *run, uint32_t may, uint32_t *at, struct vec *files,
                        struct audit_options *ret)
{
    struct str word = run->words.at[*at];
    uint32_t equals = str_find(word, '=');
    struct str name = str_slice(word, 0, equals), value = str_slice(word, equals + 1, word.len);
    uint32_t option = find(name, may);
    if (option == AUDIT_OPTION_COUNT)
        return usage(run, SAY_AUDIT_OPTION, name, names_of(run->arena, may));
    bool is_flag = option == AUDIT_QUICK || option == AUDIT_STRICT;
    if (!is_flag && equals == word.len && *at + 1 < run->words.count) value = run->words.at[++*at];
    if (!is_flag && value.len == 0) return usage(run, SAY_AUDIT_VALUE, name, STR(""));
    return take(run, (enum audit_option)option, value, files, ret);
}

bool audit_options_read(struct run *run, uint32_t may, bool proof, struct audit_options *ret)
{
    struct vec files = vec_of(sizeof(struct str));
    *ret = (struct audit_options){0};
    for (uint32_t i = NAME_WORDS; i < run->words.count; i++) {
        struct str word = run->words.at[i];
        if (word.len > 1 && word.ptr[0] == '-') {
            if (!read_option(run, may, &i, &files, ret)) return false;
        } else if (proof && !str_is(ret->proof)) {
            ret->proof = word;
        } else {
            return usage(run, SAY_AUDIT_OPTION, word, names_of(run->arena, may));
        }
    }
    ret->checkpoints = (struct strs){files.rows, files.count};
    return true;
}

bool audit_file_read(struct run *run, struct str path, size_t bytes_max, struct str *ret,
                     int *ret_status)
{
    struct bytes bytes;
    *ret_status = EXIT_STORE;
    if (!run_file(run, path, bytes_max, &bytes)) return false;
    *ret = (struct str){(const char *)bytes.ptr, (uint32_t)bytes.len};
    return true;
}

bool audit_key_read(struct run *run, struct str path, struct public_key *ret, int *ret_status)
{
    struct str pem;
    if (!audit_file_read(run, path, KEY_FILE_BYTES_MAX, &pem, ret_status)) return false;
    if (key_parse_public(pem, ret)) return true;
    const struct argument args[ARGUMENTS_MAX] = {arg_str(path)};
    *ret_status = audit_error(run, EXIT_STORE, "key", SAY_AUDIT_NOT_A_KEY, args);
    return false;
}
