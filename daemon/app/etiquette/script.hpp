#pragma once
// What a server on loopback says, answer after answer, and what it was asked. Used by the report
// card; knows no rule.

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace earshot::app::etiquette {

struct Answer {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;  // Content-Length comes by itself
    std::string body;
    bool cut = false;  // the connection ends in the middle of the body
};

/// One request as it came.
struct Asked {
    std::string method;
    std::string target;
    std::map<std::string, std::string> headers;  // names in lower case, repeated ones joined
    std::string authority;                       // of the server that it came to
    int connection = 0;                          // from 1

    bool has(const std::string& name) const { return headers.contains(name); }
    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
};

/// One answer for each request, whichever server it comes to. Who asks more often than there are
/// answers hears the last one again.
class Script {
public:
    void begin(std::vector<Answer> answers) {
        answers_ = std::move(answers);
        given_ = 0;
        asked_.clear();
    }
    bool ended() const { return given_ >= answers_.size(); }
    Answer answer(Asked asked) {
        asked_.push_back(std::move(asked));
        if (answers_.empty()) return {404, {}, {}, false};
        if (ended()) return answers_.back();
        return answers_[given_++];
    }
    /// What was asked since the last time.
    std::vector<Asked> taken() { return std::exchange(asked_, {}); }

private:
    std::vector<Answer> answers_;
    std::size_t given_ = 0;
    std::vector<Asked> asked_;
};

}  // namespace earshot::app::etiquette
