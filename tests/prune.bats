#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# up --prune: deletes what matches, is persistent and idle and has no entry; a table with errors deletes nothing.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

setup_file() {
  own_etc
}

setup() {
  rm -rf "$DEFAULT_TABLE" "$DEFAULT_DIRECTORY"
  remember_links
}

# nothing_pruned STATUS COMMAND...: the command has that status, says that nothing is pruned, and vm1 stays.
nothing_pruned() {
  try "${@:2}"
  assert_status "$1"
  assert_stderr_line 'tunadm: --prune: nothing is pruned, as the table has errors'
  assert_link_exists vm1
}

@test "what matches and has no entry goes, and nothing else; without --prune nothing does" {
  for name in vm1 vm2 tap1 xvm vm; do make_tap "$name"; done
  ip link add vm3 type bridge
  default_table 'vm1 --mode tap' 'vm4 -m tap'
  try up
  assert_silent
  assert_link_names 'tap1 vm vm1 vm2 vm4 xvm'
  try -v up --prune 'vm?'
  assert_status 0
  assert_stdout ''
  assert_stderr $'vm1: unchanged\nvm4: unchanged\nvm2: pruned'
  assert_link_names 'tap1 vm vm1 vm4 xvm'
  assert_link_exists vm3
}

@test "several patterns, each interface once; a pattern that matches nothing is fine, and so is a name" {
  for name in vm1 vm2 vm10 tap1 tap2; do make_tap "$name"; done
  default_table tap2
  try -v up --prune 'vm*' --prune='*1' --prune 'x*' --prune nosuch --prune vm2
  assert_status 0
  assert_stderr $'tap2: unchanged\ntap1: pruned\nvm1: pruned\nvm2: pruned\nvm10: pruned'
  assert_link_names tap2
  try -v up --prune 'vm*'
  assert_status 0
  assert_stderr 'tap2: unchanged'
}

@test "an empty table, and an empty directory, keep nothing" {
  make_tap vm1
  make_tap vm2
  default_table '# nothing'
  try up --prune vm1
  assert_silent
  assert_link_names vm2
  rm "$DEFAULT_TABLE"
  drop_in a.conf
  rm "$DEFAULT_DIRECTORY/a.conf"
  try up --prune 'vm*'
  assert_silent
  assert_links_unchanged
}

@test "entries of every file count, and with --file of that file alone" {
  for name in vm1 vm2 vm3; do make_tap "$name"; done
  default_table 'vm1 -m tap'
  drop_in a.conf 'vm2 -m tap'
  try up --prune 'vm*'
  assert_silent
  assert_link_names 'vm1 vm2'
  try up --file "$DEFAULT_DIRECTORY/a.conf" --prune 'vm*'
  assert_silent
  assert_link_names vm2
  try_command sh -c 'echo "vm3 -m tap" | "$1" up --file - --prune "vm*"' sh "$TUNADM"
  assert_silent
  assert_link_names vm3
}

@test "one in use is status 5 and stays, with who holds it and without advice to force; the others go" {
  for name in vm1 vm2 vm3; do make_tap "$name"; done
  hold vm2 tap -
  default_table '# nothing'
  for run in --dry-run ''; do
    # shellcheck disable=SC2086 # a word or none
    try up --prune 'vm*' $run
    assert_status 5
    assert_messages 1
    assert_stderr_line "tunadm: vm2: cannot delete: in use by attach \\(pid $HOLDER\\)"
    assert_hint 'stop it first'
    ! grep -q -- --force <<<"$stderr" || fail 'it advises what up does not take'
  done
  assert_link_names vm2
  assert_answer flags 'flags 0x1802'
  # Multi-queue, with a queue that is detached.
  ip tuntap add vm4 mode tap multi_queue
  hold vm4 tap multi_queue
  try up --prune vm4
  assert_refused 5 vm4 "pid $HOLDER"
  assert_link_exists vm4
}

