"""Words that nobody reads in what earshot says of people: it speaks of silence, never of failure or
of rank."""

import re

from source import Cpp

WORDS = re.compile(r"\b(inactive|inactivity|dead|overdue|scores?|scored|scoring|ranks?|ranked|"
                   r"ranking|streaks?|at[- ]risk|network size)\b", re.IGNORECASE)
# SQL and its columns are read by nobody but the store.
UNSEEN = re.compile(r"daemon/io/store/")
READ_BY_USERS = ("config/", "docs/man/", "README.md", "CHANGELOG.md", "systemd/")


def check(tree):
    for path, text in tree.below("include", "daemon", "client"):
        if UNSEEN.match(path):
            continue
        for line, literal in Cpp(text).literals:
            # An included file's name is no text.
            match = WORDS.search(literal)
            if match and not literal.endswith((".hpp", ".h")):
                yield path, line, f"says \"{match.group(0)}\": {literal[:60]!r}"
    for path, text in tree.files.items():
        if path.startswith(READ_BY_USERS):
            for number, line in enumerate(text.split("\n"), 1):
                match = WORDS.search(line)
                if match:
                    yield path, number, f"says \"{match.group(0)}\""


BAD = [
    ({"daemon/core/a.cpp": 'auto s = "Jo is inactive";\n'}, 'says "inactive"'),
    ({"client/a.cpp": 'auto s = R"(your Score)";\n'}, 'says "Score"'),
    ({"client/a.cpp": 'auto s = "at risk";\n'}, 'says "at risk"'),
    ({"README.md": "# a\nfriends that are overdue\n"}, 'says "overdue"'),
    ({"config/earshot.toml": "# the network size\n"}, 'says "network size"'),
]
GOOD = [
    {"daemon/core/a.cpp": '// a dead person\nint score = 3; auto s = "the deadline, underscore";\n'},
    {"daemon/io/store/people/people.cpp": 'auto q = "SELECT overdue";\n'},
    {"docs/decisions/0001-x.md": "never say dead\n", "README.md": "quiet\n"},
]
