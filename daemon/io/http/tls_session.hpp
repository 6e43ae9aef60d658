#pragma once
// What is left of a secure connection for the next one to the same place. A secret: whoever has it
// can take the server's place in a conversation of before.

#include <cstdint>
#include <string>

namespace earshot::io {

struct TlsSession {
    std::string key;         // of TlsSessions::attach
    std::string session;     // DER: without the chain, a tenth of what OpenSSL holds in memory
    std::int64_t until = 0;  // epoch seconds
};

}  // namespace earshot::io
