#include "daemon/app/api/health.hpp"

namespace earshot::app {
namespace {

std::string counted(int number, const std::string& one, const std::string& many) {
    return std::to_string(number) + " " + (number == 1 ? one : many);
}

}  // namespace

std::string_view to_text(Health health) {
    switch (health) {
        case Health::ok: return "ok";
        case Health::degraded: return "degraded";
        case Health::failing: return "failing";
    }
    return "";
}

Verdict judge_health(const HealthFacts& facts) {
    Verdict verdict;
    const bool blind = facts.offline || (facts.tried > 0 && facts.failing == facts.tried);
    if (facts.offline)
        verdict.reasons.push_back("none of the feeds can be read: this machine may be offline");
    else if (blind)
        verdict.reasons.push_back("none of " + counted(facts.tried, "feed", "feeds") +
                                  " can be read");
    else if (facts.failing * everyday_share > facts.tried)
        verdict.reasons.push_back(std::to_string(facts.failing) + " of " +
                                  counted(facts.tried, "feed", "feeds") + " cannot be read");
    if (facts.hidden > 0) {
        verdict.reasons.push_back(counted(facts.hidden, "person", "people") + " cannot be seen");
        for (const std::string& cause : facts.because)
            verdict.reasons.push_back(cause);
    }
    if (facts.given_up > 0)
        verdict.reasons.push_back(counted(facts.given_up, "message", "messages") +
                                  " could not be delivered");
    if (facts.oldest_waiting > delivery_patience)
        verdict.reasons.push_back(
            "a message has been waiting for " +
            counted(static_cast<int>(facts.oldest_waiting / day), "day", "days"));
    for (const std::string& fault : facts.faults)
        verdict.reasons.push_back(fault);
    if (blind)
        verdict.health = Health::failing;
    else if (!verdict.reasons.empty())
        verdict.health = Health::degraded;
    return verdict;
}

}  // namespace earshot::app
