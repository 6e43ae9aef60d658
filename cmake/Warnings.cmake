# What every target of ours is compiled with. Foreign headers are SYSTEM (imported targets are).
add_library(earshot_options INTERFACE)
target_compile_options(earshot_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow
    $<$<BOOL:${EARSHOT_WERROR}>:-Werror>)
target_include_directories(earshot_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/include)
target_compile_definitions(earshot_options INTERFACE EARSHOT_VERSION="${PROJECT_VERSION}")
if(EARSHOT_SANITIZE)
    target_compile_options(earshot_options INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(earshot_options INTERFACE -fsanitize=address,undefined)
endif()
if(EARSHOT_FUZZ)
    # Coverage in all our code; tests/fuzz links the fuzzer itself.
    target_compile_options(earshot_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
