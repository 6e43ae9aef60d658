#include "client/screen/tone.hpp"

#include <array>
#include <utility>

namespace earshot::client {

Tone tone_of(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, Tone>, 14> words{{{"ok", Tone::good},
                                                                       {"yes", Tone::good},
                                                                       {"failing", Tone::bad},
                                                                       {"gone", Tone::bad},
                                                                       {"refused", Tone::bad},
                                                                       {"failed", Tone::bad},
                                                                       {"health", Tone::bad},
                                                                       {"no", Tone::bad},
                                                                       {"degraded", Tone::care},
                                                                       {"unread", Tone::care},
                                                                       {"unnamed", Tone::care},
                                                                       {"insecure", Tone::care},
                                                                       {"trouble", Tone::care},
                                                                       {"held", Tone::care}}};
    const std::string_view word = text.substr(0, text.find_first_of(" ,:"));
    // An insecure feed may be read well, and is worth a look all the same.
    if (word == "ok" && text.size() > word.size()) return Tone::care;
    for (const auto& [name, tone] : words)
        if (name == word) return tone;
    return Tone::plain;
}

std::string tinted(const Screen& screen, Tone tone, std::string text) {
    if (!screen.colour || tone == Tone::plain) return text;
    const char* colour = tone == Tone::good ? "32" : tone == Tone::care ? "33" : "31";
    return std::string("\x1b[") + colour + "m" + std::move(text) + "\x1b[0m";
}

}  // namespace earshot::client
