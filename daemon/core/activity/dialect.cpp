#include "earshot/dialect.hpp"

#include <algorithm>
#include <set>

#include "daemon/core/activity/dialect_file.hpp"

namespace earshot {
namespace {

constexpr int pattern_memory = 8 << 20;  // RE2 refuses what needs more

bool compile_ids(Dialects::Compiled& compiled) {
    compiled.id_set = std::make_unique<RE2::Set>(pattern_options(), RE2::UNANCHORED);
    for (const auto& [pattern, dialect] : compiled.ids)
        compiled.id_set->Add(pattern, nullptr);
    return compiled.id_set->Compile();
}

void compile_together(Dialects::Compiled& compiled, std::vector<Problem>& complaints) {
    compiled.phrases.shrink_to_fit();
    int number = 0;
    for (Phrase& phrase : compiled.phrases) {
        compiled.index.add(phrase.form.landmarks(), number++);
        phrase.around = &compiled.around_names[phrase.language.empty() ? "en" : phrase.language];
        Dialect& dialect = compiled.dialects[phrase.dialect];
        dialect.has_phrases = true;
        phrase.rule = dialect.name + ": \"" + phrase.says + "\"";
    }
    number = 0;
    for (Aside& aside : compiled.asides) {
        compiled.aside_index.add(aside.form.landmarks(), number++);
        aside.around = &compiled.around_names[aside.language];
    }
    number = 0;
    for (MovedSentence& moved : compiled.moved) {
        compiled.moved_index.add(moved.form.landmarks(), number++);
        moved.around = &compiled.around_names[moved.language];
    }
    compiled.moved_index.settle();
    compiled.index.settle();
    compiled.aside_index.settle();
    if (!compile_ids(compiled))
        complaints.push_back({"all ids together need too much memory", "", false});
}

}  // namespace

RE2::Options pattern_options() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(pattern_memory);
    return options;
}

const ListWords& Dialect::list(const std::string& language) const {
    static const ListWords english;
    for (const std::string& wanted : {language, std::string()})
        if (const auto found = lists.find(wanted); found != lists.end()) return found->second;
    return english;
}

tl::expected<Dialects, std::vector<Problem>> Dialects::compile(
    const std::vector<DialectText>& files) {
    std::vector<Problem> complaints;
    if (files.size() > max_files) {
        complaints.push_back({"more than " + std::to_string(max_files) + " dialect files",
                              files.back().file, false});
        return tl::unexpected(std::move(complaints));
    }
    Dialects result;
    Compiled& compiled = *result.compiled_;
    std::size_t rules = 0;
    for (const DialectText& file : files) {
        read_dialect_file(file, compiled, complaints);
        if (!compiled.dialects.empty()) rules += compiled.dialects.back().rules.size();
        const std::size_t sentences =
            compiled.phrases.size() + compiled.asides.size() + compiled.moved.size();
        if (sentences > max_phrases || rules > max_rules) {
            complaints.push_back({"more than " + std::to_string(max_phrases) + " phrases or " +
                                      std::to_string(max_rules) + " rules in all",
                                  file.file, false});
            return tl::unexpected(std::move(complaints));
        }
    }
    std::set<std::string> names;
    for (const Dialect& dialect : compiled.dialects)
        if (!dialect.name.empty() && !names.insert(dialect.name).second)
            complaints.push_back({"two dialects are named \"" + dialect.name + "\"", "", false});
    if (complaints.empty()) compile_together(compiled, complaints);
    if (!complaints.empty()) return tl::unexpected(std::move(complaints));
    return result;
}

Dialects::Dialects() : compiled_(std::make_unique<Compiled>()) {}
Dialects::~Dialects() = default;
Dialects::Dialects(Dialects&&) noexcept = default;
Dialects& Dialects::operator=(Dialects&&) noexcept = default;

std::vector<std::string> Dialects::names() const {
    std::vector<std::string> result;
    for (const Dialect& dialect : compiled_->dialects)
        result.push_back(dialect.name);
    return result;
}

std::size_t Dialects::phrases() const {
    return compiled_->phrases.size();
}

}  // namespace earshot
