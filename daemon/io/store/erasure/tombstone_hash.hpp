#pragma once
// What is kept of a name or an account whose person was erased: HMAC-SHA-256 with the install id as
// its key, in hexadecimal. It recognises a text that is given again; it does not give the text
// back, and means nothing in another install. Who has the store and a list of names can still try
// them one by one: no hash of a short text can prevent that.

#include <string>

namespace earshot::io {

std::string tombstone_hash(const std::string& install_id, const std::string& text);

}  // namespace earshot::io
