#pragma once
// The words that activities have in common, by number. All that were met are remembered, so that an
// activity costs no look for its words.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace earshot::io {

class Connection;

class Lexicon {
public:
    explicit Lexicon(Connection& connection) : connection_(connection) {}

    /// Notes the word when it is a new one.
    std::int64_t number_of(std::string_view word);
    /// Throws StoreError when there is no such word.
    const std::string& word_of(std::int64_t number);

private:
    /// What was noted in a transaction that was undone is not there.
    void forget_what_was_undone();
    void note(std::int64_t number, const std::string& word);

    Connection& connection_;
    std::map<std::string, std::int64_t, std::less<>> numbers_;
    std::map<std::int64_t, std::string> words_;
    int undone_ = 0;
};

}  // namespace earshot::io
