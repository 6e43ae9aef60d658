// Where in an entry its sentence stands: in the title, or in the content when the title leaves it
// to that.

#include <algorithm>
#include <utility>

#include "daemon/core/activity/activity_reading.hpp"
#include "daemon/core/activity/sentence/first_words.hpp"
#include "daemon/core/activity/sentence/spelling.hpp"
#include "daemon/core/activity/title_words.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::size_t most_blocks = 4;  // before the one that holds the sentence, and itself

/// What stands behind the place of a sentence is no more than "2 hours ago" and "View |
/// Unsubscribe".
bool says_nothing(std::string_view markup, const EmptyWords& empty) {
    if (markup.empty()) return true;
    if (markup.size() > max_sentence_markup * 4) return false;
    const MarkedSentence rest(markup, "");
    return empty.are_all(MarkedSentence::without_names(rest.text()));
}

/// One look at the content of an entry.
class ContentReader {
public:
    ContentReader(const EntryReader& reading, const Dialects::Compiled& all, const Dialect* dialect,
                  bool is_plain)
        : reading_(reading), all_(all), dialect_(dialect), is_plain_(is_plain) {}

    std::optional<Understood> understand() const {
        const std::string_view markup = reading_.part(Part::html);
        const auto blocks = first_blocks(markup, most_blocks);
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (auto found = in_block(blocks[i])) return found;
            if (i + 1 == blocks.size() || !leads_to(blocks[i], blocks[i + 1])) break;
        }
        if (blocks.size() > 1) return in(markup, "");
        return std::nullopt;
    }

private:
    std::optional<Understood> in_block(std::string_view block) const {
        if (const auto line = first_line(block); line.size() < block.size())
            if (auto found = in(line, behind(line))) return found;
        return in(block, behind(block));
    }

    std::string_view behind(std::string_view part) const {
        const std::string& all = reading_.entry.content;
        return std::string_view(all).substr(
            static_cast<std::size_t>(part.data() + part.size() - all.data()));
    }

    std::optional<Understood> in(std::string_view markup, std::string_view rest) const {
        if (markup.size() > longest_markup()) return std::nullopt;
        SaidText said{words_of(markup), markup, true};
        if (said.plain.size() > longest_text(markup)) return std::nullopt;
        auto found = understand_text(reading_, said, all_, dialect_);
        if (!found) return std::nullopt;
        found->in_content = true;
        found->more_said = found->more_said || !says_nothing(rest, all_.empty_words);
        return found;
    }

    /// Where nobody says that contents are sentences, only what is plainly one is looked at.
    std::string words_of(std::string_view markup) const {
        const std::size_t enough = longest_text(markup) + 1;
        return is_plain_ ? simple_words(markup, enough).value_or("") : first_words(markup, enough);
    }

    // Links may be long, and lists of names.
    std::size_t longest_markup() const { return max_sentence_markup * (is_plain_ ? 1 : 5); }
    std::size_t longest_text(std::string_view markup) const {
        const bool links = !is_plain_ && markup.find("href") != markup.npos;
        return max_sentence_content * (links ? 2 : 1);
    }

    /// A name, a time, a heading before the sentence.
    bool leads_to(std::string_view block, std::string_view next) const {
        constexpr std::size_t longest = 100, looked_at = 1000;  // bytes
        const std::string text = first_words(block, longest + 1);
        if (text.size() > longest) return false;
        const std::string behind = first_words(next, looked_at);
        return std::ranges::all_of(words_in(text, longest), [&](std::string_view word) {
            return all_.empty_words.are_all(word) || behind.find(word) != behind.npos ||
                   reading_.feed.title.find(word) != std::string::npos;
        });
    }

    const EntryReader& reading_;
    const Dialects::Compiled& all_;
    const Dialect* dialect_;
    bool is_plain_;
};

/// "Follow" leaves it to the text where all names in the text are links.
bool is_word_beside_links(const std::string& title, const Understood& text) {
    return !text.more_said && title.find(' ') == title.npos && text.slot("actor") != nullptr &&
           std::ranges::all_of(text.slots, [&text](const auto& slot) {
               return text.sentence.is_vouched_for(slot.second);
           });
}

