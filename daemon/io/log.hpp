#pragma once
// The daemon's log: four verbs, spdlog in one translation unit. To the journal when stderr is the
// journal, else lines to stderr. Every text passes redact_urls. Errors are logged once, by the app
// layer, with what happens next.

#include <string>

#include "earshot/config.hpp"

namespace earshot::log {

void open(LogLevel level);
void set_level(LogLevel level);
LogLevel level();

void debug(const std::string& text);
void info(const std::string& text);
void warning(const std::string& text);
void error(const std::string& text);

}  // namespace earshot::log
