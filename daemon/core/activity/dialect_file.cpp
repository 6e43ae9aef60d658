#include "daemon/core/activity/dialect_file.hpp"

#include <set>

#include "daemon/core/toml/toml_complaints.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::size_t max_family = TemplateText::max_written_out;

/// Reads one file into a dialect and its phrases.
class DialectFile {
public:
    DialectFile(const DialectText& text, Dialects::Compiled& into, std::vector<Problem>& complaints)
        : text_(text), into_(into), note_(text.file, complaints) {}

    void read() {
        const std::optional<toml::table> parsed = note_.root(text_.toml);
        if (!parsed) return;
        const toml::table& root = *parsed;
        note_.only(root,
                   {"name", "language", "otherwise", "match", "list", "words", "rule", "phrase",
                    "says", "calendar", "to_user", "moved"},
                   "a dialect");
        dialect_.name = note_.text(root, "name");
        if (dialect_.name.empty()) note_.say(1, "a dialect needs a name");
        language_ = note_.text(root, "language");
        otherwise(root);
        match(root);
        lists(root);
        words(root);
        for (const toml::table* table : note_.tables(root, "rule"))
            rule(*table);
        const auto phrases = note_.tables(root, "phrase");
        for (const toml::table* table : phrases)
            phrase(*table);
        sentences(root);
        asides(root, "calendar", Sign::calendar);
        asides(root, "to_user", Sign::notice);
        moved(root);
        into_.dialects.push_back(std::move(dialect_));
    }

private:
    void otherwise(const toml::table& root) {
        const std::string word = note_.text(root, "otherwise");
        if (word.empty() || word == "other") return;
        if (word == "post")
            dialect_.otherwise = Verb::post;
        else
            note_.say(*root.get("otherwise"), "otherwise is \"post\" or \"other\"");
    }

    void match(const toml::table& root) {
        const toml::table* table = note_.table(root, "match");
        if (table == nullptr) return;
        note_.only(*table, {"hosts", "generators", "ids", "any"}, "[match]");
        dialect_.any = note_.flag(*table, "any");
        for (const auto* host : note_.texts(*table, "hosts"))
            dialect_.hosts.push_back(host->get());
        for (const auto* word : note_.texts(*table, "generators"))
            dialect_.generators.push_back(folded(word->get()));
        for (const auto* id : note_.texts(*table, "ids"))
            if (pattern(*id)) {
                ++dialect_.ids;
                into_.ids.emplace_back(id->get(), into_.dialects.size());
            }
    }

    /// [list], and [list.de] for the phrases in a language.
    void lists(const toml::table& root) {
        const toml::table* table = note_.table(root, "list");
        if (table == nullptr) return;
        if (table->contains("and") || table->contains("others"))
            dialect_.lists[""] = list(*table, ListWords());
        for (const auto& [key, node] : *table) {
            if (key == "and" || key == "others") continue;
            if (const toml::table* of_language = node.as_table()) {
                note_.only(*of_language, {"and", "others"}, "[list]");
                dialect_.lists[std::string(key.str())] = list(*of_language, {{}, {}});
            } else {
                note_.say(node, "unknown key \"" + std::string(key.str()) + "\" in [list]");
            }
        }
    }

    ListWords list(const toml::table& table, ListWords words) {
        for (const auto* word : note_.texts(table, "and"))
            words.conjunctions.push_back(word->get());
        for (const auto* word : note_.texts(table, "others"))
            words.others.push_back(word->get());
        return words;
    }

    /// [words.de]: what stands around names, and wordings that have a name.
    void words(const toml::table& root) {
        const toml::table* languages = note_.table(root, "words");
        if (languages == nullptr) return;
        for (const auto& [language, node] : *languages) {
            const toml::table* table = node.as_table();
            if (table == nullptr) {
                note_.say(node, "[words] holds tables, one a language");
                continue;
            }
            families(*table, families_[std::string(language.str())]);
            Families& known = families_[std::string(language.str())];
            NameWords& around = into_.around_names[std::string(language.str())];
            around.before.add(known["before"]);
            around.of.add(known["of"]);
            around.add_after(known["after"]);
            around.add_now(known["now"]);
            into_.empty_words.add(known["empty"]);
        }
    }

