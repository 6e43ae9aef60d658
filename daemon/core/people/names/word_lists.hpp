#pragma once
// Words by which one knows that something is no person's name, in lower case and in order. Words
// that are somebody's family name as well (Page, Church, Story) are not among them.

#include <string_view>

namespace earshot::word_lists {

/// "blog", "tagebuch", "letter": it is something to read.
bool is_of_feeds(std::string_view word);
/// "media", "museum", "university": it is a firm, a paper or another body.
bool is_of_firms(std::string_view word);
/// "gmbh", "inc": what stands behind a firm's name.
bool is_legal_form(std::string_view word);
/// "the", "and", "für": of sentences and titles.
bool is_of_sentences(std::string_view word);
/// "van", "de", "al": what stands in names in small letters.
bool is_particle(std::string_view word);
/// "admin", "the editors", "unknown".
bool is_role(std::string_view words);

}  // namespace earshot::word_lists
