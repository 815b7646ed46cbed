#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why --watch without the kernel's trace or with a part of it: what is missing, and the counters.
# shellcheck disable=SC2030,SC2031,SC2034,SC2153,SC2154 # bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why
load lib/packets

setup() {
  need_tracing
  begin_watched tapo0
}

teardown() {
  end_watched
}

@test "without root the counters are all there is, and it says so" {
  as_user "$OTHER" true || skip "nobody else can be"
  meanwhile write_all 3 "$good"
  try_as "$OTHER" why tapo0 --json --watch 2
  wait "$MEANWHILE"
  saw from-program 3
  [[ $stderr == *'note: tapo0: only counters are known, and no reasons: only root of this host may trace'* ]]
}

@test "the counters of what is dropped" {
  assert_answer filter 'done'
  send_four() {
    for _ in 1 2 3 4; do
      echo >/dev/udp/192.0.2.7/9
    done
  }
  meanwhile send_four
  try_as "$OTHER" why tapo0 --json --watch 2
  wait "$MEANWHILE"
  saw to-program 4 tx_dropped 4
  says tx_dropped 'not known \(tx_dropped\)'
  finds problem dropped
  hints dropped 'as root.*tunadm why tapo0 --watch 10'
}

# counted [STRACE-ARG...]: with these calls made to fail, it goes by the counters, and says in WHY what is missing.
counted() {
  local run=()
  [[ $# -eq 0 ]] || run=(strace -qq -f -o /dev/null "$@")
  TRIED='tunadm why tapo0 --watch 0.1'
  capture env ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0" "${run[@]}" "$TUNADM" why tapo0 --watch 0.1
  assert_status 0 || return 1
  [[ $output == 'tapo0: from the program: 0 packets, 0 dropped'* ]] || fail 'no counters' || return 1
  WHY=$(sed -n 's/^note: tapo0: only counters are known, and no reasons: //p' <<<"$stderr")
  [[ $WHY ]] || fail 'it does not say why'
}

@test "a kernel without tracing, and one that does not let this process trace" {
  umount "$TRACING"
  counted -e trace=fsopen -e inject=fsopen:error=ENODEV
  [[ $WHY == 'this kernel has no tracing (tracefs)' ]]
  counted -e trace=fsopen -e inject=fsopen:error=ENOSYS
  [[ $WHY == 'this kernel has no tracing (tracefs)' ]]
  counted -e trace=fsmount -e inject=fsmount:error=EPERM
  [[ $WHY == 'only root of this host may trace' ]]
  counted -e trace=fsconfig -e inject=fsconfig:error=EBUSY
  [[ $WHY == 'tracefs: cannot mount: '* ]]
}

@test "a kernel whose tracing is switched off: tracefs is there, and empty" {
  mount --bind "$TRACING/per_cpu" "$TRACING"
  counted
  [[ $WHY == "this kernel's tracing is switched off, as lockdown=confidentiality does" ]]
}

@test "an instance that cannot be made, or not be held" {
  counted -e trace=mkdirat -e inject=mkdirat:error=ENOMEM
  [[ $WHY == 'tracefs: cannot make an instance: Cannot allocate memory' ]]
  counted -e trace=mkdirat -e inject=mkdirat:error=EACCES
  [[ $WHY == 'only root of this host may trace' ]]
  counted -e trace=mkdirat -e inject=mkdirat:error=EEXIST
  [[ $WHY == 'tracefs: cannot make an instance: File exists' ]]
}

@test "a kernel that does not say why it drops, or does not tell of all that is needed" {
  : >"$BATS_TEST_TMPDIR/format"
  for event in net/netif_receive_skb net/net_dev_xmit; do
    mount --bind "$BATS_TEST_TMPDIR/format" "$TRACING/events/$event/format"
    counted
    umount "$TRACING/events/$event/format"
    [[ $WHY == "this kernel has no tracepoint ${event/\//:}" ]]
  done
  grep -v 'field:enum skb_drop_reason' "$TRACING/events/skb/kfree_skb/format" | sed 's/ reason: %s//; s/, __print_symbolic.*//' \
    >"$BATS_TEST_TMPDIR/format"
  mount --bind "$BATS_TEST_TMPDIR/format" "$TRACING/events/skb/kfree_skb/format"
  counted
  [[ $WHY == 'this kernel does not say why it drops a packet, as Linux 5.17 and later do' ]]
}

@test "an older kernel, without the tracepoints that can be done without" {
  : >"$BATS_TEST_TMPDIR/format"
  for event in net/netif_receive_skb_entry napi/napi_poll qdisc/qdisc_enqueue qdisc/qdisc_dequeue; do
    mount --bind "$BATS_TEST_TMPDIR/format" "$TRACING/events/$event/format"
  done
  watch tapo0
  write_all 3 "$bad"
  write_all 2 "$good"
  seen
  saw from-program 5 OTHERHOST 3
}

@test "without one of the libraries" {
  for library in libtracefs libtraceevent; do
    counted -e trace=openat -e inject=openat:error=ENOENT -P "/lib/$(uname -m)-linux-gnu/$library.so.1" \
      -P "/usr/lib/$(uname -m)-linux-gnu/$library.so.1" -P "/lib64/$library.so.1" -P "/usr/lib64/$library.so.1" \
      -P "/lib/$library.so.1" -P "/usr/lib/$library.so.1"
    [[ $WHY == "$library.so.1: cannot load: "* ]]
  done
}

@test "a failure that leaves nothing to count is one of why, or of the interface" {
  for call in {1..8}; do
    TRIED="tunadm why tapo0 --watch 0.1, without the answer to request $call"
    capture env ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0" strace -qq -o /dev/null -e trace=sendmsg \
      -e "inject=sendmsg:error=EIO:when=$call" "$TUNADM" why tapo0 --watch 0.1
    [[ $status -eq 0 || $stderr =~ (^|$'\n')'tunadm: '(why|tapo0)': cannot '[^:]+': ' ]]
  done
}
