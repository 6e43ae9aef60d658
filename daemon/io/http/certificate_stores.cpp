#include "daemon/io/http/certificate_stores.hpp"

#include <array>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <new>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <openssl/err.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <sys/stat.h>

#include "daemon/io/http/curl_loop.hpp"

namespace earshot::io {
namespace {

X509_STORE* new_store() {
    X509_STORE* store = X509_STORE_new();
    if (store == nullptr) throw std::bad_alloc();
    // As libcurl does: the shortest chain to something trusted counts, whatever else the server
    // sends.
    X509_STORE_set_flags(store, X509_V_FLAG_TRUSTED_FIRST | X509_V_FLAG_PARTIAL_CHAIN);
    return store;
}

bool add_file(X509_STORE* store, const std::string& path) {
    const bool added = X509_STORE_load_file(store, path.c_str()) == 1;
    ERR_clear_error();
    return added;
}

/// Of what was trusted before a file was added, and of the file.
std::string content_with(const std::string& before, const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string bytes = before;
    bytes.append(std::istreambuf_iterator<char>(file), {});
    std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.data());
    constexpr std::string_view digits = "0123456789abcdef";
    std::string content;
    for (std::size_t i = 0; i < hash.size() / 2; ++i) {
        content += digits[hash[i] >> 4];
        content += digits[hash[i] & 15];
    }
    return content;
}

/// Certificates are shared, not copied.
void add_all(X509_STORE* store, X509_STORE* from) {
    STACK_OF(X509_OBJECT)* const objects = X509_STORE_get0_objects(from);
    for (int i = 0; i < sk_X509_OBJECT_num(objects); ++i)
        if (X509* certificate = X509_OBJECT_get0_X509(sk_X509_OBJECT_value(objects, i)))
            X509_STORE_add_cert(store, certificate);
}

}  // namespace

void believe(SSL_CTX* context, const Trust& trust) {
    SSL_CTX_set1_cert_store(context, trust.store.get());
}

void StoreEnd::operator()(X509_STORE* store) const {
    X509_STORE_free(store);
}

CertificateStores::CertificateStores(std::string ca_file) : ca_file_(std::move(ca_file)) {
    if (ca_file_.empty()) return;
    const StoreHeld probe(new_store());
    if (!add_file(probe.get(), ca_file_))
        throw std::runtime_error("cannot read certificates from " + ca_file_);
}

CertificateStores::~CertificateStores() = default;

CertificateStores::Stamp CertificateStores::stamp_of(const std::string& path) {
    struct stat file {};
    if (path.empty() || ::stat(path.c_str(), &file) != 0) return {};
    return {static_cast<std::int64_t>(file.st_ino), file.st_size, file.st_mtim.tv_sec,
            file.st_mtim.tv_nsec};
}

const CertificateStores::Kept& CertificateStores::common() {
    const Stamp bundle = stamp_of(system_certificates), extra = stamp_of(ca_file_);
    if (common_.store && bundle == common_.stamp && extra == ca_file_stamp_) return common_;
    StoreHeld store(new_store());
    const bool whole = static_cast<int>(add_file(store.get(), system_certificates)) +
                           static_cast<int>(ca_file_.empty() || add_file(store.get(), ca_file_)) ==
                       2;
    // A file that is being replaced does not take away what was trusted; it is looked at again.
    if (!whole && common_.store) return common_;
    common_.store = std::move(store);
    common_.content = content_with("", system_certificates);
    if (!ca_file_.empty()) common_.content = content_with(common_.content, ca_file_);
    common_.stamp = bundle;
    ca_file_stamp_ = extra;
    return common_;
}

Trust CertificateStores::held(const Kept& kept) {
    X509_STORE_up_ref(kept.store.get());
    return Trust{StoreHeld(kept.store.get()), kept.content};
}

Result<Trust> CertificateStores::with(const std::string& own_file) {
    const Kept& all = common();
    if (own_file.empty()) return held(all);
    const Stamp stamp = stamp_of(own_file);
    if (own_.size() >= most_own && !own_.contains(own_file)) own_.clear();
    Kept& kept = own_[own_file];
    if (!kept.store || kept.stamp != stamp || kept.common_content != all.content) {
        StoreHeld store(new_store());
        add_all(store.get(), all.store.get());
        if (!add_file(store.get(), own_file)) {
            own_.erase(own_file);
            return fail("no certificates can be read from it", own_file);
        }
        kept = Kept{std::move(store), content_with(all.content, own_file), stamp, all.content};
    }
    return held(kept);
}

}  // namespace earshot::io
