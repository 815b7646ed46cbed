#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why without a name: what keeps an interface from being made; and what --user adds of /dev/net/tun. Each code is
# made so and nearly so.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # inner shells; bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why

# with_device COMMANDS -- COMMAND...: runs COMMAND where they have made a /dev/net of its own, empty at first.
with_device() {
  unshare -m --propagation private sh -euc 'mount -t tmpfs -o "mode=0755,${OPTIONS-size=64m}" tmpfs /dev/net
    eval "$1"; shift 2; exec "$@"' sh "$@"
}

# explain_device COMMANDS ARG...: tunadm why --json ARG... there.
explain_device() {
  try_command with_device "$1" -- "$TUNADM" why --json "${@:2}"
  valid_answer
}

GOOD='mknod -m 0666 /dev/net/tun c 10 200; chmod 0666 /dev/net/tun'

@test "nothing keeps root from creating here: one line" {
  need_root
  try why
  assert_status 0
  assert_stdout 'no problem found'
  explain
  finds_only
  assert_json 'length == 1 and (.[0] | has("ifname") | not)'
}

@test "what is about an interface needs its name" {
  try why --to 192.0.2.1
  assert_usage_error '--to needs a NAME'
  try why --attach
  assert_usage_error '--attach needs a NAME'
}

@test "no-device-node" {
  need_root
  explain_device :
  finds_only no-device-node
  finds problem no-device-node /dev/net/tun
  hints no-device-node 'modprobe tun'
  explain_device "$GOOD"
  finds_only
}

@test "wrong-device-node: a file, another device" {
  need_root
  explain_device ': >/dev/net/tun'
  finds_only wrong-device-node
  explain_device 'mknod /dev/net/tun c 1 3'
  finds_only wrong-device-node
  explain_device 'mknod /dev/net/tun b 10 200'
  finds_only wrong-device-node
  explain_device 'mknod /dev/net/other c 10 200; ln -s other /dev/net/tun'
  finds_only
}

# explain_as_other COMMANDS ARG...: the same as an ordinary user.
explain_as_other() {
  try_command with_device "install -m 0755 '$TUNADM' /dev/net/tunadm; $1" -- \
    setpriv --reuid="$OTHER" --regid="$OTHER_GROUP" --clear-groups --inh-caps=-all /dev/net/tunadm why --json "${@:2}"
  valid_answer
}

@test "device-denied: the mode of the node, or of a directory" {
  need_root
  explain_as_other 'mknod -m 0600 /dev/net/tun c 10 200'
  finds problem device-denied '/dev/net/tun'
  explain_as_other "mknod -m 0660 /dev/net/tun c 10 200; chgrp $OTHER_GROUP /dev/net/tun"
  lacks device-denied
  explain_device 'mknod -m 0000 /dev/net/tun c 10 200'
  finds_only
  explain_as_other "$GOOD"
  finds_only no-capability
  finds problem no-capability 'you have no CAP_NET_ADMIN'
  explain_device "$GOOD; chmod 0700 /dev/net" --user "$OTHER"
  finds problem device-denied '/dev/net'
}

@test "device-denied: an access control list" {
  need_root
  command -v setfacl >/dev/null || skip "setfacl is not installed"
  explain_as_other "$GOOD; setfacl -m u:$OTHER:r /dev/net/tun || exit 77"
  [[ $status -ne 77 ]] || skip "no access control lists here"
  finds problem device-denied
  explain_as_other "mknod -m 0600 /dev/net/tun c 10 200; setfacl -m u:$OTHER:rw /dev/net/tun"
  lacks device-denied
}

@test "device-denied: of a user whom the caller may not become, by mode and list alone" {
  need_root
  explain_as_other 'mknod -m 0600 /dev/net/tun c 10 200' --user "$OWNER"
  finds problem device-denied
  explain_as_other "mknod -m 0600 /dev/net/tun c 10 200; chown $OWNER /dev/net/tun" --user "$OWNER"
  lacks device-denied
  explain_as_other "$GOOD" --user "$OWNER"
  lacks device-denied
  command -v setfacl >/dev/null || skip "setfacl is not installed"
  explain_as_other "mknod -m 0600 /dev/net/tun c 10 200; setfacl -m u:$OWNER:rw /dev/net/tun" --user "$OWNER"
  lacks device-denied
  explain_as_other "mknod -m 0666 /dev/net/tun c 10 200; setfacl -m g:$GROUP:r /dev/net/tun" --user "$OWNER"
  finds problem device-denied 'access control list'
}

@test "device-nodev" {
  need_root
  OPTIONS=nodev explain_device "$GOOD"
  finds_only device-nodev
  OPTIONS=noexec explain_device "$GOOD"
  finds_only
}

# Opening is refused by whoever is asked last.
explain_refused() {
  try_command env ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0" \
    strace -f -qq -o /dev/null -P /dev/net/tun -e trace=openat,open -e inject=openat,open:error="$1" \
    "$TUNADM" why --json "${@:2}"
  valid_answer
}

@test "device-forbidden: mode and list allow it, and something else does not" {
  need_root
  for error in EPERM EACCES; do
    explain_refused "$error"
    finds_only device-forbidden
  done
}

# forbidden COMMAND ARG...: runs it in a cgroup, gone afterwards, whose rule forbids the device. Status 77: none can be made.
forbidden() {
  unshare -m --propagation private sh -uc 'mount -t cgroup2 none /mnt || exit 77
    status=0
    "$0" "/mnt/tunadm-test-$$" "$@" || status=$?
    rmdir "/mnt/tunadm-test-$$"
    exit "$status"' "$top_builddir/tests/helpers/no-device" "$@"
}

@test "device-forbidden: by the rule of a real cgroup" {
  need_root
  try_command forbidden "$TUNADM" why --json
  [[ $status -ne 77 ]] || skip "no cgroup with a device rule here: $stderr"
  valid_answer
  finds_only device-forbidden
  finds problem device-forbidden 'EPERM.*cgroup'
  hints device-forbidden 'DeviceAllow=/dev/net/tun rw'
  try_command forbidden "$TUNADM" why --json --user "$OWNER"
  valid_answer
  finds problem device-forbidden
  make_tap tap0 user "$OWNER"
  try_command forbidden "$TUNADM" why --json tap0 --user "$OWNER"
  valid_answer
  finds problem device-forbidden
  lacks not-allowed device-denied
}

@test "no-driver" {
  need_root
  for error in ENODEV ENXIO; do
    explain_refused "$error"
    finds_only no-driver
  done
  explain_refused ENOENT
  lacks no-driver device-forbidden
}

@test "with --user it is that user's rights that count, with a name or without" {
  need_root
  make_tap tap0 user "$OWNER"
  explain_device 'mknod -m 0600 /dev/net/tun c 10 200' --user "$OWNER"
  finds_only device-denied no-capability
  finds problem no-capability "$OWNER has no CAP_NET_ADMIN"
  explain_device 'mknod -m 0600 /dev/net/tun c 10 200' tap0 --user "$OWNER"
  finds problem device-denied
  finds note no-capability
  explain_device 'mknod -m 0600 /dev/net/tun c 10 200' tap0
  lacks device-denied no-capability
  explain_device 'mknod -m 0600 /dev/net/tun c 10 200' --user root
  finds_only
}
