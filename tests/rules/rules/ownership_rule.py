"""One thread, one owner. No mutex, no thread, nothing detached; a shared_ptr carries a comment that
names both owners."""

from source import Cpp, explained

FORBIDDEN = {
    r"\bstd\s*::\s*(recursive_|shared_|timed_)*mutex\b": "no mutex: one thread runs the loop",
    r"\bstd\s*::\s*(lock_guard|unique_lock|scoped_lock|condition_variable)\b":
        "no lock: one thread runs the loop",
    r"\bstd\s*::\s*(j?thread|async)\b|\bpthread_create\b": "no thread: one thread runs the loop",
    r"\bdetached\b|\.\s*detach\s*\(": "nothing is detached: it belongs to a TaskGroup",
    r"\benable_shared_from_this\b": "owners are members and coroutine frames, not the thing itself",
    r"\.\s*stop\s*\(\s*\)\s*;\s*//\s*io": "cancel and join instead",
}


def check(tree):
    for path, text in tree.below("include", "daemon", "client"):
        cpp = Cpp(text)
        for pattern, what in FORBIDDEN.items():
            for line, _ in cpp.find(pattern):
                yield path, line, what
        for line, _ in cpp.find(r"\b(shared_ptr|make_shared|allocate_shared)\b"):
            if not explained(cpp, line, "owner", "wned by"):
                yield path, line, "shared_ptr: a comment here must name both owners"


def _io(code):
    return {"daemon/io/a.cpp": code + "\n"}


BAD = [
    (_io("std::mutex m;"), "no mutex"),
    (_io("std::scoped_lock l(m);"), "no lock"),
    (_io("std::jthread t(f);"), "no thread"),
    (_io("co_spawn(ex, f(), asio::detached);"), "nothing is detached"),
    (_io("thread.detach();"), "nothing is detached"),
    (_io("std::shared_ptr<int> p;"), "name both owners"),
    (_io("// the owner\n\n\n\n\nauto p = std::make_shared<int>(1);"), "name both owners"),
    (_io("class A : public std::enable_shared_from_this<A> {};"), "not the thing itself"),
]
GOOD = [
    _io("// Two owners: the queue and the reader.\nstd::shared_ptr<int> p;"),
    _io("// Owned by the queue and the reader.\nstd::shared_ptr<int> p;"),
    _io("// std::mutex is not for us\nauto s = \"detached\"; std::this_thread::yield();"),
    {"tests/io/a_test.cpp": "std::thread t; std::shared_ptr<int> p;\n"},
]
