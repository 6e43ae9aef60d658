#include "daemon/core/people/sites/address_form.hpp"

#include <algorithm>

#include <re2/re2.h>

#include "earshot/sites.hpp"

namespace earshot {
namespace {

constexpr std::size_t longest_value = 200;  // bytes of what a slot takes
constexpr std::int64_t pattern_memory = 256 * 1024;

/// Of slots without a pattern of their own.
constexpr const char* of_a_host = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
constexpr const char* of_a_step = "[A-Za-z0-9_](?:[A-Za-z0-9_.~-]*[A-Za-z0-9_])?";
constexpr const char* of_a_domain = "[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+";

RE2::Options options() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(pattern_memory);
    return options;
}

bool is_slot_name(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(),
                                        [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string pattern_for(const std::string& slot, const SlotPatterns& patterns,
                        AddressForm::Place place) {
    if (slot == "domain") return of_a_domain;
    if (const auto own = patterns.find(slot); own != patterns.end()) return own->second;
    return place == AddressForm::Place::host ? of_a_host : of_a_step;
}

/// As it may stand in a path or a query.
std::string encoded(std::string_view value) {
    constexpr std::string_view plain = "-._~@:";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (is_alphanumeric(c) || plain.find(c) != plain.npos)
            out += c;
        else
            out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return out;
}

}  // namespace

AddressForm::AddressForm() = default;
AddressForm::~AddressForm() = default;
AddressForm::AddressForm(AddressForm&&) noexcept = default;
AddressForm& AddressForm::operator=(AddressForm&&) noexcept = default;

bool is_domain(std::string_view text) {
    static const RE2 domain(std::string(of_a_domain) + "(?::[0-9]{1,5})?", options());
    return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), domain);
}

Result<std::vector<std::string>> pieces_of_form(std::string_view text) {
    std::vector<std::string> pieces;
    for (;;) {
        const std::size_t open = text.find('{');
        if (text.substr(0, open).find('}') != text.npos) return fail("there is a } without a {");
        pieces.emplace_back(text.substr(0, open));
        if (open == text.npos) return pieces;
        const std::size_t close = text.find('}', open);
        if (close == text.npos) return fail("a slot is not closed with }");
        const std::string_view name = text.substr(open + 1, close - open - 1);
        if (!is_slot_name(name))
            return fail("{" + std::string(name) + "} is not the name of a slot");
        pieces.emplace_back(name);
        text.remove_prefix(close + 1);
    }
}

Result<AddressForm> AddressForm::parse(std::string_view text, const SlotPatterns& patterns,
                                       Place place) {
    if (text.size() > Sites::max_pattern)
        return fail("is longer than " + std::to_string(Sites::max_pattern) + " bytes");
    const auto pieces = pieces_of_form(text);
    if (!pieces) return Failure(pieces.error());
    AddressForm form;
    form.text_ = text;
    std::string pattern;
    for (std::size_t i = 0; i < pieces->size(); ++i) {
        const std::string& piece = (*pieces)[i];
        if (i % 2 == 0) {
            pattern += RE2::QuoteMeta(piece);
            form.letters_ += piece.size();
            continue;
        }
        if (std::find(form.slots_.begin(), form.slots_.end(), piece) != form.slots_.end())
            return fail("{" + piece + "} stands twice");
        if (piece == "site") return fail("{site} stands at the beginning, before a /");
        form.slots_.push_back(piece);
        pattern += "(?P<" + piece + ">" + pattern_for(piece, patterns, place) + ")";
    }
    if (form.slots_.empty()) return form;
    form.pattern_ = std::make_unique<RE2>(pattern, options());
    if (!form.pattern_->ok()) return fail("not a pattern: " + form.pattern_->error());
    return form;
}

bool AddressForm::match(std::string_view text, SlotValues& into) const {
    if (!pattern_) return text == text_;
    const auto count = static_cast<std::size_t>(pattern_->NumberOfCapturingGroups()) + 1;
    std::vector<re2::StringPiece> parts(count);
    const re2::StringPiece piece(text.data(), text.size());
    if (!pattern_->Match(piece, 0, text.size(), RE2::ANCHOR_BOTH, parts.data(),
                         static_cast<int>(count)))
        return false;
    SlotValues values;
    for (const auto& [name, group] : pattern_->NamedCapturingGroups()) {
        const re2::StringPiece& part = parts[static_cast<std::size_t>(group)];
        if (part.empty() || part.size() > longest_value) return false;
        values[name] = std::string(part.data(), part.size());
    }
    into.merge(values);
    return true;
}

std::string fill_address(std::string_view form, const SlotValues& values) {
    const auto pieces = pieces_of_form(form);
    if (!pieces) return {};
    std::string out;
    bool is_after_host = false;
    for (std::size_t i = 0; i < pieces->size(); ++i) {
        const std::string& piece = (*pieces)[i];
        if (i % 2 == 0) {
            out += piece;
            const std::size_t slashes = out.find("//");
            is_after_host = out.starts_with("acct:") ||
                            (slashes != out.npos && out.find('/', slashes + 2) != out.npos);
            continue;
        }
        const auto value = values.find(piece);
        if (value == values.end()) return {};
        if (piece == "site") {
            out += value->second;
        } else if (is_after_host) {
            out += encoded(value->second);
        } else {
            // In the host: a label, or a domain where one is asked for.
            if (piece == "domain"
                    ? !is_domain(value->second)
                    : !std::all_of(value->second.begin(), value->second.end(),
                                   [](char c) { return is_alphanumeric(c) || c == '-'; }))
                return {};
            out += value->second;
        }
    }
    return out;
}

}  // namespace earshot
