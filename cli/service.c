#include "cli/service.h"

#include "cli/record.h"
#include "engine/base/check.h"

/* A transaction takes its time and holds up whoever else writes: more than this goes into the
 * next one. */
enum { GROUP_MAX = DAEMON_CLIENTS_MAX, GROUP_COMMANDS_MAX = 1024 };

/* Requests that wait to be recorded together. */
struct group {
    uint32_t count, commands;
    struct run *runs[GROUP_MAX];
    struct daemon_exchange *exchanges[GROUP_MAX];
};

static struct bytes reply_put(const struct run *run, int status)
{
    struct reply reply = request_end(run, status);
    return message_reply_put(&reply, run->arena);
}

static struct bytes refusal(const char *line, struct arena *arena)
{
    struct reply reply = {EXIT_USAGE, STR(""), str_of(line)};
    return message_reply_put(&reply, arena);
}

static void group_record(struct group *group)
{
    int statuses[GROUP_MAX];
    if (group->count == 0) return;
    record_together(group->runs, group->count, statuses);
    for (uint32_t i = 0; i < group->count; i++)
        group->exchanges[i]->answer = reply_put(group->runs[i], statuses[i]);
    group->count = 0;
    group->commands = 0;
}

static void group_add(struct group *group, struct run *run, struct daemon_exchange *exchange)
{
    uint32_t commands = run->waiting->count;
    if (group->count == GROUP_MAX || group->commands + commands > GROUP_COMMANDS_MAX)
        group_record(group);
    group->runs[group->count] = run;
    group->exchanges[group->count++] = exchange;
    group->commands += commands;
}

/* Answers it, or leaves it to its group. */
static void begin(const struct service *service, const struct daemon_turn *turn,
                  struct daemon_exchange *exchange, struct group *group)
{
    struct request request;
    struct run *run;
    struct inputs *inputs = ARENA_NEW(turn->arena, struct inputs);
    if (!message_request_read(exchange->request, turn->arena, &request, inputs)) {
        exchange->answer =
            refusal("tehai: that isn't a request; use `tehai --server`\n", turn->arena);
        return;
    }
    request.desk = turn->desk;
    request.store = service->store;
    request.now = turn->now;
    request.gathers = true;
    int status = request_begin(&request, turn->arena, &run);
    /* Nothing was written for want of a file: all files are looked for before the desk is asked. */
    if (str_is(inputs->wanted))
        exchange->answer = message_wants_put(inputs->wanted, turn->arena);
    else if (status == EXIT_PENDING)
        group_add(group, run, exchange);
    else
        exchange->answer = reply_put(run, status);
}

void service_answer(void *context, const struct daemon_turn *turn,
                    struct daemon_exchange *exchanges, uint32_t count)
{
    const struct service *service = context;
    struct group group = {0};
    for (uint32_t i = 0; i < count; i++) {
        struct daemon_exchange *exchange = &exchanges[i];
        exchange->last = exchange->trouble != DAEMON_SOUND;
        switch (exchange->trouble) {
        case DAEMON_SOUND: begin(service, turn, exchange, &group); break;
        case DAEMON_EMPTY:
            exchange->answer = refusal("tehai: an empty request\n", turn->arena);
            break;
        case DAEMON_TOO_LONG:
            exchange->answer = refusal("tehai: the request is too long\n", turn->arena);
            break;
        }
    }
    group_record(&group);
    for (uint32_t i = 0; i < count; i++) CHECK(exchanges[i].answer.ptr != NULL);
}
