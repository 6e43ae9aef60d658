#!/bin/bash
# The unit files: systemd finds nothing to say about them, and the system unit's sandbox keeps the
# exposure at 1.2 or less. No systemd has to run for this.
set -euo pipefail

if ! command -v systemd-analyze >/dev/null; then
    echo "systemd-analyze is not installed: nothing was checked"
    exit 77
fi

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

# The units as an installation below /usr has them, with programs that can be executed.
cat >"$root/place.cmake" <<CMAKE
set(ENV{DESTDIR} "$root")
set(CMAKE_INSTALL_PREFIX /usr)
set(source_dir "$EARSHOT_SOURCE_DIR")
set(bin_dir bin)
set(sbin_dir sbin)
set(sysconf_dir etc)
set(doc_dir share/doc/earshot)
include("$EARSHOT_SOURCE_DIR/cmake/InstallPlaced.cmake")
CMAKE
cmake -P "$root/place.cmake" >/dev/null
units=$root/usr/lib/systemd
cp "$EARSHOT_SOURCE_DIR/systemd/earshotd.socket" "$units/system/"
cp "$EARSHOT_SOURCE_DIR/systemd/earshotd-user.socket" "$units/user/earshotd.socket"
cp -a /usr/lib/systemd/system/*.target "$units/system/"  # what the units refer to
mkdir -p "$root/usr/sbin" "$root/usr/bin"
cp "$(type -P true)" "$root/usr/sbin/earshotd"
cp "$(type -P true)" "$root/usr/bin/earshot"

failures=0
fail() {
    echo "$1"
    failures=$((failures + 1))
}

verify() { # MANAGER UNIT...
    local manager=$1
    shift
    local said
    if ! said=$(systemd-analyze verify "--$manager" --root="$root" "$@" 2>&1) || [ -n "$said" ]; then
        fail "systemd-analyze verify --$manager $*: $said"
    fi
}
verify system earshotd.service earshotd.socket
# A root cannot be combined with --user: the units are named by path, with real programs.
sed -i "s,=/usr/s\?bin/earshotd\?,=$(type -P true)," "$units/user/earshotd.service"
said=$(XDG_RUNTIME_DIR="$root" systemd-analyze verify --user "$units/user/earshotd.service" "$units/user/earshotd.socket" 2>&1) || true
[ -z "$said" ] || fail "systemd-analyze verify --user: $said"

systemd-analyze security --offline=yes --threshold=12 --no-pager --root="$root" earshotd.service \
    >"$root/security" || fail "$(tail -1 "$root/security")"

# The check itself: a unit with a mistake is found.
sed -i 's/^Type=notify/Type=notify-reload-twice/' "$units/system/earshotd.service"
said=$(systemd-analyze verify --root="$root" earshotd.service 2>&1) || true
[ -n "$said" ] || fail "systemd-analyze verify finds nothing wrong with Type=notify-reload-twice"

grep -q '^RestartPreventExitStatus=.*\<78\>' "$units/system/earshotd.service" ||
    fail "a refused configuration (78) would be tried again for ever"

exit "$failures"
