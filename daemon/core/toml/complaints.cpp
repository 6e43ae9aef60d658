#include "daemon/core/toml/complaints.hpp"

#include <algorithm>

#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

constexpr std::size_t longest_complaint = 400;

}  // namespace

void Complaints::add(int line, std::string_view table, std::string_view key,
                     const std::string& what) {
    if (complaints_.size() >= most) {
        ++more_;
        return;
    }
    std::string text;
    if (!table.empty()) text += "[" + std::string(table) + "]";
    if (!key.empty()) text += (text.empty() ? "" : " ") + std::string(key);
    if (!text.empty()) text += ": ";
    text += what;
    complaints_.push_back({line, shorten(printable(redact_urls(text)), longest_complaint)});
}

std::vector<Problem> Complaints::in_order() const {
    std::vector<Complaint> sorted = complaints_;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Complaint& a, const Complaint& b) { return a.line < b.line; });
    std::vector<Problem> problems;
    for (Complaint& complaint : sorted)
        problems.push_back({std::move(complaint.what), place(complaint.line), false});
    if (more_ > 0) problems.push_back({"and " + std::to_string(more_) + " more", file_, false});
    return problems;
}

}  // namespace earshot
