#pragma once
// What the server of a feed could do better, judged by two questions to it: the first without
// conditions, the second, a moment later, with the validators that the first reply gave. And the
// letter that says so to whoever runs the server: what is good first, then a few points, each with
// the line that does it.
//
// Pure; who asks, and with what manners, is daemon/app/etiquette. Judges what a server says and
// never whom a feed shows.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/http.hpp"
#include "earshot/time.hpp"
#include "earshot/url.hpp"

namespace earshot {

/// In the order of how much they help.
enum class EtiquettePoint {
    feed,          // whether it is one, and whole
    not_modified,  // validators that change without need, or are given and not understood
    validators,    // ETag, Last-Modified
    compression,   // Content-Encoding
    freshness,     // Cache-Control, Expires, ttl: that one is there, and sensible
    content_type,  // the type, and the charset against what the bytes are
    redirects,     // permanent ones on the way
    cookies,       // that are set
    refusals,      // of a second question, without Retry-After
    entries,       // their ids and dates
    future,        // Last-Modified that is still to come
};
std::string_view to_text(EtiquettePoint point);  // "not_modified"

/// Sentences with their full stop, in plain text; never an address that holds a secret.
struct Advice {
    EtiquettePoint point{};
    std::string what;
    std::string why;                 // it helps
    std::string how;                 // leads to the lines
    std::vector<std::string> lines;  // of configuration, or headers, as they are to be written

    bool operator==(const Advice&) const = default;
};

struct ServerAdvice {
    static constexpr std::size_t most = 7;
    std::vector<std::string> good;
    std::vector<Advice> better;  // what helps most first, at most so many
    bool asked_again = false;    // there was a second question

    bool operator==(const ServerAdvice&) const = default;
};

/// Why nothing can be said of a server by this first reply: it refuses, or nobody is there. One
/// line without a full stop, redacted. Empty when a document came.
std::optional<std::string> no_document(const http::Outcome& first);

/// `first` has a document (no_document is empty). `second` answers a question with its validators;
/// empty when it was not asked.
ServerAdvice advice_for(const http::Reply& first, const std::optional<http::Outcome>& second,
                        Instant now);

/// Ready to be sent, at most 72 columns but for what is not ours to break. The address is redacted.
std::string letter_about(const Url& address, const ServerAdvice& advice, Instant now);

}  // namespace earshot
