// The options of sources, as stores hold them.

#include "daemon/core/json/document.hpp"
#include "earshot/request_options.hpp"

namespace earshot {
namespace {

constexpr document::Form form{.name = "these request options", .bytes = 1024 * 1024};

template <class Visit>
void reference(Visit& visit, std::string_view name, SecretReference& reference) {
    std::string text = to_text(reference);
    visit.later(name, text);
    // What the user may not write any more is passed over like what is missing.
    reference = parse_secret_reference(text).value_or(SecretReference());
}

}  // namespace

template <class Visit>
static void fields(Visit& visit, RequestHeader& header) {
    std::string value = header.value.reveal();
    visit("name", header.name);
    visit.later("value", value);
    reference(visit, "reference", header.reference);
    header.value = Secret(std::move(value));
}

template <class Visit>
static void fields(Visit& visit, RequestOptions& options) {
    visit("origin", options.origin);
    visit.later("headers", options.headers);
    reference(visit, "bearer", options.bearer);
    visit.later("user", options.user);
    reference(visit, "password", options.password);
    visit.later("insecure", options.insecure);
    visit.later("ca_file", options.ca_file);
    visit.later("proxy", options.proxy);
    visit.later("offered", options.offered);
}

std::string to_document(const SharedOptions& options) {
    return options.empty() ? std::string() : document::write(form, *options);
}

Result<SharedOptions> options_of_document(std::string_view text) {
    if (text.empty()) return SharedOptions();
    auto read = document::read<RequestOptions>(form, text);
    if (!read) return Failure(read.error());
    return SharedOptions(std::move(*read));
}

}  // namespace earshot
