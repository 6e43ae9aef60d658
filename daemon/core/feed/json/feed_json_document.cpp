#include "daemon/core/feed/json/feed_json_document.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>

#include "daemon/core/feed/json/feed_json_members.hpp"
#include "daemon/core/feed/json/feed_json_text.hpp"
#include "earshot/feed.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

namespace json = boost::json;

constexpr std::size_t most_values = 1'000'000;  // in one tree
constexpr std::size_t longest_key = 256;
// The parser's events, built into a tree without what nobody reads.
class Building {
public:
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);

    explicit Building(json::storage_ptr memory) { stack_.reset(std::move(memory)); }

    bool has_root() const { return done_ || !open_.empty(); }

    /// Closes what is open. When that is more than a list and what is around it, the document
    /// broke off, and the element that the break is in becomes a list of its own.
    json::value release() {
        const auto list = std::find_if(open_.begin(), open_.end(),
                                       [](const Level& level) { return level.is_list; });
        const std::size_t broken = static_cast<std::size_t>(list - open_.begin()) + 1;
        while (!open_.empty()) {
            const bool inside = open_.size() == broken + 1;
            close_level();
            if (inside) stack_.push_array(1);
        }
        return stack_.release();
    }

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_array_begin(json::error_code&) { return open(true); }
    bool on_object_begin(json::error_code&) { return open(false); }
    bool on_array_end(std::size_t, json::error_code& error) { return close(error); }
    bool on_object_end(std::size_t, json::error_code& error) { return close(error); }

    bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
        append(key_, part, longest_key);
        return true;
    }
    bool on_key(json::string_view part, std::size_t, json::error_code&) {
        append(key_, part, longest_key);
        if (left_out_ == 0) {
            Level& level = open_.back();
            level.key = short_member(cut(key_, longest_key));
            level.wanted = level.is_open || is_known_member(level.key);
        }
        key_.clear();
        return true;
    }

    bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
        append(text_, part, feed_limits::text);
        return true;
    }
    bool on_string(json::string_view part, std::size_t, json::error_code& error) {
        append(text_, part, feed_limits::text);
        const bool well = add(error, [this] { stack_.push_string(cut(text_, feed_limits::text)); });
        text_.clear();
        return well;
    }

    bool on_number_part(json::string_view part, json::error_code&) {
        append(text_, part, feed_limits::text);
        return true;
    }
    bool on_int64(std::int64_t, json::string_view part, json::error_code& error) {
        return on_string(part, 0, error);
    }
    bool on_uint64(std::uint64_t, json::string_view part, json::error_code& error) {
        return on_string(part, 0, error);
    }
    bool on_double(double, json::string_view part, json::error_code& error) {
        return on_string(part, 0, error);
    }
    // Neither says anything where a text is wanted: false is how some languages write "none".
    bool on_bool(bool, json::error_code& error) { return on_null(error); }
    bool on_null(json::error_code& error) {
        return add(error, [this] { stack_.push_null(); });
    }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }

private:
    struct Level {
        bool is_list = false;
        bool is_open = false;  // all members are wanted
        bool wanted = true;    // what stands under the key
        std::size_t count = 0;
        std::string key;
    };

    static void append(std::string& into, json::string_view part, std::size_t limit) {
        if (into.size() > limit) return;  // cut() looks at one byte more
        into.append(part.data(), std::min(part.size(), limit + 1 - into.size()));
    }

    bool is_wanted() const {
        if (left_out_ > 0) return false;
        if (open_.empty()) return true;
        const Level& level = open_.back();
        return level.is_list ? level.count < feed_limits::entries : level.wanted;
    }

    void push_key() {
        if (!open_.empty() && !open_.back().is_list) stack_.push_key(open_.back().key);
    }

    void count_value() {
        ++values_;
        if (open_.empty())
            done_ = true;
        else
            ++open_.back().count;
    }

    bool is_within_limit(json::error_code& error) const {
        if (values_ <= most_values) return true;
        error = json::error::array_too_large;
        return false;
    }

    template <class Push>
    bool add(json::error_code& error, Push push) {
        if (!is_wanted()) return true;
        push_key();
        push();
        count_value();
        return is_within_limit(error);
    }

    bool open(bool is_list) {
        if (!is_wanted()) {
            ++left_out_;
            return true;
        }
        push_key();
        Level level;
        level.is_list = is_list;
        level.is_open = !open_.empty() && !open_.back().is_list && is_open_member(open_.back().key);
        open_.push_back(std::move(level));
        return true;
    }

    void close_level() {
        const Level level = std::move(open_.back());
        open_.pop_back();
        if (level.is_list)
            stack_.push_array(level.count);
        else
            stack_.push_object(level.count);
        count_value();
    }

    bool close(json::error_code& error) {
        if (left_out_ > 0) {
            --left_out_;
            return true;
        }
        close_level();
        return is_within_limit(error);
    }

    json::value_stack stack_;
    std::vector<Level> open_;
    std::size_t left_out_ = 0;  // how deep inside something that nobody reads
    std::size_t values_ = 0;
    bool done_ = false;
    std::string key_;
    std::string text_;
};

std::string words_for(const json::error_code& error) {
    if (error == json::error::incomplete) return "it ends too early";
    if (error == json::error::too_deep) return "it is nested too deep";
    if (error == json::error::array_too_large) return "it holds more than a feed can";
    return error.message();
}

// What caches and hand-made scripts leave behind the document.
bool may_follow(std::string_view rest) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n;"), rest.size()));
    return rest.empty() || rest.starts_with("<!--");
}

}  // namespace

struct JsonDocument::Tree {
    json::monotonic_resource memory;
    json::value root = json::value(json::storage_ptr(&memory));  // whose memory all of it has
};

JsonDocument::JsonDocument(std::unique_ptr<Tree> tree, std::optional<Problem> damage)
    : tree_(std::move(tree)), damage_(std::move(damage)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

Json JsonDocument::root() const {
    return Json(tree_->root);
}

Result<JsonDocument> JsonDocument::read(std::string_view utf8) {
    const std::string text = mended_json(utf8);
    auto tree = std::make_unique<Tree>();
    json::parse_options options;
    options.max_depth = feed_limits::depth;
    options.allow_comments = true;
    options.allow_trailing_commas = true;
    options.allow_invalid_utf8 = true;  // there is none
    json::basic_parser<Building> parser(options, json::storage_ptr(&tree->memory));
    json::error_code error;
    const std::size_t end = parser.write_some(false, text.data(), text.size(), error);
    const auto broken = [&](const std::string& how) {
        return Problem{"broken JSON: " + how,
                       "line " + std::to_string(line_of_mended_json(utf8, end))};
    };
    if (!error && !may_follow(std::string_view(text).substr(end)))
        return Failure(broken("it goes on after its end"));
    if (!parser.handler().has_root()) return Failure(broken(words_for(error)));
    std::optional<Problem> damage;
    if (error) damage = broken(words_for(error));
    tree->root = parser.handler().release();
    return JsonDocument(std::move(tree), std::move(damage));
}

}  // namespace earshot
