#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Refusals by something other than the kernel's own rule: each command says by what, and with which errno.
# shellcheck disable=SC2030,SC2031,SC2153,SC2154 # bats runs each test in a shell of its own, and sets stderr

load lib/common
load lib/why

: "${REFUSE:=$top_builddir/tests/helpers/refuse}"

# The request TUNSETIFF, and the errno values that a module or a filter has for it.
TUNSETIFF=0x400454ca
EPERM=1 EACCES=13

# try_refused ERRNO ARG...: attaching and creating is refused with this errno; seccomp stands for the module.
try_refused() {
  try_command "$REFUSE" request "$TUNSETIFF" "$1" "$TUNADM" "${@:2}"
}

@test "attaching: every command says that it is no matter of owner and group" {
  need_root
  make_tap tap0 user "$OWNER"
  remember_links
  for command in 'hold tap0' 'exec tap0 -- true' 'persist tap0 off' 'chown tap0 --owner bin' 'del tap0' \
    'add -e tap0 --owner bin'; do
    # shellcheck disable=SC2086 # words
    try_refused "$EACCES" $command
    assert_refused 6 tap0 'refused by a security module \(EACCES\): the kernel'
    assert_hint ausearch
    # shellcheck disable=SC2086 # words
    try_refused "$EPERM" $command
    assert_refused 6 tap0 'refused by a security module or a system call filter \(EPERM\): the kernel'
    assert_hint journalctl
  done
  assert_links_unchanged
  # If the kernel's own rule refuses, that is the reason given.
  try_as "$OTHER" hold tap0
  assert_refused 6 tap0 'permission denied: not its owner'
  assert_hint "its owner $OWNER"
}

@test "creating: likewise" {
  need_root
  for command in 'add tap7' 'add -e tap7' 'exec tap7 --mode tap -- true' 'up -f -'; do
    # shellcheck disable=SC2086 # words
    try_refused "$EACCES" $command <<<tap7
    assert_status 6
    [[ $stderr == *'tap7: cannot '*': refused by a security module (EACCES): the kernel'* ]] || fail "another reason"
    assert_hint ausearch
    # shellcheck disable=SC2086 # words
    try_refused "$EPERM" $command <<<tap7
    [[ $stderr == *'refused by a security module or a system call filter (EPERM)'* ]] || fail "another reason"
  done
  assert_no_link tap7
  try_as "$OTHER" add tap7
  assert_refused 6 tap7 'permission denied$'
  assert_hint CAP_NET_ADMIN
}

@test "the owner, without any capability, is told the same" {
  need_root
  make_tap tap0 user "$OWNER"
  for error in "$EACCES" "$EPERM"; do
    COPIES="$TUNADM $REFUSE" try_command with_open_node setpriv --reuid="$OWNER" --regid="$GROUP_GID" --clear-groups \
      --inh-caps=-all --no-new-privs /dev/net/refuse request "$TUNSETIFF" "$error" "/dev/net/${TUNADM##*/}" hold tap0
    assert_refused 6 tap0 'refused by a security module'
  done
}

@test "root of a user namespace, whose capability is none here, is not told of a module" {
  need_root
  unshare -Ur true 2>/dev/null || skip "no user namespaces"
  make_tap tap0 user "$OWNER"
  try_command unshare -Ur "$TUNADM" hold tap0
  assert_refused 6 tap0 'permission denied: not its owner'
}

@test "check: a security module is the third question" {
  need_root
  make_tap tap0 user "$OWNER"
  make_tap tap1 user "$OTHER"
  remember_links
  try check tap0 --user "$OWNER"
  assert_status 0
  for error in "$EACCES" "$EPERM"; do
    try_refused "$error" check tap0 --user "$OWNER"
    assert_refused 6 tap0 "$OWNER cannot attach: refused by a security module.*whoever owns the interface"
    assert_hint ausearch
    try_refused "$error" check tap0 --user root
    assert_refused 6 tap0 'root cannot attach: refused by a security module'
    # What the kernel checks first is reported first.
    try_refused "$error" check tap1 --user "$OWNER"
    assert_refused 6 tap1 'not its owner'
  done
  try_refused "$EACCES" check --json tap0 --user "$OWNER"
  assert_json '.[0] | .action == "failed" and .status == 6 and (.error | test("security module \\(EACCES\\)"))'
  hold tap0 tap -
  try_refused "$EACCES" check tap0 --user "$OWNER"
  assert_refused 6 tap0 'security module'
  release
  assert_links_unchanged
}

@test "check and why agree, whatever attaching meets" {
  need_root
  make_tap tap0 user "$OWNER"
  for error in "$EACCES" "$EPERM" 22 16; do
    try_refused "$error" check tap0 --user "$OWNER"
    verdict=$status
    try_refused "$error" why --json tap0 --user "$OWNER"
    valid_answer
    if [[ $verdict -eq 0 ]]; then
      lacks attach-forbidden
    else
      finds problem attach-forbidden 'security module'
    fi
  done
}
