// The shells' side of completion: a short script each, which asks this program what fits.

#include <chrono>
#include <iostream>

#include <boost/json.hpp>

#include "client/daemon/connection.hpp"
#include "client/daemon/exit.hpp"
#include "client/line/completion.hpp"
#include "client/line/tree.hpp"
#include "client/line/typed.hpp"
#include "client/screen/screen.hpp"
#include "earshot/text.hpp"

namespace earshot::client {
namespace {

constexpr std::chrono::milliseconds patience{700};
constexpr const char* files_line = ":files";  // in place of offers: names of files fit
constexpr std::size_t longest_meaning = 70;   // columns

constexpr const char* bash = R"sh(# bash completion for earshot(1)
_earshot() {
    local IFS=$'\n'
    COMPREPLY=($("${COMP_WORDS[0]}" __complete bash "${COMP_LINE:0:COMP_POINT}" 2>/dev/null))
    if [[ ${COMPREPLY[0]-} == :files ]]; then
        COMPREPLY=()
        compopt -o default
    fi
}
complete -F _earshot earshot
)sh";

constexpr const char* zsh = R"sh(#compdef earshot
# zsh completion for earshot(1)
_earshot() {
    local answer line
    local -a before offered shown
    before=("${(@Q)words[2,CURRENT-1]}")
    answer=$("${words[1]}" __complete zsh "${before[@]}" "${(Q)PREFIX}" 2>/dev/null)
    for line in "${(@f)answer}"; do
        [[ -n "$line" ]] || continue
        if [[ "$line" == ":files" ]]; then
            _files
            return
        fi
        offered+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done
    (( ${#offered} )) && compadd -U -l -d shown -a offered
}
if [[ "${funcstack[1]}" == _earshot ]]; then
    _earshot "$@"
else
    compdef _earshot earshot
fi
)sh";

constexpr const char* fish = R"sh(# fish completion for earshot(1)
function __earshot_complete
    set -l words (commandline -opc)
    set -l lines ($words[1] __complete fish $words[2..-1] (commandline -ct) 2>/dev/null)
    if test "$lines[1]" = :files
        __fish_complete_path (commandline -ct)
    else
        printf '%s\n' $lines
    end
end
complete -c earshot -f -a '(__earshot_complete)'
)sh";

/// The socket that the line names, else none.
std::string socket_of(const std::vector<std::string>& words) {
    const std::string option = "--socket";
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == option && i + 1 < words.size()) return words[i + 1];
        if (words[i].starts_with(option + "=")) return words[i].substr(option.size() + 1);
    }
    return {};
}

}  // namespace

std::string script_for(const std::string& shell) {
    if (shell == "bash") return bash;
    if (shell == "zsh") return zsh;
    if (shell == "fish") return fish;
    return {};
}

void complete(const CLI::App& tree, const std::vector<std::string>& words) {
    if (words.empty()) return;
    const std::string& shell = words.front();
    Typed typed;
    if (shell == "bash") {
        typed = typed_in(words.size() > 1 ? words[1] : "");
    } else {
        typed.words.assign(words.begin(), words.end() - (words.size() > 1 ? 1 : 0));
        typed.last = words.size() > 1 ? words.back() : "";
    }
    if (!typed.words.empty()) typed.words.erase(typed.words.begin());  // the program, or the shell
    const Ask ask = [&typed](const std::string& target) {
        try {
            Connection daemon(sockets_to_try(socket_of(typed.words)), patience);
            return daemon.get(target);
        } catch (const Ended&) {
            return boost::json::object();  // nobody is told so in the middle of a line
        }
    };
    const Offers offers = offers_for(tree, typed.words, typed.last, ask);
    if (offers.files && offers.words.empty()) {
        std::cout << files_line << '\n';
        return;
    }
    for (const Offer& offer : offers.words)
        if (shell == "bash")
            std::cout << for_bash(offer.word, typed) << '\n';
        else
            std::cout << offer.word << (offer.meaning.empty() ? "" : "\t")
                      << fitted(offer.meaning, longest_meaning) << '\n';
}

}  // namespace earshot::client
