#include "daemon/core/json/document.hpp"

#include <algorithm>
#include <cmath>

#include "earshot/text.hpp"

namespace earshot::document {
namespace {

namespace json = boost::json;

double six_decimals(double number) {
    constexpr double greatest = 1e9;  // keeps the rounding defined
    if (!std::isfinite(number)) return 0;
    return std::round(std::clamp(number, -greatest, greatest) * 1e6) / 1e6;
}

}  // namespace

json::value written(const Form& form, double value) {
    return form.six_decimals ? six_decimals(value) : value;
}

json::value written(const Form& form, Instant value) {
    if (form.epoch) return to_epoch(value);
    return json::string(to_rfc3339(value));
}

json::value written(const Form& form, const std::string& value) {
    return json::string(shorten(repair_utf8(value), form.text_bytes));
}

Wrong take(const Form&, const json::value& from, bool& to) {
    const bool* found = from.if_bool();
    if (!found) return "is neither true nor false";
    to = *found;
    return nullptr;
}

Wrong take(const Form& form, const json::value& from, double& to) {
    json::error_code error;
    const auto number = from.to_number<double>(error);
    if (error) return "is not a number";
    to = form.six_decimals ? six_decimals(number) : number;
    return nullptr;
}

Wrong take(const Form& form, const json::value& from, Instant& to) {
    const std::int64_t* seconds = from.if_int64();
    const json::string* text = from.if_string();
    if (form.epoch && seconds) {
        to = from_epoch(*seconds);
        return nullptr;
    }
    if (form.epoch || !text) return "is not a time";
    const auto parsed = parse_rfc3339({text->data(), text->size()});
    if (!parsed) return "is not a time";
    to = *parsed;
    return nullptr;
}

Wrong take(const Form&, const json::value& from, std::string& to) {
    const json::string* text = from.if_string();
    if (!text) return "is not a text";
    to.assign(text->data(), text->size());
    return nullptr;
}

void Reader::complain(std::string_view name, Wrong wrong) {
    if (wrong_) return;
    wrong_ = wrong;
    where_ = name;
}

std::optional<Problem> Reader::problem() const {
    if (!wrong_) return std::nullopt;
    const std::string member = where_.substr(where_.rfind('.') + 1);
    return Problem{std::string(form_.name) + " cannot be read: \"" + member + "\" " + wrong_,
                   where_};
}

Result<json::value> parse(const Form& form, std::string_view text) {
    if (text.size() > form.bytes)
        return fail(std::string(form.name) + " is longer than any of ours");
    json::error_code error;
    json::value value = json::parse(json::string_view(text.data(), text.size()), error);
    if (error) return fail(std::string(form.name) + " is not JSON: " + error.message());
    if (!value.is_object()) return fail(std::string(form.name) + " is not an object");
    return value;
}

}  // namespace earshot::document