    /// Wordings may be made of those of another name: "<the> <noun>".
    void families(const toml::table& table, Families& into) {
        Families plain;
        for (const auto& [name, list] : table)
            for (const auto* wording : note_.texts(table, name.str()))
                plain[std::string(name.str())].push_back(wording->get());
        for (const auto& [name, list] : table)
            for (const auto* wording : note_.texts(table, name.str())) {
                const auto made = TemplateText::parse(wording->get(), plain);
                if (!made || !made->slots().empty())
                    note_.say(*wording, made ? "no slots in [words]" : made.error().what);
                else if (auto all = made->written_out(); all.size() <= max_family)
                    for (const std::string& one : all)
                        into[std::string(name.str())].push_back(collapse(one));
                else
                    note_.say(*wording, "more than " + std::to_string(max_family) + " wordings");
            }
    }

    /// [says.de]: sentences of a language by their verb.
    void sentences(const toml::table& root) {
        const toml::table* languages = note_.table(root, "says");
        if (languages == nullptr) return;
        for (const auto& [language, node] : *languages) {
            const toml::table* table = node.as_table();
            if (table == nullptr) {
                note_.say(node, "[says] holds tables, one a language");
                continue;
            }
            for (const auto& [word, list] : *table) {
                const auto verb = parse_verb(word.str());
                if (!verb) note_.say(list, "unknown verb \"" + std::string(word.str()) + "\"");
                for (const auto* sentence : note_.texts(*table, word.str()))
                    phrase(*sentence, verb.value_or(Verb::other), std::string(language.str()),
                           Where::networks);
            }
        }
    }

    /// [calendar] and [to_user]: by language, sentences that are no sign of life.
    void asides(const toml::table& root, std::string_view key, Sign sign) {
        const toml::table* languages = note_.table(root, key);
        if (languages == nullptr) return;
        for (const auto& [language, node] : *languages)
            for (const auto* sentence : note_.texts(*languages, language.str())) {
                const std::string of(language.str());
                if (auto form = this->form(*sentence, families_[of]))
                    into_.asides.push_back({*std::move(form), sign, of, nullptr});
            }
    }

    /// [moved.de]: of the feed, `here`, and of its writer, `me`.
    void moved(const toml::table& root) {
        const toml::table* languages = note_.table(root, "moved");
        if (languages == nullptr) return;
        for (const auto& [language, node] : *languages) {
            const toml::table* table = node.as_table();
            if (table == nullptr) {
                note_.say(node, "[moved] holds tables, one a language");
                continue;
            }
            note_.only(*table, {"here", "me"}, "[moved]");
            const std::string of(language.str());
            for (const char* whose : {"here", "me"})
                for (const auto* sentence : note_.texts(*table, whose))
                    if (auto form = this->form(*sentence, families_[of]))
                        into_.moved.push_back(
                            {*std::move(form), whose == std::string_view("me"), of, nullptr});
        }
    }

    void rule(const toml::table& table) {
        note_.only(table,
                   {"name", "verb", "id", "title", "link", "author", "category", "channel", "html",
                    "content", "actor", "actor_uri", "object", "uri", "key", "also", "undated"},
                   "[[rule]]");
        Rule rule;
        rule.name = note_.text(table, "name");
        if (rule.name.empty()) note_.say(table, "a rule needs a name");
        rule.verb = verb(table);
        slots_.clear();
        for (const auto& [word, part] : part_words)
            if (Pattern asked = pattern(table, word))
                rule.asks.emplace_back(part, std::move(asked));
        if (rule.asks.empty()) note_.say(table, "a rule needs a pattern: " + known_parts());
        rule.actor = form(table, "actor");
        rule.actor_uri = form(table, "actor_uri");
        rule.object = form(table, "object");
        rule.uri = form(table, "uri");
        rule.key = form(table, "key");
        rule.also = note_.flag(table, "also");
        rule.undated = note_.flag(table, "undated");
        dialect_.rules.push_back(std::move(rule));
    }

    static std::string known_parts() {
        std::string result;
        for (const auto& [word, part] : part_words)
            result += (result.empty() ? "" : ", ") + std::string(word);
        return result;
    }

