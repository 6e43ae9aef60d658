"""Every SQL sentence of the program stands in daemon/io/store/."""

import re

from source import Cpp

HOME = re.compile(r"daemon/io/store/")
SENTENCE = re.compile(r"\b(SELECT\b.+\bFROM|INSERT\s+(OR\s+\w+\s+)?INTO|DELETE\s+FROM|"
                      r"UPDATE\s+\w+\s+SET|CREATE\s+(TABLE|INDEX)|DROP\s+TABLE|PRAGMA\s+\w+|"
                      r"BEGIN\s+IMMEDIATE|VACUUM)\b", re.DOTALL)


def check(tree):
    for path, text in tree.below("include", "daemon", "client"):
        if HOME.match(path):
            continue
        for line, literal in Cpp(text).literals:
            if SENTENCE.search(literal):
                yield path, line, f"SQL outside of the store: {literal[:60]!r}"


BAD = [
    ({"daemon/app/a.cpp": 'auto q = "SELECT id FROM sources";\n'}, "SQL outside of the store"),
    ({"daemon/io/a.cpp": 'auto q = "PRAGMA journal_mode";\n'}, "SQL outside of the store"),
    ({"daemon/core/a.cpp": 'auto q = R"(INSERT OR IGNORE\nINTO x VALUES (1))";\n'}, "SQL outside"),
]
GOOD = [
    {"daemon/io/store/people/people.cpp": 'auto q = "SELECT id FROM people";\n'},
    {"daemon/app/a.cpp": '// SELECT x FROM y\nauto m = "DELETE"; auto n = "select a person";\n'},
]