/// Whether the sentence in the content is what the entry says, and how sure that is.
bool is_believed(const EntryReader& reading, const TitleWords& title, Understood& text) {
    const std::string said = text.sentence.name(text.sentence.text()).text;
    const TitleWords::Says says = title.beside(said);
    if (says == TitleWords::Says::something && !is_word_beside_links(reading.entry.title, text))
        return false;
    const bool only_others_bear_it_out = text.more_said || says == TitleWords::Says::what_all_say;
    if (only_others_bear_it_out && text.phrase->where != Where::everywhere) text.sure = false;
    return true;
}

std::optional<Understood> understand_content(const EntryReader& reading,
                                             const Dialects::Compiled& all,
                                             const Dialect* dialect) {
    const std::string& title = reading.entry.title;
    if (reading.entry.content.empty()) return std::nullopt;
    if (dialect != nullptr && dialect->otherwise == Verb::other) {
        // Here contents are sentences, but maybe not what stands at the beginning of a longer one.
        auto found = ContentReader(reading, all, dialect, false).understand();
        if (found && found->more_said &&
            TitleWords(reading, all).at_best() == TitleWords::Says::something)
            return std::nullopt;
        return found;
    }
    const TitleWords words(reading, all);
    const bool says_something = words.at_best() == TitleWords::Says::something;
    if (says_something && title.find(' ') != title.npos) return std::nullopt;
    const bool is_plain = dialect == nullptr && says_something;
    auto found = ContentReader(reading, all, dialect, is_plain).understand();
    if (!found || !is_believed(reading, words, *found)) return std::nullopt;
    return found;
}

/// How the content says the same as a title and more.
enum class GoesOn { no, behind_a_word, where_it_is_cut };

/// "Ann Quill joined the group Fer…"
GoesOn goes_on(const EntryReader& reading) {
    std::string_view title = reading.entry.title;
    bool is_cut = false;
    for (const std::string_view end : {"…", "...", "[...]", "[…]"})
        if (title.ends_with(end)) {
            title = trimmed(title.substr(0, title.size() - end.size()));
            is_cut = true;
            break;
        }
    const auto blocks = first_blocks(reading.part(Part::html), 1);
    if (title.empty() || blocks.empty()) return GoesOn::no;
    const std::string text = first_words(blocks.front(), title.size() + 8);
    if (!text.starts_with(title)) return GoesOn::no;
    if (is_cut) return GoesOn::where_it_is_cut;
    std::string_view rest = std::string_view(text).substr(title.size());
    const bool space = rest.starts_with(' ');
    if (space) rest.remove_prefix(1);
    const auto words = words_in(rest, 1);
    if (words.empty() || words.front().data() != rest.data()) return GoesOn::no;
    return space ? GoesOn::behind_a_word : GoesOn::where_it_is_cut;
}

/// Whether what happened and to what is told by links.
bool names_are_links(const Understood& found) {
    return std::ranges::all_of(found.slots, [&found](const auto& slot) {
        return (slot.first != "actor" && slot.first != "object") ||
               found.sentence.is_vouched_for(slot.second);
    });
}

}  // namespace

std::optional<Understood> understand_title(const EntryReader& reading,
                                           const Dialects::Compiled& all, const Dialect* dialect) {
    if (dialect != nullptr && !dialect->has_phrases) return std::nullopt;
    return understand_text(
        reading, {shorten(reading.entry.title, max_sentence), reading.entry.title_markup, false},
        all, dialect);
}

std::optional<Understood> understand(const EntryReader& reading, const Dialects::Compiled& all,
                                     const Dialect* dialect) {
    if (dialect != nullptr && !dialect->has_phrases) return std::nullopt;
    auto by_title = understand_title(reading, all, dialect);
    const GoesOn more = by_title ? goes_on(reading) : GoesOn::no;
    if (by_title && by_title->sure && more == GoesOn::no) return by_title;
    auto by_content = understand_content(reading, all, dialect);
    if (!by_content) return by_title;
    if (more == GoesOn::where_it_is_cut ||
        (more == GoesOn::behind_a_word && names_are_links(*by_content))) {
        by_content->sure = by_content->sure || by_title->sure;
        return by_content;
    }
    if (by_title && (by_title->sure || !by_content->sure)) return by_title;
    return by_content;
}

}  // namespace earshot