@test "one that is not persistent is never touched, idle or in use" {
  hold vm1 tap -
  [[ $(link_json vm1 | jq .linkinfo.info_data.persist) == false ]]
  default_table '# nothing'
  try -v up --prune 'vm*'
  assert_silent
  assert_answer flags 'flags 0x1002'
}

@test "what an entry calls by an alternative name is kept" {
  make_tap vm1
  make_tap vm2
  ip link property add dev vm1 altname web
  default_table 'web --mode tap --mtu 1400'
  try -v up --prune 'vm*'
  assert_status 0
  assert_stderr_line 'vm2: pruned'
  assert_link vm1 '.mtu == 1400'
}

@test "where a line cannot be read nothing is pruned, which is said" {
  make_tap vm1
  default_table 'vm0 -m tap' 'vm1 -m tap --mtu 1'
  nothing_pruned 2 up --prune 'vm*'
  assert_link_exists vm0
  for line in 'vm!1' '--mode tap' 'vm1 -m tap "' 'vm0 -m tap' 'vm1' 'vm1 -m tap --no-such-option'; do
    default_table 'vm0 -m tap' "$line"
    nothing_pruned 2 up --prune 'vm*'
    nothing_pruned 2 -q up --prune 'vm*'
    nothing_pruned 2 up --prune 'vm*' --dry-run
    nothing_pruned 2 up --prune 'vm*' --json
    assert_json 'all(.action != "pruned")'
  done
  raw_table 'vm0 -m tap\nvm1 -m tap\0\n'
  nothing_pruned 2 up --prune 'vm*' -f "$TABLE"
}

@test "where a file or the directory cannot be read nothing is pruned, which is said" {
  need_root
  make_tap vm1
  default_table 'vm0 -m tap'
  drop_in a.conf 'vm1 -m tap'
  chmod 0666 "$DEFAULT_DIRECTORY/a.conf"
  nothing_pruned 6 up --prune 'vm*'
  rm "$DEFAULT_DIRECTORY/a.conf"
  ln -s /nosuch "$DEFAULT_DIRECTORY/a.conf"
  nothing_pruned 1 up --prune 'vm*'
  rm "$DEFAULT_DIRECTORY/a.conf"
  drop_in a.conf
  printf 'vm1 -m tap\n' | iconv -f UTF-8 -t UTF-16 >"$DEFAULT_DIRECTORY/a.conf"
  nothing_pruned 2 up --prune 'vm*'
  drop_in a.conf '# x'
  chmod 0777 "$DEFAULT_DIRECTORY"
  nothing_pruned 6 up --prune 'vm*'
  chmod 0755 "$DEFAULT_DIRECTORY"
  chown "$OWNER" "$DEFAULT_TABLE"
  nothing_pruned 6 up --prune 'vm*'
  rm "$DEFAULT_TABLE"
  ln -s /nosuch "$DEFAULT_TABLE"
  nothing_pruned 1 up --prune 'vm*'
  rm -r "$DEFAULT_TABLE" "$DEFAULT_DIRECTORY"
  nothing_pruned 1 up --prune 'vm*'
  nothing_pruned 1 up --prune 'vm*' --file "$BATS_TEST_TMPDIR/nosuch"
}

@test "where a name has two entries nothing is pruned, which is said" {
  make_tap vm1
  default_table 'vm0 -m tap'
  drop_in a.conf 'vm0 -m tap'
  nothing_pruned 2 up --prune 'vm*'
  assert_no_link vm0
}

@test "an entry that cannot be made is an entry: the others are pruned" {
  ip tuntap add vm0 mode tun
  make_tap vm1
  default_table 'vm0 -m tap'
  try up --prune 'vm*'
  assert_status 4
  assert_messages 1
  assert_link_names vm0
}

@test "with NAMEs it is a usage error, before the table is read" {
  make_tap vm1
  remember_links
  default_table 'vm0 -m tap'
  for arguments in "--prune vm* vm0" "vm0 --prune vm*" "-j --prune=x vm0"; do
    set -f
    # shellcheck disable=SC2086 # words
    try_traced up $arguments
    set +f
    assert_status 2
    assert_messages 1
    assert_stderr_line 'tunadm: --prune: .*names.*'
    assert_no_request tuntab
    assert_kernel_untouched
  done
  assert_links_unchanged
}

