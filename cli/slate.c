#include "cli/slate.h"

#include "cli/said.h"
#include "cli/words.h"
#include "engine/base/check.h"
#include "engine/wire/command_json.h"
#include "engine/wire/refusal_json.h"

struct slot {
    uint32_t line;
    bool sent;        /* its request goes to the desk */
    uint32_t request; /* when sent */
    struct refusals refusals;
};

void slate_wipe(struct slate *slate)
{
    slate->slots = vec_of(sizeof(struct slot));
    slate->requests = vec_of(sizeof(struct desk_request));
    slate->input_bytes = 0;
    slate->ends = false;
}

static struct refusals too_long(struct run *run)
{
    struct text what;
    text_init(&what, run->arena);
    word_print(&what, run->json_lang, WORD_LINE_TOO_LONG,
               (struct argument[ARGUMENTS_MAX]){arg_number(COMMAND_BYTES_MAX)});
    struct refusal *refusal = ARENA_NEW(run->arena, struct refusal);
    *refusal = (struct refusal){REFUSAL_NOT_JSON, {arg_str(text_str(&what))}};
    return (struct refusals){refusal, 1};
}

/* Reads a line into a request, or into the reasons why it is none. */
static void read_line(struct slate *slate, struct run *run, struct str line, struct slot *slot)
{
    struct parsed_command parsed;
    struct command_reading how = {
        .offset = run_offset(run),
        .backfill = slate->backfill,
        .default_by = slate->by,
        .lang = run->json_lang,
    };
    command_read(line, &how, run->arena, &parsed);
    if (!parsed.ok) {
        slot->refusals = parsed.refusals;
        return;
    }
    if (parsed.now.is) slate->now = parsed.now.at;
    bool loads = parsed.command.kind == COMMAND_CONTRACT_LOAD;
    if (!str_is(parsed.command.contract) && !loads) parsed.command.contract = run->contract;
    slot->sent = true;
    slot->request = slate->requests.count;
    struct desk_request *request = vec_push(&slate->requests, run->arena);
    *request = (struct desk_request){
        .command = parsed.command,
        .now = slate->now,
        .behind_ms = run->now_given || slate->backfill ? 0 : CLOCK_SLACK_MS,
    };
    if (loads) slate->ends = true; /* later lines are read in that contract's offset */
}

void slate_add(struct slate *slate, struct run *run, struct str line, uint32_t number)
{
    struct slot *slot = vec_push(&slate->slots, run->arena);
    *slot = (struct slot){.line = number};
    slate->input_bytes += line.len;
    if (str_is(line))
        read_line(slate, run, line, slot);
    else
        slot->refusals = too_long(run);
}

bool slate_is_dropped(const struct slate *slate)
{
    return slate->atomic && slate->requests.count < slate->slots.count;
}

/* Whether the line was done. */
static bool slot_print(const struct slot *slot, struct run *run, const struct desk_answer *answer)
{
    if (answer != NULL && answer->ok) {
        said_object(&run->out, answer, slot->line);
        return true;
    }
    const struct refusals *refusals = answer != NULL ? &answer->refusals : &slot->refusals;
    if (refusals->count > 0)
        refusals_print(&run->out, refusals, slot->line, run->json_lang);
    else
        error_print(&run->out, "atomic", str_of(word_text(WORD_ATOMIC, run->json_lang)),
                    slot->line);
    return false;
}

int slate_print(const struct slate *slate, struct run *run, const struct desk_answer *answers)
{
    int status = EXIT_DONE;
    for (uint32_t i = 0; i < slate->slots.count; i++) {
        const struct slot *slot = vec_at(&slate->slots, i);
        bool asked = slot->sent && answers != NULL;
        if (!slot_print(slot, run, asked ? &answers[slot->request] : NULL)) status = EXIT_REFUSED;
    }
    return status;
}
