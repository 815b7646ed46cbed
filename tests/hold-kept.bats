#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm hold: the descriptor that the service manager keeps across a restart, so that the carrier stays.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2153,SC2154 # jq and inner shells have variables of their own; bats and
# lib/common set and use others

load lib/common
load lib/hold

# manage NAME LINE...: what a manager receives and sees, see lib/manager.py.
manage() {
  TRIED="hold $*"
  capture timeout 60 python3 "$top_srcdir/tests/lib/manager.py" "$TUNADM" "$@"
  assert_status 0
}

KEEP='told: READY=1 FDSTORE=1 FDNAME=tunadm-hold'

@test "a restart with the kept descriptor changes no carrier" {
  make_tap tap0
  ip link set tap0 up
  manage tap0 carrier start carrier stop carrier start carrier stop close 'run sleep 0.1' carrier
  assert_stdout "carrier: False 1
$KEEP
carrier: True 2
told: STOPPING=1
status: 0
carrier: True 2
told: READY=1
carrier: True 2
told: STOPPING=1
status: 0
carrier: False 3"
  assert_stderr ''
}

@test "the same of a multi-queue interface, whose queue stays out of service" {
  make_tap tap0 multi_queue
  ip link set tap0 up
  manage tap0 start stop carrier start carrier \
    'run ip -j -d link show dev tap0 | jq -c ".[0].linkinfo.info_data | [.numqueues, .numdisabled]"' stop
  assert_stdout "$KEEP FDPOLL=0
told: STOPPING=1
status: 0
carrier: True 2
told: READY=1
carrier: True 2
[0,1]
told: STOPPING=1
status: 0"
  assert_stderr ''
}

@test "what was taken back is read, and not left to fill" {
  make_tap tap0
  ip link set tap0 up
  ip address add 192.0.2.1/24 dev tap0
  ip neighbour add 192.0.2.2 lladdr 02:00:00:00:00:02 dev tap0
  manage tap0 start stop start 'run ping -c 3 -i 0.01 -W 1 192.0.2.2 >/dev/null || :' stop
  [[ $(ip -j -s link show dev tap0 | jq '.[0].stats64.tx.packets >= 3') == true ]]
}

@test "a descriptor that is none of the device, or is not attached, is given up, and the interface attached to" {
  make_tap tap0
  ip link set tap0 up
  for path in /dev/null /dev/net/tun; do
    manage tap0 "start $path" carrier stop
    [[ $output == "told: FDSTOREREMOVE=1 FDNAME=tunadm-hold
$KEEP
carrier: True "* ]] || fail "with $path"
    assert_stderr ''
  done
}

@test "a descriptor of an interface that was deleted is not taken for its namesake's" {
  make_tap tap0
  manage tap0 start stop 'run ip link del tap0; ip tuntap add dev tap0 mode tap; ip link set tap0 up' start carrier stop
  assert_stdout "$KEEP
told: STOPPING=1
status: 0
told: FDSTOREREMOVE=1 FDNAME=tunadm-hold
$KEEP
carrier: True 2
told: STOPPING=1
status: 0"
}

@test "nor that of one that was renamed, or has gone to another network namespace" {
  make_tap tap0
  manage tap0 start stop 'run ip link set tap0 name tap9; ip tuntap add dev tap0 mode tap; ip link set tap0 up' start stop
  assert_stdout_line 'told: FDSTOREREMOVE=1 FDNAME=tunadm-hold'
  delete_all_links
  new_netns
  make_tap tap0
  manage tap0 start stop "run ip link set tap0 netns $NETNS_PID; ip tuntap add dev tap0 mode tap; ip link set tap0 up" \
    start carrier stop
  assert_stdout_line 'told: FDSTOREREMOVE=1 FDNAME=tunadm-hold'
  assert_stdout_line 'carrier: True 2'
}

@test "what was meant for another process is left alone" {
  make_tap tap0
  ip link set tap0 up
  hold tap0 tap -
  LISTEN_FDS=1 LISTEN_PID=1 LISTEN_FDNAMES=tunadm-hold try hold tap0
  assert_refused 5 tap0 'in use by attach'
  for pid in '' x -1 99999999999; do
    LISTEN_FDS=1 LISTEN_PID=$pid LISTEN_FDNAMES=tunadm-hold try hold tap0
    assert_status 5
  done
}

@test "variables that make no sense keep nothing from being held" {
  make_tap tap0
  ip link set tap0 up
  for values in 'LISTEN_FDS=0' 'LISTEN_FDS=-1' 'LISTEN_FDS=9999999999' 'LISTEN_FDS=x' 'LISTEN_FDS=1' \
    'LISTEN_FDS=2 LISTEN_FDNAMES=other' 'LISTEN_FDS=5 LISTEN_FDNAMES=:::tunadm-hold' \
    'LISTEN_FDS=1 LISTEN_FDNAMES=tunadm-hold-not' 'LISTEN_FDS=1 LISTEN_FDNAMES=tunadm'; do
    PROGRAM=(sh -c "export LISTEN_PID=\$\$ $values; exec \"\$0\" \"\$@\"" "$TUNADM")
    begin hold tap0
    finish TERM
    assert_finished 0 ''
  done
}
