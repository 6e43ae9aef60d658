#pragma once
// Addresses of the net by what kind of place they are, and which of them the hops of one fetch may
// be connected to: a redirect, or a name that changes its address, must not make earshot ask what
// only its own machine or house can reach. Values only; nothing is looked up here.

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"

namespace earshot {

/// IPv6, or IPv4 as ::ffff:a.b.c.d, which is how IPv6 writes it.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};

    bool operator==(const IpAddress&) const = default;
};

/// "192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"; brackets and a zone ("fe80::1%eth0") are passed
/// over. Empty when it is none of these: a name, or one of the older ways to write a number.
std::optional<IpAddress> parse_ip_address(std::string_view text);

/// What kind of place an address is.
enum class Reach {
    world,            // anybody's
    loopback,         // this machine: 127/8, ::1
    private_network,  // a house or a provider: 10/8, 172.16/12, 192.168/16, 100.64/10, fc00::/7
    link_local,       // the next cable, and a cloud's metadata: 169.254/16, fe80::/10
    multicast,        // many at once: 224/4, ff00::/8
    broadcast,        // all at once, and what was never given out: 240/4
    unspecified,      // nobody, whom systems take for this machine: 0/8, ::
};
std::string_view to_text(Reach reach);  // continues "an address of ...": "a private network"

/// Forms of IPv6 that lead to an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo) are the
/// place where that is.
Reach reach_of(const IpAddress& address);

/// What a host says of itself: an address written out, or a name that is this machine by rule
/// ("localhost", RFC 6761). Empty when only a look-up can tell.
std::optional<IpAddress> address_in(std::string_view host);

/// Whether a setting means this machine: "localhost", 127.0.0.0/8 as four plain numbers, "::1".
/// Other ways to write these are refused, since programs read them differently.
bool is_loopback(std::string_view host);

/// A range of addresses that begin alike.
struct Network {
    IpAddress base;
    int bits = 128;  // of IPv6; of an IPv4 network 96 more than it is written with

    bool contains(const IpAddress& address) const;
    bool operator==(const Network&) const = default;
};

/// "10.0.0.0/8", "fd00::/8", or one address.
Result<Network> parse_network(std::string_view text);

/// Where the hops of one fetch may be connected to. The user's own address may lie anywhere, and
/// whoever answers there opens their kind of place to the hops behind it: a redirect within one's
/// house is fine, one from the world into it is not, also when it leads to the same name again.
class Border {
public:
    /// `open`: always let through. An address that was not `given` by the user, but by a page, is
    /// one that a redirect leads to.
    Border(const std::vector<Network>& open, bool given) : open_(&open), first_(given) {}

    bool lets_through(const IpAddress& address) const;

    /// A hop was answered from here; empty when that is not known. The next one is a redirect.
    void passed(const std::optional<IpAddress>& from);

private:
    const std::vector<Network>* open_;  // outlives this
    bool first_;                        // the user's own address, not yet answered
    std::set<Reach> opened_;
};

}  // namespace earshot
