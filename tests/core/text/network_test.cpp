#include "earshot/network.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace earshot {
namespace {

IpAddress at(const std::string& text) {
    const auto address = parse_ip_address(text);
    EXPECT_TRUE(address) << text;
    return address.value_or(IpAddress());
}

struct Place {
    const char* address;
    Reach reach;
};

TEST(Network, EveryAddressIsSomeKindOfPlace) {
    constexpr Place places[] = {
        {"1.1.1.1", Reach::world},
        {"9.255.255.255", Reach::world},
        {"10.0.0.0", Reach::private_network},
        {"10.255.255.255", Reach::private_network},
        {"11.0.0.0", Reach::world},
        {"100.63.255.255", Reach::world},
        {"100.64.0.0", Reach::private_network},
        {"100.127.255.255", Reach::private_network},
        {"100.128.0.0", Reach::world},
        {"126.255.255.255", Reach::world},
        {"127.0.0.1", Reach::loopback},
        {"127.255.255.255", Reach::loopback},
        {"128.0.0.0", Reach::world},
        {"169.253.255.255", Reach::world},
        {"169.254.0.0", Reach::link_local},
        {"169.254.169.254", Reach::link_local},
        {"169.255.0.0", Reach::world},
        {"172.15.255.255", Reach::world},
        {"172.16.0.0", Reach::private_network},
        {"172.31.255.255", Reach::private_network},
        {"172.32.0.0", Reach::world},
        {"192.167.255.255", Reach::world},
        {"192.168.0.0", Reach::private_network},
        {"192.168.255.255", Reach::private_network},
        {"192.169.0.0", Reach::world},
        {"223.255.255.255", Reach::world},
        {"224.0.0.1", Reach::multicast},
        {"239.255.255.255", Reach::multicast},
        {"240.0.0.1", Reach::broadcast},
        {"255.255.255.255", Reach::broadcast},
        {"0.0.0.0", Reach::unspecified},
        {"0.255.255.255", Reach::unspecified},
        {"::", Reach::unspecified},
        {"::1", Reach::loopback},
        {"[::1]", Reach::loopback},
        {"2001:db8::1", Reach::world},
        {"2606:4700:4700:0:0:0:0:1111", Reach::world},
        {"fbff::1", Reach::world},
        {"fc00::", Reach::private_network},
        {"fd00:ec2::254", Reach::private_network},
        {"fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", Reach::private_network},
        {"fe00::1", Reach::world},
        {"fe7f::1", Reach::world},
        {"fe80::1", Reach::link_local},
        {"fe80::1%eth0", Reach::link_local},
        {"febf::1", Reach::link_local},
        {"fec0::1", Reach::private_network},
        {"feff::1", Reach::private_network},
        {"ff00::", Reach::multicast},
        {"ff02::1", Reach::multicast},
        // An IPv4 address inside: mapped, compatible, NAT64, local NAT64, 6to4, Teredo.
        {"::ffff:127.0.0.1", Reach::loopback},
        {"::ffff:7f00:1", Reach::loopback},
        {"::ffff:1.1.1.1", Reach::world},
        {"::ffff:169.254.169.254", Reach::link_local},
        {"::10.0.0.1", Reach::private_network},
        {"::1.1.1.1", Reach::world},
        {"::2", Reach::unspecified},
        {"64:ff9b::192.168.1.1", Reach::private_network},
        {"64:ff9b::1.1.1.1", Reach::world},
        {"64:ff9b:1::7f00:1", Reach::loopback},
        {"64:ff9c::7f00:1", Reach::world},
        {"2002:7f00:1::", Reach::loopback},
        {"2002:a00:1::1", Reach::private_network},
        {"2002:101:101::1", Reach::world},
        {"2001:0:4136:e378:8000:63bf:80ff:fffe", Reach::loopback},
        {"2001:0:4136:e378:8000:63bf:fefe:fefe", Reach::world},
    };
    for (const Place& place : places)
        EXPECT_EQ(to_text(reach_of(at(place.address))), to_text(place.reach)) << place.address;
}

TEST(Network, WhatIsNoAddressIsNone) {
    for (const char* text : {"",
                             "localhost",
                             "example.org",
                             "127.1",
                             "127.0.0.1.1",
                             "127.0.0.256",
                             "0177.0.0.1",
                             "0x7f.0.0.1",
                             "2130706433",
                             "127.0.0.",
                             "127.0.0.-1",
                             "127.0.0.1 ",
                             ":",
                             ":::",
                             "1::2::3",
                             "1:2:3:4:5:6:7",
                             "1:2:3:4:5:6:7:8:9",
                             "1:2:3:4:5:6:7::8",
                             "::12345",
                             "::g",
                             "1:",
                             ":1",
                             "::1.2.3",
                             "::1.2.3.4:5",
                             "[::1",
                             "%eth0"})
        EXPECT_FALSE(parse_ip_address(text)) << text;
}

TEST(Network, AHostMaySayWhereItIs) {
    for (const char* host : {"localhost", "localhost.", "a.localhost", "127.0.0.1"})
        EXPECT_EQ(address_in(host), at("127.0.0.1")) << host;
    EXPECT_EQ(address_in("[::1]"), at("::1"));
    for (const char* host : {"example.org", "localhost.example.org", "notlocalhost", ""})
        EXPECT_FALSE(address_in(host)) << host;
}

TEST(Network, TheSameAddressHasManySpellings) {
    EXPECT_EQ(at("2001:db8:0:0:0:0:0:1"), at("2001:DB8::1"));
    EXPECT_EQ(at("::ffff:102:304"), at("1.2.3.4"));
    EXPECT_EQ(at("1:2:3:4:5:6:7:0"), at("1:2:3:4:5:6:7::"));
    EXPECT_EQ(at("0:2:3:4:5:6:7:8"), at("::2:3:4:5:6:7:8"));
}

struct Range {
    const char* network;
    const char* in;
    const char* out;
};

TEST(Network, ARangeHoldsWhatBeginsAlike) {
    constexpr Range ranges[] = {
        {"10.0.0.0/8", "10.255.0.1", "11.0.0.1"},
        {"10.1.2.3/8", "10.9.9.9", "11.0.0.1"},
        {"192.168.4.0/22", "192.168.7.255", "192.168.8.0"},
        {"192.168.1.7", "192.168.1.7", "192.168.1.8"},
        {"192.168.1.7/32", "192.168.1.7", "192.168.1.6"},
        {"0.0.0.0/0", "255.1.2.3", "::1"},
        {"::1/128", "::1", "::2"},
        {"::1", "::1", "127.0.0.1"},
        {"fd00::/8", "fdff::1", "fc00::1"},
        {"fe80::/10", "febf::1", "fec0::1"},
    };
    for (const Range& range : ranges) {
        const auto network = parse_network(range.network);
        ASSERT_TRUE(network) << range.network;
        EXPECT_TRUE(network->contains(at(range.in))) << range.network;
        EXPECT_FALSE(network->contains(at(range.out))) << range.network;
    }
    for (const char* text : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8",
                             "::/129", "10/8", "example.org/8", "10.0.0.0/8 "})
        EXPECT_FALSE(parse_network(text)) << text;
}

