#include <string_view>

#include "daemon/core/digest/render_words.hpp"
#include "earshot/render.hpp"

namespace earshot {
namespace {

// One column; the colours hold at least 4.5:1 in light and dark. Mail programs that drop <style>
// keep the inline ones, which are the light form.
constexpr std::string_view head =
    "<!doctype html>\n"
    "<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n"
    "<meta name=\"supported-color-schemes\" content=\"light dark\">\n";
constexpr std::string_view style =
    "<style>\n"
    ":root{color-scheme:light dark}\n"
    "@media (prefers-color-scheme:dark){\n"
    "body{background:#17181a!important;color:#e6e6e3!important}\n"
    "h2{color:#a9c4c0!important;border-color:#3a3d40!important}\n"
    ".q{color:#a8a8a4!important}\n"
    "code{background:#25272a!important}\n"
    "}\n"
    "</style></head>\n";
constexpr std::string_view body_open =
    "<body style=\"margin:0;padding:0;background:#fbfbf9;color:#1d1e20;"
    "font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif\">\n"
    "<div style=\"max-width:38em;margin:0 auto;padding:24px 20px 32px;"
    "overflow-wrap:anywhere\">\n";
constexpr std::string_view h1_open =
    "<h1 style=\"margin:0 0 4px;font-size:20px;line-height:1.35;font-weight:600\">";
constexpr std::string_view quiet_open =
    "<p class=\"q\" style=\"margin:0;font-size:14px;color:#5c5e62\">";
constexpr std::string_view h2_open =
    "<h2 style=\"margin:28px 0 8px;padding-bottom:4px;font-size:13px;line-height:1.4;"
    "font-weight:600;letter-spacing:.06em;color:#2f5d57;border-bottom:1px solid #d9d9d4\">";
constexpr std::string_view item_open = "<div style=\"margin:0 0 14px\">";
constexpr std::string_view number_open = "<span class=\"q\" style=\"color:#5c5e62\">";
constexpr std::string_view footer_open =
    "<div style=\"margin:32px 0 0;font-size:14px;line-height:1.9\">";
constexpr std::string_view code_open =
    "<code style=\"padding:2px 6px;border-radius:4px;background:#eeeeea;white-space:nowrap;"
    "font:13px ui-monospace,Menlo,Consolas,monospace\">";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
    return out;
}

void add(std::string& html, std::string_view open, std::string_view text, std::string_view close) {
    html.append(open).append(escaped(text)).append(close).append("\n");
}

void add(std::string& html, const ItemWords& item) {
    html.append(item_open).append(number_open).append(escaped(item.number)).append("</span> ");
    html.append("<b>").append(escaped(item.name)).append("</b>").append(escaped(item.line));
    if (!item.more.empty()) html.append("<br>").append(escaped(item.more));
    html.append("</div>\n");
}

}  // namespace

std::string render_html(const Digest& digest) {
    const DigestWords words = words_of(digest);
    std::string html(head);
    add(html, "<title>", digest.subject, "</title>");
    html.append(style).append(body_open);
    add(html, h1_open, words.headline, "</h1>");
    add(html, quiet_open, words.coverage, "</p>");
    for (const SectionWords& section : words.sections) {
        add(html, h2_open, section.heading, "</h2>");
        for (const ItemWords& item : section.items)
            add(html, item);
    }
    if (!words.left.empty()) add(html, "<p style=\"margin:24px 0 0\">", words.left, "</p>");
    if (!words.commands.empty()) {
        html.append(footer_open);
        for (const std::string& command : words.commands)
            add(html, code_open, command, "</code>");
        html.append("</div>\n");
        add(html, quiet_open, words.reminder, "</p>");
    }
    return html + "</div></body></html>\n";
}

}  // namespace earshot
