#include "daemon/io/mail/mime.hpp"

#include <memory>
#include <string_view>
#include <utility>

#include <gmime/gmime.h>

namespace earshot::io {
namespace {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

void use_gmime() {
    struct Library {
        Library() { g_mime_init(); }
        ~Library() { g_mime_shutdown(); }
    };
    static const Library library;
}

/// A header ends at a line break: whatever was let through before, nothing begins another one here.
/// Nor does it for who decodes it: GMime takes "=?utf-8?q?x=0D=0ABcc:_y?=" in a text for a word
/// that is encoded already and lets it through.
std::string one_line(std::string_view value) {
    std::string line;
    for (const char c : value) {
        const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        if (c == '?' && line.ends_with('=')) line += ' ';
        line += is_control ? ' ' : c;
    }
    return line;
}

Owned<GMimePart> text_part(const char* subtype, const std::string& text) {
    Owned<GMimePart> part(g_mime_part_new_with_type("text", subtype));
    const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(text.data(), text.size()));
    const Owned<GMimeDataWrapper> content(
        g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
    g_mime_part_set_content(part.get(), content.get());
    g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    return part;
}

Owned<GMimeMultipart> alternatives(const Message& message) {
    Owned<GMimeMultipart> body(g_mime_multipart_new_with_subtype("alternative"));
    g_mime_multipart_set_boundary(body.get(), message.boundary.c_str());
    for (const auto& [subtype, text] :
         {std::pair("plain", &message.text), std::pair("html", &message.html)}) {
        const Owned<GMimePart> part = text_part(subtype, *text);
        g_mime_multipart_add(body.get(), GMIME_OBJECT(part.get()));
    }
    return body;
}

void set_header(GMimeMessage* message, const char* name, const std::string& value) {
    g_mime_object_set_header(GMIME_OBJECT(message), name, one_line(value).c_str(), "utf-8");
}

void set_address(GMimeMessage* message, GMimeAddressType type, const Address& address) {
    const std::string name = one_line(address.name);
    const Owned<InternetAddress> mailbox(internet_address_mailbox_new(
        name.empty() ? nullptr : name.c_str(), one_line(address.mailbox).c_str()));
    internet_address_set_charset(mailbox.get(), "utf-8");
    internet_address_list_add(g_mime_message_get_addresses(message, type), mailbox.get());
}

std::string written(GMimeMessage* message) {
    const std::unique_ptr<GMimeFormatOptions, decltype(&g_mime_format_options_free)> crlf(
        g_mime_format_options_new(), &g_mime_format_options_free);
    g_mime_format_options_set_newline_format(crlf.get(), GMIME_NEWLINE_FORMAT_DOS);
    const Owned<GMimeStream> out(g_mime_stream_mem_new());
    g_mime_object_write_to_stream(GMIME_OBJECT(message), crlf.get(), out.get());
    const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out.get()));
    return {bytes->data, bytes->data + bytes->len};
}

}  // namespace

std::string mime_bytes(const Message& message) {
    use_gmime();
    const Owned<GMimeMessage> mail(g_mime_message_new(FALSE));
    set_header(mail.get(), "Date", message.date);
    set_address(mail.get(), GMIME_ADDRESS_TYPE_FROM, message.from);
    set_address(mail.get(), GMIME_ADDRESS_TYPE_TO, message.to);
    g_mime_message_set_subject(mail.get(), one_line(message.subject).c_str(), "utf-8");
    g_mime_message_set_message_id(mail.get(), one_line(message.message_id).c_str());
    set_header(mail.get(), "Auto-Submitted", "auto-generated");  // RFC 3834
    set_header(mail.get(), "List-Id", message.list_id);          // RFC 2919
    set_header(mail.get(), "List-Post", "NO");                   // RFC 2369
    set_header(mail.get(), "X-Auto-Response-Suppress", "All");   // Exchange
    const Owned<GMimeMultipart> body = alternatives(message);
    g_mime_message_set_mime_part(mail.get(), GMIME_OBJECT(body.get()));
    return written(mail.get());
}

}  // namespace earshot::io
