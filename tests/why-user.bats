#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm why --user: whether a user could attach, and what creating takes; each finding true, and nearly true.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # inner shells; bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why

@test "a user that there is not" {
  make_tap tap0
  try why tap0 --user nosuchuser
  assert_usage_error '--user'
}

@test "not-allowed: owner, group, both" {
  need_root
  make_tap tap0 user "$OWNER"
  make_tap tap1 group "$GROUP"
  make_tap tap2 user "$OTHER" group "$GROUP"
  make_tap tap3 user "$OTHER" group "$OTHER_GROUP"
  explain tap0 --user "$OTHER"
  finds problem not-allowed "$OTHER may not attach: not its owner"
  hints not-allowed "tunadm check tap0 --user $OTHER"
  explain tap1 --user "$OTHER"
  finds problem not-allowed 'not in its group'
  explain tap2 --user "$OWNER"
  finds problem not-allowed 'not its owner'
  explain tap2 --user "$OTHER"
  finds problem not-allowed 'not in its group'
  for pair in tap0:$OWNER tap1:$OWNER tap3:$OTHER tap0:root; do
    explain "${pair%:*}" --user "${pair#*:}"
    lacks not-allowed
  done
  explain tap0
  lacks not-allowed
}

@test "in-use: by whom; only where it is asked whether a user could attach" {
  need_root
  make_tap tap0 user "$OWNER"
  explain tap0 --user "$OWNER"
  lacks in-use
  serve tap0
  explain tap0 --user "$OWNER"
  finds problem in-use "in use by attach \\(pid $HOLDER\\)"
  assert_status 1
  healthy tap0
}

@test "in-use: of a multi-queue interface, when the last queue is taken" {
  need_root
  make_tap tap0 multi_queue user "$OWNER"
  for _ in {1..15}; do
    hold tap0 tap multi_queue 16
  done
  hold tap0 tap multi_queue 15
  explain tap0 --user "$OWNER"
  lacks in-use
  hold tap0 tap multi_queue
  explain tap0 --user "$OWNER"
  finds problem in-use 'all its 256 queues'
}

@test "no-capability is a note about an interface" {
  need_root
  make_tap tap0 user "$OWNER"
  serve tap0
  explain tap0
  lacks no-capability
  explain_as "$OWNER" tap0
  finds_only no-capability
  finds note no-capability 'you have no CAP_NET_ADMIN'
  assert_status 0
  explain tap0 --user "$OWNER"
  finds note no-capability "$OWNER has no CAP_NET_ADMIN"
  explain tap0 --user root
  lacks no-capability
}

@test "no-capability: root without it, and root of another user namespace" {
  need_root
  make_tap tap0
  try_command setpriv --bounding-set=-net_admin --inh-caps=-net_admin "$TUNADM" why --json tap0
  valid_answer
  finds note no-capability
  unshare -Ur true 2>/dev/null || skip "no user namespaces"
  try_command unshare -Ur "$TUNADM" why --json tap0
  valid_answer
  finds note no-capability
  try_command unshare -Urn sh -c 'ip tuntap add tap0 mode tap && exec "$1" why --json tap0' sh "$TUNADM"
  valid_answer
  lacks no-capability
}

# explain_refused WHEN ARG...: the call number WHEN (N, N+) that a process makes to /dev/net/tun is refused with EACCES, as a
# security module would.
explain_refused() {
  try_command env ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0" \
    strace -f -qq -o /dev/null -P /dev/net/tun -e trace=ioctl -e inject="ioctl:error=EACCES:when=$1" \
    "$TUNADM" why --json "${@:2}"
  valid_answer
}

@test "attach-forbidden: refused though it is his own" {
  need_root
  make_tap tap0 user "$OWNER"
  remember_links
  explain tap0 --user "$OWNER"
  lacks attach-forbidden
  explain_refused 4 tap0 --user "$OWNER"
  finds problem attach-forbidden EACCES
  lacks not-allowed device-forbidden
  explain_refused 1+ tap0 --user "$OWNER"
  finds problem attach-forbidden
  explain_refused 2 tap0 --user "$OWNER"
  lacks attach-forbidden
  explain_refused 1+ tap0
  lacks attach-forbidden
  assert_links_unchanged
}

@test "not-allowed: neither owner nor group, as this kernel has it" {
  need_root
  make_tap tap0
  allowed=0
  as_user "$OTHER" attach tap0 tap - </dev/null >"$BATS_TEST_TMPDIR/reply" || allowed=1
  explain tap0 --user "$OTHER"
  if [[ $allowed -eq 0 ]]; then
    lacks not-allowed
  else
    finds problem not-allowed 'neither owner nor group'
  fi
  explain tap0 --user root
  lacks not-allowed
}

@test "a caller who may not try it out says nothing of security modules" {
  need_root
  make_tap tap0 user "$OWNER"
  explain_as "$OTHER" tap0 --user "$OWNER"
  lacks attach-forbidden not-allowed
  explain_as "$OTHER" tap0 --user "$OTHER"
  finds problem not-allowed
  # Nor of what this kernel does without owner and group.
  make_tap tap1
  try_command "${UNLEAKED[@]}" strace -f -qq -o /dev/null -e trace=unshare -e inject=unshare:error=EPERM \
    "$TUNADM" why --json tap1 --user "$OTHER"
  valid_answer
  lacks not-allowed
  assert_stderr_line 'note: .*not known whether this kernel.*'
}
