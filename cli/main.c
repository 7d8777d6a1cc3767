/* tehai: the program at a terminal. Everything that belongs to the machine is taken here and
 * handed on as values: arguments, environment, clock, terminal; the rest is cli/request.h. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/client.h"
#include "cli/entries.h"
#include "cli/options.h"
#include "cli/table.h"
#include "cli/words.h"

/* More than this in one request is a bug, not a big contract. */
#define REQUEST_ARENA_BYTES ((size_t)8 * 1024 * 1024 * 1024)

/* The only place where the program reads a clock. Whole seconds: nothing that people agree on
 * is finer, and a log is easier to read. */
static instant_t machine_clock(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_REALTIME, &now);
    return (instant_t){(int64_t)now.tv_sec * 1000};
}

/* Absent when it isn't set, or empty. */
static struct str environment(const char *name)
{
    struct str value = str_of(getenv(name));
    return value.len > 0 ? value : STR_NONE;
}

/* The first of the three that says anything decides (POSIX, section 8.2). */
static enum lang environment_lang(void)
{
    struct str locale = environment("LC_ALL");
    if (!str_is(locale)) locale = environment("LC_MESSAGES");
    if (!str_is(locale)) locale = environment("LANG");
    return str_starts(locale, STR("ja")) ? LANG_JA : LANG_EN;
}

static uint32_t terminal_width(void)
{
    struct winsize size;
    uint32_t columns = 0;
    if (str_to_u32(environment("COLUMNS"), 10000, &columns) && columns > 0) return columns;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return TABLE_WIDTH_DEFAULT;
}

/* A standard stream that is closed would lend its number to the next file that is opened: to the
 * log, and answers would be written into it. Whatever stands in its place must fail the way a
 * closed one does, so it is open for the wrong direction. False when there is nothing to stand. */
static bool hold_streams(void)
{
    static const int wrong[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int fd = 0; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) >= 0) continue;
        if (open("/dev/null", wrong[fd]) != fd) return false; /* the lowest number free is fd */
    }
    return true;
}

/* The errno of a write that failed: nobody reads any more, or the disk behind it is full. */
static int write_all(int fd, struct str text)
{
    while (text.len > 0) {
        ssize_t done = write(fd, text.ptr, text.len);
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) return errno;
        text = str_slice(text, (uint32_t)done, text.len);
    }
    return 0;
}

/* Why answers could no longer be written, 0 while they can. The first failure stands: there
 * must be no gap in what a reader gets. */
static int output_fault;

static void put_out(struct str text)
{
    if (output_fault == 0) output_fault = write_all(STDOUT_FILENO, text);
}

static bool flush(struct run *run)
{
    put_out(text_str(&run->out));
    (void)write_all(STDERR_FILENO, text_str(&run->err));
    run->out.len = 0;
    run->err.len = 0;
    return output_fault == 0;
}

/* Whether a daemon is to be asked: one is named, and the command needs a store. */
static bool is_remote(const struct options *options, struct str server)
{
    struct menu_row row;
    if (!str_is(server) || options->help || options->version) return false;
    return menu_find(options->words, &row) && row.access != ACCESS_NONE;
}

static void say_unwritten(const struct request *request, const struct options *options,
                          struct arena *arena)
{
    struct text line;
    text_init(&line, arena);
    text_add(&line, "tehai: ");
    word_print(&line, options->lang_given ? options->lang : request->lang, WORD_ANSWER_UNWRITTEN,
               (struct argument[ARGUMENTS_MAX]){arg_text(strerror(output_fault))});
    text_putc(&line, '\n');
    (void)write_all(STDERR_FILENO, text_str(&line));
}

static int answer(const struct request *request, struct arena *arena)
{
    struct options options;
    struct reply reply;
    options_read(request->words, arena, &options);
    struct str server = str_is(options.server) ? options.server : environment("TEHAI_SERVER");
    if (is_remote(&options, server))
        client_ask(server, request, arena, &reply);
    else
        request_answer(request, arena, &reply);
    put_out(reply.out);
    (void)write_all(STDERR_FILENO, reply.err);
    /* A reader who has seen enough is no fault (`tehai log | head`). */
    if (output_fault == 0 || output_fault == EPIPE) return reply.status;
    if (reply.err.len == 0) say_unwritten(request, &options, arena);
    return EXIT_STORE;
}

int main(int argc, char **argv)
{
    struct arena arena;
    if (!hold_streams()) return EXIT_STORE;
    arena_init(&arena, REQUEST_ARENA_BYTES);
    (void)signal(SIGPIPE, SIG_IGN); /* both come back as errors of the write, and are told */
    (void)signal(SIGXFSZ, SIG_IGN);
    struct strs words = {ARENA_ARRAY(&arena, struct str, argc + 1), 0};
    for (int i = 1; i < argc; i++) words.at[words.count++] = str_of(argv[i]);
    struct inputs inputs = {.local = true};
    struct request request = {
        .words = words,
        .store = environment("TEHAI_STORE"),
        .as = environment("TEHAI_AS"),
        .lang = environment_lang(),
        .width = terminal_width(),
        .colour = isatty(STDOUT_FILENO) && !str_is(environment("NO_COLOR")),
        .inputs = &inputs,
        .clock = machine_clock,
        .flush = flush,
    };
    int status = answer(&request, &arena);
    arena_deinit(&arena);
    return status;
}
