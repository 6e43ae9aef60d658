// What a place in a JSON document answers.

#include <boost/json/value.hpp>

#include "daemon/core/feed/json/feed_json_document.hpp"

namespace earshot {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view white_space = " \t\r\n\f\v";
    const std::size_t begin = text.find_first_not_of(white_space);
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(white_space) + 1 - begin);
}

}  // namespace

bool Json::is_object() const {
    return value_ != nullptr && value_->is_object();
}

bool Json::is_list() const {
    return value_ != nullptr && value_->is_array();
}

Json::operator bool() const {
    return value_ != nullptr && !value_->is_null();
}

Json Json::operator[](std::string_view member) const {
    if (!is_object()) return {};
    const auto* found = value_->get_object().if_contains({member.data(), member.size()});
    return found == nullptr ? Json() : Json(*found);
}

Json Json::first_member() const {
    if (!is_object() || value_->get_object().empty()) return {};
    return Json(value_->get_object().begin()->value());
}

std::size_t Json::size() const {
    if (is_list()) return value_->get_array().size();
    return *this ? 1 : 0;
}

Json Json::at(std::size_t index) const {
    if (index >= size()) return {};
    return is_list() ? Json(value_->get_array()[index]) : *this;
}

std::vector<Json> Json::objects() const {
    std::vector<Json> found;
    const auto offer = [&found](const boost::json::value& value) {
        if (value.is_object()) found.emplace_back(value);
    };
    if (is_list())
        for (const auto& element : value_->get_array())
            offer(element);
    if (is_object())
        for (const auto& member : value_->get_object())
            offer(member.value());
    return found;
}

std::string_view Json::text() const {
    if (value_ == nullptr) return {};
    if (const auto* string = value_->if_string()) return trimmed({string->data(), string->size()});
    if (is_object()) return (*this)["@value"].text();
    for (std::size_t i = 0; is_list() && i < size(); ++i)
        if (const std::string_view text = at(i).text(); !text.empty()) return text;
    return {};
}

}  // namespace earshot
