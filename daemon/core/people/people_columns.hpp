#pragma once
// The columns of tables of people, by their words in many languages: those of LinkedIn's
// Connections.csv, most of which address books have as well.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace earshot::people_columns {

enum class Column { first_name, last_name, name, profile, mailbox, company, position, connected };
constexpr std::size_t columns = 8;

/// Where each column stands; empty for what the file does not have.
using Layout = std::array<std::optional<std::size_t>, columns>;

/// By the word above it, folded.
std::optional<Column> column_called(std::string_view word);

/// Of a table as LinkedIn writes it, in whose order columns are known that have no known word.
Layout layout_of(const std::vector<std::string>& fields);

}  // namespace earshot::people_columns
