"""What a file may include follows from its folder (docs/architecture.md): nothing includes upward
or sideways, and each foreign library has one home."""

import re

from source import includes

STANDARD = set("""algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat
charconv chrono cinttypes climits clocale cmath compare complex concepts condition_variable
coroutine csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar
cwctype deque exception execution filesystem format forward_list fstream functional future
initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory
memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex
scoped_allocator semaphore set shared_mutex source_location span sstream stack stdexcept
stop_token streambuf string string_view syncstream system_error thread tuple type_traits typeindex
typeinfo unordered_map unordered_set utility valarray variant vector version""".split())

# What reaches the world, time or threads: not for the core.
WORLDLY = set("""atomic barrier condition_variable csignal filesystem fstream future iostream
latch mutex random regex semaphore shared_mutex stop_token syncstream thread""".split())

OPERATING_SYSTEM = re.compile(r"(sys|netinet|arpa|net|linux)/|"
                              r"(unistd|fcntl|poll|signal|spawn|sysexits|grp|pwd|netdb|time|errno|termios)\.h$")

COMPOSITION_ROOT = re.compile(r"daemon/app/(earshotd|load_settings|arguments)\.cpp$")

# Folder: own headers it may include, foreign ones it may include. Both as patterns.
LAYERS = {
    "include/earshot": (r"earshot/", r"tl/expected\.hpp$"),
    "daemon/core": (r"earshot/|daemon/core/",
                    r"tl/expected\.hpp$|pugixml\.hpp$|gumbo\.h$|re2/|boost/(json|math/|unordered)|"
                    r"toml\+\+/|date/|unicode/|kainjow/|string\.h$"),
    "daemon/io": (r"earshot/|daemon/io/",
                  r"tl/expected\.hpp$|boost/(asio|beast|system)|curl/|SQLiteCpp/|sqlite3\.h$|"
                  r"spdlog/|gmime/|glib\.h$|systemd/|zlib\.h$|brotli/|zstd\.h$|openssl/|boost/json|archive(_entry)?\.h$"),
    "daemon/app": (r"earshot/|daemon/io/|daemon/app/", r"tl/expected\.hpp$|boost/(asio|json|system)|CLI/"),
    "client": (r"earshot/|client/", r"tl/expected\.hpp$|boost/json|curl/|CLI/"),
}

# Foreign library: the files that may include it, of those whose folder may.
HOMES = {
    r"spdlog/": r"daemon/io/host/log\.cpp$",
    r"boost/beast": r"daemon/io/control/http_session\.cpp$",
    r"SQLiteCpp/|sqlite3\.h$": r"daemon/io/store/[a-z_/]+\.[ch]pp$",
    r"curl/": r"(daemon/io/(http|mail|ways)/[a-z_]+\.[ch]pp|client/[a-z_/]+\.cpp)$",
    r"zlib\.h$": r"daemon/io/http/unpack_zlib\.cpp$",
    r"brotli/": r"daemon/io/http/unpack_brotli\.cpp$",
    r"zstd\.h$": r"daemon/io/http/unpack_zstd\.cpp$",
    r"openssl/": r"daemon/io/(http/(certificate_stores|tls_sessions)|ways/signature)\.cpp$",
    r"CLI/": r"(daemon/app/arguments\.cpp|client/[a-z_/]+\.[ch]pp)$",
    r"boost/json": r"(daemon/core/|daemon/app/|client/|daemon/io/store/sqlite/json\.cpp)",
    r"gmime/": r"daemon/io/mail/mime[a-z_]*\.cpp$",
    r"glib\.h$": r"daemon/io/store/erasure/tombstone_hash\.cpp$",
    r"systemd/": r"daemon/io/host/systemd\.cpp$",
    r"kainjow/": r"daemon/core/digest/mail_templates\.cpp$",
    r"unicode/": r"daemon/core/text/(charset[a-z_]*|letters)\.cpp$",
    r"pugixml|gumbo|boost/(math|unordered)": r"daemon/core/.*\.cpp$",
    # Headers inside the core that hold what several of its sources share of these.
    r"archive(_entry)?\.h$": r"daemon/io/archive/zip\.cpp$",
    r"re2/": r"daemon/core/(.*\.cpp|activity/(dialect_rules|sentence/phrase_index)\.hpp)$",
    r"toml\+\+/": r"daemon/core/toml/toml_(parser|complaints)\.hpp$",
}
# A library that costs many seconds in each translation unit stands in one.
ONCE = {r"spdlog/": "spdlog", r"boost/beast": "Beast"}


def layer_of(path):
    for folder in LAYERS:
        if path.startswith(folder + "/"):
            return folder
    return None


