#pragma once
// TLS sessions of before, so that the next connection to the same place is made with half of the
// bytes and a tenth of the CPU. libcurl keeps them with each transfer, or eight of them for all.
// Used by http_client.cpp.

#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/io/http/tls_session.hpp"

typedef struct ssl_ctx_st SSL_CTX;  // as <openssl/types.h> declares them
typedef struct ssl_st SSL;
typedef struct ssl_session_st SSL_SESSION;

namespace earshot::io {

class TlsSessions {
public:
    static constexpr std::size_t most = 2000;             // kept, each of 2 to 4 KB
    static constexpr std::size_t largest = 16 * 1024;     // with the server's certificate
    static constexpr std::int64_t longest_life = 86'400;  // seconds, whatever the server allows

    TlsSessions() = default;
    TlsSessions(const TlsSessions&) = delete;
    TlsSessions& operator=(const TlsSessions&) = delete;

    /// Connections of this context take up the session that was made under the same key, and leave
    /// theirs behind. The key names the server and how it is believed: whoever resumes is not
    /// shown a certificate, and takes the one of before for checked. Must outlive the context.
    void attach(SSL_CTX* context, std::string key);

    /// A handshake under this key failed.
    void forget(const std::string& key);

    std::size_t size() const { return kept_.size(); }

    /// For another process, the newest first. Their keys must mean there what they mean here.
    std::vector<TlsSession> all() const { return {kept_.begin(), kept_.end()}; }
    void take_up(std::vector<TlsSession> sessions);

private:
    struct Attached;
    static int on_new(SSL* ssl, SSL_SESSION* session);
    static void on_step(const SSL* ssl, int step, int value);
    void keep(const std::string& key, SSL_SESSION* session);
    void put(TlsSession session);
    void resume(SSL* ssl, const std::string& key);

    std::list<TlsSession> kept_;  // the newest first
    std::unordered_map<std::string, std::list<TlsSession>::iterator> places_;
};

}  // namespace earshot::io
