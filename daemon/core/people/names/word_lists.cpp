#include "daemon/core/people/names/word_lists.hpp"

#include <algorithm>
#include <array>

namespace earshot::word_lists {
namespace {

constexpr auto feeds = std::to_array<std::string_view>(
    {"activities",    "activity",  "album",     "archive",    "archives",  "article",
     "articles",      "bits",      "blog",      "blogg",      "blogs",     "blogue",
     "bookmarks",     "bookshelf", "brev",      "briefe",     "bulletin",  "bytes",
     "carnet",        "channel",   "chronicle", "chronicles", "column",    "commentary",
     "comments",      "cuaderno",  "dagboek",   "dagbok",     "devlog",    "diaries",
     "diario",        "diary",     "digest",    "escribe",    "essays",    "favorites",
     "favourites",    "feed",      "feeds",     "fotos",      "gallery",   "homepage",
     "journal",       "journals",  "kanal",     "letter",     "letters",   "lettre",
     "lettres",       "likes",     "log",       "logbook",    "microblog", "musings",
     "newsletter",    "notas",     "notebook",  "notes",      "notities",  "notizblog",
     "notizbuch",     "notizen",   "official",  "online",     "overview",  "pages",
     "photos",        "pictures",  "planet",    "playlist",   "podcast",   "podcasts",
     "poems",         "posts",     "public",    "ramblings",  "recipes",   "releases",
     "review",        "reviews",   "rss",       "schreibt",   "show",      "site",
     "sketchbook",    "skrifar",   "skriver",   "status",     "stories",   "stream",
     "subscriptions", "tagebuch",  "tales",     "talks",      "thoughts",  "timeline",
     "tutorials",     "tweets",    "updates",   "uploads",    "videos",    "vlog",
     "weblog",        "website",   "weekly",    "workbench",  "workshop",  "writes",
     "writing",       "writings",  "écrit",     "блог",       "дневник",   "заметки",
     "записки",       "ブログ",    "博客",      "日記",       "笔记",      "블로그"});

constexpr auto firms = std::to_array<std::string_view>(
    {"academy",      "agency",       "archiv",     "association", "authority",   "bakery",
     "broadcasting", "bureau",       "cafe",       "café",        "center",      "centre",
     "club",         "collective",   "college",    "comic",       "comics",      "committee",
     "community",    "company",      "consulting", "corporation", "council",     "daily",
     "department",   "dept",         "editorial",  "engineering", "enterprises", "events",
     "festival",     "forum",        "foundation", "gallery",     "gazette",     "gesellschaft",
     "group",        "guild",        "herald",     "holding",     "hospital",    "industries",
     "institut",     "institute",    "instituto",  "lab",         "laboratory",  "labs",
     "library",      "magazin",      "magazine",   "media",       "ministry",    "museum",
     "nachrichten",  "network",      "networks",   "news",        "newspaper",   "newsroom",
     "nieuws",       "noticias",     "nouvelles",  "nyheter",     "orchestra",   "organisation",
     "organization", "partners",     "praxis",     "press",       "productions", "project",
     "publishing",   "radio",        "records",    "restaurant",  "robotics",    "school",
     "science",      "sciences",     "service",    "services",    "shop",        "society",
     "software",     "solutions",    "stiftung",   "studio",      "studios",     "systems",
     "team",         "technologies", "technology", "telegraph",   "theater",     "theatre",
     "times",        "tribune",      "tv",         "universidad", "university",  "universität",
     "université",   "ventures",     "verein",     "verlag",      "zeitung",     "новости",
     "新聞",         "有限公司",     "株式会社"});

constexpr auto forms = std::to_array<std::string_view>(
    {"ab",  "ag",  "aps",     "as",  "bv",   "co",  "corp", "e.v", "ev",  "gbr", "gmbh",
     "inc", "kg",  "limited", "llc", "llp",  "ltd", "ltda", "mbh", "ohg", "org", "oy",
     "plc", "s.a", "s.l",     "sa",  "sarl", "sas", "sl",   "spa", "srl", "ug"});

constexpr auto sentences = std::to_array<std::string_view>(
    {"a",    "about", "all",     "an",    "and",    "are",   "at",   "auf",  "by",   "dans",
     "das",  "des",   "die",     "ein",   "eine",   "et",    "for",  "from", "für",  "how",
     "i",    "im",    "in",      "into",  "is",     "it",    "its",  "les",  "mein", "meine",
     "mes",  "mi",    "mit",     "mon",   "mostly", "my",    "new",  "no",   "not",  "nothing",
     "och",  "of",    "off",     "og",    "on",     "or",    "our",  "out",  "over", "slowly",
     "some", "sur",   "than",    "that",  "the",    "their", "this", "to",   "two",  "un",
     "und",  "under", "une",     "unser", "up",     "us",    "vom",  "we",   "what", "when",
     "why",  "with",  "without", "your",  "zum",    "zur"});

constexpr auto small = std::to_array<std::string_view>(
    {"af",    "al",  "ap",  "av",  "bin", "bint", "da",  "de",  "degli", "dei", "del",
     "della", "den", "der", "di",  "do",  "dos",  "du",  "e",   "el",    "ibn", "la",
     "le",    "san", "st",  "ten", "ter", "van",  "ved", "von", "y",     "zu"});

constexpr auto roles = std::to_array<std::string_view>(
    {"admin",          "administrator",  "anonym",     "anonymous",
     "auteur",         "author",         "autor",      "bot",
     "contact",        "contributors",   "editor",     "editorial staff",
     "editorial team", "editors",        "guest",      "guest author",
     "guest post",     "host",           "info",       "mailer-daemon",
     "marketing",      "moderator",      "moderators", "no-reply",
     "nobody",         "noreply",        "owner",      "postmaster",
     "redacción",      "redaction",      "redaktion",  "redaktionen",
     "redazione",      "root",           "rédaction",  "staff",
     "support",        "system",         "team",       "test",
     "the editors",    "the staff",      "the team",   "unbekannt",
     "unknown",        "unknown author", "user",       "web master",
     "webmaster",      "webmistress",    "wordpress",  "wpadmin",
     "writer"});

template <std::size_t size>
bool has(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::binary_search(words.begin(), words.end(), word);
}

}  // namespace

bool is_of_feeds(std::string_view word) {
    return has(feeds, word);
}
bool is_of_firms(std::string_view word) {
    return has(firms, word);
}
bool is_legal_form(std::string_view word) {
    return has(forms, word);
}
bool is_of_sentences(std::string_view word) {
    return has(sentences, word);
}
bool is_particle(std::string_view word) {
    return has(small, word);
}
bool is_role(std::string_view words) {
    return has(roles, words);
}

}  // namespace earshot::word_lists
