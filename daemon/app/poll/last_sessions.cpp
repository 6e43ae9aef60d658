#include "daemon/app/poll/last_sessions.hpp"

#include <string>
#include <utility>
#include <vector>

#include "daemon/io/host/log.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"
#include "earshot/url.hpp"

namespace earshot::app {

void take_up_last_sessions(io::HttpClient& http, io::Sessions& sessions) {
    std::vector<io::TlsSession> last;
    for (io::StoredSession& one : sessions.take())
        last.push_back({std::move(one.key), std::move(one.session), one.until});
    http.take_up(std::move(last));
}

void leave_sessions(const io::HttpClient& http, io::Sessions& sessions) {
    std::vector<io::StoredSession> left;
    for (io::TlsSession& one : http.tls_sessions())
        if (const auto origin = Url::parse(one.key.substr(0, one.key.find(' '))))
            left.push_back({origin->host(), std::move(one.key), std::move(one.session), one.until});
    try {
        sessions.keep(left);
    } catch (const io::StoreError& error) {  // a full disk: they can be done without
        log::warning(std::string(error.what()) + ": secure connections begin anew next time");
    }
}

}  // namespace earshot::app
