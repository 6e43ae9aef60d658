// Opening the file, and its size.

#include "daemon/io/store/store.hpp"

#include <filesystem>
#include <system_error>

#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/digests/deliveries.hpp"
#include "daemon/io/store/digests/digests.hpp"
#include "daemon/io/store/digests/idempotency.hpp"
#include "daemon/io/store/erasure.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/findings/meetings.hpp"
#include "daemon/io/store/glances.hpp"
#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/people/belongings.hpp"
#include "daemon/io/store/people/circles.hpp"
#include "daemon/io/store/people/claims.hpp"
#include "daemon/io/store/people/declarations.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/people/user_answers.hpp"
#include "daemon/io/store/rehearsal.hpp"
#include "daemon/io/store/sessions.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/entries.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/pulses.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/sources/vouchings.hpp"
#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/schema.hpp"
#include "daemon/io/store/times.hpp"
#include "daemon/io/store/transaction.hpp"
#include "daemon/io/store/written.hpp"

namespace earshot::io {

struct Store::Parts {
    explicit Parts(const std::string& path) : connection(path) {}

    Connection connection;
    Sources sources{connection};
    Polls polls{connection};
    Coverages coverages{connection};
    Pulses pulses{connection};
    Vouchings vouchings{connection};
    Entries entries{connection};
    Activities activities{connection};
    People people{connection};
    Identities identities{connection};
    Claims claims{connection};
    Declarations declarations{connection};
    Ownership belongings{connection};
    Presence presence{connection};
    States states{connection};
    UserAnswers answers{connection};
    Circles circles{connection};
    Touches touches{connection};
    Meetings meetings{connection};
    Findings findings{connection};
    Digests digests{connection};
    Deliveries deliveries{connection};
    Idempotency idempotency{connection};
    Changes changes{connection};
    Erasure erasure{connection};
    Marks marks{connection};
    Sessions sessions{connection};
    Times times{connection};
    Glances glances{connection};
    Written written{connection};
};

Store::Store(const std::string& path)
    : parts_(std::make_unique<Parts>(path)),
      sources(parts_->sources),
      polls(parts_->polls),
      coverages(parts_->coverages),
      pulses(parts_->pulses),
      vouchings(parts_->vouchings),
      entries(parts_->entries),
      activities(parts_->activities),
      people(parts_->people),
      identities(parts_->identities),
      claims(parts_->claims),
      declarations(parts_->declarations),
      belongings(parts_->belongings),
      presence(parts_->presence),
      states(parts_->states),
      answers(parts_->answers),
      circles(parts_->circles),
      touches(parts_->touches),
      meetings(parts_->meetings),
      findings(parts_->findings),
      digests(parts_->digests),
      deliveries(parts_->deliveries),
      idempotency(parts_->idempotency),
      changes(parts_->changes),
      erasure(parts_->erasure),
      marks(parts_->marks),
      sessions(parts_->sessions),
      times(parts_->times),
      glances(parts_->glances),
      written(parts_->written) {
    auto& connection = parts_->connection;
    // First of all, because a file that is refused is left as it was.
    migrate(connection, migrations());
    const auto mode = Query(connection, "PRAGMA journal_mode = WAL").first<std::string>();
    if (mode != "wal" && path != Connection::in_memory) {
        connection.fail("cannot keep a write-ahead log there; is it a network file system?");
    }
}

Store::~Store() = default;

Transaction::Transaction(Store& store) : Transaction(store.parts_->connection) {}

Transaction::Transaction(Store& store, Joined) : connection_(&store.parts_->connection) {
    join();
}

void Transaction::commit_waiting(Store& store) {
    store.parts_->connection.commit_waiting();
}

Reading::Reading(const Store& store) : Reading(store.parts_->connection) {}

Rehearsal::Rehearsal(const Store& of)
    : store_(std::string(Connection::in_memory)),
      from_(of.parts_->connection),
      to_(store_.parts_->connection) {}

int Store::schema_version() const {
    return Query(parts_->connection, "PRAGMA user_version").first<int>().value_or(0);
}

std::size_t Store::bytes() const {
    const auto& path = parts_->connection.path;
    if (path == Connection::in_memory) {
        return Query(parts_->connection,
                     "SELECT page_count * page_size"
                     " FROM pragma_page_count, pragma_page_size")
            .first<std::size_t>()
            .value_or(0);
    }
    std::size_t sum = 0;
    for (const auto& file : {path, path + "-wal"}) {
        std::error_code error;
        const auto size = std::filesystem::file_size(file, error);
        if (!error) sum += size;
    }
    return sum;
}

}  // namespace earshot::io
