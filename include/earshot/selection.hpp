#pragma once
// Which findings one message tells: selection, order and caps of research/needs.md section 2. Which
// of them a mail may carry at all is said in core/digest/digest_items.hpp.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "earshot/digest.hpp"
#include "earshot/digest_settings.hpp"
#include "earshot/finding.hpp"
#include "earshot/person.hpp"

namespace earshot {

/// A finding with what the selection needs to know of its person.
struct Candidate {
    Finding finding;
    std::optional<Person> person;
    bool visible = true;    // all the person's sources can be read now
    bool waits = false;     // for others of the circle, to be told with them
    int feeds_of_host = 0;  // of a trouble: as many as earshot reads there; 0: that is not known
};

/// What else is known of the person of a candidate: what a mail may say besides the evidence.
struct Background {
    std::vector<std::string> mailboxes;  // "lena@ortiz.example"
    std::string last_words, last_link;   // what they said last
    std::vector<std::string> knows;      // of the user's people, newest first
    std::optional<Touch> touch;          // the last word between the user and them
    std::optional<marks::Strip> strip;   // half a year to now
};
/// Asked for those that were chosen only: the answer costs a look into their past.
using BackgroundOf = std::function<Background(const Candidate&)>;

/// `scheduled` true names the digest by its local day; false (the user asked) by the second. Only
/// open findings are looked at; which of them a mail may carry is said in digest_items.hpp.
Digest choose(std::vector<Candidate> candidates, const Outlook& outlook, const Window& window,
              const Zone& zone, bool scheduled, Instant now, const DigestSettings& settings = {},
              const BackgroundOf& known = {});

}  // namespace earshot
