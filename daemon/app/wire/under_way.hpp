#pragma once
// How far long work is that is under way, for whoever waits for it.

#include <cstddef>
#include <list>
#include <string>

namespace earshot::app {

struct Progress {
    std::string kind;  // of its items
    std::size_t taken = 0, of = 0;
};

/// One piece of work among those under way, as long as it lives.
class UnderWay {
public:
    UnderWay(std::list<Progress>& all, const std::string& kind)
        : all_(all), place_(all.insert(all.end(), Progress{kind})) {}
    ~UnderWay() { all_.erase(place_); }
    UnderWay(const UnderWay&) = delete;
    UnderWay& operator=(const UnderWay&) = delete;

    Progress& progress() { return *place_; }

private:
    std::list<Progress>& all_;
    std::list<Progress>::iterator place_;
};

}  // namespace earshot::app
