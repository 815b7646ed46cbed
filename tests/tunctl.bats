#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The program under the name tunctl: beside the real one of uml-utilities, and where it has to differ.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common
load lib/tunctl

setup() {
  remember_links
  TUNCTL=$BATS_TEST_TMPDIR/tunctl
  ln -s "$TUNADM" "$TUNCTL"
}

@test "creating: the same lines, statuses and interfaces as uml-utilities' tunctl" {
  REAL=$(real tunctl)
  SCENE=:
  same
  [[ $SAME == "Set 'tap0' persistent and owned by uid 0"$'\n''status 0'$'\n'*tap0* ]]
  same -b
  same -t vm0
  same -t 'vm%d'
  same -t tun0
  same -u "$OWNER"
  same -u "$OWNER_UID"
  same -g "$GROUP"
  same -g "$GROUP_GID"
  same -u "$OWNER" -g "$OTHER_GROUP"
  same -g "$OTHER_GROUP" -u "$OWNER"
  same -u "$OWNER" -u "$OTHER"
  same -t one -t two
  same -b -t vm0 -u "$OTHER" -g "$GROUP"
  same -tvm0 -u"$OWNER" -b
  same -bu "$OWNER"
  same -t 123456789012345
  same -f /dev/net/tun -t vm0
}

@test "creating when tap0 is taken: the next number, the same as the real one" {
  REAL=$(real tunctl)
  SCENE='ip tuntap add tap0 mode tap && ip tuntap add tap2 mode tun'
  same
  [[ $SAME == "Set 'tap1' "* ]]
  same -b -u "$OWNER"
  same -t 'tap%d'
}

@test "an interface that exists: the same change as by the real one" {
  REAL=$(real tunctl)
  SCENE='ip tuntap add vm0 mode tap'
  same -t vm0
  same -b -t vm0
  same -t vm0 -u "$OWNER"
  same -t vm0 -g "$GROUP"
  SCENE="ip tuntap add vm0 mode tap user $OTHER group $OTHER_GROUP && ip link set vm0 mtu 1400 up"
  same -t vm0
  same -t vm0 -u "$OWNER"
  same -t vm0 -g "$GROUP"
  same -t vm0 -u "$OWNER" -g "$GROUP"
}

@test "deleting: the same as by the real one" {
  REAL=$(real tunctl)
  SCENE='ip tuntap add vm0 mode tap && ip tuntap add vm1 mode tap user 1'
  same -d vm0
  [[ $SAME == "Set 'vm0' nonpersistent"$'\n''status 0'$'\n'*vm1* ]]
  same -d vm1
  same -b -d vm0
  same -dvm0
  same -d vm0 -u "$OWNER" -b
  same -t vm1 -d vm0
  same -f /dev/net/tun -d vm0
}

@test "what is refused: the same status as of the real one, nothing on stdout, nothing changed" {
  REAL=$(real tunctl)
  SCENE=:
  for arguments in -h -x --help --version -d -t -u -g -f 'word' '-t vm0 word' 'word -t vm0' '-u no.such.user' '-g no.such.group' \
    '-u 1x' '-t a/b' '-t a:b' '-t .' '-t ..' '-t tap%d%d' '-d lo' '-t lo' '-f /nosuch' '-f /dev/null' '-f /etc -d vm0'; do
    # shellcheck disable=SC2086 # words
    same $arguments
    [[ $SAME == 'status 1' ]] || fail "tunctl $arguments: $SAME"
  done
  SCENE='ip link add br0 type bridge && ip tuntap add tun0 mode tun'
  same -t br0
  same -d br0
  same -t tun0
  [[ $SAME == 'status 1'* ]]
}

@test "an interface in use: refused as by the real one" {
  REAL=$(real tunctl)
  SCENE="ip tuntap add vm0 mode tap user $OWNER && coproc '$ATTACH' vm0 tap - && read -r _ <&\"\${COPROC[0]}\" &&
    trap 'kill \$COPROC_PID' EXIT"
  same -d vm0
  [[ $SAME == 'status 1'$'\n'*vm0* ]]
  same -t vm0
  [[ $SAME == 'status 1'$'\n'*vm0* ]]
  same -t vm0 -u "$OTHER"
  [[ $SAME == 'status 1'$'\n'*"\"user\":\"$OWNER\""* ]]
}

