"""The tree of the project as text, and C++ text taken apart: code, comments, string literals."""

import os
import re

SKIPPED = {".git", "build", "__pycache__", ".cache"}
TEXT = (".cpp", ".hpp", ".h", ".txt", ".cmake", ".toml", ".md", ".py", ".sh", ".json", ".in",
        ".socket", ".sysusers", ".1", ".5", ".7", ".8")
PIECE = re.compile(
    r'//[^\n]*'
    r'|/\*.*?\*/'
    r'|(?:u8|[uUL])?R"(?P<delimiter>[^()\s\\]{0,16})\((?P<raw>.*?)\)(?P=delimiter)"'
    r'|(?:u8|[uUL])?"(?P<text>(?:\\.|[^"\\\n])*)"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'",
    re.DOTALL)


class Tree:
    """Paths relative to the root, with forward slashes, and their texts."""

    def __init__(self, files):
        self.files = dict(sorted(files.items()))

    @staticmethod
    def read(root):
        files = {}
        for directory, subdirectories, names in os.walk(root):
            subdirectories[:] = [name for name in subdirectories if name not in SKIPPED]
            for name in names:
                path = os.path.join(directory, name)
                relative = os.path.relpath(path, root).replace(os.sep, "/")
                if name.endswith(TEXT) or "." not in name:
                    with open(path, encoding="utf-8", errors="replace") as file:
                        files[relative] = file.read()
                else:
                    files[relative] = ""
        return Tree(files)

    def below(self, *folders, ends=(".cpp", ".hpp")):
        for path, text in self.files.items():
            if path.startswith(tuple(folder + "/" for folder in folders)) and path.endswith(ends):
                yield path, text


class Cpp:
    """`code` has comments and literals blanked, every character in its place."""

    def __init__(self, text):
        self.comments = []  # (line, text)
        self.literals = []  # (line, text)
        self.code = PIECE.sub(self._take, text)
        self.lines = text.split("\n")

    def _take(self, match):
        piece = match.group(0)
        line = match.string.count("\n", 0, match.start()) + 1
        if piece.startswith("/"):
            self.comments.append((line, piece))
        elif not piece.startswith("'"):
            raw = match.group("raw")
            self.literals.append((line, raw if raw is not None else match.group("text")))
        # Quotes stay, so that a blanked literal is still an operand.
        blank = re.sub(r"[^\n]", " ", piece)
        return blank if piece.startswith("/") else '"' + blank[1:-1] + '"'

    def find(self, pattern):
        """(line, match) of every match in the code."""
        for match in re.finditer(pattern, self.code):
            yield self.code.count("\n", 0, match.start()) + 1, match


def includes(text):
    """(line, target, is_quoted) of every #include."""
    for number, line in enumerate(text.split("\n"), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if match:
            yield number, match.group(2), match.group(1) == '"'


def explained(cpp, line, *words):
    """Whether a comment on the line, or within three lines above it, has one of the words."""
    for start, comment in cpp.comments:
        end = start + comment.count("\n")
        if end >= line - 3 and start <= line and any(word in comment for word in words):
            return True
    return False
