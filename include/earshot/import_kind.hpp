#pragma once
// What a file is that people bring along: by its first bytes and the words of its header, never by
// its name.

#include <optional>
#include <string_view>

#include "earshot/result.hpp"

namespace earshot {

enum class FileKind {
    opml,         // a list of feeds
    vcard,        // an address book
    linkedin,     // LinkedIn's Connections.csv
    invitations,  // its Invitations.csv
    messages,     // its messages.csv
    archive,      // the ZIP in which LinkedIn sends them all
    mastodon,     // following_accounts.csv
    bluesky,      // app.bsky.graph.getFollows
    github,       // /users/:user/following
    youtube,      // subscriptions.csv of Google Takeout
    contacts,     // an address book as a table
};
std::string_view to_text(FileKind kind);  // "linkedin"
std::optional<FileKind> parse_file_kind(std::string_view text);

/// What a user may call a file: a kind, "csv", "json", or "auto" for whatever it is.
bool is_word_for_files(std::string_view word);

/// The kind of a file that is called so: all of LinkedIn's files are "linkedin". A problem when it
/// is none that can be taken in, or none of those.
Result<FileKind> kind_of_file(std::string_view word, std::string_view bytes);

}  // namespace earshot