@test "a pattern that no name can match is a usage error" {
  default_table '# nothing'
  for pattern in '' 'a/b' 'a b' "$(printf 'x%.0s' {1..128})" '-x'; do
    try up --prune="$pattern"
    assert_usage_error '^tunadm: --prune: invalid value '
  done
  try up --prune
  assert_usage_error '^tunadm: --prune: an argument is missing'
  try down --prune 'vm*'
  assert_usage_error '^tunadm: --prune: unknown option'
}

@test "--dry-run says the same, on stdout, and changes nothing" {
  for name in vm1 vm2 vm3; do make_tap "$name"; done
  hold vm3 tap vnet_hdr
  remember_links
  default_table 'vm1 -m tap --mtu 1400' 'vm0 -m tap'
  try_traced up --dry-run --prune 'vm*'
  assert_status 5
  rehearsed=$output
  assert_stdout $'vm1: changed mtu\nvm0: created\nvm2: pruned'
  assert_no_request 'RTM_NEWLINK.*NLM_F_REQUEST|RTM_SETLINK|RTM_DELLINK|TUNSETPERSIST'
  assert_links_unchanged
  try -v up --prune 'vm*'
  assert_status 5
  [[ $(grep -v '^tunadm: \|^hint: ' <<<"$stderr") == "$rehearsed" ]] || fail "rehearsed was: $rehearsed"
  assert_link_names 'vm0 vm1 vm3'
}

@test "--json: an object for each, with the action pruned, and the same in a rehearsal" {
  for name in vm1 vm2 vm3; do make_tap "$name"; done
  hold vm3 tap -
  default_table 'vm1 -m tap'
  try up --prune 'vm*' --json --dry-run
  rehearsed=$output
  try up --prune 'vm*' --json
  assert_status 5
  assert_json 'map([.ifname, .action, .status]) == [["vm1", "unchanged", 0], ["vm2", "pruned", 0], ["vm3", "failed", 5]]'
  assert_json '.[1] == {ifname: "vm2", action: "pruned", changes: [], status: 0}'
  [[ $(jq -cS . <<<"$output") == "$(jq -cS . <<<"$rehearsed")" ]] || fail "rehearsed was: $rehearsed"
}

@test "in another network namespace it prunes there" {
  new_netns
  make_tap vm1
  remember_links
  in_netns ip tuntap add vm1 mode tap
  in_netns ip tuntap add vm2 mode tap
  default_table 'vm1 -m tap'
  try -v -n "/proc/$NETNS_PID/ns/net" up --prune 'vm*'
  assert_status 0
  assert_stderr $'vm1: unchanged\nvm2: pruned'
  assert_links_unchanged
}

@test "an ordinary user prunes his own, and is refused the others'" {
  need_root
  make_tap vm1 user "$OWNER"
  make_tap vm2 user "$OTHER"
  default_table '# nothing'
  try_as "$OWNER" up --prune 'vm*'
  assert_refused 6 vm2 .
  assert_link_names vm2
}

@test "many are deleted in one request, at the price of one" {
  printf 'tuntap add vm%d mode tap\n' {1..50} | ip -batch -
  make_tap vm0
  default_table 'vm0 -m tap'
  try_traced up --prune 'vm*'
  assert_status 0
  [[ $(grep -c 'nlmsg_type=RTM_DELLINK' "$TRACE") -eq 1 ]] || fail 'not one request'
  assert_link_names vm0
}

@test "interrupted, it says how far it got, and what is left stays whole" {
  printf 'tuntap add vm%d mode tap\n' {1..20} | ip -batch -
  default_table '# nothing'
  stop_at sendmsg 3 -- up --prune 'vm*'
  finish TERM
  [[ $status -eq 143 ]] || fail "the status is $status"
  grep -Eq 'interrupted by SIGTERM: [0-9]+ of 20 pruned' <<<"$stderr" || fail "it said: $stderr"
}
