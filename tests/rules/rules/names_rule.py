"""A name says what a thing is. No file, folder or type is named for being handy."""

import re

from source import Cpp

BANNED = {"manager", "managers", "util", "utils", "utility", "utilities", "helper", "helpers",
          "common", "misc", "base", "stuff"}
FOLDERS = ("include/", "daemon/", "client/", "tests/", "bench/", "scripts/", "docs/", "config/")
TYPE = r"\b(?:class|struct|union|enum(?:\s+class)?|concept|using|namespace)\s+((?:\w+::)*\w+)"


def words_of_path(path):
    return re.split(r"[/._\-]+", path.lower())


def words_of_type(name):
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)]


def check(tree):
    for path in tree.files:
        if not path.startswith(FOLDERS):
            continue
        for word in words_of_path(path):
            if word in BANNED:
                yield path, 1, f"the path says \"{word}\""
    for path, text in tree.below("include", "daemon", "client", "tests", "bench"):
        for line, match in Cpp(text).find(TYPE):
            for word in words_of_type(match.group(1)):
                if word in BANNED:
                    yield path, line, f"the name {match.group(1)} says \"{word}\""


BAD = [
    ({"daemon/core/string_utils.cpp": ""}, 'the path says "utils"'),
    ({"daemon/common/a.cpp": ""}, 'the path says "common"'),
    ({"tests/support/helper.hpp": ""}, 'the path says "helper"'),
    ({"daemon/io/a.hpp": "class FeedManager {};\n"}, 'says "manager"'),
    ({"daemon/io/a.hpp": "struct HTTPHelper {};\n"}, 'says "helper"'),
    ({"daemon/io/a.hpp": "namespace misc {}\n"}, 'says "misc"'),
]
GOOD = [
    {"daemon/core/database.cpp": "// the base of it\nclass Manages {}; int base = 10;\n"},
    {"daemon/io/loop/task_group.hpp": "class TaskGroup {};\n"},
]
