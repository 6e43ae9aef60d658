#pragma once
// The points of an etiquette judgement, one function each. Used by etiquette.cpp, which knows their
// order.

#include <optional>
#include <string>
#include <string_view>

#include "earshot/etiquette.hpp"
#include "earshot/feed.hpp"
#include "earshot/result.hpp"

namespace earshot::etiquette {

/// What is judged.
struct Looked {
    const http::Reply& first;
    const std::optional<http::Outcome>& second;
    const Result<Feed>& feed;  // of the first
    Instant now;
};

// Of the replies: etiquette_replies.cpp.
void judge_not_modified(const Looked& looked, ServerAdvice& advice);
void judge_validators(const Looked& looked, ServerAdvice& advice);
void judge_compression(const Looked& looked, ServerAdvice& advice);
void judge_freshness(const Looked& looked, ServerAdvice& advice);
void judge_redirects(const Looked& looked, ServerAdvice& advice);
void judge_cookies(const Looked& looked, ServerAdvice& advice);
void judge_refusals(const Looked& looked, ServerAdvice& advice);
void judge_future(const Looked& looked, ServerAdvice& advice);

// Of the document: etiquette_document.cpp.
void judge_feed(const Looked& looked, ServerAdvice& advice);
void judge_content_type(const Looked& looked, ServerAdvice& advice);
void judge_entries(const Looked& looked, ServerAdvice& advice);

/// "850 bytes", "48 KiB".
std::string size_text(std::size_t bytes);
/// A header's value fit to be quoted: printable and short.
std::string quoted(std::string_view value);

}  // namespace earshot::etiquette
