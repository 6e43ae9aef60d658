#pragma once
// Address books as tables: Google's CSV of before and since 2024, Outlook's, Thunderbird's. Each
// row becomes a card (vcard.hpp), by the names of its columns.

#include <string_view>

#include "earshot/vcard.hpp"

namespace earshot {

/// Fails when the file is too large or has no header line that names a person's columns. The limits
/// are those of cards.
Result<CardReading> read_contact_csv(std::string_view bytes);

}  // namespace earshot
