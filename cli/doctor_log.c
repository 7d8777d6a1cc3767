/* The log's side: how large it is, what is kept beside it, whether its clock is the machine's. */
#include <sys/stat.h>

#include "cli/doctor.h"
#include "engine/store/checkpoints.h"
#include "engine/store/snapshot.h"

enum {
    BLOCK_BYTES = 512, /* of st_blocks, by POSIX custom */
    MIB = 1024 * 1024,
    SIZE_WARN_MIB = 256,         /* below it nobody minds */
    EVENT_BYTES_WARN = 64 << 10, /* a hundred times what an event takes */
    UNSNAPPED_MAX = 2 * 4096,    /* events that every start folds again */
};

static void check_size(struct doctor *doctor)
{
    struct stat is;
    struct run *run = doctor->run;
    struct str path = text_format(run->arena, "%s/data.mdb", log_dir(desk_log(run->desk)));
    if (stat(path.ptr, &is) != 0) return;
    uint64_t bytes = (uint64_t)is.st_blocks * BLOCK_BYTES;
    const struct argument args[ARGUMENTS_MAX] = {arg_number((int64_t)(bytes / MIB)),
                                                 arg_number((int64_t)run->state->head)};
    bool large = bytes / MIB > SIZE_WARN_MIB && bytes / EVENT_BYTES_WARN > run->state->head;
    doctor_say(doctor, "size", SAY_DOCTOR_SIZE, large ? ADVICE_WARN : ADVICE_OK,
               large ? SAY_SIZE_LARGE : SAY_SIZE_FINE, large ? SAY_SIZE_LARGE_DO : SAY_COUNT, args);
}

static void check_snapshot(struct doctor *doctor)
{
    struct run *run = doctor->run;
    struct snapshot snapshot = {0};
    err_t fault = snapshot_latest(desk_log(run->desk), UINT64_MAX, run->arena, &snapshot);
    bool is = !is_err(fault) && snapshot.state.ptr != NULL;
    uint64_t behind = is ? run->state->head - snapshot.head.count : run->state->head;
    bool far = behind > UNSNAPPED_MAX;
    struct argument args[ARGUMENTS_MAX] = {arg_number((int64_t)behind)};
    if (is) {
        args[0] = arg_number((int64_t)snapshot.head.count);
        args[1] = arg_number((int64_t)behind);
    }
    doctor_say(doctor, "snapshot", SAY_DOCTOR_SNAPSHOT, far ? ADVICE_WARN : ADVICE_OK,
               is ? SAY_SNAPSHOT_FINE : SAY_SNAPSHOT_NONE, far ? SAY_SNAPSHOT_NONE_DO : SAY_COUNT,
               args);
}

static void check_checkpoint(struct doctor *doctor)
{
    struct run *run = doctor->run;
    struct kept_notes notes = {0};
    err_t fault = checkpoint_list(desk_log(run->desk), run->arena, &notes);
    struct argument args[ARGUMENTS_MAX] = {arg_str(run->store),
                                           arg_text(err_text(fault.code, run->lang))};
    if (is_err(fault)) {
        doctor_say(doctor, "checkpoint", SAY_DOCTOR_CHECKPOINT, ADVICE_BAD, SAY_STORE_BROKEN,
                   SAY_STORE_BROKEN_DO, args);
    } else if (notes.count == 0) {
        doctor_say(doctor, "checkpoint", SAY_DOCTOR_CHECKPOINT, ADVICE_WARN, SAY_CHECKPOINT_NONE,
                   SAY_CHECKPOINT_DO, args);
    } else {
        uint64_t last = notes.at[notes.count - 1].count;
        args[0] = arg_number((int64_t)last);
        args[1] = arg_number((int64_t)(run->state->head - last));
        doctor_say(doctor, "checkpoint", SAY_DOCTOR_CHECKPOINT, ADVICE_OK, SAY_CHECKPOINT_FINE,
                   SAY_COUNT, args);
    }
}

static void check_clock(struct doctor *doctor)
{
    struct run *run = doctor->run;
    const instant_t last = run->state->last_recorded;
    const int32_t offset = run_offset(run);
    const struct argument args[ARGUMENTS_MAX] = {arg_instant(run->now, offset),
                                                 arg_instant(last, offset)};
    bool behind = run->now.ms + CLOCK_SLACK_MS < last.ms;
    enum audit_word fine = last.ms != 0 ? SAY_CLOCK_FINE : SAY_CLOCK_ALONE;
    doctor_say(doctor, "clock", SAY_DOCTOR_CLOCK, behind ? ADVICE_BAD : ADVICE_OK,
               behind ? SAY_CLOCK_BEHIND : fine, behind ? SAY_CLOCK_BEHIND_DO : SAY_COUNT, args);
}

void doctor_log(struct doctor *doctor)
{
    check_size(doctor);
    check_snapshot(doctor);
    check_checkpoint(doctor);
    check_clock(doctor);
}
