#pragma once
// The encodings of the world besides UTF-8, by ICU's tables (decisions/0010).
//
// A converter is named as ICU names it; labels of documents and servers are looked up first. ICU's
// tables stand in its library: no file is opened, whatever the environment says.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace earshot::charset {

/// How text under a label is to be read.
enum class Kind {
    unknown,       // nobody knows the label
    utf_8,         // the label names a form of Unicode: by the bytes, or else UTF-8
    windows_1252,  // also everything that is called ASCII or ISO-8859-1
    converter,     // by the named converter
    refused,       // plain ASCII means something else in it (UTF-7): a way around every filter
};
struct Named {
    Kind kind = Kind::unknown;
    std::string converter;
};

/// What browsers read under a label: often a larger encoding than the one that it names, since
/// documents say gb2312 and mean gb18030. Case, white space at the ends, - and _ make no
/// difference.
Named named(std::string_view label);

/// The text in UTF-8; what is broken becomes U+FFFD. Empty when it would be larger than `limit`, or
/// ICU does not know the converter.
std::optional<std::string> decode(const std::string& converter, std::string_view bytes,
                                  std::size_t limit);

/// Which converter these bytes, which are not UTF-8, were most likely written with; empty when that
/// is not clear, and then windows-1252 is the best guess.
std::string likely_converter(std::string_view bytes);

}  // namespace earshot::charset
