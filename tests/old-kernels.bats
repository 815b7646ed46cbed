#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# What the manual promises for older kernels (COMPATIBILITY), tested by hiding what is newer.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common
load lib/exec

# on_linux VERSION COMMAND ARG...: runs it as if on that Linux. (AddressSanitizer wants to be loaded first.)
on_linux() {
  env ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0" \
    LD_PRELOAD="$top_builddir/tests/helpers/old-messages.so" "$top_builddir/tests/helpers/old-kernel" "$@"
}

# try_on VERSION ARG...: runs the program so.
try_on() {
  TRIED="tunadm ${*:2} (on Linux $1)"
  capture on_linux "$1" "$TUNADM" "${@:2}"
}

@test "what is hidden is hidden from a version that lacks it, and from no other" {
  errors='
import ctypes, errno, fcntl
libc = ctypes.CDLL(None, use_errno=True)
def call(number):
    return "ENOSYS" if libc.syscall(number, -1, -1, -1) < 0 and ctypes.get_errno() == errno.ENOSYS else "-"
def request(number):
    with open("/dev/net/tun", "rb+", buffering=0) as tun:
        libc.ioctl(tun.fileno(), ctypes.c_ulong(number), None)
        return errno.errorcode[ctypes.get_errno()]
print(call(434), call(438), call(436), request(0x400454e2), request(0x54e3))'
  for expected in '4.17 ENOSYS ENOSYS ENOSYS EINVAL EINVAL' '5.3 - ENOSYS ENOSYS EBADFD EBADFD' \
    '5.6 - - ENOSYS EBADFD EBADFD' '6.1 - - - EBADFD EBADFD'; do
    try_command env -u LD_PRELOAD "$top_builddir/tests/helpers/old-kernel" "${expected%% *}" python3 -c "$errors"
    assert_stdout "${expected#* }"
  done
}

@test "4.17: all that needs no younger kernel works as on any other" {
  need_root
  ip link add br0 type bridge
  try_on 4.17 add tap0 --owner "$OWNER" --group "$GROUP" --mtu 1400 --mac 02:00:00:00:00:01 --txqueuelen 77 \
    --address 192.0.2.1/24 --master br0 --up
  assert_silent
  assert_link tap0 '$tun.persist' "\$tun.user == \"$OWNER\"" "\$tun.group == \"$GROUP\"" '.mtu == 1400' \
    '.address == "02:00:00:00:00:01"' '.txqlen == 77' '.master == "br0"' '.flags | index("UP")'
  try_on 4.17 add --ensure tap0 --mtu 1300 --owner "$OTHER"
  assert_silent
  assert_link tap0 '.mtu == 1300' "\$tun.user == \"$OTHER\"" "\$tun.group == \"$GROUP\""
  try_on 4.17 show --json
  assert_status 0
  assert_json ".[0].mtu == 1300 and .[0].user == $OTHER_UID and .[0].persist"
  try_on 4.17 set-mac tap0 02:00:00:00:00:02
  assert_silent
  try_on 4.17 chown tap0 --owner "$OWNER"
  assert_silent
  assert_link tap0 "\$tun.user == \"$OWNER\"" '.address == "02:00:00:00:00:02"'
  try_on 4.17 check tap0 --user root
  assert_status 0
  try_on 4.17 add tap1 tap2
  assert_silent
  try_on 4.17 del tap0 'tap*'
  assert_silent
  for name in tap0 tap1 tap2; do
    assert_no_link "$name"
  done
}

@test "before 4.19 the range of an MTU is that of the mode" {
  make_tap tap0
  make_tun tun0
  remember_links
  for version in 4.17 4.19; do
    try_command on_linux "$version" ip -j -d link show tap0
    [[ $(jq '.[0] | has("max_mtu")' <<<"$output") == $([[ $version == 4.17 ]] && echo false || echo true) ]]
    try_on "$version" set-mtu tap0 65522
    assert_refused 2 tap0 'allowed are 68 to 65521 for this tap'
  done
  assert_links_unchanged
  for taken in tap0:68 tap0:65521 tun0:68 tun0:65535; do
    try_on 4.17 -q set-mtu "${taken%:*}" "${taken#*:}"
    assert_silent
    assert_link "${taken%:*}" ".mtu == ${taken#*:}"
  done
}

@test "before 5.5 there are no alternative names: one longer than a name is that of no interface" {
  make_tap tap0
  ip link property add dev tap0 altname a-name-that-is-longer-than-fifteen-bytes
  try_on 5.5 show --noheadings -o name,altnames a-name-that-is-longer-than-fifteen-bytes
  assert_stdout 'tap0 a-name-that-is-longer-than-fifteen-bytes'
  for command in show del 'chown --owner 0' 'set-mtu 1400' hold; do
    read -r -a words <<<"$command"
    try_on 5.4 "${words[0]}" a-name-that-is-longer-than-fifteen-bytes "${words[@]:1}"
    assert_refused 3 a-name-that-is-longer-than-fifteen-bytes 'no such interface'
  done
  try_on 5.4 del --if-exists a-name-that-is-longer-than-fifteen-bytes
  assert_silent
  try_on 5.4 show --json
  assert_json 'length == 1 and (.[0] | .ifname == "tap0" and (has("altnames") | not))'
}

