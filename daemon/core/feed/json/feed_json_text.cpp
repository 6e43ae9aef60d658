#include "daemon/core/feed/json/feed_json_text.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace earshot {
namespace {

constexpr std::string_view no_character = "\\ufffd";

class Mending {
public:
    explicit Mending(std::string_view text) : text_(text) {}

    /// Goes on until so much is written.
    void run(std::size_t until) {
        while (at_ < text_.size() && out_.size() < until) {
            if (inside_)
                in_string();
            else
                between();
        }
    }

    std::string& out() { return out_; }
    std::size_t read() const { return at_; }
    void reserve(std::size_t size) { out_.reserve(size); }

private:
    void copy_to(std::size_t end) {
        end = std::min(end, text_.size());
        out_.append(text_.substr(at_, end - at_));
        at_ = end;
    }

    void between() {
        const std::size_t next = text_.find_first_of("\"/", at_);
        copy_to(next);
        if (at_ == text_.size()) return;
        const std::string_view rest = text_.substr(at_);
        if (rest.front() == '"') {
            inside_ = true;
            return copy_to(at_ + 1);
        }
        // A quotation mark in a comment begins no string.
        if (rest.starts_with("//")) return copy_to(text_.find('\n', at_));
        if (rest.starts_with("/*")) {
            const std::size_t end = text_.find("*/", at_ + 2);
            return copy_to(end == text_.npos ? end : end + 2);
        }
        copy_to(at_ + 1);
    }

    void in_string() {
        std::size_t end = at_;
        while (end < text_.size() && is_ordinary(text_[end]))
            ++end;
        copy_to(end);
        if (at_ == text_.size()) return;
        const char c = text_[at_];
        if (c == '"') {
            inside_ = false;
            copy_to(at_ + 1);
        } else if (c == '\\') {
            escape();
        } else {
            if (c == '\n') out_ += "\\n";
            if (c == '\r') out_ += "\\r";
            if (c == '\t') out_ += "\\t";
            ++at_;
        }
    }

    void escape() {
        const char c = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        if (c != '\0' && std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos)
            return copy_to(at_ + 2);
        const auto unit = unit_at(at_);
        if (!unit) {
            ++at_;  // the backslash alone; what follows is a character like others
            return;
        }
        const bool leads = *unit >= 0xD800 && *unit <= 0xDBFF;
        const auto second = leads ? unit_at(at_ + 6) : std::nullopt;
        if (second && *second >= 0xDC00 && *second <= 0xDFFF) return copy_to(at_ + 12);
        if (*unit != 0 && (*unit < 0xD800 || *unit > 0xDFFF)) return copy_to(at_ + 6);
        out_ += no_character;
        at_ += 6;
    }

    std::optional<unsigned> unit_at(std::size_t at) const {
        const std::string_view escape = text_.substr(std::min(at, text_.size()), 6);
        if (escape.size() < 6 || !escape.starts_with("\\u")) return std::nullopt;
        unsigned unit = 0;
        const char* const end = escape.data() + escape.size();
        const auto [stop, error] = std::from_chars(escape.data() + 2, end, unit, 16);
        if (error != std::errc() || stop != end) return std::nullopt;
        return unit;
    }

    static bool is_ordinary(char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
    }

    std::string_view text_;
    std::string out_;
    std::size_t at_ = 0;
    bool inside_ = false;
};

}  // namespace

std::string mended_json(std::string_view utf8) {
    Mending mending(utf8);
    mending.reserve(utf8.size());
    mending.run(std::string::npos);
    return std::move(mending.out());
}

std::size_t line_of_mended_json(std::string_view utf8, std::size_t offset) {
    Mending mending(utf8);
    mending.run(offset);
    // What was copied in one go may end further on.
    const std::size_t beyond = mending.out().size() - std::min(mending.out().size(), offset);
    const std::size_t end = mending.read() - std::min(mending.read(), beyond);
    const auto stop = utf8.begin() + static_cast<std::ptrdiff_t>(end);
    return 1 + static_cast<std::size_t>(std::count(utf8.begin(), stop, '\n'));
}

}  // namespace earshot
