#include "daemon/core/feed/markup/xml_mend.hpp"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "daemon/core/feed/markup/xml_names.hpp"
#include "earshot/feed.hpp"

namespace earshot {
namespace {

constexpr std::string_view white_space = " \t\r\n\f\v";

bool is_space(char c) {
    return white_space.find(c) != white_space.npos;
}
bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_entry(std::string_view name) {
    return same_word(local_part(name), "item") || same_word(local_part(name), "entry");
}

/// Where the next of something is. It is looked for once: a text full of beginnings without ends
/// is gone through once for all of them.
class Next {
public:
    Next(std::string_view text, std::string_view what) : text_(text), what_(what) {}

    std::size_t from(std::size_t at) {
        if (found_ < at || !looked_) {
            found_ = text_.find(what_, at);
            looked_ = true;
        }
        return found_;
    }

private:
    std::string_view text_, what_;
    std::size_t found_ = 0;
    bool looked_ = false;
};

class Mender {
public:
    explicit Mender(std::string_view text) : text_(text) {}

    MendedXml mend() {
        out_.reserve(text_.size() + text_.size() / 8);
        while (at_ < text_.size()) {
            const std::size_t tag = std::min(text_.find('<', at_), text_.size());
            out_.append(text_, at_, tag - at_);
            at_ = tag;
            if (at_ < text_.size() && !markup()) break;
        }
        MendedXml mended;
        if (!open_.empty()) mended.cut_at = leave_out_what_is_unfinished();
        close_down_to(0);
        mended.text = std::move(out_);
        return mended;
    }

private:
    struct Open {
        std::string_view name;
        std::size_t begins_at;   // in the broken text
        std::size_t written_at;  // in the mended one
    };

    std::string_view rest() const { return text_.substr(at_); }

    // What begins at a `<`. False when the text ends inside it.
    bool markup() {
        if (rest().starts_with("<!--")) return pass_over(comment_end_, 4, 3);
        if (rest().starts_with("<![CDATA[")) return character_data();
        if (rest().starts_with("<!")) return document_type();
        if (rest().starts_with("<?")) return pass_over(instruction_end_, 2, 2);
        if (rest().starts_with("</")) return end_tag();
        if (rest().size() > 1 && begins_name(rest()[1])) return start_tag();
        return bare_bracket();
    }

    bool bare_bracket() {
        out_ += "&lt;";
        ++at_;
        return true;
    }

    bool pass_over(Next& end, std::size_t opening, std::size_t closing) {
        const std::size_t found = end.from(at_ + opening);
        if (found == text_.npos) return false;
        at_ = found + closing;
        return true;
    }

    bool character_data() {
        const std::size_t from = at_;
        if (!pass_over(data_end_, 9, 3)) return false;
        // Outside of the root it is nothing, and a parser stumbles over it.
        if (!open_.empty()) out_.append(text_, from, at_ - from);
        return true;
    }

    bool document_type() {
        const std::size_t end = bracket_.from(at_);
        if (end == text_.npos) return false;
        const std::size_t subset = text_.substr(at_, end - at_).find('[');
        if (subset != text_.npos && subset_end_.from(at_) != text_.npos)
            return pass_over(subset_end_, 2, 2);
        at_ = end + 1;
        return true;
    }

    bool end_tag() {
        const std::size_t end = bracket_.from(at_);
        if (end == text_.npos) return false;
        std::string_view name = text_.substr(at_ + 2, end - at_ - 2);
        const std::size_t stop = name.find_first_of(" \t\r\n\f\v<");
        // "</title <link>": the bracket that closes it was forgotten.
        at_ = stop != name.npos && name.find('<', stop) != name.npos ? at_ + 2 + name.find('<')
                                                                     : end + 1;
        name = name.substr(0, stop);
        if (!close(name) && only_text_ && looks_like(name, open_.back().name))
            close_down_to(open_.size() - 1);
        return true;
    }

    // A mistyped end tag, "</titel>" or "</Title>", of an element that holds nothing but text.
    static bool looks_like(std::string_view typed, std::string_view name) {
        return !typed.empty() && same_word(typed.substr(0, 1), name.substr(0, 1)) &&
               typed.size() + 1 >= name.size() && name.size() + 1 >= typed.size();
    }

