#pragma once
// What systemd and the process environment give and want: readiness, status, watchdog, inherited
// sockets, credentials, directories. Silent when not run by systemd.

#include <optional>
#include <string>

#include "earshot/config.hpp"
#include "earshot/result.hpp"

namespace earshot::io {

void notify_ready(const std::string& status);
void notify_reloading();
void notify_stopping();
void notify_status(const std::string& status);
void feed_watchdog();
/// Half of WatchdogSec; empty when no watchdog is wanted.
std::optional<std::chrono::microseconds> watchdog_interval();

/// The listening control socket systemd passed (LISTEN_FDS), or -1.
int inherited_control_socket();

/// $STATE_DIRECTORY, else $XDG_STATE_HOME/earshot, else ~/.local/state/earshot.
std::string state_directory();
/// As the client looks for it too: $EARSHOT_SOCKET, $XDG_RUNTIME_DIR/earshot.sock,
/// /run/earshot.sock.
std::string default_socket_path();

/// The secret behind a reference. The problem names the reference, never the content. At most 64
/// KiB; one trailing newline is dropped.
Result<Secret> resolve(const SecretReference& reference);

}  // namespace earshot::io
