#pragma once
// All rules that can be played against a server on loopback, and how earshot keeps them.

#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/json/object.hpp>

#include "daemon/app/etiquette/play.hpp"

namespace earshot::app::etiquette {

struct Mark {
    int rule = 0;
    std::string words;
    std::string fault;  // what was seen on the wire; empty: it passes
};
using ReportCard = std::vector<Mark>;

/// Throws boost::system::system_error when nobody can listen on loopback.
boost::asio::awaitable<ReportCard> report_card(boost::asio::any_io_executor executor,
                                               Habits habits);

bool all_pass(const ReportCard& card);
std::string to_text(const ReportCard& card);
boost::json::object to_object(const ReportCard& card);

}  // namespace earshot::app::etiquette
