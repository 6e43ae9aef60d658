#include "client/arguments/arguments.hpp"

#include <algorithm>
#include <sstream>

#include <CLI/CLI.hpp>

#include "client/daemon/exit.hpp"
#include "client/screen/nearest.hpp"
#include "earshot/text.hpp"

namespace earshot::client {
namespace {

constexpr std::size_t longest_shown = 40;  // of what was typed

std::string quoted(const std::string& text) {
    return "\"" + printable(shorten(text, longest_shown)) + "\"";
}

std::string list_of(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
    return text;
}

CLI::Option* number_check(CLI::Option* option, bool zero) {
    // One argument, so that CLI11 adds nothing to the name of the kind.
    return option->type_name(kind::number)
        ->check(
            [zero](const std::string& text) {
                std::istringstream in(text);
                double number = 0;
                const bool read = in >> number && in.eof();
                if (read && (number > 0 || (zero && number == 0))) return std::string();
                return "must be a number " + std::string(zero ? "of at least 0" : "above 0") +
                       ", and " + quoted(text) + " is none";
            },
            "");
}

}  // namespace

CLI::Option* one_of(CLI::Option* option, const std::vector<std::string>& words) {
    std::string type;
    for (const std::string& word : words)
        type += (type.empty() ? "" : "|") + word;
    return option->type_name(type)->check(
        [words](const std::string& text) {
            if (std::find(words.begin(), words.end(), text) != words.end()) return std::string();
            return "must be " + list_of(words) + "; " + quoted(text) + " is none of them." +
                   did_you_mean(text, words);
        },
        "");
}

CLI::Option* above_zero(CLI::Option* option) {
    return number_check(option, false);
}

CLI::Option* not_below_zero(CLI::Option* option) {
    return number_check(option, true);
}

long long number_of(const std::string& text, const std::string& what) {
    const std::string digits = text.starts_with('#') ? text.substr(1) : text;
    constexpr std::size_t longest_number = 18;  // digits
    if (!digits.empty() && digits.size() <= longest_number &&
        digits.find_first_not_of("0123456789") == digits.npos &&
        digits.find_first_not_of('0') != digits.npos)
        return std::stoll(digits);
    throw Ended{Exit::usage, quoted(text) + " is no number of " + what};
}

}  // namespace earshot::client
