#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The kernel that runs this behaves as doc/tun-kernel.md says.

bats_require_minimum_version 1.5.0
: "${top_srcdir:?the source tree}"

@test "every trap of doc/tun-kernel.md is there" {
  local program=$BATS_TEST_TMPDIR/facts.py
  [[ $(awk '{ print $3 }' /proc/self/uid_map) -gt 1 ]] ||
    skip "they need a second user, and there is only one in this user namespace"
  awk '/^```python$/ { inside = 1; next } /^```/ { inside = 0 } { print inside ? $0 : "" }' \
    "$top_srcdir/doc/tun-kernel.md" >"$program"
  [[ $(grep -c assert "$program") -gt 30 ]]
  unshare --net python3 "$program" 3>&-
}