# Without access to the holder's descriptor, the names in /proc identify it.
@test "before 5.6 owner and persistence of an interface in use stay as they are: status 5, the holder, what it takes" {
  need_root
  make_tap tap0 user "$OWNER"
  ip link set tap0 up
  hold tap0 tap -
  remember_links
  for version in 4.17 5.3 5.5; do
    for command in "chown tap0 --owner $OTHER" "chown tap0 --group $GROUP" 'persist tap0 off' \
      "add --ensure tap0 --owner $OTHER"; do
      read -r -a words <<<"$command"
      try_on "$version" "${words[@]}"
      assert_refused 5 tap0 "in use by attach \\(pid $HOLDER\\)\$"
      assert_hint 'needs Linux 5\.6; try again when attach has ended'
    done
  done
  assert_links_unchanged
  assert_answer send 'sent 60'
  try_on 5.6 chown tap0 --owner "$OTHER"
  assert_silent
  assert_link tap0 "\$tun.user == \"$OTHER\""
}

# Some have pidfd_getfd(2) ported back, but not how to ask whose the duplicate is.
@test "a duplicate that does not tell its network namespace is not changed" {
  make_tap tap0 multi_queue
  hold tap0 tap multi_queue
  remember_links
  without=(strace -f -qq -o "$BATS_TEST_TMPDIR/trace" -e trace=ioctl)
  asan=ASAN_OPTIONS=detect_leaks=0
  try_command env "$asan" "${without[@]}" "$TUNADM" persist tap0 off
  assert_silent
  ask 'persist 1'
  number=$(grep -n -m 1 TUNGETDEVNETNS "$BATS_TEST_TMPDIR/trace" | cut -d: -f1)
  # It looks three times, each time asking for the name first.
  for error in EINVAL ENOTTY; do
    try_command env "$asan" "${without[@]}" -e inject="ioctl:error=$error:when=$number+2" "$TUNADM" persist tap0 off
    grep -q 'TUNGETDEVNETNS.*INJECTED' "$BATS_TEST_TMPDIR/trace"
    ! grep INJECTED "$BATS_TEST_TMPDIR/trace" | grep -v TUNGETDEVNETNS || fail "another request failed"
    assert_refused 5 tap0 "in use by attach \\(pid $HOLDER\\)\$"
    assert_hint 'needs Linux 5\.6'
  done
  assert_links_unchanged
}

@test "before 5.6, too, what is as asked already is no failure, and an idle interface can be changed" {
  need_root
  make_tap tap0 user "$OWNER"
  hold tap0 tap -
  try_on 4.17 chown tap0 --owner "$OWNER"
  assert_silent
  try_on 4.17 persist tap0 on
  assert_silent
  release
  try_on 4.17 chown tap0 --owner "$OTHER"
  assert_silent
  assert_link tap0 "\$tun.user == \"$OTHER\""
  try_on 4.17 persist tap0 off
  assert_silent
  assert_no_link tap0
}

@test "before 5.6 holders are listed and named, and those of a namesake elsewhere are not" {
  make_tap tap0 multi_queue
  make_tap tap1
  new_netns
  hold_in_netns tap0 tap -
  foreign=$HOLDER
  hold_in_netns tap1 tap -
  hold tap0 tap multi_queue 2
  for version in 4.17 5.5; do
    try_on "$version" show -p --json
    assert_status 0
    assert_stderr ''
    assert_json ".[0].processes == [{pid: $HOLDER, name: \"attach\"}] and .[1].processes == []"
    try_on "$version" -n "/proc/$NETNS_PID/ns/net" show -p --json
    assert_json ".[0].processes == [{pid: $foreign, name: \"attach\"}]"
    try_on "$version" del tap0
    assert_refused 5 tap0 "in use by attach \\(pid $HOLDER\\)\$"
    try_on "$version" check tap1 --user root
    assert_status 0
  done
}

@test "before 5.6 a process that has gone to another network namespace may be the holder, and is named as that" {
  make_tap tap0
  ip link set tap0 up
  "$TUNADM" exec tap0 -- unshare -n sleep 300 3>&- &
  holder=$!
  HOLDERS+=("$holder")
  wait_until grep -qx sleep "/proc/$holder/comm"
  try_on 5.6 show -p --noheadings -o processes
  assert_stdout "sleep($holder)"
  try_on 5.5 show --json -p
  assert_json '.[0].carrier and .[0].processes == []'
  assert_stderr_line 'note: some processes could not be looked into.*'
  try_on 5.5 del tap0
  assert_refused 5 tap0 "in use, perhaps by sleep \\(pid $holder\\)\$"
  assert_link_exists tap0
}

