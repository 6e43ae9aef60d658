#include "daemon/core/poll/poll_request.hpp"

#include <utility>

#include "earshot/version.hpp"

namespace earshot {
namespace {

// Rule 39: who we are and where that is explained.
constexpr const char* honest_user_agent =
    "earshot/" EARSHOT_VERSION " (+https://earshot.example/docs/feeds.md";

// Rule 41: what we read, and anything else rather than nothing.
constexpr const char* accepted =
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, "
    "application/activity+json;q=0.5, */*;q=0.1";

std::string user_agent(const PollSettings& settings) {
    if (!settings.user_agent.empty()) return settings.user_agent;
    const std::string contact = settings.contact.empty() ? "" : "; " + settings.contact;
    return honest_user_agent + contact + ")";
}

}  // namespace

const Url& conditional_address(const Source& source, const Validators& validators) {
    return validators.from.empty() ? source.url : validators.from;
}

Validators validators_of(const http::Reply& reply) {
    Validators validators{http::header(reply.headers, "etag"),
                          http::header(reply.headers, "last-modified")};
    if (!validators.empty()) validators.from = reply.effective;
    return validators;
}

Validators refreshed(Validators validators, const http::Reply& reply) {
    Validators said = validators_of(reply);
    if (!said.etag.empty()) validators.etag = std::move(said.etag);
    if (!said.last_modified.empty()) validators.last_modified = std::move(said.last_modified);
    validators.from = reply.effective;
    return validators;
}

http::Request request_for(const Source& source, const PollState& state,
                          const PollSettings& settings, Conditions conditions) {
    http::Request request;
    request.url = source.url;
    request.user_agent = user_agent(settings);
    request.headers.emplace_back("Accept", accepted);
    request.options = options_at(settings, source.url, source.options);
    // Rules 1 to 4: what the server gave, as it gave it; nothing is made up. Rule 46: no A-IM,
    // since a 226 would have to be read as a part of the feed.
    const Validators& validators = state.validators;
    const bool doubted = state.doubted && state.doubted > state.last_document;
    if (conditions == Conditions::must_not || state.stuck || doubted) return request;
    if (!validators.etag.empty())
        request.conditional.emplace_back("If-None-Match", validators.etag);
    if (!validators.last_modified.empty())
        request.conditional.emplace_back("If-Modified-Since", validators.last_modified);
    if (!validators.empty()) request.conditional_for = conditional_address(source, validators);
    return request;
}

}  // namespace earshot
