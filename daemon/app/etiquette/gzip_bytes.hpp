#pragma once
// Two bodies as servers send them compressed, made by hand: the product can only undo compression.

#include <cstddef>
#include <string>
#include <string_view>

namespace earshot::app::etiquette {

/// A gzip member that holds up to 64 KiB of text as it is.
std::string gzip_of(std::string_view text);

/// The beginning of a gzip member that becomes this many times larger than itself, and at least
/// `bytes` long.
std::string gzip_bomb(std::size_t bytes);

}  // namespace earshot::app::etiquette
