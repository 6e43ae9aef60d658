#pragma once
// What text, HTML and Atom have in common: the words of a digest, in their order, by the names that
// templates use. Only how they are laid out differs.

#include <boost/json.hpp>

#include "earshot/digest.hpp"

namespace earshot {

boost::json::object values_of(const Digest& digest);

/// A strip as cells: {"label","cells":[{"title","bar","rungs"}],"lead","rest","rail":[...],...}.
boost::json::object values_of(const marks::Strip& strip, const Item& item);

}  // namespace earshot