@test "before 5.9 exec, too, passes its descriptors and no other" {
  for version in 4.17 5.8; do
    exec {left_open}</dev/null 100</dev/null
    capture on_linux "$version" "$TUNADM" exec tap0 --mode tap -- python3 -c "$INSPECT"
    exec {left_open}<&- 100<&-
    assert_one tap0 "$TAP"
    assert_no_link tap0
  done
}

# The kernel that cannot have it raised has raised it already.
@test "exec gives a new interface a carrier on each kernel" {
  for version in 4.17 5.0 6.0 6.1; do
    try_on "$version" exec tap0 --mode tap --up -- ip -j link show tap0
    assert_status 0
    assert_stderr ''
    assert_json '.[0].flags | index("LOWER_UP")'
  done
}

@test "before 5.18 show --tuntab leaves out all IPv6 link-local addresses, and no other" {
  [[ -e /proc/sys/net/ipv6 ]] || skip "no IPv6 here"
  make_tap tap0
  ip addr add fe80::77/64 dev tap0
  ip addr add 2001:db8::1/64 dev tap0
  ip addr add 192.0.2.1/24 dev tap0
  try_on 5.17 show --tuntab
  assert_status 0
  grep -q -e '--address 192.0.2.1/24.*--address 2001:db8::1/64' <<<"$output" || fail "an address is missing"
  ! grep -q fe80 <<<"$output" || fail "there is a link-local one"
}

@test "before 6.1 the carrier may come and go, but a change leaves it as it was" {
  need_root
  for version in 6.0 6.1; do
    make_tap tap0
    ip link set tap0 up
    before=$(links_snapshot | jq -c 'del(.linkinfo.info_data.user)') changes=$(carrier_changes tap0)
    try_on "$version" chown tap0 --owner "$OWNER"
    assert_silent
    [[ $(links_snapshot | jq -c 'del(.linkinfo.info_data.user)') == "$before" ]] || fail "more has changed"
    assert_link tap0 "\$tun.user == \"$OWNER\"" '.flags | index("LOWER_UP") | not'
    case $version in
    6.0) [[ $(carrier_changes tap0) -gt $changes ]] || fail "the carrier has not come: nothing was hidden" ;;
    6.1) [[ $(carrier_changes tap0) -eq $changes ]] || fail "the carrier has come" ;;
    esac
    try_on "$version" del tap0
    assert_silent
    assert_no_link tap0
  done
}

# The kernel's answer is EPERM then, as it is to who is in a user namespace below the one that governs.
@test "check where the kernel has no user namespaces: root is root" {
  need_root
  make_tap tap0 user "$OWNER"
  trace=$BATS_TEST_TMPDIR/trace
  traced='ioctl,?access,faccessat'
  # Its children, which try things out, are left alone.
  quiet=(env ASAN_OPTIONS=detect_leaks=0 strace -qq -o "$trace" -e trace="$traced")
  try_command "${quiet[@]}" "$TUNADM" check tap0 --user root
  assert_status 0
  number=$(grep ioctl "$trace" | grep -n NS_GET_USERNS | cut -d: -f1)
  governs=ioctl:error=EPERM:when=$number
  # That there are namespaces is seen by /proc/self/ns/user.
  try_command "${quiet[@]}" -e inject="$governs" "$TUNADM" check tap0 --user root
  assert_refused 6 tap0 'root cannot attach: not its owner'
  call=$(grep /proc/self/ns/user "$trace" | grep -o -E 'f?access(at)?' | head -n 1)
  number=$(grep "^$call(" "$trace" | grep -n /proc/self/ns/user | cut -d: -f1)
  try_command "${quiet[@]}" -e inject="$governs" -e inject="$call:error=ENOENT:when=$number" \
    "$TUNADM" check tap0 --user root
  assert_status 0
  grep -q 'with CAP_NET_ADMIN' <<<"$output"
}

@test "4.17: that a bridge does not know a flag of its ports is found out, and all is taken back" {
  need_root
  ip link add br0 type bridge
  make_tap tap0
  for command in 'add tap1' 'set tap0'; do
    # shellcheck disable=SC2086 # words
    try_on 4.17 $command --master br0 --port hairpin,isolated
    assert_status 1
    assert_stderr_line "tunadm: .*: this kernel's bridges do not know 'isolated'"
    assert_no_link tap1
    assert_link tap0 '.master == null'
  done
  # shellcheck disable=SC2086 # words
  try_on 4.17 $command --master br0 --port hairpin
  assert_silent
}
