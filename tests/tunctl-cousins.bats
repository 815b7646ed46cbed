#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The program under the names of tunctl's cousins: vde_tunctl beside the real one, VBoxTunctl beside uml-utilities'
# tunctl, which it was a copy of.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common
load lib/tunctl

setup() {
  remember_links
  ln -s "$TUNADM" "$BATS_TEST_TMPDIR/VBoxTunctl"
  ln -s "$TUNADM" "$BATS_TEST_TMPDIR/vde_tunctl"
}

# as NAME: TUNCTL is the program of that name.
as() {
  TUNCTL=$BATS_TEST_TMPDIR/$1
}

@test "vde_tunctl creates: the same lines, statuses and interfaces as the real one" {
  as vde_tunctl
  REAL=$(real vde_tunctl)
  SCENE=:
  same
  [[ $SAME == "Set 'tap0' persistent and owned by uid 0"$'\n''status 0'$'\n'*tap0* ]]
  same -n
  [[ $SAME == "Set 'tun0' persistent and owned by uid 0"$'\n''status 0'$'\n'*'"tun"'* ]]
  same -b
  same -bn
  same -t tun0
  [[ $SAME == *'"type":"tun"'* ]]
  same -t tun
  same -t tuna
  same -t 'tun%d'
  same -b -t tun7
  same -t vm0
  [[ $SAME == *'"type":"tap"'* ]]
  same -t xtun0
  same -t TUN0
  same -n -t vm0
  same -n -t tap0
  same -t tun0 -t vm0
  same -t vm0 -t tun0
  same -u "$OWNER"
  same -u "$OWNER_UID" -n
  same -u "$OTHER" -t tun3 -b
  same -f /dev/net/tun -t tun0
  SCENE='ip tuntap add tun0 mode tap && ip tuntap add tap0 mode tun'
  same -n
  same
  same -t 'tun%d'
}

@test "vde_tunctl on what exists, and deleting: the same as the real one" {
  as vde_tunctl
  REAL=$(real vde_tunctl)
  SCENE='ip tuntap add tun0 mode tun && ip tuntap add vm0 mode tap user 1 && ip tuntap add tun1 mode tap'
  same -t tun0
  same -t tun0 -u "$OWNER"
  same -t vm0 -u "$OTHER"
  same -d tun0
  [[ $SAME == "Set 'tun0' nonpersistent"$'\n''status 0'$'\n'* ]]
  same -d vm0
  same -b -d vm0
  # One of that name is there, and is a tap.
  same -t tun1
  [[ $SAME == 'status 1'* ]]
}

@test "vde_tunctl refuses what the real one refuses, with the same status" {
  as vde_tunctl
  REAL=$(real vde_tunctl)
  SCENE=:
  for arguments in -h -x --help -d -t -u -f word '-u no.such.user' '-u 1x' '-t a/b' '-t tun%d%d' '-d lo' '-t lo' \
    '-f /nosuch' '-f /dev/null'; do
    # shellcheck disable=SC2086 # words
    same $arguments
    [[ $SAME == 'status 1' ]] || fail "vde_tunctl $arguments: $SAME"
  done
}

@test "vde_tunctl has -g, which the real one lists and does not know, and -p" {
  as vde_tunctl
  ours -g "$GROUP" -t tun0
  assert_status 0
  assert_stdout "Set 'tun0' persistent and owned by gid $GROUP_GID"
  assert_link tun0 '$tun.type == "tun"' "\$tun.group == \"$GROUP\""
  ours -p -t tun1
  assert_status 0
  assert_link tun1 '$tun.type == "tap"'
  ours -d tun1
  assert_stdout "Set 'tun1' nonpersistent"
}

@test "VBoxTunctl: the same lines, statuses and interfaces as tunctl" {
  as VBoxTunctl
  REAL=$(real tunctl)
  SCENE=:
  same
  same -b -u "$OWNER"
  [[ $SAME == tap0$'\n''status 0'$'\n'* ]]
  same -t vbox0 -u "$OWNER"
  same -t tun0
  [[ $SAME == *'"type":"tap"'* ]]
  same -b -t vbox0 -g "$GROUP"
  same -u no.such.user
  same -x
  SCENE='ip tuntap add vbox0 mode tap user 1 && ip tuntap add tap0 mode tap'
  same -b -u "$OWNER"
  [[ $SAME == tap1$'\n'* ]]
  same -t vbox0 -u "$OTHER"
  same -d vbox0
  same -d lo
}

@test "the scripts that one finds for them: what they print is what the scripts use" {
  as VBoxTunctl
  X=$("$TUNCTL" -b -u "$OWNER" 3>&-)
  ip link set "$X" up
  ip addr add 192.0.2.1/24 dev "$X"
  assert_link "$X" "\$tun.user == \"$OWNER\"" '.flags | index("UP")'
  "$TUNCTL" -d "$X" 3>&- >/dev/null
  as vde_tunctl
  "$TUNCTL" -u "$OWNER" -t tap0 3>&- >/dev/null
  assert_link tap0 "\$tun.user == \"$OWNER\""
  [[ $("$TUNCTL" -d tap0 3>&-) == "Set 'tap0' nonpersistent" ]]
  assert_links_unchanged
}

@test "messages and usage name the program as it was called" {
  for name in VBoxTunctl vde_tunctl; do
    as "$name"
    ours -x
    assert_status 1
    assert_stderr_line "$name: -x: unknown option"
    assert_stderr_line "Create: $name .*"
    assert_stderr_line "Delete: $name .*"
    ours -d nosuch
    assert_status 1
    assert_stderr "$name: nosuch: cannot delete: no such interface"
  done
  # Other names are tunadm.
  ln -s "$TUNADM" "$BATS_TEST_TMPDIR/xtunctl"
  as xtunctl
  ours -x
  assert_status 2
  assert_stderr_line 'tunadm: .*'
}
