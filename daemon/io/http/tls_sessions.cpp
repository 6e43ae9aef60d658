#include "daemon/io/http/tls_sessions.hpp"

#include <algorithm>
#include <ctime>
#include <memory>
#include <utility>

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace earshot::io {

struct TlsSessions::Attached {
    Attached(TlsSessions& in, std::string by) : sessions(in), key(std::move(by)) {}
    TlsSessions& sessions;
    std::string key;

    /// Where a context keeps it; it goes with the context.
    static int place() {
        static const int index =
            SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, &Attached::end);
        return index;
    }
    static const Attached& of(const SSL* ssl) {
        return *static_cast<const Attached*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), place()));
    }
    static void end(void*, void* own, CRYPTO_EX_DATA*, int, long, void*) {
        delete static_cast<Attached*>(own);
    }
};

namespace {

struct SessionEnd {
    void operator()(SSL_SESSION* session) const { SSL_SESSION_free(session); }
};

/// The certificate that is not shown again must still be good.
bool is_certificate_good(const SSL_SESSION* session) {
    X509* certificate = SSL_SESSION_get0_peer(const_cast<SSL_SESSION*>(session));
    return certificate != nullptr && X509_cmp_current_time(X509_get0_notAfter(certificate)) > 0;
}

}  // namespace

void TlsSessions::attach(SSL_CTX* context, std::string key) {
    auto attached = std::make_unique<Attached>(*this, std::move(key));
    if (SSL_CTX_set_ex_data(context, Attached::place(), attached.get()) != 1) return;
    static_cast<void>(attached.release());  // the context's
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(context, &TlsSessions::on_new);
    // libcurl makes the connection itself, and shows only its context before that: the beginning of
    // the handshake is the first moment at which a session can be given to it.
    SSL_CTX_set_info_callback(context, &TlsSessions::on_step);
}

int TlsSessions::on_new(SSL* ssl, SSL_SESSION* session) {
    const Attached& attached = Attached::of(ssl);
    attached.sessions.keep(attached.key, session);
    return 0;  // it stays OpenSSL's
}

void TlsSessions::on_step(const SSL* ssl, int step, int) {
    if ((step & SSL_CB_HANDSHAKE_START) == 0 || SSL_get0_session(ssl) != nullptr) return;
    const Attached& attached = Attached::of(ssl);
    attached.sessions.resume(const_cast<SSL*>(ssl), attached.key);
}

void TlsSessions::keep(const std::string& key, SSL_SESSION* session) {
    const int size = i2d_SSL_SESSION(session, nullptr);
    if (size <= 0 || static_cast<std::size_t>(size) > largest) return;
    std::string bytes(static_cast<std::size_t>(size), '\0');
    auto* out = reinterpret_cast<unsigned char*>(bytes.data());
    i2d_SSL_SESSION(session, &out);
    const std::int64_t life =
        std::min<std::int64_t>(longest_life, SSL_SESSION_get_timeout(session));
    put({key, std::move(bytes), SSL_SESSION_get_time(session) + life});
}

void TlsSessions::take_up(std::vector<TlsSession> sessions) {
    for (auto one = sessions.rbegin(); one != sessions.rend(); ++one)
        if (one->session.size() <= largest) put(std::move(*one));
}

void TlsSessions::put(TlsSession session) {
    forget(session.key);
    kept_.push_front(std::move(session));
    places_.emplace(kept_.front().key, kept_.begin());
    if (kept_.size() <= most) return;
    places_.erase(kept_.back().key);
    kept_.pop_back();
}

void TlsSessions::resume(SSL* ssl, const std::string& key) {
    const auto place = places_.find(key);
    if (place == places_.end()) return;
    const TlsSession& kept = *place->second;
    const auto* in = reinterpret_cast<const unsigned char*>(kept.session.data());
    std::unique_ptr<SSL_SESSION, SessionEnd> session;
    if (std::time(nullptr) < kept.until)
        session.reset(d2i_SSL_SESSION(nullptr, &in, static_cast<long>(kept.session.size())));
    if (session && is_certificate_good(session.get()))
        SSL_set_session(ssl, session.get());
    else
        forget(key);
    ERR_clear_error();
}

void TlsSessions::forget(const std::string& key) {
    const auto place = places_.find(key);
    if (place == places_.end()) return;
    kept_.erase(place->second);
    places_.erase(place);
}

}  // namespace earshot::io
