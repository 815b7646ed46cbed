#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm reset: failing requests, a filter that keeps all programs out, and signals.
# shellcheck disable=SC2016,SC2030,SC2031,SC2034,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common
load lib/leftovers

@test "with packet information and a classic filter, which keeps everybody out, it comes out clean and with its record" {
  for kind in '' multi_queue; do
    flags=pi,vnet_hdr${kind:+,$kind}
    # shellcheck disable=SC2086 # words
    make_tap tap0 pi vnet_hdr $kind
    peer tap0
    leave tap0 tap "$flags" classic 'header 12'
    assert_kept_out tap0 tap "$flags"
    remember_links
    before=$(carrier_changes tap0)
    try_filtered reset --json tap0
    found filter header
    assert_link tap0 '$tun.pi' '$tun.vnet_hdr' '.flags | index("LOWER_UP") | not'
    # The program that was not attached has left a carrier without an owner: it is switched off.
    (($(carrier_changes tap0) <= before + 1))
    assert_let_in tap0 tap "$flags"
    hold tap0 tap "$flags"
    assert_answer left 'header 10 little 0 classic 0'
    gets_packets
    release
    try_filtered -v reset tap0
    assert_stderr 'tap0: unchanged'
    # The same where the kernel does not find the filter any more, and lets in.
    leave tap0 tap "$flags" classic
    try -v reset tap0
    assert_stderr 'tap0: changed filter'
    assert_link tap0 '$tun.pi' '$tun.vnet_hdr'
    assert_let_in tap0 tap "$flags"
    ip link del tap0
  done
}

@test "what a kernel does not have counts as clean" {
  for mode in tap tun; do
    "make_$mode" x0
    for request in TUNSETFILTEREBPF TUNSETSTEERINGEBPF TUNSETVNETBE; do
      for error in EINVAL ENOTTY; do
        failing "$request" "$error" reset x0
        assert_silent
      done
    done
    ip link del x0
  done
}

# failing REQUEST ERROR ARG...: tunadm ARG..., where that request, its first one, fails so.
failing() {
  local request=$1 error=$2 count
  shift 2
  try_traced "$@"
  count=$(grep -E '^[0-9]+ +ioctl\(' "$TRACE" | grep -nE "ioctl\([0-9]+(<[^(]*)?, (0x[0-9a-f]+ )?.*$request\b" | head -n 1 | cut -d: -f1)
  [[ -n $count ]] || fail "no $request: $(cat "$TRACE")" || return 1
  [[ -z ${BEFORE_FAILING-} ]] || "$BEFORE_FAILING"
  TRIED="tunadm $* ($request fails with $error)"
  capture "${UNLEAKED[@]}" strace -f -qq -o "$TRACE" -e trace=ioctl -e "inject=ioctl:error=$error:when=$count" \
    "$TUNADM" "$@"
  grep -q "$request.*(INJECTED)" "$TRACE" || fail "no $request was made to fail: $(cat "$TRACE")"
}

@test "each request that fails is said, with what it was about, and what netlink shows is as before" {
  make_tap tap0
  again() {
    leave tap0 tap - 'type 512' classic filter 'header 12' 'little 1' 'offload 1'
    remember_links
  }
  BEFORE_FAILING=again
  while IFS='|' read -r request words; do
    again
    failing "$request" EIO reset tap0
    assert_refused 1 tap0 "^$words: Input/output error\$" || return 1
    assert_links_unchanged || return 1
    try reset tap0
    assert_silent
    hold tap0 tap -
    assert_answer left 'header 10 little 0 classic 0'
    release
  done <<'END'
TUNGETVNETHDRSZ|cannot read what was left
TUNGETVNETLE|cannot read what was left
TUNGETFILTER|cannot read what was left
SIOCETHTOOL|cannot read what was left
TUNDETACHFILTER|cannot clear its filter
TUNATTACHFILTER|cannot clear its filter
TUNSETTXFILTER|cannot clear its destination filter
TUNSETFILTEREBPF|cannot clear its filter program
TUNSETSTEERINGEBPF|cannot clear its steering program
TUNSETOFFLOAD|cannot clear its offloads
TUNSETVNETHDRSZ|cannot reset the size of its virtio-net header
TUNSETVNETLE|cannot reset the byte order of its virtio-net header
TUNSETVNETBE|cannot reset the byte order of its virtio-net header
TUNSETLINK|cannot reset its link type
TUNSETIFF|cannot reset
END
}

