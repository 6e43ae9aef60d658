#pragma once
// The cards of people in an HTML page: microformats2 h-card, and hCard ("vcard") before it.

#include <string>
#include <string_view>
#include <vector>

#include "earshot/home_page.hpp"

namespace earshot {

/// In the order of the page, those inside of others left out: an organisation's card in a person's
/// is the organisation. Addresses as written.
std::vector<PageCard> cards_of(std::string_view utf8_html);

}  // namespace earshot
