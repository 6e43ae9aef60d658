"""The tree can be read: known entries at the top, files that fit into a head (350 lines, a test
500, or the first line says why not), folders that one can name all files of (30), decisions of at
most 40 lines."""

import os

TOP = set("""CMakeLists.txt CMakePresets.json README.md CHANGELOG.md LICENSE include daemon client
systemd config tests bench docs scripts cmake .ci .clang-format .clang-tidy .gitignore
.gitattributes""".split())
# Made by the tools of whoever works here; not part of the tree.
UNTRACKED = {".git", "compile_commands.json", "CMakeUserPresets.json", ".vscode", ".idea",
             ".clangd"}
LONGEST = 350
LONGEST_TEST = 500  # tables
LONGEST_DECISION = 40
LARGEST_FOLDER = 30
DATA = ("tests/golden", "tests/fuzz/seeds")


def folders(tree):
    """Each folder of code with the number of its own files."""
    sizes = {}
    for path in tree.files:
        if path.startswith(("daemon/", "client/", "tests/")) and not path.startswith(DATA):
            folder = os.path.dirname(path)
            sizes[folder] = sizes.get(folder, 0) + 1
    return sizes


def check(tree):
    for path, text in tree.files.items():
        top = path.split("/")[0]
        if top not in TOP and top not in UNTRACKED:
            yield path, 1, f"\"{top}\" is not an entry of the top level"
        lines = text.count("\n")
        is_code = path.endswith((".cpp", ".hpp", ".py")) and top in TOP
        first = text.split("\n", 1)[0]
        longest = LONGEST_TEST if top == "tests" else LONGEST
        if is_code and lines > longest and "long because" not in first:
            yield path, lines, f"{lines} lines: split it by idea, or begin with \"long because\""
        if path.startswith("docs/decisions/") and lines > LONGEST_DECISION:
            yield path, lines, f"a decision has at most {LONGEST_DECISION} lines"
    for folder, size in folders(tree).items():
        if size > LARGEST_FOLDER:
            yield folder, 1, f"{size} files: a folder has at most {LARGEST_FOLDER}"


BAD = [
    ({"src/a.cpp": ""}, '"src" is not an entry'),
    ({"notes.md": ""}, '"notes.md" is not an entry'),
    ({"daemon/core/a.cpp": "int x;\n" * 351}, "351 lines"),
    ({"tests/core/a_test.cpp": "int x;\n" * 501}, "501 lines"),
    ({"docs/decisions/0001-a.md": "a\n" * 41}, "at most 40 lines"),
    ({f"tests/core/{n}_test.cpp": "" for n in range(31)}, "31 files"),
]
GOOD = [
    {"daemon/core/a.cpp": "int x;\n" * 350, "README.md": "a\n" * 500},
    {"daemon/core/b.cpp": "// long because it is one table\n" + "int x;\n" * 400},
    {"docs/decisions/0001-a.md": "a\n" * 40},
    {**{f"daemon/io/{n}.cpp": "" for n in range(30)}, **{f"daemon/io/x/{n}.cpp": "" for n in range(9)},
     **{f"tests/golden/feeds/{n}.rss": "" for n in range(99)}},
]
