#include "daemon/io/loop/run_to_end.hpp"

#include <exception>

namespace earshot::io {

void run_to_end(boost::asio::io_context& loop, const std::function<void()>& stop) {
    std::exception_ptr first;
    for (;;) {
        try {
            loop.run();
            break;
        } catch (...) {
            if (first) continue;  // what others threw on their way out
            first = std::current_exception();
            stop();
        }
    }
    if (first) std::rethrow_exception(first);
}

}  // namespace earshot::io