@test "an owner is let in past the filter, too" {
  need_root
  make_tap tap0 user "$OWNER" pi
  leave tap0 tap pi classic
  COPIES="$TUNADM $top_builddir/tests/helpers/meddle.so" TRIED='tunadm -v reset tap0 (filtered, as its owner)' \
    capture with_open_node setpriv --reuid="$OWNER" --regid="$OWNER_UID" --clear-groups --inh-caps=-all \
    env ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0" LD_PRELOAD=/dev/net/meddle.so MEDDLE_FILTER=1 \
    "/dev/net/${TUNADM##*/}" -v reset tap0
  assert_stderr 'tap0: changed filter'
  assert_link tap0 '$tun.pi'
}

@test "whatever fails past the filter, the record is put back" {
  make_tap tap0 pi vnet_hdr
  leave_filter() {
    leave tap0 tap pi,vnet_hdr classic || return 1
    assert_kept_out tap0 tap pi,vnet_hdr
  }
  leave_filter
  capture strace -f -qq -o "$BATS_TEST_TMPDIR/calls" -e trace=ioctl,openat,sendmsg,close \
    "${PRELOADED[@]}" "$TUNADM" reset tap0
  # Failures after the kernel has reported success for the first time.
  first=$(grep -n TUNSETIFF "$BATS_TEST_TMPDIR/calls" | head -n 1 | cut -d: -f1)
  refused=0
  while IFS=: read -r call number; do
    hold tap0 tap vnet_hdr
    release
    # The record says no packet information: then a filter can be left again.
    hold tap0 tap vnet_hdr && assert_answer classic 'done' && release
    assert_kept_out tap0 tap pi,vnet_hdr
    TRIED="$call $number"
    capture "${UNLEAKED[@]}" strace -f -qq -o "$BATS_TEST_TMPDIR/past" -E "LD_PRELOAD=$top_builddir/tests/helpers/meddle.so" \
      -E MEDDLE_FILTER=1 -E "${PRELOADED[1]}" -e trace="$call" -e "inject=$call:error=EIO:when=$number" "$TUNADM" reset tap0
    [[ $status -eq 0 || $stderr == 'tunadm: tap0: cannot '* ]] || fail "$stderr" || return 1
    ((refused += status != 0)) || true
    assert_link tap0 '$tun.pi' '$tun.vnet_hdr' || return 1
    try_filtered reset tap0
    assert_silent
    assert_let_in tap0 tap pi,vnet_hdr
  done < <(awk -v first="$first" '{
      call = $2; sub(/\(.*/, "", call); count[call]++
      if (NR > first && call != "close") print call ":" count[call]
    }' "$BATS_TEST_TMPDIR/calls")
  ((refused >= 10)) || fail "only $refused were refused"
}

@test "a signal ends it between two interfaces: each is whole, and it says how far it got" {
  local i
  for i in 1 2 3; do
    make_tap "tap$i"
    leave "tap$i" tap - 'type 512' 'header 12' 'offload 1'
  done
  # The first one's link type is the last of it.
  stop_at ioctl "$(nth_request TUNSETTXFILTER reset tap1 tap2 tap3)" -- reset tap1 tap2 tap3
  finish TERM
  [[ $status -eq 143 ]] || fail "status $status: $stderr"
  grep -q 'interrupted by SIGTERM: 1 of 3 reset' <<<"$stderr" || fail "$stderr"
  assert_link tap1 '.link_type == "ether"'
  [[ $(checksums tap1) == off ]]
  assert_link tap2 '.link_type == "ppp"'
  assert_link tap3 '.link_type == "ppp"'
}

@test "with --json a signal leaves a whole document: what is reset, and what was not reached" {
  local i
  for i in 1 2 3; do
    make_tap "tap$i"
    leave "tap$i" tap - 'type 512' 'header 12' 'offload 1'
  done
  stop_at ioctl "$(nth_request TUNSETTXFILTER reset --json tap1 tap2 tap3)" -- reset --json tap1 tap2 tap3
  finish INT
  [[ $status -eq 130 ]] || fail "status $status: $stderr"
  assert_json '[.[] | [.ifname, .action]] == [["tap1", "changed"], ["tap2", "failed"], ["tap3", "failed"]]'
  assert_json '.[0].changes == ["header", "offload", "linktype"] and (.[2].error | test("interrupted by SIGINT"))'
}

# nth_request REQUEST ARG...: the number of that ioctl among all; and then all is left anew.
nth_request() {
  local request=$1 i
  shift
  "${UNLEAKED[@]}" strace -f -qq -o "$BATS_TEST_TMPDIR/count" -e trace=ioctl "$TUNADM" "$@" >/dev/null 2>&1 3>&-
  for i in 1 2 3; do
    leave "tap$i" tap - 'type 512' 'header 12' 'offload 1' >/dev/null
  done
  grep -n "$request" "$BATS_TEST_TMPDIR/count" | head -n 1 | cut -d: -f1
}
