#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Owners and groups that have no number in a user namespace: they belong to nobody there, and not to the user nobody.
# shellcheck disable=SC2034,SC2059,SC2016,SC2030,SC2031,SC2154 # jq has variables of its own; bats sets stderr

load lib/common
load lib/why

setup_file() {
  alone_here
  OVERFLOW=$(</proc/sys/kernel/overflowuid) NOBODY=$(id -un "$(</proc/sys/kernel/overflowuid)") || NOBODY=
  export OVERFLOW NOBODY
}

# new_userns MAP: a process, in INSIDE, in a user namespace with that map and a network namespace that belongs to it.
new_userns() {
  need_root
  unshare --user --net sleep 60 3>&- &
  INSIDE=$!
  HOLDERS+=("$INSIDE")
  wait_until grep -qx sleep "/proc/$INSIDE/comm"
  # In one write, or the kernel refuses it.
  printf "$1" | dd bs=4096 iflag=fullblock status=none of="/proc/$INSIDE/uid_map"
  printf "$1" | dd bs=4096 iflag=fullblock status=none of="/proc/$INSIDE/gid_map"
}

# given ARG...: ip tuntap add there, with ids as they are out here.
given() {
  nsenter -t "$INSIDE" -n ip tuntap add "$@"
}

# try_inside ARG...: tunadm as root of that namespace.
try_inside() {
  TRIED="tunadm $* (in the user namespace)"
  capture nsenter -t "$INSIDE" -U -n --preserve-credentials "$TUNADM" "$@"
}

@test "show: unknown, and no number that is another one's" {
  new_userns '0 0 1\n'
  given tap0 mode tap user daemon group bin
  given tap1 mode tap user root
  try_inside show --noheadings -o name,owner,uid,group,gid
  assert_stdout_line 'tap0 unknown +unknown +unknown +unknown'
  assert_stdout_line 'tap1 root +0 +- +-'
  try_inside show --json
  assert_json '.[0] | (has("user") or has("user_name") or has("group") or has("group_name") | not)
    and .user_unmapped and .group_unmapped'
  assert_json '.[1] | .user == 0 and (has("user_unmapped") | not)'
  # Out here they are whose they are.
  try -n "/proc/$INSIDE/ns/net" show --json
  assert_json ".[0] | .user == $(id -u daemon) and (has(\"user_unmapped\") | not)"
}

@test "--tuntab: left out with a note, and nobody else gets in by the line" {
  new_userns '0 0 1\n'
  given tap0 mode tap user daemon group root
  given tap1 mode tap group bin
  given tap2 mode tap user root group bin
  try_inside show --tuntab
  assert_status 0
  assert_stderr_line 'note: tap0: owner and group left out: the owner is not mapped in this user namespace'
  assert_stderr_line 'note: tap1: group left out: it is not mapped in this user namespace'
  assert_stderr_line 'note: tap2: group left out: .*'
  assert_stdout_line 'tap0 --mode tap --mac .*'
  assert_stdout_line 'tap1 --mode tap --mac .*'
  assert_stdout_line 'tap2 --mode tap --owner root --mac .*'
  [[ $output != *anyone* ]] || fail "everybody would get in"
}

@test "check: it is not its owner whom the kernel's number names" {
  [[ -n $NOBODY ]] || skip "there is no user $OVERFLOW"
  new_userns '0 0 1\n1 1 100\n'
  given tap0 mode tap user "$OVERFLOW"
  for user in "$NOBODY" "$OVERFLOW"; do
    try_inside check tap0 --user "$user"
    assert_refused 6 tap0 "user $OVERFLOW is not mapped in this user namespace"
    try_inside why --json tap0 --user "$user"
    valid_answer
    finds problem not-allowed 'not mapped in this user namespace'
  done
  try_inside check tap0 --user daemon
  assert_refused 6 tap0 'daemon cannot attach: not its owner, who is unknown \(not mapped in this user namespace\)'
  given tap1 mode tap group 3000
  try_inside check tap1 --user daemon
  assert_refused 6 tap1 'not in its group unknown \(not mapped in this user namespace\)'
  assert_hint 'chown tap1 --group GROUP'
  given tap2 mode tap user 3000 group 3000
  try_inside check tap2 --user daemon
  assert_refused 6 tap2 'neither its owner, who is unknown .* nor in its group unknown'
  assert_hint 'chown tap2 --owner daemon --group GROUP'
  # A user who really is refused gets the same message.
  capture nsenter -t "$INSIDE" -U -n --preserve-credentials setpriv --reuid=1 --regid=1 --clear-groups --inh-caps=-all \
    "$TUNADM" hold tap0
  [[ $status -eq 126 || $stderr == *'its owner unknown (not mapped in this user namespace)'* ]] || fail "another hint"
}

