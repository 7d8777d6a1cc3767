#include "engine/daemon/deliver.h"

#include <syslog.h>
#include <unistd.h>

#include "engine/base/check.h"
#include "engine/daemon/diag.h"

/* Where syslog(3) itself would write; it never tells when nobody is there. */
#define SYSLOG_SOCKET "/dev/log"

static int priority_of(enum severity severity)
{
    switch (severity) {
    case SEVERITY_INFO: return LOG_NOTICE;
    case SEVERITY_WARNING: return LOG_WARNING;
    case SEVERITY_CRITICAL: return LOG_ERR;
    }
    CHECK(false);
    return LOG_ERR;
}

static enum diag_level level_of(enum severity severity)
{
    switch (severity) {
    case SEVERITY_INFO: return DIAG_INFO;
    case SEVERITY_WARNING: return DIAG_WARN;
    case SEVERITY_CRITICAL: return DIAG_ERROR;
    }
    CHECK(false);
    return DIAG_ERROR;
}

void deliver_report(const struct delivery *delivery)
{
    CHECK(str_is(delivery->line));
    diag(level_of(delivery->severity), "alert", "%.*s", STR_ARGS(delivery->line));
    syslog(LOG_DAEMON | priority_of(delivery->severity), "tehai: %.*s", STR_ARGS(delivery->line));
}

bool deliver_has_reached(const struct delivery *delivery, struct str channel)
{
    if (str_eq(channel, STR("stderr"))) return true;
    if (str_eq(channel, STR("syslog")) && access(SYSLOG_SOCKET, W_OK) == 0) return true;
    diag(DIAG_WARN, "deliver",
         "step=\"deliver an alert\" alert=%.*s channel=%.*s err=\"this channel is not served\", "
         "it stays on standard error",
         STR_ARGS(delivery->alert), STR_ARGS(channel));
    return false;
}
