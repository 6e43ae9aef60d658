#include "daemon/app/people/learn_anew.hpp"

#include <string>
#include <vector>

#include "daemon/app/people/reassign.hpp"
#include "daemon/io/host/log.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/rhythm.hpp"

namespace earshot::app {

void learn_anew(io::Store& store) {
    const std::vector<PersonId> people = store.states.unlearned();
    if (people.empty()) return;
    io::Transaction transaction(store);
    for (const PersonId id : people) {
        const Rhythm learned = rhythm_kept(store, id);
        store.states.learn(id, learned.spread, learned.longest_days);
    }
    transaction.commit();
    log::info("learned how even " + std::to_string(people.size()) +
              (people.size() == 1 ? " person is" : " people are") + ", from what is kept");
}

}  // namespace earshot::app
