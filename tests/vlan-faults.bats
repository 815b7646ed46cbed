#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The fault sweep's scenarios of VLANs, on kernels that filter them, where the whole sweep would take too long.
# shellcheck disable=SC2154 # bats sets status, output and lines; the others come from the environment

load lib/common

# sweep SCENARIO: every call of it fails, or is the last.
sweep() {
  # PTRACE_GET_SYSCALL_INFO is for processors that have the tracing of all others.
  ! grep -q 'User Mode Linux' /proc/cpuinfo || skip "User Mode Linux tells a tracer nothing of system calls"
  ip link add br0 type bridge vlan_filtering 1 2>/dev/null || skip "the kernel has no VLAN filtering on bridges"
  [[ $(link_json br0 | jq .linkinfo.info_data.vlan_filtering) -eq 1 ]] || skip "the kernel has no VLAN filtering on bridges"
  run unshare -nmpf --mount-proc "$top_builddir/tests/faults/sweep" --quick --only "$1" "$TUNADM"
  echo "$output"
  [[ $status -ne 77 ]] || skip "${lines[-1]}"
  [[ ${lines[-1]} =~ ^$1\ ([0-9]+)\ ([0-9]+)\ 0$ ]]
  ((BASH_REMATCH[2] > BASH_REMATCH[1]))
}

@test "add: whatever fails, the port is there in its VLANs, or nothing is" {
  sweep add-vlan
}

@test "set: whatever fails, the port is in the VLANs that it was in, or in those that were asked for" {
  sweep set-vlan
}
