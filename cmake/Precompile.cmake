# What many files include is compiled once, with g++: of tests always, of the product where a build is
# for the result (release, asan). dev compiles the product without, and clang everything, so that
# includes are honest. (A precompiled header of clang names its place and cannot be shared between
# clones.)
option(EARSHOT_PRECOMPILE "precompile foreign headers of the product" OFF)

set(earshot_asio_headers
    <string> <vector> <map> <functional>
    <boost/asio/any_io_executor.hpp> <boost/asio/as_tuple.hpp> <boost/asio/awaitable.hpp>
    <boost/asio/co_spawn.hpp> <boost/asio/steady_timer.hpp> <boost/asio/use_awaitable.hpp>)

function(earshot_precompile target)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_precompile_headers(${target} PRIVATE ${ARGN})
        # The compiler cache has to see that a precompiled header is used.
        target_compile_options(${target} PRIVATE -fpch-preprocess)
    endif()
endfunction()

function(earshot_precompile_product target)
    if(EARSHOT_PRECOMPILE)
        earshot_precompile(${target} ${ARGN})
    endif()
endfunction()
