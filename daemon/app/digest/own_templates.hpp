#pragma once
// The layout of mails as the user wants it: files in the directory of the configuration that take
// the place of those that earshot comes with. Only reads them.

#include <string>
#include <vector>

#include "earshot/mail_templates.hpp"
#include "earshot/result.hpp"

namespace earshot::app {

struct OwnTemplates {
    Templates templates = shipped_templates();
    std::vector<Problem> faults;  // of files that are not used:
                                  // "/etc/earshot/templates/digest.html", and the line
    bool operator==(const OwnTemplates&) const = default;
};

/// digest.txt, digest.html and entry.html of this directory, as far as they are there and
/// faultless.
OwnTemplates own_templates(const std::string& directory);

}  // namespace earshot::app
