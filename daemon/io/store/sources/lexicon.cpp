#include "daemon/io/store/sources/lexicon.hpp"

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

void Lexicon::forget_what_was_undone() {
    if (undone_ == connection_.undone) return;
    undone_ = connection_.undone;
    numbers_.clear();
    words_.clear();
}

void Lexicon::note(std::int64_t number, const std::string& word) {
    numbers_.emplace(word, number);
    words_.emplace(number, word);
}

std::int64_t Lexicon::number_of(std::string_view asked) {
    forget_what_was_undone();
    if (const auto known = numbers_.find(asked); known != numbers_.end()) return known->second;
    const std::string word(asked);
    auto number =
        Query(connection_, "SELECT id FROM word WHERE word = ?1").bind(word).first<std::int64_t>();
    if (!number)
        number = Query(connection_, "INSERT INTO word (word) VALUES (?1)").bind(word).insert();
    note(*number, word);
    return *number;
}

const std::string& Lexicon::word_of(std::int64_t number) {
    forget_what_was_undone();
    if (const auto known = words_.find(number); known != words_.end()) return known->second;
    const auto word =
        Query(connection_, "SELECT word FROM word WHERE id = ?1").bind(number).first<std::string>();
    if (!word) connection_.fail("a word of an activity is not there");
    note(number, *word);
    return words_.at(number);
}

}  // namespace earshot::io