/// A fetch: what answers, hop by hop; "!" in front of an address that is refused.
struct Way {
    const char* what;
    bool given;
    std::vector<std::string> hops;
};

TEST(Border, ARedirectDoesNotLeadIntoTheHouse) {
    const std::vector<Network> open{parse_network("10.7.0.0/16").value(),
                                    parse_network("fd00::/8").value()};
    const Way ways[] = {
        {"the user's own address may lie anywhere", true, {"192.168.1.1"}},
        {"also on this machine", true, {"127.0.0.1"}},
        {"one that a page offers may not", false, {"!192.168.1.1"}},
        {"from the world to the world", true, {"1.1.1.1", "8.8.8.8", "2606:4700::1"}},
        {"from the world to this machine", true, {"1.1.1.1", "!127.0.0.1"}},
        {"by way of another", true, {"1.1.1.1", "8.8.8.8", "!::1"}},
        {"to a house", true, {"1.1.1.1", "!10.0.0.1"}},
        {"to metadata", true, {"1.1.1.1", "!169.254.169.254"}},
        {"in disguise", true, {"1.1.1.1", "!::ffff:127.0.0.1"}},
        {"in another one", true, {"1.1.1.1", "!64:ff9b::a9fe:a9fe"}},
        {"within one machine", true, {"127.0.8.1", "127.0.8.2", "::1", "0.0.0.0", "::"}},
        {"to this machine by another name", true, {"1.1.1.1", "!0.0.0.0"}},
        {"within one house", true, {"192.168.1.1", "10.0.0.1", "fc00::1"}},
        {"from the house to the world and back", true, {"192.168.1.1", "1.1.1.1", "10.0.0.1"}},
        {"from the house to the machine", true, {"192.168.1.1", "!127.0.0.1"}},
        {"from the machine to the house", true, {"127.0.0.1", "!192.168.1.1"}},
        {"what the settings open", true, {"1.1.1.1", "10.7.0.1", "!10.8.0.1"}},
        {"what they open opens no more", true, {"1.1.1.1", "10.7.0.1", "fd00::1", "!fc00::1"}},
        {"also by NAT64", true, {"1.1.1.1", "64:ff9b::10.7.0.1", "!64:ff9b::10.8.0.1"}},
        {"and to a page", false, {"10.7.0.1", "!10.8.0.1"}},
    };
    for (const Way& way : ways) {
        Border border(open, way.given);
        for (const std::string& hop : way.hops) {
            const bool refused = hop.front() == '!';
            const IpAddress there = at(hop.substr(refused ? 1 : 0));
            EXPECT_EQ(border.lets_through(there), !refused) << way.what << ": " << hop;
            if (!refused) border.passed(there);
        }
    }
}

TEST(Border, WhereAnAnswerCameFromMayNotBeKnown) {
    const std::vector<Network> none;
    Border border(none, true);
    border.passed(std::nullopt);
    EXPECT_FALSE(border.lets_through(at("127.0.0.1")));
    EXPECT_TRUE(border.lets_through(at("1.1.1.1")));
}

}  // namespace
}  // namespace earshot
