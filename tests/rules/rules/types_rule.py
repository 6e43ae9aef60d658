"""No two types of one qualified name: two different structs of one name in one program are
undefined behaviour, and nothing says so (the linker keeps one of their destructors). Types inside
an anonymous namespace, a class or a function are apart."""

import re

from source import Cpp

TOKEN = re.compile(r"\w+|::|[^\s\w]")
PREPROCESSOR = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
SPECIFIERS = {"static", "const", "constexpr", "inline", "extern", "typedef", "constinit", "export"}
KEYS = {"struct", "class", "union", "enum"}


def skip(tokens, at, opening, closing):
    """Behind the bracket that closes the one at `at`."""
    depth = 0
    while at < len(tokens):
        depth += (tokens[at] == opening) - (tokens[at] == closing)
        at += 1
        if depth == 0:
            break
    return at


def defined_type(head):
    """The name, as it is written, of the type whose body follows; None where it is no type's."""
    at = 0
    while at < len(head) and head[at] not in KEYS:
        if head[at] in ("template", "requires"):
            if head[at + 1:at + 2] == ["<"]:
                at = skip(head, at + 1, "<", ">")
            elif head[at] == "requires":
                at += 1
                while at < len(head) and head[at] not in KEYS:
                    at = skip(head, at, "(", ")") if head[at] == "(" else at + 1
            else:
                at += 1
        elif head[at] == "[":
            at = skip(head, at, "[", "]")
        elif head[at] in SPECIFIERS:
            at += 1
        else:
            return None
    at += 1
    if head[at:at + 1] in (["class"], ["struct"]):  # enum class
        at += 1
    while head[at:at + 1] in (["["], ["alignas"]):
        at = skip(head, at, "[", "]") if head[at] == "[" else skip(head, at + 1, "(", ")")
    name = []
    while at < len(head) and (head[at] == "::" or re.match(r"\w", head[at])) and head[at] != "final":
        name.append(head[at])
        at += 1
    if head[at:at + 1] == ["<"]:  # a specialisation is a type of its own
        end = skip(head, at, "<", ">")
        name += head[at:end]
        at = end
    if head[at:at + 1] == ["final"]:
        at += 1
    ends = at == len(head) or head[at] == ":"
    return "".join(name) if name and ends else None


def types_of(text):
    """(line, qualified name) of each type that has a body, at namespace scope."""
    code = PREPROCESSOR.sub(lambda match: re.sub(r"[^\n]", " ", match.group(0)), Cpp(text).code)
    scopes = []  # of each open brace: the names of a namespace, or None for what hides its types
    head = []
    parentheses = 0
    for match in TOKEN.finditer(code):
        token = match.group(0)
        parentheses += (token == "(") - (token == ")")
        if token == "{":
            names = None
            if parentheses:
                pass  # a lambda or a list among arguments
            elif "namespace" in head[:2] and "=" not in head:
                names = [word for word in head if word not in ("namespace", "inline", "::")] or None
            elif head[:1] == ["extern"] and len(head) <= 3 and not defined_type(head):
                names = []
            elif None not in scopes and (name := defined_type(head)):
                line = code.count("\n", 0, match.start()) + 1
                yield line, "::".join([part for scope in scopes for part in scope] + [name])
            scopes.append(names)
            head = []
        elif token == "}":
            if scopes:
                scopes.pop()
            head = []
        elif token == ";" and not parentheses:
            head = []
        else:
            head.append(token)


def check(tree):
    first = {}
    for path, text in tree.below("include", "daemon", "client"):
        for line, name in types_of(text):
            if name in first:
                yield path, line, f"{name} is a type in {first[name]}, too"
            else:
                first[name] = f"{path}:{line}"


def _two(a, b):
    return {"include/earshot/a.hpp": a, "daemon/core/text/b.hpp": b}


BAD = [
    (_two("namespace earshot {\nstruct Reading { int a; };\n}",
          "namespace earshot {\nclass Reading { int b; };\n}"), "earshot::Reading is a type in"),
    (_two("namespace earshot::io {\nenum class Way { up };\n}",
          "namespace earshot {\nnamespace io {\nstruct Way final : Base<int> { };\n}\n}"),
     "earshot::io::Way is a type in"),
    (_two("namespace earshot {\nint f() { if (1) { return 2; } return 3; }\ntemplate <class T>\n"
          "struct Box { T t; };\n}", "namespace earshot {\ntemplate <int n, typename T = int>\n"
          "    requires(n > 1)\nstruct Box { };\n}"), "earshot::Box is a type in"),
    (_two("namespace earshot {\nstatic const struct Row { int a; } rows[] = {{1}};\n}",
          "namespace earshot {\n#define X {\nunion [[nodiscard]] Row { };\n}"), "earshot::Row"),
]
GOOD = [
    # Declared first, hidden, inside another, of another namespace, or no type at all.
    _two("namespace earshot {\nstruct A;\nenum class B : int;\nstruct A { struct In { }; };\n}",
         "namespace earshot {\nnamespace {\nstruct A { };\n}\nstruct C { struct In { }; };\n"
         "void f() { struct A { }; }\nnamespace io { struct A { }; }\n}"),
    _two("namespace earshot {\nstruct A { int a = 1; };\nstruct A make() { return {}; }\n"
         "template <> struct hash<A> { };\n}",
         "namespace earshot {\ntemplate <> struct hash<B> { };\n// struct A { };\n"
         "struct A other(struct A a = {}) { return a; }\nnamespace x = earshot::io;\n}"),
]
