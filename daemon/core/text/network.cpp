#include "earshot/network.hpp"

#include <algorithm>
#include <charconv>

namespace earshot {
namespace {

using Bytes = std::array<std::uint8_t, 16>;

constexpr int mapped_bits = 96;  // in front of an IPv4 address

template <class Number>
std::optional<Number> number(std::string_view text, int base, std::size_t longest) {
    Number value{};
    if (text.empty() || text.size() > longest) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Takes the text up to the next `separator` off the front.
std::string_view part_of(std::string_view& text, char separator) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

/// Four plain numbers: a zero in front makes an octal one for some readers.
std::optional<std::array<std::uint8_t, 4>> parse_v4(std::string_view text) {
    std::array<std::uint8_t, 4> bytes{};
    if (std::count(text.begin(), text.end(), '.') != 3) return std::nullopt;
    for (std::uint8_t& byte : bytes) {
        const std::string_view part = part_of(text, '.');
        const auto value = number<std::uint8_t>(part, 10, 3);
        if (!value || (part.size() > 1 && part.front() == '0')) return std::nullopt;
        byte = *value;
    }
    return bytes;
}

IpAddress mapped(const std::uint8_t* v4) {
    IpAddress address;
    address.bytes[10] = address.bytes[11] = 0xff;
    std::copy_n(v4, 4, address.bytes.begin() + 12);
    return address;
}

/// The groups on one side of "::", the last of which may be an IPv4 address.
bool read_groups(std::string_view text, std::vector<std::uint8_t>& bytes) {
    if (text.empty()) return true;
    if (text.front() == ':' || text.back() == ':') return false;
    while (!text.empty()) {
        const std::string_view part = part_of(text, ':');
        if (part.find('.') != part.npos) {
            const auto v4 = parse_v4(part);
            if (!v4 || !text.empty()) return false;
            bytes.insert(bytes.end(), v4->begin(), v4->end());
            return true;
        }
        const auto group = number<std::uint16_t>(part, 16, 4);
        if (!group) return false;
        bytes.push_back(static_cast<std::uint8_t>(*group >> 8));
        bytes.push_back(static_cast<std::uint8_t>(*group & 0xff));
    }
    return true;
}

std::optional<IpAddress> parse_v6(std::string_view text) {
    const std::size_t gap = text.find("::");
    std::vector<std::uint8_t> front, back;
    if (!read_groups(text.substr(0, gap), front)) return std::nullopt;
    if (gap != text.npos && !read_groups(text.substr(gap + 2), back)) return std::nullopt;
    IpAddress address;
    const std::size_t known = front.size() + back.size();
    // "::" stands for one group at least.
    if (gap == text.npos ? known != address.bytes.size() : known + 2 > address.bytes.size())
        return std::nullopt;
    std::copy(front.begin(), front.end(), address.bytes.begin());
    std::copy_backward(back.begin(), back.end(), address.bytes.end());
    return address;
}

bool begins_with(const Bytes& bytes, std::initializer_list<std::uint8_t> prefix) {
    return std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

bool is_mapped(const Bytes& bytes) {
    return begins_with(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff});
}

/// The IPv4 address that this one leads to, if it does.
std::optional<IpAddress> led_to(const Bytes& bytes) {
    // IPv4-compatible; NAT64 (RFC 6052), and its addresses for local use (RFC 8215).
    const bool at_the_end = begins_with(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}) ||
                            begins_with(bytes, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}) ||
                            begins_with(bytes, {0, 0x64, 0xff, 0x9b, 0, 1});
    if (at_the_end) return mapped(bytes.data() + 12);
    if (begins_with(bytes, {0x20, 0x02})) return mapped(bytes.data() + 2);  // 6to4
    if (begins_with(bytes, {0x20, 0x01, 0, 0})) {                           // Teredo
        IpAddress client = mapped(bytes.data() + 12);
        for (std::size_t i = 12; i < client.bytes.size(); ++i)
            client.bytes[i] ^= 0xff;
        return client;
    }
    return std::nullopt;
}

Reach reach_of_v4(std::uint8_t first, std::uint8_t second) {
    if (first == 0) return Reach::unspecified;
    if (first == 127) return Reach::loopback;
    if (first == 169 && second == 254) return Reach::link_local;
    if (first >= 240) return Reach::broadcast;
    if (first >= 224) return Reach::multicast;
    const bool is_private = first == 10 || (first == 172 && (second & 0xf0) == 16) ||
                            (first == 192 && second == 168) ||
                            (first == 100 && (second & 0xc0) == 64);
    return is_private ? Reach::private_network : Reach::world;
}

}  // namespace