@test "as an ordinary user: the same as the real one" {
  REAL=$(real tunctl)
  need_root
  for program in "$REAL" "$TUNCTL"; do
    # As as_user does it, but the program has to keep its name.
    mine=(env "COPIES=$program" bash -c 'source "$1/people.bash" && shift && with_open_node "$@"' bash
      "$BATS_TEST_DIRNAME/lib" setpriv --reuid="$OWNER" --regid="$GROUP" --clear-groups --inh-caps=-all /dev/net/tunctl)
    make_tap vm0 user "$OWNER"
    make_tap vm1 user "$OTHER"
    remember_links
    try_command "${mine[@]}" -t vm2
    assert_status 1
    assert_stdout ''
    try_command "${mine[@]}" -d vm1
    assert_status 1
    assert_stdout ''
    try_command "${mine[@]}" -t vm1
    assert_status 1
    assert_links_unchanged
    try_command "${mine[@]}" -t vm0 -g "$OTHER_GROUP" -u "$OWNER"
    assert_status 0
    assert_stdout "Set 'vm0' persistent and owned by uid $OWNER_UID gid $OTHER_GID"
    # Now he would have to be in that group too.
    try_command "${mine[@]}" -d vm0
    assert_status 1
    delete_all_links
    make_tap vm0 user "$OWNER"
    try_command "${mine[@]}" -d vm0
    assert_status 0
    assert_stdout "Set 'vm0' nonpersistent"
    assert_no_link vm0
    delete_all_links
  done
}

@test "-n makes a tun and -p a tap, whatever the name" {
  ours -n
  assert_status 0
  assert_stdout "Set 'tun0' persistent and owned by uid 0"
  assert_link tun0 '$tun.type == "tun"' '$tun.persist' '$tun.pi == false' '$tun.user == "root"'
  ours -n -b -u "$OWNER"
  assert_stdout tun1
  assert_link tun1 '$tun.type == "tun"' "\$tun.user == \"$OWNER\""
  ours -n -t tap7
  assert_status 0
  assert_link tap7 '$tun.type == "tun"'
  ours -p
  assert_stdout "Set 'tap0' persistent and owned by uid 0"
  assert_link tap0 '$tun.type == "tap"'
  ours -pt tun7
  assert_status 0
  assert_link tun7 '$tun.type == "tap"'
  ours -p -n -t last
  assert_link last '$tun.type == "tun"'
}

@test "-n on a tun that exists changes its owner, on a tap it is refused" {
  make_tun vpn0
  make_tap vm0
  ours -n -t vpn0 -u "$OWNER"
  assert_status 0
  assert_stdout "Set 'vpn0' persistent and owned by uid $OWNER_UID"
  assert_link vpn0 '$tun.type == "tun"' "\$tun.user == \"$OWNER\""
  remember_links
  ours -n -t vm0
  assert_status 1
  assert_stdout ''
  assert_stderr 'tunctl: vm0: cannot attach: it exists, and is a tap'
  assert_links_unchanged
}

@test "without the fault: a name that is too long is refused, not cut" {
  make_tap 123456789012345
  remember_links
  for option in -t -d; do
    ours "$option" 1234567890123456
    assert_status 1
    assert_stdout ''
    grep -q '^tunctl: .*1234567890123456.*15' <<<"$stderr" || fail 'the message does not say what is allowed'
  done
  assert_links_unchanged
}

@test "without the fault: deleting what is not there fails, and creates nothing even for a moment" {
  before=$(next_ifindex)
  ours -d vm0
  assert_status 1
  assert_stdout ''
  assert_stderr 'tunctl: vm0: cannot delete: no such interface'
  [[ $(next_ifindex) -eq $((before + 1)) ]] || fail 'an interface was created on the way'
}

@test "without the fault: flags survive a change" {
  make_tap vm0 pi vnet_hdr
  make_tap vm1 multi_queue
  make_tap vm2
  remember_links
  for name in vm0 vm1 vm2; do
    ours -t "$name" -u "$OWNER"
    assert_status 0
    assert_stdout "Set '$name' persistent and owned by uid $OWNER_UID"
  done
  assert_link vm0 '$tun.pi' '$tun.vnet_hdr' '$tun.multi_queue == false' "\$tun.user == \"$OWNER\""
  assert_link vm1 '$tun.pi == false' '$tun.vnet_hdr == false' '$tun.multi_queue' "\$tun.user == \"$OWNER\""
  assert_link vm2 '$tun.pi == false' '$tun.vnet_hdr == false' '$tun.multi_queue == false'
}

