/* init: makes the store. */
#include "cli/entries.h"
#include "cli/view_arg.h"
#include "cli/words.h"
#include "engine/base/check.h"
#include "engine/wire/json.h"

enum { PATH_BYTES_MAX = 3000 };

static void say(struct run *run, struct text *ret, enum word word, struct str a)
{
    word_print(ret, run->lang, word,
               (struct argument[ARGUMENTS_MAX]){arg_str(run->store), arg_str(a)});
}

static int made(struct run *run, struct str admin, bool open)
{
    if (!run->json) {
        say(run, &run->out, open ? WORD_INIT_DONE_OPEN : WORD_INIT_DONE, admin);
        text_putc(&run->out, '\n');
        return EXIT_DONE;
    }
    struct json json = json_to(&run->out);
    json_open_object(&json, NULL);
    json_put_bool(&json, "ok", true);
    json_put_str(&json, "store", run->store);
    json_put_str(&json, "admin", admin);
    json_put_bool(&json, "open", open);
    json_close_object(&json);
    text_putc(&run->out, '\n');
    return EXIT_DONE;
}

static bool is_id(struct str id)
{
    if (id.len == 0 || id.len > ID_BYTES_MAX) return false;
    for (uint32_t i = 0; i < id.len; i++)
        if ((unsigned char)id.ptr[i] <= ' ' || id.ptr[i] == 0x7F) return false;
    return true;
}

int init_command(struct run *run)
{
    struct str admin = STR("admin");
    bool open = false;
    struct text message;
    struct view_arg known[] = {{.name = "--admin", .kind = VIEW_TEXT, .text = &admin},
                               {.name = "--open", .kind = VIEW_FLAG, .flag = &open}};
    struct view_args args = {known, COUNT(known), 1, 0};
    text_init(&message, run->arena);
    if (!view_args_read(run, &args, NULL, NULL)) return EXIT_USAGE;
    if (!is_id(admin)) {
        say(run, &message, WORD_INIT_ADMIN, admin);
        return run_error(run, EXIT_USAGE, "bad-value", NULL, "%s", message.ptr);
    }
    err_t fault = desk_create(str_copy(run->arena, run->store).ptr, admin, open, run->now);
    if (fault.code == ERR_EXISTS) { /* a rule, not damage: what is there stays as it is */
        say(run, &message, WORD_INIT_EXISTS, admin);
        return run_error(run, EXIT_REFUSED, "exists", NULL, "%s", message.ptr);
    }
    if (is_err(fault)) return run_fault(run, fault);
    return made(run, admin, open);
}
