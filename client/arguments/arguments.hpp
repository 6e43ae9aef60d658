#pragma once
// What an argument is. Its kind is what help and the manual call it and what completion offers for
// it; a set of words is one, too: "low|normal|high".

#include <string>
#include <vector>

namespace CLI {
class Option;
}

namespace earshot::client {

namespace kind {
inline constexpr const char* person = "PERSON";  // a name, person:7, #3, or a number that is clear
inline constexpr const char* whom = "WHOM";      // the same, but a number is that of a finding
inline constexpr const char* finding = "FINDING";  // a number: 3, #3
inline constexpr const char* source = "SOURCE";    // a number, an address, a title
inline constexpr const char* digest = "DIGEST";
inline constexpr const char* destination = "DESTINATION";  // the name of a [[deliver]] table
inline constexpr const char* message = "MESSAGE";          // the number of one in the outbox
inline constexpr const char* change = "CHANGE";            // the number of one that can be undone
inline constexpr const char* file = "FILE";
inline constexpr const char* directory = "DIR";
inline constexpr const char* command = "COMMAND";
// What nobody can offer anything for.
inline constexpr const char* text = "TEXT";
inline constexpr const char* name = "NAME";
inline constexpr const char* when = "WHEN";  // tomorrow, friday, "1 may", 2026-05-01, 2w
inline constexpr const char* length = "LENGTH";
inline constexpr const char* url = "URL";
inline constexpr const char* number = "NUMBER";
}  // namespace kind

/// One of these words; else the complaint names them, and the one that may be meant.
CLI::Option* one_of(CLI::Option* option, const std::vector<std::string>& words);

/// A number above 0, or of at least 0; no other text comes through.
CLI::Option* above_zero(CLI::Option* option);
CLI::Option* not_below_zero(CLI::Option* option);

/// The number of a finding, a change or a suggestion: "3", "#3". Throws Ended: "abc" is none.
long long number_of(const std::string& text, const std::string& what);

}  // namespace earshot::client