@test "without the fault: a change does not touch the carrier" {
  make_tap vm0
  ip link set vm0 up
  before=$(carrier_changes vm0)
  ours -t vm0 -u "$OWNER"
  assert_status 0
  [[ $(carrier_changes vm0) -eq $before ]] || fail 'the carrier came and went'
}

@test "without the fault: -d deletes a tun and a multi-queue interface too" {
  make_tun vpn0
  make_tap vm0 multi_queue
  for name in vpn0 vm0; do
    ours -d "$name"
    assert_status 0
    assert_stdout "Set '$name' nonpersistent"
    assert_no_link "$name"
  done
}

@test "without the fault: -d means what it names, wherever a -t stands" {
  make_tap vm0
  make_tap vm1
  ours -d vm0 -t vm1
  assert_status 0
  assert_stdout "Set 'vm0' nonpersistent"
  assert_link_exists vm1
  assert_no_link vm0
}

@test "without the fault: nothing empty or negative stands for something else" {
  for arguments in '-t' '-d' '-u' '-g'; do
    ours "$arguments" ''
    assert_status 1
    assert_stdout ''
  done
  for arguments in '-u -1' '-g -1' '-u 4294967295' '-g 4294967296'; do
    # shellcheck disable=SC2086 # words
    ours $arguments
    assert_status 1
    assert_stdout ''
  done
  assert_links_unchanged
}

@test "without the fault: a number is decimal, whatever it begins with" {
  ours -u 010
  assert_status 0
  assert_stdout "Set 'tap0' persistent and owned by uid 10"
  ours -g 0010 -t tap0
  assert_stdout "Set 'tap0' persistent and owned by gid 10"
  remember_links
  for option in -u -g; do
    for number in 0x7d0 0X7D0 +8 ' 8' 8L 8.0; do
      ours "$option" "$number"
      assert_status 1
      assert_stdout ''
      assert_links_unchanged
    done
  done
}

@test "messages name tunctl, the holder and what tunctl has" {
  make_tap vm0
  hold vm0 tap -
  remember_links
  for option in -d -t; do
    ours "$option" vm0
    assert_status 1
    assert_stdout ''
    assert_stderr_line "tunctl: vm0: cannot (delete|attach): in use by attach \\(pid $HOLDER\\)"
    refute_stderr_line '.*(use|or) --force.*'
  done
  assert_links_unchanged
  release
  ours -x
  assert_stderr_line 'tunctl: -x: unknown option'
  assert_stderr_line 'Create: tunctl .*'
  assert_stderr_line 'Delete: tunctl .*'
}

@test "odd letters are names here, not patterns, and come out safely" {
  make_tap vm0
  make_tap vm1
  remember_links
  ours -d 'vm*'
  assert_status 1
  assert_stdout ''
  assert_links_unchanged
  # Whole for the script that asked, harmless on a terminal.
  ours -b -t $'t\033[1mx'
  assert_status 0
  assert_stdout $'t\033[1mx'
  for arguments in -bt -t -d; do
    try_on_terminal 80 "$TUNCTL" "$arguments" $'t\033[1mx'
    assert_status 0
    [[ $output == *'t\x1b[1mx'* ]] || fail 'the name is not shown'
    refute_control_characters "$output"
  done
}

@test "a name that cannot be printed leaves nothing behind" {
  for arguments in '' -b '-t vm0'; do
    # shellcheck disable=SC2086 # words
    try_command sh -c 'exec "$@" >/dev/full' sh "$TUNCTL" $arguments
    assert_status 1
    grep -q '^tunctl: standard output: cannot write: ' <<<"$stderr" || fail 'the write error is not reported'
  done
  assert_links_unchanged
}

@test "-f: what was looked at is what is used, whatever takes its place meanwhile" {
  device=$BATS_TEST_TMPDIR/device
  ln -s /dev/net/tun "$device"
  PROGRAM=(bash -c 'exec -a tunctl "$0" "$@"' "$TUNADM")
  stop_at newfstatat 1 -P "$device" -- -f "$device" -t tap0
  ln -sfn /dev/null "$device"
  finish
  assert_status 1
  assert_stdout ''
  assert_stderr_line "tunctl: tap0: .*$device: not the TUN/TAP device.*"
  assert_no_link tap0
}
