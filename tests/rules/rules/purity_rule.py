"""The core computes: no clock, randomness, environment, file, output or thread below daemon/io.
`Instant now` is always an argument."""

from source import Cpp

FORBIDDEN = {
    r"\b(system|steady|high_resolution|utc|file)_clock\s*::\s*now\b": "a clock",
    r"\b(std\s*::\s*)?(time|clock|localtime|gmtime|mktime|localtime_r)\s*\(\s*(nullptr|NULL|0|&)":
        "a clock",
    r"\b(clock_gettime|gettimeofday)\b": "a clock",
    r"\b(random_device|mt19937\w*)\b|\bs?rand\s*\(": "randomness",
    r"\b(secure_)?getenv\b|\bsetenv\b": "the environment",
    r"\b(i|o)?fstream\b|\bfopen\b|\bstd\s*::\s*filesystem\b": "a file",
    r"\bstd\s*::\s*(cout|cerr|clog|cin)\b|\b(f|v|vf)?printf\b|\bputs\b": "output",
    r"\bstd\s*::\s*(j?thread|async|mutex|atomic)\b": "a thread",
    r"\bthread_local\b": "a thread",
}


def check(tree):
    for path, text in tree.below("include/earshot", "daemon/core"):
        cpp = Cpp(text)
        for pattern, thing in FORBIDDEN.items():
            for line, match in cpp.find(pattern):
                yield path, line, f"the core does not touch {thing}: {match.group(0).strip()}"


def _core(code):
    return {"daemon/core/a.cpp": code + "\n"}


BAD = [
    (_core("auto t = std::chrono::system_clock::now();"), "a clock"),
    (_core("auto t = time(nullptr);"), "a clock"),
    (_core("std::random_device r{};"), "randomness"),
    (_core("int i = rand();"), "randomness"),
    (_core("auto* h = std::getenv(\"HOME\");"), "the environment"),
    (_core("std::ifstream f(path);"), "a file"),
    (_core("std::cerr << 1;"), "output"),
    (_core("printf(\"x\");"), "output"),
    (_core("std::jthread t;"), "a thread"),
    ({"include/earshot/a.hpp": "inline auto t() { return system_clock::now(); }\n"}, "a clock"),
]
GOOD = [
    _core("// system_clock::now() is not for us\nauto s = \"getenv\"; Instant at(Instant now);"),
    _core("auto t = clock.now(); auto s = snprintf_free(text); int operand(int);"),
    {"daemon/io/loop/clock.cpp": "auto t = std::chrono::system_clock::now();\n"},
]
