"""Every part is given its own settings: only the configuration's own files and the composition root
name `Config`; the root is earshotd.cpp, load_settings.*, which reads it, and reload.*, which reads it
again."""

import re

from source import Cpp

ALLOWED = re.compile(r"include/earshot/config\.hpp|daemon/core/config/config[a-z_]*\.[ch]pp|"
                     r"daemon/app/(earshotd\.cpp|(load_settings|reload)\.[ch]pp)")


def check(tree):
    for path, text in tree.below("include", "daemon", "client"):
        if ALLOWED.fullmatch(path):
            continue
        for line, _ in Cpp(text).find(r"(?<![\w:])(earshot::)?Config\b(?!\s*\()"):
            yield path, line, "names Config: take the struct of your own part instead"


BAD = [
    ({"daemon/app/poll/poller.cpp": "Poller::Poller(const Config& config) {}\n"}, "names Config"),
    ({"daemon/io/a.hpp": "void open(const earshot::Config&);\n"}, "names Config"),
]
GOOD = [
    {"daemon/app/earshotd.cpp": "void run(const Config& config);\n",
     "daemon/app/load_settings.hpp": "Config load();\n"},
    {"daemon/app/poll/poller.cpp": "// not Config\nPoller::Poller(const PollSettings& s) {}\n"},
    {"client/check.cpp": "const auto config = parse_config(text, file);\n"},
]
