#pragma once
// What systemd and the process environment give and want: readiness, status, watchdog, inherited
// sockets, credentials, directories. Silent when not run by systemd.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "earshot/config.hpp"
#include "earshot/result.hpp"

namespace earshot::io {

/// Whether anybody hears what the next five say. Without a listener they do nothing.
bool is_notified();
/// The status is one line: line ends and control characters in it become spaces, since the
/// notification protocol gives every line a meaning.
void notify_ready(const std::string& status);
/// Followed by notify_ready() when the new settings are in force or were refused.
void notify_reloading();
void notify_stopping();
void notify_status(const std::string& status);
void feed_watchdog();
/// Half of WatchdogSec; empty when no watchdog is wanted.
std::optional<std::chrono::microseconds> watchdog_interval();

/// The listening control socket systemd passed (LISTEN_FDS), or -1: the one named "control", else
/// the first listening Unix stream socket.
int inherited_control_socket();

/// $STATE_DIRECTORY, else $XDG_STATE_HOME/earshot, else ~/.local/state/earshot.
std::string state_directory();
/// As the client looks for it too: $EARSHOT_SOCKET, $XDG_RUNTIME_DIR/earshot.sock,
/// /run/earshot.sock.
std::string default_socket_path();

inline constexpr std::size_t secret_bytes = 64 * 1024;

/// The secret behind a reference. A credential lies in $CREDENTIALS_DIRECTORY under its own name or
/// as earshot_NAME (LoadCredential= of a directory), else in $XDG_CONFIG_HOME/earshot/credentials.
/// Only regular files of at most `secret_bytes`; one trailing newline is dropped. The problem names
/// the reference, never the content.
Result<Secret> resolve(const SecretReference& reference);

/// The number under which systemd and the user know this program.
long process_id();

}  // namespace earshot::io
