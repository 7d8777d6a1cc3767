/* The machine's side of a store: its key's files and the disk they lie on. */
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "cli/doctor.h"
#include "engine/proof/key.h"

enum {
    MIB = 1024 * 1024,
    DISK_WARN_MIB = 1024,
    DISK_BAD_MIB = 64, /* less than the file takes when it doubles the first time or two */
    OTHERS = 077,      /* rights of anybody but the owner */
};

static void say_key(struct doctor *doctor, enum advice_level level, enum audit_word message,
                    enum audit_word todo, struct str about)
{
    const struct argument args[ARGUMENTS_MAX] = {arg_str(about)};
    doctor_say(doctor, "key", SAY_DOCTOR_KEY, level, message, todo, args);
}

/* Whether both files are there and belong together; says so when not. */
static bool key_is_whole(struct doctor *doctor, const char *dir)
{
    struct key *key;
    struct public_key public;
    if (is_err(key_read(dir, &key))) {
        say_key(doctor, ADVICE_BAD, SAY_KEY_BROKEN, SAY_KEY_BROKEN_DO, STR(""));
        return false;
    }
    const struct public_key half = key_public(key);
    key_free(key);
    if (!is_err(key_read_public(dir, &public)) && memcmp(public.at, half.at, sizeof half.at) == 0)
        return true;
    say_key(doctor, ADVICE_BAD, SAY_KEY_PAIR, SAY_KEY_BROKEN_DO, STR(""));
    return false;
}

static void check_key(struct doctor *doctor, const char *dir)
{
    struct stat is;
    struct arena *arena = doctor->run->arena;
    struct str path = text_format(arena, "%s/signing.key", dir);
    if (!key_is_whole(doctor, dir) || stat(path.ptr, &is) != 0) return;
    if ((is.st_mode & OTHERS) == 0) {
        say_key(doctor, ADVICE_OK, SAY_KEY_FINE, SAY_COUNT, STR(""));
        return;
    }
    const struct argument args[ARGUMENTS_MAX] = {
        arg_str(text_format(arena, "%04o", (unsigned)(is.st_mode & 07777)))};
    doctor_say(doctor, "key", SAY_DOCTOR_KEY, ADVICE_BAD, SAY_KEY_OPEN, SAY_COUNT, args);
    struct advice *advice = vec_at(&doctor->advice, doctor->advice.count - 1);
    const struct argument where[ARGUMENTS_MAX] = {arg_text(dir)};
    advice->todo = audit_sentence(doctor->run, SAY_KEY_OPEN_DO, where);
}

static void check_disk(struct doctor *doctor, const char *dir)
{
    struct statvfs fs;
    struct argument args[ARGUMENTS_MAX] = {{0}};
    if (statvfs(dir, &fs) != 0) {
        doctor_say(doctor, "disk", SAY_DOCTOR_DISK, ADVICE_WARN, SAY_DISK_UNKNOWN, SAY_COUNT, args);
        return;
    }
    uint64_t free_mib = (uint64_t)fs.f_bavail * fs.f_frsize / MIB;
    args[0] = arg_number((int64_t)free_mib);
    bool low = free_mib < DISK_WARN_MIB;
    enum advice_level level = free_mib < DISK_BAD_MIB ? ADVICE_BAD : low ? ADVICE_WARN : ADVICE_OK;
    doctor_say(doctor, "disk", SAY_DOCTOR_DISK, level, low ? SAY_DISK_LOW : SAY_DISK_FINE,
               low ? SAY_DISK_LOW_DO : SAY_COUNT, args);
}

void doctor_files(struct doctor *doctor)
{
    const char *dir = str_copy(doctor->run->arena, doctor->run->store).ptr;
    check_key(doctor, dir);
    check_disk(doctor, dir);
}
