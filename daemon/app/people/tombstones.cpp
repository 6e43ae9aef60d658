#include "daemon/app/people/tombstones.hpp"

#include <utility>

#include "daemon/io/store/erasure.hpp"
#include "earshot/erasure.hpp"

namespace earshot::app {

bool is_erased(const io::Erasure& erasure, const std::vector<std::string>& accounts,
               const std::string& name) {
    return erasure.has_tombstone(turns_up_as(accounts, name));
}

bool is_erased(const io::Erasure& erasure, const Actor& actor) {
    std::vector<std::string> accounts;
    if (!actor.uri.empty()) accounts.push_back(actor.uri);
    return is_erased(erasure, accounts, actor.name);
}

News without_erased(const io::Erasure& erasure, News news) {
    Activity& activity = news.activity;
    const auto gone = std::erase_if(activity.objects, [&](const Object& object) {
        std::vector<std::string> accounts;
        if (!object.uri.empty()) accounts.push_back(object.uri);
        return is_erased(erasure, accounts, object.name);
    });
    if (gone == 0) return news;
    activity.sentence.clear();
    activity.link.clear();
    return news;
}

}  // namespace earshot::app
