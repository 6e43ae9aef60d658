#include "earshot/import_kind.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "daemon/core/people/lists/csv_table.hpp"
#include "earshot/account_list.hpp"
#include "earshot/contact_csv.hpp"
#include "earshot/linkedin_csv.hpp"
#include "earshot/text.hpp"
#include "earshot/words.hpp"
#include "earshot/youtube_csv.hpp"

namespace earshot {
namespace {

constexpr std::size_t looked_at = 64 * 1024;  // bytes of a table: its header is among them

struct Header {
    FileKind kind;
    std::vector<std::string_view> words;
};

std::optional<FileKind> kind_of_table(std::string_view bytes) {
    const auto text = table_text(bytes.substr(0, looked_at), looked_at);
    if (!text) return std::nullopt;
    static const std::array headers{
        Header{FileKind::mastodon, {"account address"}},
        Header{FileKind::invitations, {"from", "to", "direction"}},
        Header{FileKind::messages, {"conversation id", "from", "to", "date"}},
    };
    for (const Header& header : headers)
        if (CsvTable::open(*text, header.words)) return header.kind;
    if (read_linkedin(*text)) return FileKind::linkedin;
    if (read_youtube_subscriptions(*text)) return FileKind::youtube;
    if (read_contact_csv(*text)) return FileKind::contacts;
    return std::nullopt;
}

bool begins_with(std::string_view text, std::string_view word) {
    if (text.size() < word.size()) return false;
    return std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) {
        return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
    });
}

std::optional<FileKind> seen_kind(std::string_view bytes) {
    if (bytes.starts_with("PK\x03\x04")) return FileKind::archive;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::size_t begin = std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size());
    const std::string_view text = bytes.substr(begin);
    if (text.starts_with('<') || bytes.starts_with("\xFF\xFE<") || bytes.starts_with("\xFE\xFF"))
        return FileKind::opml;
    if (begins_with(text, "begin:vcard")) return FileKind::vcard;
    if (text.starts_with('{') || text.starts_with('[')) {
        if (text.starts_with('{') && read_bluesky_follows(text)) return FileKind::bluesky;
        if (read_github_follows(text)) return FileKind::github;
        return std::nullopt;
    }
    return kind_of_table(bytes);
}

bool is_called(FileKind kind, std::string_view word) {
    if (word == "auto") return true;
    switch (kind) {
        case FileKind::invitations:
        case FileKind::messages:
        case FileKind::archive: return word == "linkedin" || word == "csv";
        case FileKind::linkedin:
        case FileKind::mastodon:
        case FileKind::youtube:
        case FileKind::contacts: return word == "csv";
        case FileKind::bluesky:
        case FileKind::github: return word == "json";
        case FileKind::opml:
        case FileKind::vcard: return false;
    }
    return false;
}

}  // namespace

std::string_view to_text(FileKind kind) {
    switch (kind) {
        case FileKind::opml: return "opml";
        case FileKind::vcard: return "vcard";
        case FileKind::linkedin: return "linkedin";
        case FileKind::invitations: return "invitations";
        case FileKind::messages: return "messages";
        case FileKind::archive: return "archive";
        case FileKind::mastodon: return "mastodon";
        case FileKind::bluesky: return "bluesky";
        case FileKind::github: return "github";
        case FileKind::youtube: return "youtube";
        case FileKind::contacts: return "contacts";
    }
    return {};
}

std::optional<FileKind> parse_file_kind(std::string_view text) {
    return parse_word<FileKind>(text);
}

bool is_word_for_files(std::string_view word) {
    return word == "auto" || word == "csv" || word == "json" || parse_file_kind(word);
}

Result<FileKind> kind_of_file(std::string_view word, std::string_view bytes) {
    const auto seen = seen_kind(bytes);
    if (seen && is_called(*seen, word)) return *seen;
    // Whoever names a kind is told by its reader what the file lacks.
    if (const auto named = parse_file_kind(word)) return *named;
    if (seen) return fail("is " + std::string(to_text(*seen)) + ", not " + std::string(word));
    return fail(
        "is no file that can be taken in: a list of feeds, an address book, or one of "
        "LinkedIn, Mastodon, Bluesky, GitHub or YouTube");
}

}  // namespace earshot
