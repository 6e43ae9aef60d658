#pragma once
// The daemon's log: four verbs, spdlog in one translation unit. To the journal when stderr is the
// journal, else lines to stderr. Every text passes redact_urls, and control characters are written
// as escapes: one call is one line. Errors are logged once, by the app layer, with what happens
// next.

#include <cstddef>
#include <string>

#include "earshot/config.hpp"

namespace earshot::log {

/// A longer text is cut.
inline constexpr std::size_t line_bytes = 8 * 1024;

/// Chooses between journal and stderr. Before that, lines go to stderr at level info.
void open(LogLevel level);
void set_level(LogLevel level);
LogLevel level();

void debug(const std::string& text);
void info(const std::string& text);
void warning(const std::string& text);
void error(const std::string& text);

}  // namespace earshot::log
