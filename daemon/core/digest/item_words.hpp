#pragma once
// What one line of a mail says: the evidence as whole sentences, the step and the ways to take it,
// the answers, and what only the user knows. The sentences of the terminal, which go on from a
// name, are those of earshot/evidence.hpp; figures and moments read the same in both.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/digest.hpp"
#include "earshot/selection.hpp"

namespace earshot {

struct Wording {
    const Candidate& candidate;
    const Background& known;
    const Zone& zone;
    Instant now;
    bool one_person = false;  // the sentences say the name, and why this one
};

/// Sentences. "Not seen for 24 days; usually every 3–6 days, and never longer than 11 until now."
std::string evidence_of(const Wording& w);
/// "back after 143 days", "quiet longer than ever seen"; empty where the section says it.
std::string brief_of(const Wording& w);
/// What they wrote, as far as it belongs to the finding.
std::optional<Quote> quote_of(const Wording& w);
/// Names that the evidence says, and the step.
std::vector<std::string> names_in(const Evidence& evidence);

/// "You could call Marek."; empty: there is nothing that anybody could do.
std::string step_of(const Wording& w);
/// The nearest first: a call, then a mail. Of a newcomer whom others met: none.
std::vector<Way> all_ways(const Wording& w);
std::vector<Choice> choices_for(const Wording& w);

/// The one thing that only the user knows, of those that they want in mail: a sentence, or the
/// person's last words.
void add_personal(const Wording& w, const DigestSettings& settings, Item& item);

/// The first word, unless it is a title or an initial.
std::string first_name(const std::string& name);

/// Harmless, one line, cut.
std::string clean(std::string_view text, std::size_t limit);
/// With a capital letter in front, where it begins with one of a to z.
std::string capitalised(std::string text);
/// "3-6 days" as print has it: an en dash between figures.
std::string typeset(std::string text);
/// “in quotation marks”
std::string quoted(std::string_view text);
/// An address of the web that may be tapped: http or https, escaped where it must be, and nothing
/// in it that could be a secret; else empty.
std::string link_to(std::string_view address);

}  // namespace earshot
