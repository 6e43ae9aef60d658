#pragma once
// Broken markup made whole, for a strict parser to read: what a careful reader would make of it.
//
// A tag that is never closed ends with what is around it, an end tag that closes nothing is passed
// over, a `<` that begins no tag is text, attribute values get their quotes. Comments, processing
// instructions and document types are left out. It knows of feeds only that items stand beside
// each other, never inside.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace earshot {

struct MendedXml {
    std::string text;
    std::optional<std::size_t> cut_at;  // where in the broken text that is which has no end, when
                                        // the document ended before its root did. An entry that
                                        // was still open is left out: half of it would be
                                        // remembered and never read whole
};

/// Linear in the text. `text` is UTF-8.
MendedXml mend_xml(std::string_view text);

}  // namespace earshot