def complaint_about(path, layer, target, quoted):
    own, foreign = LAYERS[layer]
    if quoted:
        return None if re.match(own, target) else f"{layer} must not include \"{target}\""
    if target in STANDARD:
        if layer == "daemon/core" and target in WORLDLY:
            return f"the core does not know <{target}>"
        return None
    if OPERATING_SYSTEM.match(target):
        if layer in ("daemon/io", "client") or COMPOSITION_ROOT.match(path):
            return None
        return f"{layer} must not include <{target}>: the world is touched in daemon/io"
    if not re.match(foreign, target):
        return f"{layer} must not include <{target}>"
    for library, home in HOMES.items():
        if re.match(library, target) and not re.match(home, path):
            return f"<{target}> has its home in {home}"
    return None


def check(tree):
    homes = {name: set() for name in ONCE.values()}
    for path, text in tree.below("include", "daemon", "client"):
        layer = layer_of(path)
        if layer is None:
            yield path, 1, "lies in no layer"
            continue
        for line, target, quoted in includes(text):
            what = complaint_about(path, layer, target, quoted)
            if what:
                yield path, line, what
            for library, name in ONCE.items():
                if not quoted and re.match(library, target):
                    homes[name].add(path)
    for name, paths in homes.items():
        if len(paths) > 1:
            yield sorted(paths)[0], 1, f"{name} is included by more than one file: {sorted(paths)}"


def _one(path, line):
    return {path: line + "\n"}


BAD = [
    (_one("include/earshot/a.hpp", "#include <boost/json.hpp>"), "include/earshot must not"),
    (_one("include/earshot/a.hpp", '#include "daemon/core/b.hpp"'), "include/earshot must not"),
    (_one("daemon/core/a.cpp", "#include <boost/asio.hpp>"), "daemon/core must not"),
    (_one("daemon/core/a.cpp", "#include <curl/curl.h>"), "daemon/core must not"),
    (_one("daemon/core/a.cpp", "#include <thread>"), "the core does not know <thread>"),
    (_one("daemon/core/a.cpp", "#include <fstream>"), "the core does not know"),
    (_one("daemon/core/a.cpp", "#include <unistd.h>"), "the world is touched in daemon/io"),
    (_one("daemon/core/a.cpp", '#include "daemon/io/loop/clock.hpp"'), "daemon/core must not"),
    (_one("daemon/core/a.hpp", "#include <pugixml.hpp>"), "has its home"),
    (_one("daemon/io/a.cpp", '#include "daemon/app/poll/poller.hpp"'), "daemon/io must not"),
    (_one("daemon/io/a.cpp", '#include "daemon/core/text/hash.hpp"'), "daemon/io must not"),
    (_one("daemon/io/poll.cpp", "#include <SQLiteCpp/SQLiteCpp.h>"), "has its home"),
    (_one("daemon/io/poll.cpp", "#include <spdlog/spdlog.h>"), "has its home"),
    (_one("daemon/app/a.cpp", "#include <curl/curl.h>"), "daemon/app must not"),
    (_one("daemon/app/a.cpp", "#include <sys/socket.h>"), "daemon/app must not"),
    (_one("daemon/app/a.cpp", '#include "daemon/core/text/hash.hpp"'), "daemon/app must not"),
    (_one("daemon/app/a.cpp", "#include <CLI/CLI.hpp>"), "has its home"),
    (_one("daemon/io/a.cpp", "#include <boost/json.hpp>"), "has its home"),
    (_one("daemon/core/a.hpp", "#include <toml++/toml.h>"), "has its home"),
    (_one("client/a.cpp", '#include "daemon/io/loop/clock.hpp"'), "client must not"),
    (_one("client/a.cpp", "#include <boost/asio.hpp>"), "client must not"),
    (_one("daemon/a.cpp", ""), "lies in no layer"),
    ({"daemon/io/host/log.cpp": "#include <spdlog/logger.h>\n",
      "daemon/io/log_file.cpp": "#include <spdlog/logger.h>\n"}, "more than one file"),
]
GOOD = [{
    "include/earshot/a.hpp": "#include <string>\n#include <tl/expected.hpp>\n#include \"earshot/b.hpp\"\n",
    "daemon/core/a.cpp": "#include <pugixml.hpp>\n#include <boost/json.hpp>\n",
    "daemon/core/toml/toml_parser.hpp": "#include <toml++/toml.h>\n",
    "daemon/io/store/store.cpp": "#include <SQLiteCpp/SQLiteCpp.h>\n",
    "daemon/io/host/log.cpp": "#include <spdlog/logger.h>\n#include <sys/stat.h>\n",
    "daemon/app/a.cpp": "#include <boost/asio/awaitable.hpp>\n#include \"daemon/io/store/store.hpp\"\n",
    "daemon/app/earshotd.cpp": "#include <signal.h>\n",
    "client/a.cpp": "#include <CLI/CLI.hpp>\n#include <curl/curl.h>\n",
    "tests/io/a_test.cpp": "#include <boost/beast.hpp>\n",
}]
