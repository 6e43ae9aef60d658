#pragma once
// A message put into a directory of mail (cr.yp.to/proto/maildir.html), which is made where it is
// missing. The file is named by the message's bytes, so that the same message put there twice, as
// after a crash, is there once.

#include <string>
#include <string_view>

#include "earshot/courier.hpp"

namespace earshot::io {

Answer put_into_maildir(const std::string& path, std::string_view message);

}  // namespace earshot::io
