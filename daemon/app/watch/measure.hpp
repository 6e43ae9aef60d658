#pragma once
// By what measure a person is looked at: what the configuration says of them, of their circle and
// of everybody, what the user answered, and when the two were last in touch.

#include "daemon/io/store/store.hpp"
#include "earshot/config.hpp"
#include "earshot/notice.hpp"

namespace earshot::app {

/// What the answers taught and when the two were last in touch, and nothing else: enough to say how
/// long a silence is.
Measure answered_measure(const io::Store& store, PersonId id);

Measure measure_of(const io::Store& store, const NoticeSettings& settings, PersonId id);

}  // namespace earshot::app
