#include "rules/contract_fault.h"

#include "engine/base/limits.h"
#include "engine/base/sort.h"

struct fault_list fault_list_of(struct arena *arena)
{
    return (struct fault_list){.arena = arena, .rows = vec_of(sizeof(struct contract_fault))};
}

/* The letter at `at` of well-formed UTF-8, and how many bytes it takes. */
static uint32_t letter_at(struct str text, uint32_t at, uint32_t *ret_len)
{
    const unsigned char *p = (const unsigned char *)text.ptr + at;
    *ret_len = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    CHECK(at + *ret_len <= text.len);
    uint32_t letter = *ret_len == 1 ? p[0] : p[0] & (0x7Fu >> *ret_len);
    for (uint32_t i = 1; i < *ret_len; i++) letter = letter << 6 | (p[i] & 0x3F);
    return letter;
}

/* YAML 1.1, 5.1: the printable characters, without the line breaks and the tab among them. */
static bool letter_is_printable(uint32_t c)
{
    if (c < 0xA0) return c >= 0x20 && c <= 0x7E;
    if (c == 0x2028 || c == 0x2029 || c == 0xFEFF) return false;
    return c != 0xFFFE && c != 0xFFFF;
}

bool text_is_line(struct str text)
{
    uint32_t len;
    for (uint32_t i = 0; i < text.len; i += len)
        if (!letter_is_printable(letter_at(text, i, &len))) return false;
    return true;
}

struct str text_shown(struct arena *arena, struct str text, uint32_t max)
{
    struct text shown;
    uint32_t len;
    text_init(&shown, arena);
    for (uint32_t i = 0; i < text.len; i += len) {
        bool printable = letter_is_printable(letter_at(text, i, &len));
        if (i + len > max) {
            text_put(&shown, STR("…"));
            break;
        }
        text_put(&shown, printable ? str_slice(text, i, i + len) : STR("?"));
    }
    return text_str(&shown);
}

static void fault_add(struct fault_list *list, uint32_t line, uint32_t column,
                      struct message message)
{
    struct contract_fault *fault = vec_push(&list->rows, list->arena);
    *fault = (struct contract_fault){line, column, message};
}

bool fault_list_is_full(struct fault_list *list)
{
    if (list->rows.count >= CONTRACT_FAULTS_MAX) list->full = true;
    return list->full;
}

void fault_put(struct fault_list *list, uint32_t line, uint32_t column, struct message message)
{
    CHECK(line > 0 && column > 0);
    if (fault_list_is_full(list)) return;
    for (uint32_t i = 0; i < ARGUMENTS_MAX; i++) {
        struct argument *arg = &message.args[i];
        if (arg->kind == ARGUMENT_TEXT)
            arg->text = text_shown(list->arena, arg->text, ARGUMENT_BYTES_MAX);
    }
    fault_add(list, line, column, message);
}

static int by_place(const void *a, const void *b, const void *context)
{
    const struct contract_fault *x = a, *y = b;
    (void)context;
    if (x->line != y->line) return x->line < y->line ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

struct contract_faults fault_list_sorted(struct fault_list *list)
{
    struct vec *rows = &list->rows;
    sort_rows(rows->rows, rows->count, rows->row_bytes, by_place, NULL, list->arena);
    if (list->full) {
        const struct contract_fault *last = vec_at(rows, rows->count - 1);
        fault_add(list, last->line, last->column,
                  (struct message){MESSAGE_CONTRACT_MORE, {arg_number(CONTRACT_FAULTS_MAX)}});
    }
    return (struct contract_faults){rows->rows, rows->count};
}

/* Letters to insert, drop or change (Levenshtein 1966), row by row of his matrix. */
static uint32_t distance(struct str a, struct str b)
{
    uint32_t row[ID_BYTES_MAX + 1];
    CHECK(b.len <= ID_BYTES_MAX);
    for (uint32_t k = 0; k <= b.len; k++) row[k] = k;
    for (uint32_t i = 0; i < a.len; i++) {
        uint32_t corner = row[0];
        row[0] = i + 1;
        for (uint32_t k = 0; k < b.len; k++) {
            uint32_t change = corner + (a.ptr[i] != b.ptr[k]);
            uint32_t step = (row[k] < row[k + 1] ? row[k] : row[k + 1]) + 1;
            corner = row[k + 1];
            row[k + 1] = change < step ? change : step;
        }
    }
    return row[b.len];
}

struct str name_nearest(struct str name, struct strs names)
{
    struct str nearest = STR_NONE;
    uint32_t best = name.len / 3 + 1; /* past a third of its letters it is another word */
    if (name.len > ID_BYTES_MAX) return nearest;
    for (uint32_t i = 0; i < names.count; i++) {
        if (names.at[i].len > ID_BYTES_MAX) continue;
        uint32_t d = distance(name, names.at[i]);
        if (d > best || (d == best && str_is(nearest))) continue;
        best = d;
        nearest = names.at[i];
    }
    return nearest;
}