std::optional<IpAddress> parse_ip_address(std::string_view text) {
    if (text.size() >= 2 && text.front() == '[' && text.back() == ']')
        text = text.substr(1, text.size() - 2);
    if (text.find(':') != text.npos) return parse_v6(text.substr(0, text.find('%')));
    const auto v4 = parse_v4(text);
    if (!v4) return std::nullopt;
    return mapped(v4->data());
}

std::string_view to_text(Reach reach) {
    switch (reach) {
        case Reach::world: return "the open net";
        case Reach::loopback: return "this machine";
        case Reach::private_network: return "a private network";
        case Reach::link_local: return "a local link";
        case Reach::multicast: return "a group of machines";
        case Reach::broadcast: return "all machines";
        case Reach::unspecified: return "no machine";
    }
    return {};
}

Reach reach_of(const IpAddress& address) {
    const Bytes& bytes = address.bytes;
    if (is_mapped(bytes)) return reach_of_v4(bytes[12], bytes[13]);
    if (address == IpAddress{}) return Reach::unspecified;
    IpAddress loopback;
    loopback.bytes.back() = 1;
    if (address == loopback) return Reach::loopback;
    if (const auto v4 = led_to(bytes)) return reach_of_v4(v4->bytes[12], v4->bytes[13]);
    if (bytes[0] == 0xff) return Reach::multicast;
    if (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80) return Reach::link_local;
    // fec0::/10 was for the same before fc00::/7 came.
    if ((bytes[0] & 0xfe) == 0xfc || (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0xc0))
        return Reach::private_network;
    return Reach::world;
}

std::optional<IpAddress> address_in(std::string_view host) {
    if (host.ends_with('.')) host.remove_suffix(1);
    if (host == "localhost" || host.ends_with(".localhost")) return parse_ip_address("127.0.0.1");
    return parse_ip_address(host);
}

bool Network::contains(const IpAddress& address) const {
    const std::size_t whole = static_cast<std::size_t>(bits / 8);
    if (!std::equal(base.bytes.begin(), base.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                    address.bytes.begin()))
        return false;
    if (bits % 8 == 0) return true;
    const int mask = 0xff << (8 - bits % 8) & 0xff;
    return ((base.bytes[whole] ^ address.bytes[whole]) & mask) == 0;
}

bool is_loopback(std::string_view host) {
    if (host == "localhost" || host == "::1") return true;
    const auto v4 = parse_v4(host);
    return v4 && v4->front() == 127;
}

Result<Network> parse_network(std::string_view text) {
    const Failure wrong =
        fail("must be a network such as \"10.0.0.0/8\" or \"fd00::/8\", or one address");
    const std::size_t slash = text.find('/');
    const auto base = parse_ip_address(text.substr(0, slash));
    if (!base) return wrong;
    Network network{*base, 128};
    if (slash == text.npos) return network;
    const auto bits = number<int>(text.substr(slash + 1), 10, 3);
    const bool is_v4 = text.find(':') == text.npos;
    if (!bits || *bits < 0 || *bits > (is_v4 ? 32 : 128)) return wrong;
    network.bits = is_v4 ? mapped_bits + *bits : *bits;
    return network;
}

namespace {

/// Who connects to nobody is connected to this machine.
Reach kind_of_place(const IpAddress& address) {
    const Reach reach = reach_of(address);
    return reach == Reach::unspecified ? Reach::loopback : reach;
}

}  // namespace

bool Border::lets_through(const IpAddress& address) const {
    const Reach reach = kind_of_place(address);
    if (first_ || reach == Reach::world || opened_.contains(reach)) return true;
    const auto v4 = led_to(address.bytes);
    return std::any_of(open_->begin(), open_->end(), [&](const Network& network) {
        return network.contains(address) || (v4 && network.contains(*v4));
    });
}

void Border::passed(const std::optional<IpAddress>& from) {
    if (first_ && from) opened_.insert(kind_of_place(*from));
    first_ = false;
}

}  // namespace earshot
