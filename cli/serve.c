#include "cli/serve.h"

#include "cli/service.h"
#include "cli/view_arg.h"
#include "engine/base/check.h"

static int serve(struct run *run, struct desk *desk, struct str socket)
{
    int status = EXIT_DONE;
    struct service service = {.store = run->store};
    run->state = desk_state(desk);
    /* The machine's clock may be wrong for a while at boot, and the daemon waits for it; an
     * instant that somebody chose is refused like any other. */
    if (run->now_given && !run_tick(run, &status)) return status;
    return daemon_run(&(struct daemon_options){
        .desk = desk,
        .socket = str_is(socket) ? str_copy(run->arena, socket).ptr : NULL,
        .start = {run->now_given, run->now},
        .lang = run->lang,
        .answer = service_answer,
        .context = &service,
    });
}

int serve_command(struct run *run)
{
    struct str socket = STR_NONE;
    uint32_t count = 0;
    const struct view_arg known[] = {{.name = "--socket", .kind = VIEW_TEXT, .text = &socket}};
    const struct view_args args = {known, COUNT(known), 1, 0};
    struct desk *desk;
    CHECK(run->desk == NULL); /* a daemon's client gets no further than the menu */
    if (!view_args_read(run, &args, NULL, &count)) return EXIT_USAGE;
    err_t fault = desk_open(&desk, str_copy(run->arena, run->store).ptr, LOG_WRITE);
    if (is_err(fault)) return run_fault(run, fault);
    int status = serve(run, desk, socket);
    run->state = NULL;
    desk_close(desk);
    return status;
}
