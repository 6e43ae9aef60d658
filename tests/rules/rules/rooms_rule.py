"""Rooms have an order (docs/architecture.md): within a layer a room includes what stands below it
and itself. Folders do not include each other in a circle. A public header counts to the room of
the core that implements it."""

import os

from source import includes

# From below to above. Rooms of one line do not know each other.
ORDER = {
    "daemon/core": ["text", "time", "json", "toml", "feed", "activity", "people", "poll", "notice",
                    "marks", "replay", "findings", "changes", "digest", "config", "control"],
    "daemon/io": ["archive loop host http store", "mail control", "ways"],
    # "." is the layer's own folder: the root that puts the rooms together.
    "daemon/app": ["etiquette watch wire", "findings portrait", "people", "whose clock", "answers exchange digest poll", "api", "."],
    "client": ["screen", "daemon", "arguments", "commands", "line", "."],
}

# The room of each header of include/earshot.
HEADERS = {
    "text": "address ids network refusal result secret_reference text url version words",
    "time": "clock_step moment time when",
    "feed": "discovery feed home_page",
    "activity": "activity dialect doers front_name moved novelty reader",
    "people": "account_list belongings byline contact_csv erasure feed_list import_kind laid_over linkedin_csv linkedin_messages me name_match opml own_line person plain_name proposal request_options same_person sensitivity shorthand sites source stated_identities vcard youtube_csv",
    "poll": "coverage etiquette http poll poll_state schedule source_health turns",
    "notice": "burst feed_pulse notice rhythm tally vouching",
    "marks": "marks",
    "replay": "replay",
    "findings": "backtest confidence evidence feedback finding finding_life not_told reason together whereabouts",
    "changes": "change change_kind",
    "digest": "courier destination detail digest digest_settings mail_templates message render selection",
    "config": "config fingerprint",
    "control": "control places",
}
ROOM_OF_HEADER = {name: room for room, names in HEADERS.items() for name in names.split()}

# What still runs up: a file and what it includes. Each goes with the change that cuts it.
KNOWN = set()
# Folders that still include each other in a circle.
KNOWN_CIRCLES = set()


def room_of(path):
    """(layer, room, folder): the folder may lie inside the room; a public header, the words of its
    room, lies in none. None outside of the layers."""
    if path.startswith("include/earshot/"):
        room = ROOM_OF_HEADER.get(path.removeprefix("include/earshot/").removesuffix(".hpp"))
        return ("daemon/core", room, None) if room else None
    for layer in ORDER:
        if path.startswith(layer + "/"):
            folder = os.path.dirname(path)
            return layer, folder[len(layer) + 1:].split("/")[0] or ".", folder
    return None


def height(layer, room):
    for number, rooms in enumerate(ORDER[layer]):
        if room in rooms.split():
            return number
    return None


def own_includes(path, text):
    """(line, path of the included file, as it is included) of the project's own headers."""
    for line, target, quoted in includes(text):
        if quoted:
            yield line, ("include/" + target if target.startswith("earshot/") else target), target


