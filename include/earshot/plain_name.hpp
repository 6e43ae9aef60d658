#pragma once
// Whether some words are what a person is called. Lists of feeds, and feeds themselves, name
// places, firms and roles where one would look for a name; whoever takes those for people follows a
// newspaper. Judged by the shape of the words and by words that nobody is called by; knows nobody.

#include <string>
#include <string_view>

namespace earshot {

/// A whole name and nothing else: "Ines Duarte", "Ludwig van Beethoven", "B. Whitlock", "张伟".
bool is_plain_name(std::string_view text);

/// What one may call somebody: a plain name, or less ("Mum", "my sister"). No address, no firm, no
/// role, nothing that says that it is a feed ("Bea's notebook", "Planet Harbour").
bool may_be_called(std::string_view text);

/// "Norden Pumps GmbH", "Harbour Media", "Harbour News".
bool is_firm(std::string_view text);

/// Whether a title ends like the name of a firm or a paper: "Harbour News", and not "News from
/// Ann".
bool is_titled_as_firm(std::string_view title);

/// "admin", "The Editors", "Unknown": somebody, nobody says who.
bool is_role(std::string_view text);

/// Who signs, without what programs put around a name: "noreply@blogger.com (Anna Lind)" and "Anna
/// Lind <anna@mail.example>" are "Anna Lind", "/u/zoehart" is "zoehart", and a bare mailbox is
/// nobody.
std::string signed_name(std::string_view text);

/// One spelling for those of one name: "Jürgen Groß", "Juergen Gross" and "Jürgen Groß, MBA 🌊". For
/// finding, never for showing.
std::string name_spelling(std::string_view name);

/// Whose a platform's feed is by its title: "Jonas Beck" of "Letterboxd - Jonas Beck". Empty when
/// no platform that we know makes such titles.
std::string name_in_title(std::string_view title);

}  // namespace earshot
