#pragma once
// A line of one's own, for a person or a circle, by command. One transaction each; it is in force
// at once and leaves what it takes to undo it. What the configuration says is changed there.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/change.hpp"
#include "earshot/config.hpp"
#include "earshot/notice.hpp"
#include "earshot/own_line.hpp"
#include "earshot/refusal.hpp"

namespace earshot::app {

/// Nothing for `line`: by their rhythm again, or as for their circle. What was called normal for
/// them before gives way.
Allowed<io::StoredChange> set_own_line(io::Store& store, const NoticeSettings& settings,
                                       PersonId id, const std::optional<OwnLine>& line,
                                       Instant now);

/// Of a circle in which somebody is whom the user follows or lets rest.
Allowed<io::StoredChange> set_circle_line(io::Store& store, const NoticeSettings& settings,
                                          const std::string& circle,
                                          const std::optional<OwnLine>& line, Instant now);

/// Takes it back, inside the transaction of undo.
void take_back_line(io::Store& store, const NoticeSettings& settings,
                    const io::StoredChange& change, const AnswerDocument& document, Instant now);

/// By what measure each is looked at whom the user knows.
std::map<PersonId, Measure> measures(const io::Store& store, const NoticeSettings& settings);

/// After a reload: moves the line of everybody who was looked at by another measure before. Gives
/// the findings that are new or changed. One transaction.
std::vector<FindingNumber> move_lines(io::Store& store, const NoticeSettings& settings,
                                      const std::map<PersonId, Measure>& before, Instant now);

}  // namespace earshot::app
