#pragma once
// Whom TLS connections believe: the system's bundle, what [poll] trusts besides, and what one
// source does. Each is parsed once and shared by all connections; libcurl would parse a bundle of
// 145 certificates for each, 23 ms of CPU. A file that has changed is read again. Used by
// http_client.cpp.

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "earshot/result.hpp"

typedef struct x509_store_st X509_STORE;  // as <openssl/types.h> declares them
typedef struct ssl_ctx_st SSL_CTX;

namespace earshot::io {

struct StoreEnd {
    void operator()(X509_STORE* store) const;
};
using StoreHeld = std::unique_ptr<X509_STORE, StoreEnd>;  // OpenSSL counts who holds one

/// A store, and a word for its content that no other content has, in this process or another one.
struct Trust {
    StoreHeld store;
    std::string content;
};

/// Connections of this context believe whom the store trusts.
void believe(SSL_CTX* context, const Trust& trust);

class CertificateStores {
public:
    /// Of how many sources' own files the stores are kept.
    static constexpr std::size_t most_own = 64;

    /// `ca_file`: PEM, besides the system's; empty: none. Throws std::runtime_error when it cannot
    /// be read.
    explicit CertificateStores(std::string ca_file);
    ~CertificateStores();

    /// `own_file`: PEM, besides all that; empty: none. The problem says that it cannot be read.
    Result<Trust> with(const std::string& own_file);

private:
    /// What tells a file from what it was.
    struct Stamp {
        std::int64_t inode = 0, size = 0, seconds = 0, nanoseconds = 0;
        bool operator==(const Stamp&) const = default;
    };
    struct Kept {
        StoreHeld store;
        std::string content;
        Stamp stamp;
        std::string common_content;  // of the common store that it was made from
    };
    static Trust held(const Kept& kept);
    static Stamp stamp_of(const std::string& path);
    const Kept& common();

    std::string ca_file_;
    Kept common_;
    Stamp ca_file_stamp_;
    std::map<std::string, Kept> own_;
};

}  // namespace earshot::io
