#include "cli/service.h"

#include "engine/base/check.h"

static struct bytes refusal(const char *line, struct arena *arena)
{
    struct reply reply = {EXIT_USAGE, STR(""), str_of(line)};
    return message_reply_put(&reply, arena);
}

struct bytes service_reply(const struct service *service, struct bytes bytes, struct desk *desk,
                           instant_t now, struct arena *arena)
{
    struct request request;
    struct inputs inputs = {0};
    struct reply reply;
    if (!message_request_read(bytes, arena, &request, &inputs))
        return refusal("tehai: that isn't a request; use `tehai --server`\n", arena);
    request.desk = desk;
    request.store = service->store;
    request.now = now;
    request_answer(&request, arena, &reply);
    /* Nothing was written for want of a file: all files are looked for before the desk is asked. */
    if (str_is(inputs.wanted)) return message_wants_put(inputs.wanted, arena);
    return message_reply_put(&reply, arena);
}

void service_answer(void *context, const struct daemon_turn *turn,
                    struct daemon_exchange *exchanges, uint32_t count)
{
    const struct service *service = context;
    for (uint32_t i = 0; i < count; i++) {
        struct daemon_exchange *exchange = &exchanges[i];
        exchange->last = exchange->trouble != DAEMON_SOUND;
        switch (exchange->trouble) {
        case DAEMON_SOUND:
            exchange->answer =
                service_reply(service, exchange->request, turn->desk, turn->now, turn->arena);
            break;
        case DAEMON_EMPTY:
            exchange->answer = refusal("tehai: an empty request\n", turn->arena);
            break;
        case DAEMON_TOO_LONG:
            exchange->answer = refusal("tehai: the request is too long\n", turn->arena);
            break;
        }
        CHECK(exchange->answer.ptr != NULL);
    }
}