@test "check: a number that stands for all unmapped ones and for one that is mapped is doubtful" {
  [[ -n $NOBODY ]] || skip "there is no user $OVERFLOW"
  new_userns "0 0 1\n$OVERFLOW 100000 1\n"
  given tap0 mode tap user 3000
  try_inside check tap0 --user "$NOBODY"
  assert_status 0
  assert_stderr_line 'note: tap0: its owner or group is shown by the number .*may be another'
  given tap1 mode tap user root
  try_inside check tap1 --user root
  [[ $stderr != *'stands for all'* ]] || fail "root is mapped"
}

@test "chown and --ensure: an unmapped owner is never the one that is asked for, and gives way to one that is mapped" {
  new_userns '0 0 1\n1 1 100\n'
  given tap0 mode tap user 3000
  try_inside chown tap0 --owner "$OVERFLOW"
  assert_refused 1 tap0 "user $OVERFLOW does not exist in this user namespace"
  try_inside add --ensure tap0 --owner "$OVERFLOW"
  assert_refused 1 tap0 "user $OVERFLOW does not exist in this user namespace"
  [[ $(nsenter -t "$INSIDE" -n ip -j -d link show tap0 | jq '.[0].linkinfo.info_data.user') == 3000 ]]
  try_inside add --ensure tap0 --anyone
  assert_status 4
  try_inside chown tap0 --owner daemon
  assert_silent
  [[ $(nsenter -t "$INSIDE" -n ip -j -d link show tap0 | jq '.[0].linkinfo.info_data.user') == \"daemon\" ||
    $(nsenter -t "$INSIDE" -n ip -j -d link show tap0 | jq '.[0].linkinfo.info_data.user') == 1 ]]
}

@test "del: root of the namespace deletes what belongs to one outside of it" {
  new_userns '0 0 1\n'
  given tap0 mode tap user daemon
  given tap1 mode tap user daemon
  try_inside del tap0 tap1
  assert_silent
}

@test "an interface of the user nobody is his where all are mapped" {
  need_root
  [[ -n $NOBODY ]] || skip "there is no user $OVERFLOW"
  make_tap tap0 user "$OVERFLOW"
  try show --json
  assert_json ".[0] | .user == $OVERFLOW and .user_name == \"$NOBODY\""
  try check tap0 --user "$NOBODY"
  assert_status 0
  assert_stderr ''
}

# The numbers of a file's owner are shown by the same rule.
@test "a device that belongs to nobody of this namespace is no user nobody's, and is not to be opened up from within" {
  [[ -n $NOBODY ]] || skip "there is no user $OVERFLOW"
  new_userns '0 100000 65536\n'
  given tap0 mode tap user 100001
  mount -t tmpfs -o mode=0755 copy /mnt
  install -m 0755 "$TUNADM" /mnt/tunadm
  chmod 0600 /dev/net/tun
  inside=(nsenter -t "$INSIDE" -U -n -S 0 -G 0 /mnt/tunadm)
  for user in "$NOBODY" daemon root; do
    capture "${inside[@]}" why --json --user "$user"
    valid_answer
    finds problem device-denied 'mode 0600, user unknown, group unknown'
    hints device-denied 'outside of this user namespace'
    lacks device-forbidden
    capture "${inside[@]}" check tap0 --user "$user"
    assert_refused 6 tap0 '/dev/net/tun cannot be opened \(mode 0600, user unknown, group unknown\)'
  done
  chmod 0666 /dev/net/tun
  capture "${inside[@]}" check tap0 --user daemon
  assert_status 0
  umount /mnt
}