def circles(edges):
    """The sets of folders from which one comes back to oneself: Tarjan's strong components."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(edges.get(node, ())):
            if other not in index:
                visit(other)
            if other in stack:
                low[node] = min(low[node], low[other])
        if low[node] == index[node]:
            members = stack[stack.index(node):]
            del stack[stack.index(node):]
            if len(members) > 1:
                found.append(tuple(sorted(members)))

    for node in sorted(edges):
        if node not in index:
            visit(node)
    return found


def check(tree, known=frozenset(), known_circles=frozenset()):
    edges, first, seen = {}, {}, set()
    for path, text in tree.below("include", "daemon", "client"):
        here = room_of(path)
        if here is None:
            if path.startswith("include/earshot/"):
                yield path, 1, "counts to no room: name it in HEADERS of rooms_rule.py"
            continue
        layer, room, folder = here
        if height(layer, room) is None:
            yield path, 1, f"\"{room}\" has no place in the order of {layer}"
            continue
        for line, target, written in own_includes(path, text):
            there = room_of(target)
            if there is None or there[0] != layer:
                continue  # layers_rule looks after those
            if folder and there[2] and there[2] != folder:
                edges.setdefault(folder, set()).add(there[2])
                first.setdefault((folder, there[2]), (path, line))
            above = height(layer, there[1])
            if above is None or there[1] == room or above < height(layer, room):
                continue
            if (path, written) in known:
                seen.add((path, written))
            else:
                yield path, line, (f"\"{room}\" stands below or beside \"{there[1]}\" and must not "
                                   f"include \"{written}\"")
    for path, written in sorted(known - seen):
        yield path, 1, f"no longer includes \"{written}\": take it out of KNOWN in rooms_rule.py"
    found = circles(edges)
    for members in found:
        if members not in known_circles and not _is_explained(members, edges, known):
            path, line = next(at for way, at in sorted(first.items()) if set(way) <= set(members))
            yield path, line, f"folders include each other in a circle: {', '.join(members)}"
    for members in sorted(known_circles - set(found)):
        yield members[0], 1, "no longer in a circle: take it out of KNOWN_CIRCLES in rooms_rule.py"


def _is_explained(members, edges, known):
    """Whether the circle is gone without the includes that are known to run up."""
    cut = {(os.path.dirname(path), os.path.dirname(written)) for path, written in known}
    rest = {node: {other for other in others if (node, other) not in cut}
            for node, others in edges.items()}
    return not any(set(circle) & set(members) for circle in circles(rest))


def check_project(tree):
    return check(tree, KNOWN, KNOWN_CIRCLES)


def _one(path, *targets):
    return {path: "".join(f'#include "{target}"\n' for target in targets)}


BAD = [
    (_one("daemon/core/text/a.cpp", "daemon/core/feed/b.hpp"), '"text" stands below'),
    (_one("daemon/core/poll/a.cpp", "earshot/rhythm.hpp"), 'include "earshot/rhythm.hpp"'),
    (_one("include/earshot/person.hpp", "earshot/coverage.hpp"), '"people" stands below'),
    (_one("include/earshot/unheard_of.hpp"), "counts to no room"),
    (_one("daemon/core/attic/a.cpp"), '"attic" has no place in the order of daemon/core'),
    (_one("daemon/app/watch/a.cpp", "daemon/app/wire/b.hpp"), '"watch" stands below or beside'),
    (_one("daemon/app/poll/a.cpp", "daemon/app/digest/b.hpp"), '"poll" stands below or beside'),
    (_one("daemon/app/api/a.cpp", "daemon/app/reload.hpp"), '"api" stands below'),
    (_one("daemon/io/http/a.cpp", "daemon/io/mail/b.hpp"), '"http" stands below'),
    (_one("client/screen/a.cpp", "client/commands/b.hpp"), '"screen" stands below'),
    ({**_one("daemon/core/feed/xml/a.cpp", "daemon/core/feed/json/b.hpp"),
      **_one("daemon/core/feed/json/b.hpp", "daemon/core/feed/xml/c.hpp")}, "in a circle"),
    ({**_one("daemon/io/store/a.cpp", "daemon/io/store/erasure/b.hpp"),
      **_one("daemon/io/store/erasure/b.cpp", "daemon/io/store/sqlite/c.hpp"),
      **_one("daemon/io/store/sqlite/c.hpp", "daemon/io/store/store.hpp")},
     "daemon/io/store, daemon/io/store/erasure, daemon/io/store/sqlite"),
]
GOOD = [
    {**_one("daemon/core/feed/a.cpp", "earshot/feed.hpp", "daemon/core/text/b.hpp",
            "daemon/core/feed/xml/c.hpp"),
     **_one("daemon/core/feed/xml/c.hpp", "daemon/core/feed/markup/d.hpp"),
     **_one("include/earshot/notice.hpp", "earshot/coverage.hpp", "earshot/time.hpp"),
     **_one("daemon/core/notice/a.cpp", "earshot/notice.hpp")},
    {**_one("daemon/app/earshotd.cpp", "daemon/app/api/api.hpp", "daemon/io/host/log.hpp"),
     **_one("daemon/app/api/a.cpp", "daemon/app/people/b.hpp", "earshot/finding.hpp"),
     **_one("daemon/app/people/c.cpp", "daemon/app/findings/b.hpp"),
     **_one("daemon/io/mail/a.cpp", "daemon/io/http/curl_loop.hpp"),
     **_one("client/main.cpp", "client/commands/commands.hpp")},
]