    bool start_tag() {
        const std::size_t from = at_;
        std::size_t at = std::min(text_.find_first_of(" \t\r\n\f\v/><=", from + 1), text_.size());
        const std::string_view name = text_.substr(from + 1, at - from - 1);
        if (is_entry(name)) close(name);
        const std::size_t start = out_.size();
        out_.append("<").append(name);
        std::size_t attributes = 0;
        while (true) {
            at = std::min(text_.find_first_not_of(" \t\r\n\f\v=\"'", at), text_.size());
            if (at == text_.size()) {
                out_.resize(start);
                return false;
            }
            if (text_[at] == '<') {
                // No tag begins inside a tag: the first bracket was text, unless it went as far as
                // an attribute.
                if (out_.size() == start + 1 + name.size()) {
                    out_.resize(start);
                    return bare_bracket();
                }
                at_ = at;
                break;
            }
            if (text_[at] == '>') {
                at_ = at + 1;
                break;
            }
            if (text_[at] == '/') {
                if (++at < text_.size() && text_[at] == '>') {
                    at_ = at + 1;
                    out_ += "/>";
                    only_text_ = false;
                    return true;
                }
                continue;
            }
            const std::size_t written = out_.size();
            at = attribute(at);
            if (++attributes > feed_limits::attributes) out_.resize(written);
        }
        out_ += '>';
        open_.push_back({name, from, start});
        ++count_[name];
        only_text_ = true;
        return true;
    }

    // Writes the attribute that begins here; gives the place behind it.
    std::size_t attribute(std::size_t at) {
        std::size_t end = std::min(text_.find_first_of(" \t\r\n\f\v=/><", at), text_.size());
        out_.append(" ").append(text_, at, end - at).append("=\"");
        std::size_t value = std::min(text_.find_first_not_of(white_space, end), text_.size());
        if (value < text_.size() && text_[value] == '=') {
            value = std::min(text_.find_first_not_of(white_space, value + 1), text_.size());
            end = attribute_value(value);
        }
        out_ += '"';
        return end;
    }

    std::size_t attribute_value(std::size_t at) {
        if (at == text_.size()) return at;
        const char quote = text_[at];
        if (quote == '"' || quote == '\'') {
            const std::size_t close = (quote == '"' ? double_quote_ : single_quote_).from(at + 1);
            const std::string_view value =
                text_.substr(at + 1, close == text_.npos ? 0 : close - at - 1);
            // A quote that was forgotten would swallow the lines and tags that follow.
            const bool swallows = value.find('<') != value.npos && value.find('\n') != value.npos;
            if (close != text_.npos && !swallows) {
                write_value(value);
                return close + 1;
            }
            ++at;
        }
        std::size_t end = at;
        while (end < text_.size() && !is_space(text_[end]) && text_[end] != '>' &&
               text_[end] != '<')
            ++end;
        const bool empty_tag =
            end < text_.size() && end > at && text_[end] == '>' && text_[end - 1] == '/';
        if (empty_tag) --end;
        write_value(text_.substr(at, end - at));
        return end;
    }

    void write_value(std::string_view value) {
        for (const char c : value) {
            if (c == '<')
                out_ += "&lt;";
            else if (c == '"')
                out_ += "&quot;";
            else
                out_ += c;
        }
    }

    // Closes the innermost open element of this name and what is in it. False when none is open.
    bool close(std::string_view name) {
        const auto count = count_.find(name);
        if (count == count_.end() || count->second == 0) return false;
        std::size_t depth = open_.size();
        while (open_[depth - 1].name != name)
            --depth;
        close_down_to(depth - 1);
        return true;
    }

    void close_down_to(std::size_t depth) {
        while (open_.size() > depth) {
            out_.append("</").append(open_.back().name).append(">");
            --count_[open_.back().name];
            open_.pop_back();
        }
        only_text_ = false;
    }

    // Gives the place where it begins.
    std::size_t leave_out_what_is_unfinished() {
        const auto entry = std::find_if(open_.begin(), open_.end(),
                                        [](const Open& open) { return is_entry(open.name); });
        if (entry == open_.end()) return at_;
        const std::size_t begins_at = entry->begins_at;
        out_.resize(entry->written_at);
        open_.erase(entry, open_.end());
        return begins_at;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string out_;
    std::vector<Open> open_;
    std::unordered_map<std::string_view, std::size_t> count_;  // how many of a name are open
    bool only_text_ = false;  // since the last start tag; an element is open then
    Next bracket_{text_, ">"}, comment_end_{text_, "-->"}, data_end_{text_, "]]>"};
    Next instruction_end_{text_, "?>"}, subset_end_{text_, "]>"};
    Next double_quote_{text_, "\""}, single_quote_{text_, "'"};
};

}  // namespace

MendedXml mend_xml(std::string_view text) {
    return Mender(text).mend();
}

}  // namespace earshot
