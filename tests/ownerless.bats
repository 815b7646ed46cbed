#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# An interface with neither owner nor group: what check and the others say of it is what this kernel does.
# shellcheck disable=SC2016,SC2154 # jq has variables of its own; bats sets stderr

load lib/common

# on_new_kernel COMMAND...: where the kernel lets only CAP_NET_ADMIN attach to it.
on_new_kernel() {
  ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0" \
    LD_PRELOAD=$top_builddir/tests/helpers/new-kernel.so try "$@"
}

@test "check finds out what the running kernel does" {
  need_root
  make_tap tap0
  truth=0
  as_user "$OTHER" attach tap0 tap - </dev/null >/dev/null 2>&1 || truth=6
  try check tap0 --user "$OTHER"
  assert_status "$truth"
  assert_link tap0 '$tun.user == null' '$tun.persist'
}

@test "where it lets nobody in: check says so, and what mends it" {
  need_root
  make_tap tap0
  on_new_kernel check tap0 --user "$OTHER"
  assert_refused 6 tap0 'neither owner nor group, and this kernel lets only CAP_NET_ADMIN'
  assert_hint "chown tap0 --owner $OTHER"
}

@test "where it lets nobody in: root can attach by its capability, not as everybody can" {
  need_root
  make_tap tap0
  on_new_kernel check tap0 --user root
  assert_status 0
  assert_stdout_line 'tap0: root can attach, with CAP_NET_ADMIN: .*'
  on_new_kernel check tap0 --user root -j
  jq -e '.[0].right == "capability"' <<<"$output"
}

@test "a process that cannot create an interface blames no security module" {
  need_root
  make_tap tap0
  make_tap tap1 user "$OTHER"
  for name in tap0 tap1; do
    # It has the right to make a network namespace.
    try_command setpriv --bounding-set=-net_admin --inh-caps=-net_admin "$TUNADM" check "$name" --user "$OTHER"
    truth=0
    as_user "$OTHER" attach "$name" tap - </dev/null >/dev/null 2>&1 || truth=6
    assert_status "$truth"
    [[ $stderr != *"security module"* ]]
  done
}

@test "where it cannot be tried, it is said not to be known" {
  need_root
  make_tap tap0
  try_command env ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o /dev/null -e trace=unshare \
    -e inject=unshare:error=EPERM "$TUNADM" check tap0 --user "$OTHER"
  assert_status 0
  assert_stderr_line 'note: .*tap0: .*not known whether this kernel.*'
}

@test "a user who is refused is not told of a security module" {
  need_root
  make_tap tap0
  refused() {
    COPIES="$TUNADM $top_builddir/tests/helpers/new-kernel.so" try_command with_open_node \
      setpriv --reuid="$OTHER" --regid="$OTHER_GID" --clear-groups --inh-caps=-all \
      env LD_PRELOAD=/dev/net/new-kernel.so ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0" \
      "/dev/net/${TUNADM##*/}" "$@"
    assert_refused 6 tap0 'permission denied' && assert_hint 'neither owner nor group.*CAP_NET_ADMIN' || return 1
  }
  refused del tap0
  refused persist tap0 off
  refused chown tap0 --owner "$OTHER"
  refused hold tap0
  refused exec tap0 -- true
}

@test "add --anyone says where it lets nobody in, and makes it as asked" {
  need_root
  on_new_kernel add tap0 --anyone
  assert_status 0
  assert_stdout ''
  assert_stderr_line 'note: .*--anyone.*CAP_NET_ADMIN.*'
  assert_link tap0 '$tun.user == null' '$tun.persist'
  on_new_kernel -q add tap1 --anyone
  assert_silent
  on_new_kernel add tap2 --owner "$OTHER"
  assert_silent
}

@test "up says so of what it makes with --anyone, once" {
  need_root
  table 'tap0 --anyone' "tap1 --owner $OTHER"
  on_new_kernel up -f "$TABLE"
  assert_status 0
  assert_stderr 'note: tap0: --anyone: this kernel lets only CAP_NET_ADMIN attach to an interface with neither owner nor group'
  on_new_kernel up -f "$TABLE"
  assert_silent
  table 'tap0 --anyone' 'tap2 --anyone' 'tap3 --anyone'
  on_new_kernel up -f "$TABLE"
  assert_stderr_line 'note: tap2 and 1 more: --anyone: .*'
  try up -f "$TABLE"
  assert_silent
}
