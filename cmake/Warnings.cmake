# What every target of ours is compiled with. Foreign headers are SYSTEM (imported targets are).
add_library(earshot_options INTERFACE)
target_compile_options(earshot_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wmissing-declarations
    # False alarms of g++ 12 on std::string at -O2 (GCC bug 105651).
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-restrict>
    $<$<BOOL:${EARSHOT_WERROR}>:-Werror>)
target_include_directories(earshot_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/include)
# Debug information and __FILE__ name files from the project's root, wherever a clone lies: its
# objects are those that the compiler cache has of another, and a debugger started at the root finds
# the sources.
target_compile_options(earshot_options INTERFACE -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)
if(EARSHOT_SANITIZE)
    target_compile_options(earshot_options INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(earshot_options INTERFACE -fsanitize=address,undefined)
endif()
if(EARSHOT_FUZZ)
    # Coverage in all our code; tests/fuzz links the fuzzer itself.
    target_compile_options(earshot_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
