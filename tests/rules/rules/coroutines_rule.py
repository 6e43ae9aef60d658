"""g++ 12 destroys some temporaries twice when they are made in one expression with a co_await
(docs/decisions/0004). So: in a statement with co_await no brace and no capture list (name the value
first, then std::move it in), no aggregate as a default argument of a coroutine, no coroutine that is
a capturing lambda."""

import re

from source import Cpp

WORD = re.compile(r"\w+")
# A brace after one of these opens a block, not a value.
BLOCK_WORDS = {"else", "do", "try", "const", "noexcept", "override", "final", "mutable"}
TYPE_WORDS = re.compile(r"\s*(template\b.*>\s*)?(inline\s+)?(namespace|class|struct|union|enum|"
                        r"extern)\b", re.DOTALL)
CAPTURES = re.compile(r"\[([^\[\]]*)\]\s*(?=[({<]|mutable\b|->)")
AWAITS = re.compile(r"\bco_(await|yield)\b")
DEFAULT = re.compile(r"awaitable\s*<[^;{}]*?>\s+[\w:]+\s*\((?P<arguments>[^;{}]*"
                     r"=\s*[\w:<>]*\s*\{[^;]*)")


class Statement:
    def __init__(self, line):
        self.line = line
        self.text = ""  # own text, without the bodies of lambdas
        self.braces = False


class Scanner:
    """Splits blanked C++ into statements, lambda bodies apart from what surrounds them."""

    def __init__(self, code):
        self.code = code
        self.at = 0
        self.line = 1
        self.found = []  # (line, what)

    def step(self):
        sign = self.code[self.at]
        self.at += 1
        if sign == "\n":
            self.line += 1
        return sign

    def block(self):
        """Statements up to the closing brace; whether one of them awaits."""
        awaits = False
        statement = None
        while self.at < len(self.code):
            sign = self.code[self.at]
            if statement is None and not sign.isspace():
                statement = Statement(self.line)
            if sign == "}":
                awaits |= self.end(statement)
                self.step()
                return awaits
            if sign == ";":
                awaits |= self.end(statement)
                statement = None
                self.step()
            elif sign == "{" and self.opens_block(statement.text):
                self.step()
                awaits |= self.end(statement)
                # Awaiting in a local class or lambda is not awaiting here, but harmless to count.
                awaits |= self.block()
                statement = None
            elif sign in "([{":
                self.group(statement)
            else:
                text = self.step()
                if statement is not None:
                    statement.text += text
        self.end(statement)
        return awaits

    def group(self, statement):
        """One bracket with all that is in it; a lambda's body is scanned on its own."""
        opened = self.step()
        closing = {"(": ")", "[": "]", "{": "}"}[opened]
        if opened == "{":
            captures = self.lambda_before(statement.text)
            statement.braces = True
            if captures is not None:
                awaits = self.block()
                statement.text += "{}"
                if awaits and captures.strip():
                    self.found.append((statement.line, "a capturing lambda is a coroutine: make it "
                                                       "a named function that takes values"))
                return
        statement.text += opened
        while self.at < len(self.code):
            sign = self.code[self.at]
            if sign in "([{":
                self.group(statement)
            else:
                statement.text += self.step()
                if sign == closing:
                    return

    @staticmethod
    def lambda_before(text):
        """The capture list, when what stands before a brace is the head of a lambda."""
        head = None
        for match in CAPTURES.finditer(text):
            before = text[:match.start()].rstrip()
            subscript = before and (before[-1].isalnum() or before[-1] in "_)]")
            if subscript and not re.search(r"\b(return|co_return)$", before):
                continue
            head = match
        if head is None:
            return None
        rest = text[head.end():]
        depth = 0
        for index, sign in enumerate(rest):
            depth += {"(": 1, ")": -1}.get(sign, 0)
            if depth < 0:
                return None
        rest = re.sub(r"\([^()]*(\([^()]*\)[^()]*)*\)", "", rest, count=1).strip()
        is_head = re.fullmatch(r"(mutable|constexpr|noexcept|\s)*(->\s*[\w:<>,&*\s]+)?", rest)
        return head.group(1) if is_head else None

    def opens_block(self, text):
        stripped = text.rstrip()
        if not stripped or TYPE_WORDS.match(text):
            return True
        if self.lambda_before(text) is not None:
            return False
        words = WORD.findall(stripped)
        if stripped.endswith((")", ":")) or words[-1] in BLOCK_WORDS and stripped[-1] not in "=,":
            return True
        # A function with a trailing return type, a constructor with an initializer list.
        return bool(re.search(r"\)\s*(const|noexcept|\s)*->\s*[\w:<>,&*\s]+$", stripped))

    def end(self, statement):
        if statement is None or not AWAITS.search(statement.text):
            return False
        if statement.braces:
            self.found.append((statement.line, "a brace in a statement with co_await"))
        for match in CAPTURES.finditer(statement.text):
            before = statement.text[:match.start()].rstrip()
            binding = re.search(r"\bauto\s*&{0,2}$", before)
            subscript = before and (before[-1].isalnum() or before[-1] in "_)]")
            if match.group(1).strip() and not binding and not subscript:
                self.found.append((statement.line, "a capture list in a statement with co_await"))
        return True


