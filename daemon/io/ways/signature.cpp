#include "daemon/io/ways/signature.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace earshot::io {
namespace {

constexpr std::string_view prefix = "whsec_";

std::string base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

Result<std::string> key_of(const Secret& secret) {
    const std::string& text = secret.reveal();
    if (!text.starts_with(prefix)) return text;
    const std::string_view encoded = std::string_view(text).substr(prefix.size());
    std::string key(encoded.size() / 4 * 3 + 3, '\0');
    const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(key.data()),
                                     reinterpret_cast<const unsigned char*>(encoded.data()),
                                     static_cast<int>(encoded.size()));
    std::size_t padding = 0;
    while (padding < 2 && padding < encoded.size() && encoded[encoded.size() - 1 - padding] == '=')
        ++padding;
    if (size < static_cast<int>(padding) || encoded.size() % 4 != 0)
        return fail("the secret begins with whsec_ and goes on with something that is no base64");
    key.resize(static_cast<std::size_t>(size) - padding);
    return key;
}

}  // namespace

Result<std::vector<Secret>> signed_headers(const Secret& secret, std::string_view id, Instant now,
                                           std::string_view body) {
    const Result<std::string> key = key_of(secret);
    if (!key) return tl::unexpected(key.error());
    const std::string time = std::to_string(to_epoch(now));
    std::vector<Secret> headers{Secret("webhook-id: " + std::string(id)),
                                Secret("webhook-timestamp: " + time)};
    if (secret.empty()) return headers;
    std::string content(id);
    content.append(".").append(time).append(".").append(body);
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int size = 0;
    HMAC(EVP_sha256(), key->data(), static_cast<int>(key->size()),
         reinterpret_cast<const unsigned char*>(content.data()), content.size(), mac.data(), &size);
    const std::string_view bytes(reinterpret_cast<const char*>(mac.data()), size);
    headers.emplace_back("webhook-signature: v1," + base64(bytes));
    return headers;
}

}  // namespace earshot::io
