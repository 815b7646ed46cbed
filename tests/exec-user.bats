#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm exec: the user as whom the command runs, and its privileges.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats
# and the parts of lib/common set and use others

load lib/common
load lib/exec

# with_groups LINE COMMAND...: with that line added to /etc/group, for a user with several groups.
with_groups() {
  unshare -m --propagation private sh -euc '
    mount -t tmpfs tmpfs /mnt
    { cat /etc/group; echo "$1"; } >/mnt/group
    mount --bind /mnt/group /etc/group
    shift
    exec "$@"' sh "$@"
}

@test "--user: that user's ids, groups and home, and no privilege" {
  need_root
  try_command with_groups "extra:x:4242:$OTHER,$OWNER" "$TUNADM" exec tap0 --user "$OWNER" -- python3 -c "$INSPECT"
  assert_one tap0 "$TAP"
  local gid
  gid=$(id -g "$OWNER")
  assert_json ".uids == [$OWNER_UID, $OWNER_UID, $OWNER_UID] and .gids == [$gid, $gid, $gid]"
  assert_json ".groups == [$gid, 4242] and .caps == [0, 0, 0, 0]"
  assert_json ".env.USER == \"$OWNER\" and .env.LOGNAME == \"$OWNER\" and
    .env.HOME == \"$(getent passwd "$OWNER" | cut -d: -f6)\""
}

@test "--user takes a number, too, and one without an account has no home" {
  need_root
  inspect tap0 --user "$OWNER_UID"
  assert_one tap0 "$TAP"
  assert_json ".uids[0] == $OWNER_UID and .env.USER == \"$OWNER\""
  HOME=/root USER=root LOGNAME=root inspect tap0 --user 54321
  assert_one tap0 "$TAP"
  assert_json '.uids == [54321, 54321, 54321] and .gids == [54321, 54321, 54321] and .groups == []'
  assert_json '.caps == [0, 0, 0, 0] and .env.HOME == null and .env.USER == null and .env.LOGNAME == null'
}

@test "--user: what the caller made inheritable or ambient is gone as well" {
  need_root
  try_command setpriv --inh-caps=+net_admin,+sys_admin --ambient-caps=+net_admin \
    "$TUNADM" exec tap0 --user "$OWNER" -- python3 -c "$INSPECT"
  assert_one tap0 "$TAP"
  assert_json '.caps == [0, 0, 0, 0]'
  # A process that keeps capabilities across a change of user (capabilities(7), SECBIT_NO_SETUID_FIXUP) loses them here.
  try_command setpriv --securebits=+no_setuid_fixup --inh-caps=+net_admin --ambient-caps=+net_admin \
    "$TUNADM" exec tap0 --user "$OWNER" -- python3 -c "$INSPECT"
  assert_one tap0 "$TAP"
  assert_json ".caps == [0, 0, 0, 0] and .uids == [$OWNER_UID, $OWNER_UID, $OWNER_UID]"
}

@test "--user: a user with a capability who names himself has none afterwards" {
  need_root
  COPIES=$TUNADM try_command with_open_node setpriv --reuid="$OWNER" --regid="$OWNER" --clear-groups \
    --inh-caps=+net_admin --ambient-caps=+net_admin \
    /dev/net/"$(basename "$TUNADM")" exec tap0 --user "$OWNER" -- python3 -c "$INSPECT"
  assert_one tap0 "$TAP"
  assert_json '.caps == [0, 0, 0, 0]'
}

@test "--user: who is that user, but in other groups, leaves them if he can" {
  need_root
  COPIES=$TUNADM try_command with_open_node setpriv --reuid="$OWNER" --regid=0 --groups=0 \
    --inh-caps=+setgid,+net_admin --ambient-caps=+setgid,+net_admin \
    /dev/net/"$(basename "$TUNADM")" exec tap0 --user "$OWNER" -- python3 -c "$INSPECT"
  assert_one tap0 "$TAP"
  assert_json ".gids == [$(id -g "$OWNER"), $(id -g "$OWNER"), $(id -g "$OWNER")] and .groups == [$(id -g "$OWNER")]"
  assert_json '.caps == [0, 0, 0, 0]'
}

@test "without --user everything is the caller's" {
  need_root
  inspect tap0
  assert_one tap0 "$TAP"
  assert_json ".uids == [0, 0, 0] and .caps[2] == $((16#$(awk '/^CapEff/ { print $2 }' /proc/self/status)))"
}

@test "--user: who is not there, or not to be had, and nothing is run" {
  need_root
  try exec tap0 --user no-such-user -- touch "$BATS_TEST_TMPDIR/run"
  assert_refused 2 --user "invalid value 'no-such-user': no such user"
  make_tap tap1 user "$OWNER"
  try_as "$OWNER" exec tap1 --user "$OTHER" -- touch "$BATS_TEST_TMPDIR/run"
  assert_refused 6 --user 'cannot change to that user'
  try_as "$OWNER" exec tap1 --user root -- touch "$BATS_TEST_TMPDIR/run"
  assert_refused 6 --user 'cannot change to that user'
  [[ ! -e $BATS_TEST_TMPDIR/run ]]
  assert_no_link tap0
}

@test "an owner needs no privilege for his own, and makes none and gets no other" {
  need_root
  make_tap tap0 user "$OWNER"
  make_tap tap1 user "$OTHER"
  try_as "$OWNER" exec tap0 -- python3 -c "$INSPECT"
  assert_one tap0 "$TAP"
  try_as "$OWNER" exec tap0 --user "$OWNER" -- python3 -c "$INSPECT"
  assert_one tap0 "$TAP"
  try_as "$OWNER" exec tap1 -- true
  assert_refused 6 tap1 'cannot attach: permission denied: not its owner'
  try_as "$OWNER" exec tap2 -- true
  assert_refused 6 tap2 'cannot create: permission denied'
  assert_no_link tap2
}
