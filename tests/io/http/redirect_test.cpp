#include "daemon/io/http/redirect.hpp"

#include <gtest/gtest.h>

#include <string>
#include <variant>
#include <vector>

namespace earshot::io {
namespace {

struct Way {
    const char* what;
    std::vector<std::string>
        addresses;         // what was asked, in order; "+" in front: with a cookie set
    const char* location;  // where the last of them leads
    const char* leads;     // or what is wrong with it
};

std::string led(const Way& way) {
    std::vector<http::Hop> hops;
    Url start;
    http::Reply reply;
    for (std::string address : way.addresses) {
        http::Headers headers;
        if (address.starts_with('+')) {
            headers["set-cookie"] = "a=b";
            address.erase(0, 1);
        }
        const Url url = Url::parse(address).value();
        if (start.empty())
            start = url;
        else
            hops.push_back({302, url, reply.headers});
        reply.effective = url;
        reply.headers = headers;
    }
    const auto target = redirect_target(reply, way.location, hops, start);
    if (const auto* to = std::get_if<Url>(&target)) return to->reveal();
    return std::get<http::Broken>(target).text;
}

TEST(Redirect, LeadsWhereItMay) {
    const char* circle = "too many redirects: in a circle";
    const Way ways[] = {
        {"a path", {"http://a.example/x"}, "/y?z=1", "http://a.example/y?z=1"},
        {"another host", {"http://a.example/x"}, "//b.example/y", "http://b.example/y"},
        {"up to https", {"http://a.example/x"}, "https://a.example/x", "https://a.example/x"},
        {"down from https",
         {"https://a.example/x"},
         "http://a.example/x",
         "not a proper reply: a redirect from https to http"},
        {"a file",
         {"https://a.example/x"},
         "file:///etc/passwd",
         "not a proper reply: a redirect away from the web"},
        {"nothing",
         {"https://a.example/x"},
         "gopher://a.example/",
         "not a proper reply: a redirect to no proper address"},
        {"itself", {"http://a.example/x"}, "/x", circle},
        {"back", {"http://a.example/x", "http://a.example/y"}, "/x", circle},
        {"back with a cookie",
         {"http://a.example/x", "+http://a.example/y"},
         "/x",
         "http://a.example/x"},
        {"a cookie on the way",
         {"+http://a.example/x", "http://a.example/y"},
         "/x",
         "http://a.example/x"},
        {"itself with a cookie", {"+http://a.example/x"}, "/x", "http://a.example/x"},
        {"again with a cookie",
         {"+http://a.example/x", "+http://a.example/y", "+http://a.example/x"},
         "/y",
         "http://a.example/y"},
        {"a third time",
         {"+http://a.example/x", "+http://a.example/y", "+http://a.example/x",
          "+http://a.example/y"},
         "/x",
         circle},
        {"five",
         {"http://a.example/1", "http://a.example/2", "http://a.example/3", "http://a.example/4",
          "http://a.example/5"},
         "/6",
         "http://a.example/6"},
        {"six",
         {"http://a.example/1", "http://a.example/2", "http://a.example/3", "http://a.example/4",
          "http://a.example/5", "http://a.example/6"},
         "/7",
         "too many redirects: more than five in a row"},
        // The user of the address goes along at its origin.
        {"a relative one", {"http://ann:pw@a.example/x"}, "y", "http://ann:pw@a.example/y"},
        {"an absolute one",
         {"http://ann:pw@a.example/x"},
         "http://A.example:80/y",
         "http://ann:pw@A.example:80/y"},
        {"with an @ elsewhere",
         {"http://ann:pw@a.example/x"},
         "http://a.example/@bo?@",
         "http://ann:pw@a.example/@bo?@"},
        {"another user",
         {"http://ann:pw@a.example/x"},
         "http://bo@a.example/y",
         "http://bo@a.example/y"},
        {"another port",
         {"http://ann:pw@a.example/x"},
         "http://a.example:8080/y",
         "http://a.example:8080/y"},
        {"another scheme",
         {"http://ann:pw@a.example/x"},
         "https://a.example/y",
         "https://a.example/y"},
        {"another host with it in its path",
         {"http://ann:pw@a.example/x"},
         "http://b.example/a.example",
         "http://b.example/a.example"},
        {"home again",
         {"http://ann:pw@a.example/x", "http://b.example/y"},
         "http://a.example/z",
         "http://ann:pw@a.example/z"},
        {"home again is no circle for want of the user",
         {"http://ann:pw@a.example/x", "http://b.example/y"},
         "http://a.example/x",
         circle},
    };
    for (const Way& way : ways)
        EXPECT_EQ(led(way), way.leads) << way.what;
}

}  // namespace
}  // namespace earshot::io
