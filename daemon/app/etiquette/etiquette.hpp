#pragma once
// `earshotd --etiquette`: without an address the report card of earshot itself, with one a letter
// about its server. Reads no configuration and no store, and ends.

#include <string>

namespace earshot::app {

/// What is printed goes to standard output, what is wrong to standard error. Gives the exit status:
/// 1 when a rule is not kept, or nothing could be read there; 64 for what is no address.
int show_etiquette(const std::string& address, bool as_json);

}  // namespace earshot::app
