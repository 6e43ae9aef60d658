#pragma once
// A TLS server on loopback, on the test's own io_context, with a certificate that is made for the
// test. It answers every request with one document, and counts handshakes, whole and resumed.

#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "daemon/io/loop/task_group.hpp"

namespace earshot::tests {

struct OpenSslEnd {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
    void operator()(BIO* bytes) const { BIO_free(bytes); }
};

/// Signed by itself, for one address.
class TestCertificate {
public:
    explicit TestCertificate(const std::string& address = "127.0.0.1", long seconds = 3600)
        : key_(EVP_EC_gen("P-256")), certificate_(X509_new()) {
        X509* const own = certificate_.get();
        X509_set_version(own, X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(own), 1);
        X509_gmtime_adj(X509_getm_notBefore(own), -3600);
        X509_gmtime_adj(X509_getm_notAfter(own), seconds);
        const auto* name = reinterpret_cast<const unsigned char*>("earshot's tests");
        X509_NAME_add_entry_by_txt(X509_get_subject_name(own), "CN", MBSTRING_ASC, name, -1, -1, 0);
        X509_set_issuer_name(own, X509_get_subject_name(own));
        X509_set_pubkey(own, key_.get());
        add(NID_subject_alt_name, "IP:" + address);
        if (X509_sign(own, key_.get(), EVP_sha256()) == 0)
            throw std::runtime_error("cannot sign a certificate");
    }

    EVP_PKEY* key() const { return key_.get(); }
    X509* get() const { return certificate_.get(); }
    void write_to(const std::string& path) const {
        const std::unique_ptr<BIO, OpenSslEnd> bytes(BIO_new(BIO_s_mem()));
        PEM_write_bio_X509(bytes.get(), certificate_.get());
        char* text = nullptr;
        const long size = BIO_get_mem_data(bytes.get(), &text);
        std::ofstream(path, std::ios::binary).write(text, size);
    }

private:
    void add(int kind, const std::string& value) {
        const std::unique_ptr<X509_EXTENSION, OpenSslEnd> extension(
            X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()));
        if (!extension) throw std::runtime_error("no such extension: " + value);
        X509_add_ext(certificate_.get(), extension.get(), -1);
    }

    std::unique_ptr<EVP_PKEY, OpenSslEnd> key_;
    std::unique_ptr<X509, OpenSslEnd> certificate_;
};

class TlsServer {
public:
    TlsServer(boost::asio::io_context& io, const TestCertificate& certificate,
              unsigned short port = 0)
        : io_(io),
          context_(boost::asio::ssl::context::tls_server),
          acceptor_(io, {boost::asio::ip::make_address("127.0.0.1"), port}),
          tasks_(io.get_executor()) {
        SSL_CTX* const context = context_.native_handle();
        SSL_CTX_use_certificate(context, certificate.get());
        SSL_CTX_use_PrivateKey(context, certificate.key());
        tasks_.spawn(accept());
    }
    ~TlsServer() {
        tasks_.cancel();
        io_.restart();
        while (tasks_.size() > 0 && io_.run_one() > 0) {
        }
    }

    std::string url(const std::string& target) const {
        return "https://127.0.0.1:" + std::to_string(port()) + target;
    }
    unsigned short port() const { return acceptor_.local_endpoint().port(); }
    /// TLS 1.2 at most.
    void stay_old() { SSL_CTX_set_max_proto_version(context_.native_handle(), TLS1_2_VERSION); }

    std::string head = "HTTP/1.1 200 OK\r\n";  // of every reply
    bool closes = true;                        // the connection, after each

    int connections = 0;  // that were accepted
    int whole = 0;        // handshakes
    int resumed = 0;
    std::vector<std::string> asked;  // heads of requests

private:
    using Socket = boost::asio::ssl::stream<boost::asio::ip::tcp::socket>;

    boost::asio::awaitable<void> accept() {
        for (;;) {
            auto socket = co_await acceptor_.async_accept(boost::asio::use_awaitable);
            ++connections;
            tasks_.spawn(talk(std::make_unique<Socket>(std::move(socket), context_)));
        }
    }

    boost::asio::awaitable<void> talk(std::unique_ptr<Socket> socket) {
        using namespace boost::asio;
        auto [refused] =
            co_await socket->async_handshake(ssl::stream_base::server, as_tuple(use_awaitable));
        if (refused) co_return;
        ++(SSL_session_reused(socket->native_handle()) == 1 ? resumed : whole);
        std::string read;
        for (;;) {
            auto [failed, size] = co_await async_read_until(
                *socket, dynamic_buffer(read, 64 * 1024), "\r\n\r\n", as_tuple(use_awaitable));
            if (failed) co_return;
            asked.push_back(read.substr(0, size));
            read.erase(0, size);
            const std::string bytes =
                head + (closes ? "Connection: close\r\n" : "") + "Content-Length: 6\r\n\r\n<rss/>";
            auto [broken, written] =
                co_await async_write(*socket, buffer(bytes), as_tuple(use_awaitable));
            static_cast<void>(written);
            if (broken || closes) break;
        }
        auto [ended] = co_await socket->async_shutdown(as_tuple(use_awaitable));
        static_cast<void>(ended);
    }

    boost::asio::io_context& io_;
    boost::asio::ssl::context context_;
    boost::asio::ip::tcp::acceptor acceptor_;
    io::TaskGroup tasks_;
};

}  // namespace earshot::tests
