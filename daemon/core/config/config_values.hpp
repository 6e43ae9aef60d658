#pragma once
// The values of the configuration, each from its text: a problem's `what` continues the sentence
// "KEY: ...", says what is wanted, and never repeats the text, which may be a secret in the wrong
// place.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "earshot/config.hpp"

namespace earshot::config_values {

/// Any text within config_limits::value_bytes, on one line, without control characters.
Result<std::string> plain(const std::string& text);
Result<std::string> not_empty(const std::string& text);
Result<std::string> absolute_path(const std::string& text);
/// Short enough for an address of a Unix socket.
Result<std::string> socket_path(const std::string& text);
Result<std::string> group_name(const std::string& text);
Result<std::string> user_agent(const std::string& text);
Result<std::string> host_name(const std::string& text);
/// "127.0.0.1:8765", "[::1]:8765", "localhost:8765", or empty.
Result<std::string> loopback_listen(const std::string& text);
Result<SecretReference> secret_reference(const std::string& text);
Result<std::string> time_zone(const std::string& text);
Result<Sensitivity> sensitivity(const std::string& text);
/// A time: "6 weeks".
Result<OwnLine> quiet_after(const std::string& text);
/// The word "never".
Result<OwnLine> quiet_never(const std::string& text);
Result<TimeOfDay> time_of_day(const std::string& text);
/// 0 = Sunday; "mon" or "Monday".
Result<unsigned> weekday(const std::string& text);
Result<Address> address(const std::string& text);
Result<Url> source_url(const std::string& text);
/// http: or https:, without a name or password in it.
Result<Url> server_url(const std::string& text);
/// Of ntfy: letters, digits, "-" and "_".
Result<std::string> topic(const std::string& text);
Result<Network> network(const std::string& text);
Result<std::string> proxy(const std::string& text);
Result<Span> span_between(const std::string& text, Span shortest, Span longest);

/// "must be "a", "b" or "c"".
std::string one_of(const std::vector<std::string_view>& words);

}  // namespace earshot::config_values