def check(tree):
    for path, text in tree.below("include", "daemon", "client", "tests", "bench"):
        cpp = Cpp(text)
        if "awaitable" not in cpp.code and "co_await" not in cpp.code:
            continue
        # Directives are no statements.
        scanner = Scanner(re.sub(r"(?m)^[ \t]*#.*$", "", cpp.code))
        while scanner.at < len(scanner.code):
            scanner.block()
        for line, what in scanner.found:
            yield path, line, what
        for line, _ in cpp.find(DEFAULT):
            yield path, line, "an aggregate is the default argument of a coroutine"


def _in(statement):
    return {"daemon/app/a.cpp": "namespace a {\nawaitable<void> f(int x) {\n" + statement + "\n}\n}\n"}


_BRACE = "a brace in a statement"
_LIST = "a capture list in a statement"
BAD = [
    (_in("co_await fetch({.url = s});"), _BRACE),
    (_in("co_await fetch(Options{s, {}, 1});"), _BRACE),
    (_in("Reply r{.body = co_await s()};"), _BRACE),
    (_in("Reply r = {co_await s()};"), _BRACE),
    (_in("co_return Reply{co_await s(), 3};"), _BRACE),
    (_in("co_await fetch(std::array<std::string, 2>{a, b});"), _BRACE),
    (_in("co_await fetch(std::vector<std::string>{\"a\", \"b\"});"), _BRACE),
    (_in("auto v = x ? co_await fetch(Options{}) : 0;"), _BRACE),
    (_in("if (auto v = co_await fetch({s}); v) {\n    go();\n}"), _BRACE),
    (_in("while (co_await fetch(Options{s})) {\n}"), _BRACE),
    (_in("co_await co_spawn(ex, [x]() -> awaitable<void> { co_return; }, use_awaitable);"), _LIST),
    (_in("co_await fetch([p] { return p; });"), _LIST),
    (_in("co_await async_initiate<void()>([big](auto handler) { go(); }, token);"), _LIST),
    (_in("auto f = [x]() -> awaitable<void> {\n    co_await go();\n};"), "a capturing lambda"),
    (_in("co_spawn(ex, [&]() -> awaitable<void> { co_await go(); }, token);"), "a capturing lambda"),
    (_in("co_spawn(ex, [this, &x](int y) mutable -> awaitable<void> { co_await go(); }, t);"),
     "a capturing lambda"),
    ({"daemon/io/a.hpp": "asio::awaitable<int> f(Options o = {});\n"}, "default argument"),
    ({"daemon/io/a.hpp": "asio::awaitable<int> f(int a, Options o = Options{1});\n"},
     "default argument"),
]
GOOD = [
    _in("Options o{s, 1};\nco_await fetch(std::move(o));"),
    _in("auto [ec, n] = co_await read(as_tuple(use_awaitable));"),
    _in("if (auto v = co_await next(); v) {\n    int a{1};\n} else {\n    f({1});\n}"),
    _in("for (const auto& x : co_await all()) {\n    use({x});\n}"),
    _in("while (co_await clock.sleep_until(t)) {\n    Request r = make({t});\n    co_await go(r);\n}"),
    _in("const auto x = co_await values[3].next();\nauto g = [x] { return x; };"),
    _in("try {\n    co_await go();\n} catch (const Error& e) {\n    Row r{e};\n}"),
    _in("switch (co_await kind()) {\n    case 1: {\n        f({1});\n        break;\n    }\n}"),
    _in("auto f = []() -> awaitable<void> {\n    co_await go();\n};"),
    _in("co_await go(); // {not} [this]() { }\nauto s = f({\"co_await {\"});"),
    {"daemon/io/a.cpp": "struct A {\n    A() : x{1} {}\n    awaitable<void> f(int a = 0) const {\n"
                        "        co_await go();\n    }\n    int x = 0;\n};\n"},
]
