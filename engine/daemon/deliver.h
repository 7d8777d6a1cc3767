/* engine/daemon/deliver.h - telling people of an alert, by the channels we can serve.
 *
 * Each alert is one line on standard error and one to syslog, whatever the contract says; that
 * is the daemon's own report. A contract that lists "stderr" or "syslog" among its channels has
 * it recorded that the alert reached them. Other channels aren't served yet: a diagnostic line
 * says so, and nothing is recorded, for an alert.delivered is proof of who was warned (F77). */
#ifndef ENGINE_DAEMON_DELIVER_H
#define ENGINE_DAEMON_DELIVER_H

#include "engine/base/str.h"
#include "engine/vocab/term.h"

/* An alert on its way out; nothing in it is borrowed from a state. */
struct delivery {
    struct str contract, alert;
    enum severity severity;
    struct str line;      /* what is said of it: ids and dates, never people's names */
    struct strs channels; /* as the contract names them */
};

/* Standard error and syslog. */
void deliver_report(const struct delivery *delivery);

/* Whether the alert has reached that channel with deliver_report. Says so when it can't be. */
bool deliver_has_reached(const struct delivery *delivery, struct str channel);

#endif
