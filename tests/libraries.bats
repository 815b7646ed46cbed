#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The libraries that are loaded on demand, and that the program's ELF note declares them.
# shellcheck disable=SC2016,SC2154 # jq has variables of its own; bats sets output

load lib/common
load lib/packets

setup() {
  IFS= read -r -n 4 magic <"$TUNADM" 2>/dev/null || true
  [[ $magic == $'\x7fELF' ]] || skip "$TUNADM is a script"
}

# noted PRIORITY: the sonames in the program's note with that priority, one per line.
noted() {
  objcopy -O binary --only-section=.note.dlopen "$TUNADM" "$BATS_TEST_TMPDIR/note"
  python3 - "$BATS_TEST_TMPDIR/note" "$1" <<'EOF'
import json, struct, sys
data = open(sys.argv[1], "rb").read()
at = 0
while at < len(data):
    owner_size, size, kind = struct.unpack_from("III", data, at)
    owner = data[at + 12:at + 12 + owner_size]
    at += 12 + (owner_size + 3) // 4 * 4
    text = data[at:at + size]
    at += (size + 3) // 4 * 4
    assert owner == b"FDO\0" and kind == 0x407c0c0a, (owner, kind)
    assert text.endswith(b"\0") and b"\0" not in text[:-1], text
    for entry in json.loads(text[:-1]):
        assert entry["priority"] in ("required", "recommended", "suggested"), entry
        assert entry["feature"] and entry["description"], entry
        if entry["priority"] == sys.argv[2]:
            print(*entry["soname"], sep="\n")
EOF
}

# loaded ARG...: the libraries that the program asks for beyond those that are mapped before it begins.
loaded() {
  ASAN_OPTIONS=detect_leaks=0 LD_DEBUG=files "$TUNADM" "$@" 2>&1 >/dev/null 3>&- |
    sed -nE 's/.*file=([^ ]+) \[0\]; +dynamically loaded by .*/\1/p' | grep -v '^libnss_' | sort -u || true
}

@test "each library that is loaded is in the note, and no other" {
  make_tap tap0
  noted=$(noted required | sort -u)
  loaded=$({ loaded show && loaded show --json; } | sort -u)
  [[ $noted && $noted == "$loaded" ]] || fail "it loads $loaded, and notes $noted"
}

@test "so are those that only watching packets needs" {
  need_tracing
  make_tap tap0
  noted=$(noted recommended | sort -u)
  loaded=$(loaded why tap0 --watch 0.01)
  [[ $noted == "$loaded" ]] || fail "it loads $loaded, and notes $noted"
}

@test "what makes and deletes loads none" {
  for command in 'add tap0 --mtu 1400' 'set-mtu tap0 1300' 'del tap0'; do
    # shellcheck disable=SC2086 # words
    loaded=$(loaded $command)
    [[ ! $loaded ]] || fail "$command loads $loaded"
  done
}
