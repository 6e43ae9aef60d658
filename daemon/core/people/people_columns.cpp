#include "daemon/core/people/people_columns.hpp"

#include <algorithm>
#include <string_view>

#include "earshot/text.hpp"

namespace earshot::people_columns {
namespace {

struct Heading {
    std::string_view word;  // folded
    Column column;
};
// English is what exports were seen in; the others are LinkedIn's own words elsewhere.
constexpr std::array headings{
    Heading{"first name", Column::first_name},
    Heading{"firstname", Column::first_name},
    Heading{"given name", Column::first_name},
    Heading{"vorname", Column::first_name},
    Heading{"prénom", Column::first_name},
    Heading{"nombre", Column::first_name},
    Heading{"nome", Column::first_name},
    Heading{"voornaam", Column::first_name},
    Heading{"förnamn", Column::first_name},
    Heading{"fornavn", Column::first_name},
    Heading{"imię", Column::first_name},
    Heading{"ad", Column::first_name},
    Heading{"adı", Column::first_name},
    Heading{"имя", Column::first_name},
    Heading{"名", Column::first_name},
    Heading{"名字", Column::first_name},
    Heading{"이름", Column::first_name},
    Heading{"last name", Column::last_name},
    Heading{"lastname", Column::last_name},
    Heading{"family name", Column::last_name},
    Heading{"nachname", Column::last_name},
    Heading{"nom", Column::last_name},
    Heading{"nom de famille", Column::last_name},
    Heading{"apellidos", Column::last_name},
    Heading{"apellido", Column::last_name},
    Heading{"cognome", Column::last_name},
    Heading{"sobrenome", Column::last_name},
    Heading{"achternaam", Column::last_name},
    Heading{"efternamn", Column::last_name},
    Heading{"efternavn", Column::last_name},
    Heading{"etternavn", Column::last_name},
    Heading{"nazwisko", Column::last_name},
    Heading{"soyadı", Column::last_name},
    Heading{"фамилия", Column::last_name},
    Heading{"姓", Column::last_name},
    Heading{"姓氏", Column::last_name},
    Heading{"성", Column::last_name},
    Heading{"full name", Column::name},
    Heading{"name", Column::name},
    Heading{"url", Column::profile},
    Heading{"profile url", Column::profile},
    Heading{"public url", Column::profile},
    Heading{"profil-url", Column::profile},
    Heading{"url du profil", Column::profile},
    Heading{"url del perfil", Column::profile},
    Heading{"url del profilo", Column::profile},
    Heading{"url do perfil", Column::profile},
    Heading{"网址", Column::profile},
    Heading{"email address", Column::mailbox},
    Heading{"e-mail address", Column::mailbox},
    Heading{"email", Column::mailbox},
    Heading{"e-mail", Column::mailbox},
    Heading{"e-mail-adresse", Column::mailbox},
    Heading{"email-adresse", Column::mailbox},
    Heading{"adresse e-mail", Column::mailbox},
    Heading{"adresse email", Column::mailbox},
    Heading{"dirección de correo electrónico", Column::mailbox},
    Heading{"dirección de email", Column::mailbox},
    Heading{"correo electrónico", Column::mailbox},
    Heading{"indirizzo email", Column::mailbox},
    Heading{"indirizzo e-mail", Column::mailbox},
    Heading{"endereço de e-mail", Column::mailbox},
    Heading{"endereço de email", Column::mailbox},
    Heading{"e-mailadres", Column::mailbox},
    Heading{"e-postadress", Column::mailbox},
    Heading{"e-mailadresse", Column::mailbox},
    Heading{"e-postadresse", Column::mailbox},
    Heading{"adres e-mail", Column::mailbox},
    Heading{"e-posta adresi", Column::mailbox},
    Heading{"e-posta", Column::mailbox},
    Heading{"адрес электронной почты", Column::mailbox},
    Heading{"эл. почта", Column::mailbox},
    Heading{"メールアドレス", Column::mailbox},
    Heading{"电子邮件地址", Column::mailbox},
    Heading{"邮箱地址", Column::mailbox},
    Heading{"이메일 주소", Column::mailbox},
    Heading{"company", Column::company},
    Heading{"unternehmen", Column::company},
    Heading{"firma", Column::company},
    Heading{"entreprise", Column::company},
    Heading{"société", Column::company},
    Heading{"empresa", Column::company},
    Heading{"compañía", Column::company},
    Heading{"azienda", Column::company},
    Heading{"società", Column::company},
    Heading{"bedrijf", Column::company},
    Heading{"företag", Column::company},
    Heading{"virksomhed", Column::company},
    Heading{"selskap", Column::company},
    Heading{"bedrift", Column::company},
    Heading{"şirket", Column::company},
    Heading{"компания", Column::company},
    Heading{"会社", Column::company},
    Heading{"会社名", Column::company},
    Heading{"公司", Column::company},
    Heading{"회사", Column::company},
    Heading{"position", Column::position},
    Heading{"poste", Column::position},
    Heading{"fonction", Column::position},
    Heading{"cargo", Column::position},
    Heading{"puesto", Column::position},
    Heading{"posición", Column::position},
    Heading{"posizione", Column::position},
    Heading{"qualifica", Column::position},
    Heading{"posição", Column::position},
    Heading{"functie", Column::position},
    Heading{"befattning", Column::position},
    Heading{"stilling", Column::position},
    Heading{"titel", Column::position},
    Heading{"stanowisko", Column::position},
    Heading{"pozisyon", Column::position},
    Heading{"должность", Column::position},
    Heading{"役職", Column::position},
    Heading{"职位", Column::position},
    Heading{"직책", Column::position},
    Heading{"connected on", Column::connected},
    Heading{"connected at", Column::connected},
    Heading{"verbunden am", Column::connected},
    Heading{"vernetzt am", Column::connected},
    Heading{"kontakt seit", Column::connected},
    Heading{"connecté le", Column::connected},
    Heading{"en relation le", Column::connected},
    Heading{"en relation depuis", Column::connected},
    Heading{"date de connexion", Column::connected},
    Heading{"relation depuis le", Column::connected},
    Heading{"conectado el", Column::connected},
    Heading{"conectado en", Column::connected},
    Heading{"fecha de conexión", Column::connected},
    Heading{"collegato il", Column::connected},
    Heading{"connesso il", Column::connected},
    Heading{"collegamento dal", Column::connected},
    Heading{"data di collegamento", Column::connected},
    Heading{"conectado em", Column::connected},
    Heading{"data de conexão", Column::connected},
    Heading{"verbonden op", Column::connected},
    Heading{"connectie sinds", Column::connected},
    Heading{"ansluten den", Column::connected},
    Heading{"kopplad den", Column::connected},
    Heading{"kontakt sedan", Column::connected},
    Heading{"forbundet den", Column::connected},
    Heading{"tilkoblet den", Column::connected},
    Heading{"połączono", Column::connected},
    Heading{"data nawiązania kontaktu", Column::connected},
    Heading{"bağlantı tarihi", Column::connected},
    Heading{"bağlantı kurulan tarih", Column::connected},
    Heading{"дата установления контакта", Column::connected},
    Heading{"つながった日", Column::connected},
    Heading{"联系日期", Column::connected},
    Heading{"연결일", Column::connected},
};

/// LinkedIn writes its columns in one order in all languages, and "URL" is the same word in most.
void add_by_place(Layout& layout, std::size_t columns_there) {
    constexpr std::size_t fewest = 6;
    const auto at = [&](Column column) -> auto& {
        return layout[static_cast<std::size_t>(column)];
    };
    const auto url = at(Column::profile);
    if (!url || *url != 2 || columns_there < fewest || at(Column::first_name) || at(Column::name))
        return;
    constexpr std::array order{Column::first_name, Column::last_name, Column::profile,
                               Column::mailbox,    Column::company,   Column::position,
                               Column::connected};
    for (std::size_t i = 0; i < order.size() && i < columns_there; ++i)
        if (!at(order[i])) at(order[i]) = i;
}

}  // namespace

std::optional<Column> column_called(std::string_view word) {
    const auto* found = std::find_if(headings.begin(), headings.end(),
                                     [word](const Heading& h) { return h.word == word; });
    return found == headings.end() ? std::nullopt : std::optional(found->column);
}

Layout layout_of(const std::vector<std::string>& fields) {
    Layout layout;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto column = column_called(folded(fields[i]));
        if (!column) continue;
        auto& at = layout[static_cast<std::size_t>(*column)];
        if (!at) at = i;
    }
    add_by_place(layout, fields.size());
    return layout;
}

}  // namespace earshot::people_columns
