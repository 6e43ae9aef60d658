#pragma once
// The columns of LinkedIn's Connections.csv, by their words in the languages of LinkedIn.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace earshot::linkedin {

enum class Column { first_name, last_name, name, profile, mailbox, company, position, connected };
constexpr std::size_t columns = 8;

/// Where each column stands; empty for what the file does not have.
using Layout = std::array<std::optional<std::size_t>, columns>;

Layout layout_of(const std::vector<std::string>& fields);

}  // namespace earshot::linkedin
