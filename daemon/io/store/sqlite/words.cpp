#include "daemon/io/store/sqlite/words.hpp"

namespace earshot::io {

std::string_view stored_word(Carries value) {
    return value == Carries::one_person ? "one person" : to_text(value);
}

std::string_view stored_word(TimeQuality value) {
    return value == TimeQuality::first_seen ? "first seen" : to_text(value);
}

std::string_view stored_word(Standing value) {
    return value == Standing::let_go ? "let go" : to_text(value);
}

std::string_view stored_word(Delivery::State value) {
    return value == Delivery::State::given_up ? "given up" : to_text(value);
}

std::string_view stored_word(Freshness value) {
    switch (value) {
        case Freshness::fresh: return "fresh";
        case Freshness::backfill: return "backfill";
    }
    return {};
}

std::string_view stored_word(BurstRun::Fired value) {
    switch (value) {
        case BurstRun::Fired::no: return "no";
        case BurstRun::Fired::told: return "told";
        case BurstRun::Fired::continuation: return "continuation";
    }
    return {};
}

}  // namespace earshot::io
