/* engine/daemon/notify.h - telling systemd that we are ready, alive, or stopping.
 *
 * The sd_notify protocol by hand: one datagram to the socket named by NOTIFY_SOCKET. Without
 * that variable nothing is said; what isn't received is nobody's fault. */
#ifndef ENGINE_DAEMON_NOTIFY_H
#define ENGINE_DAEMON_NOTIFY_H

#include <stdint.h>

/* "READY=1", "STOPPING=1", "WATCHDOG=1". */
void notify_send(const char *state);

/* How often systemd wants to hear that we are alive, 0 when it doesn't: half of the time after
 * which it would give up on us. */
uint32_t notify_watchdog_ms(void);

#endif
