#pragma once
// Which findings one message tells: selection, order and caps of research/needs.md section 2. Which
// of them a mail may carry at all is said in core/digest/digest_items.hpp.

#include <optional>
#include <vector>

#include "earshot/digest.hpp"
#include "earshot/finding.hpp"
#include "earshot/person.hpp"

namespace earshot {

/// A finding with what the selection needs to know of its person.
struct Candidate {
    Finding finding;
    std::optional<Person> person;
    bool visible = true;  // all the person's sources can be read now
    bool waits = false;   // for others of the circle, to be told with them
};

/// `scheduled` true names the digest by its local day; false (the user asked) by the second. Only
/// open findings are looked at; which of them a mail may carry is said in digest_items.hpp.
Digest choose(std::vector<Candidate> candidates, const Outlook& outlook, const Window& window,
              const Zone& zone, bool scheduled, Instant now);

}  // namespace earshot
