#pragma once
// How far imports are that are under way, for whoever waits for one.

#include <cstddef>
#include <list>
#include <string>

namespace earshot::app {

struct ImportProgress {
    std::string kind;
    std::size_t taken = 0, of = 0;  // items of the file that is being taken in
};

/// One import among those under way, as long as it lives.
class ImportUnderWay {
public:
    ImportUnderWay(std::list<ImportProgress>& all, const std::string& kind)
        : all_(all), place_(all.insert(all.end(), ImportProgress{kind})) {}
    ~ImportUnderWay() { all_.erase(place_); }
    ImportUnderWay(const ImportUnderWay&) = delete;
    ImportUnderWay& operator=(const ImportUnderWay&) = delete;

    ImportProgress& progress() { return *place_; }

private:
    std::list<ImportProgress>& all_;
    std::list<ImportProgress>::iterator place_;
};

}  // namespace earshot::app
