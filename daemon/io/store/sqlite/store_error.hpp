#pragma once
// A failure of the database. The program cannot go on without its memory, and what was not
// committed has not happened. Writing to something that is not there is one too: who waited for the
// world asks again whether the source still exists. Reading what is not there is none: it gives the
// default or nothing.

#include <stdexcept>

namespace earshot::io {

class StoreError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace earshot::io
