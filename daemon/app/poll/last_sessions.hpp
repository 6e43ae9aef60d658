#pragma once
// Secure connections over a restart: without what is left of them, each server is greeted anew, at
// four times the cost of the poll.

#include "daemon/io/http/http_client.hpp"
#include "daemon/io/store/sessions.hpp"

namespace earshot::app {

void take_up_last_sessions(io::HttpClient& http, io::Sessions& sessions);
void leave_sessions(const io::HttpClient& http, io::Sessions& sessions);

}  // namespace earshot::app