    void phrase(const toml::table& table) {
        note_.only(table, {"says", "verb", "language", "where"}, "[[phrase]]");
        const Verb what = verb(table);
        std::string language = note_.text(table, "language");
        if (language.empty()) language = language_;
        const Where where = this->where(table);
        if (table.get("says") == nullptr) note_.say(table, "a phrase needs says");
        for (const auto* sentence : note_.texts(table, "says"))
            phrase(*sentence, what, language, where);
    }

    void phrase(const toml::value<std::string>& sentence, Verb verb, const std::string& language,
                Where where) {
        if (auto form = this->form(sentence, families_[language]))
            into_.phrases.push_back({sentence.get(),
                                     *std::move(form),
                                     verb,
                                     language,
                                     where,
                                     into_.dialects.size(),
                                     nullptr,
                                     {}});
    }

    std::optional<SentenceForm> form(const toml::value<std::string>& sentence,
                                     const Families& families) {
        if (sentence.get().size() > Dialects::max_pattern) {
            note_.say(sentence, "a phrase is longer than " + std::to_string(Dialects::max_pattern) +
                                    " bytes");
            return std::nullopt;
        }
        const auto says = TemplateText::parse(sentence.get(), families);
        if (says && says->letters() < 2) {
            note_.say(sentence, "a phrase needs words of its own");
            return std::nullopt;
        }
        auto form = says ? SentenceForm::make(*says) : Failure(says.error());
        if (form) return *std::move(form);
        note_.say(sentence, form.error().what);
        return std::nullopt;
    }

    Where where(const toml::table& table) {
        const std::string word = note_.text(table, "where");
        if (word == "everywhere") return Where::everywhere;
        if (word == "here") return Where::here;
        if (!word.empty()) note_.say(*table.get("where"), "where is \"everywhere\" or \"here\"");
        return Where::networks;
    }

    Verb verb(const toml::table& table) {
        const std::string word = note_.text(table, "verb");
        if (const auto verb = parse_verb(word)) return *verb;
        if (const toml::node* node = table.get("verb"))
            note_.say(*node, "unknown verb \"" + word + "\"");
        else
            note_.say(table, "verb is missing");
        return Verb::other;
    }

    Pattern pattern(const toml::table& table, std::string_view key) {
        const toml::node* node = table.get(key);
        if (node == nullptr) return nullptr;
        if (const auto* text = node->as_string()) return pattern(*text);
        note_.say(*node, std::string(key) + " is not a text");
        return nullptr;
    }

    Pattern pattern(const toml::value<std::string>& text) {
        if (text.get().size() > Dialects::max_pattern) {
            note_.say(text, "a pattern is longer than " + std::to_string(Dialects::max_pattern) +
                                " bytes");
            return nullptr;
        }
        auto result = std::make_unique<RE2>(text.get(), pattern_options());
        if (!result->ok()) {
            note_.say(text, "not a pattern: " + result->error());
            return nullptr;
        }
        for (const auto& [name, group] : result->NamedCapturingGroups())
            slots_.insert(name);
        return result;
    }

    /// A template of a rule: its slots have to be groups of the rule's patterns.
    TemplateText form(const toml::table& table, std::string_view key) {
        const toml::node* node = table.get(key);
        if (node == nullptr) return {};
        auto parsed = TemplateText::parse(note_.text(table, key));
        if (!parsed) {
            note_.say(*node, parsed.error().what);
            return {};
        }
        for (const std::string& slot : parsed->slots())
            if (!slots_.contains(slot))
                note_.say(*node, "{" + slot + "} is no group of the rule's patterns");
        return *std::move(parsed);
    }

    const DialectText& text_;
    Dialects::Compiled& into_;
    TomlComplaints note_;
    Dialect dialect_;
    std::string language_;                      // of phrases that name none
    std::map<std::string, Families> families_;  // by language
    std::set<std::string> slots_;               // the groups of the rule at hand
};

}  // namespace

void read_dialect_file(const DialectText& file, Dialects::Compiled& into,
                       std::vector<Problem>& complaints) {
    DialectFile(file, into, complaints).read();
}

bool looks_like_dialect(std::string_view toml) {
    for (const std::string_view mark :
         {"[[phrase]]", "[[rule]]", "[match]", "otherwise", "[calendar]", "[moved"})
        if (toml.starts_with(mark) || toml.find("\n" + std::string(mark)) != toml.npos) return true;
    return false;
}

}  // namespace earshot
