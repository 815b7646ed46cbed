#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# What unprivileged callers may do: every kind of caller with every command, in a plain and in a user namespace.
# shellcheck disable=SC2016,SC2034,SC2030,SC2031,SC2154 # inner shells have variables of their own; bats sets stderr

load lib/common

setup() {
  need_root
  remember_links
  OUTSIDER=nobody
  # Interfaces as ip makes them, by what is set of them.
  declare -gA IDS=([nothing]='' [owner]="user $OWNER" [group]="group $OTHER_GROUP"
    [both]="user $OWNER group $OTHER_GROUP")
  # Callers, as as_user takes them.
  declare -gA CALLERS=([owner]="$OWNER" [member]="$OUTSIDER --groups $OTHER_GROUP"
    [both]="$OWNER --groups $OTHER_GROUP" [outsider]="$OUTSIDER")
}

# may_attach CALLER IDS: the kernel's rule, stated independently. If not allowed, REASON and HINT are the expected
# messages.
may_attach() {
  REASON='' HINT=''
  case $2:$1 in
  nothing:* | owner:owner | owner:both | group:member | group:both | both:both) return 0 ;;
  owner:*) REASON='not its owner' HINT="this takes its owner $OWNER, or CAP_NET_ADMIN" ;;
  group:*) REASON='not in its group' HINT="this takes a member of its group $OTHER_GROUP, or CAP_NET_ADMIN" ;;
  both:owner) REASON='not in its group' ;;
  both:member) REASON='not its owner' ;;
  both:outsider) REASON='neither its owner nor in its group' ;;
  esac
  : "${HINT:=this takes its owner $OWNER, who must also be in its group $OTHER_GROUP, or CAP_NET_ADMIN}"
  return 1
}

# try_caller CALLER ARG...: tunadm ARG... as that caller.
try_caller() {
  # shellcheck disable=SC2086 # words
  try_as ${CALLERS[$1]} "${@:2}"
}

# anew IDS: tap0 as it is at first, whatever has become of the last one.
anew() {
  # shellcheck disable=SC2086 # words
  link_exists tap0 || make_tap tap0 ${IDS[$1]}
  ip link set tap0 address 02:00:00:00:01:00
  remember_links
}

# each_case FUNCTION ARG...: calls FUNCTION CALLER IDS ARG... for all of both, with tap0 there.
each_case() {
  local ids caller
  for ids in nothing owner group both; do
    for caller in owner member both outsider; do
      anew "$ids"
      "$1" "$caller" "$ids" "${@:2}" || fail "the caller: $caller; set: $ids"
    done
    delete_all_links
  done
}

# as_the_kernel_says CALLER IDS WHAT CONDITION ARG...: if the caller may attach, it succeeds and tap0 fulfils CONDITION
# (or "gone"); otherwise it is refused with the reason, and nothing has changed.
as_the_kernel_says() {
  local caller=$1 ids=$2 what=$3 condition=$4
  shift 4
  try_caller "$caller" "$@"
  if ! may_attach "$caller" "$ids"; then
    assert_refused 6 tap0 "^$what: permission denied: $REASON\$" && assert_hint "$HINT\$" && assert_links_unchanged
    return
  fi
  assert_silent || return
  if [[ $condition == gone ]]; then
    assert_no_link tap0
  else
    assert_link tap0 "$condition" || return
    delete_all_links
  fi
}

# refused_to_all CALLER IDS WHAT ARG...: without CAP_NET_ADMIN nobody may do it, not even the owner.
refused_to_all() {
  try_caller "$1" "${@:4}"
  assert_refused 6 "${REFUSED:-tap0}" "^$3: permission denied\$" && assert_hint CAP_NET_ADMIN && assert_links_unchanged
}

# not_by_halves CALLER IDS ARG...: refused, be it for the one thing or the other.
not_by_halves() {
  try_caller "$1" "${@:3}"
  assert_refused 6 tap0 '^cannot bring in line: permission denied' && assert_links_unchanged
}

@test "del: who may attach may delete" {
  each_case as_the_kernel_says 'cannot delete' gone del tap0
}

@test "persist off: who may attach may let it go" {
  each_case as_the_kernel_says 'cannot make non-persistent' gone persist tap0 off
}

@test "persist: who may not attach is refused even where nothing would change" {
  each_case as_the_kernel_says 'cannot make persistent' '$tun.persist' persist tap0
}

@test "chown: who may attach may give it away" {
  each_case as_the_kernel_says 'cannot change owner' "\$tun.user == \"$OTHER\"" chown tap0 --owner "$OTHER"
  each_case as_the_kernel_says 'cannot change owner' "\$tun.group == \"$GROUP\"" chown tap0 --group "$GROUP"
}

@test "reset: who may attach may clear what others left" {
  each_case as_the_kernel_says 'cannot reset' '$tun.persist' reset tap0
}

@test "add --ensure: who may attach may change the owner, and nobody a property of the link" {
  each_case as_the_kernel_says 'cannot bring in line' "\$tun.user == \"$OTHER\"" \
    add --ensure tap0 --owner "$OTHER"
  each_case refused_to_all 'cannot bring in line' add --ensure tap0 --mtu 1400
}

@test "add --ensure: a change that needs privilege is refused before one that does not is made" {
  each_case not_by_halves add --ensure tap0 --owner "$OTHER" --mtu 1400
}

unchanged_for_all() {
  try_caller "$1" -v add --ensure tap0 --mode tap --mtu 1500
  assert_status 0 && assert_stderr 'tap0: unchanged' && assert_links_unchanged
}

@test "add --ensure: what is as asked needs no right" {
  each_case unchanged_for_all
}

@test "set-mac, set-mtu: refused to everybody without CAP_NET_ADMIN" {
  each_case refused_to_all 'cannot set MAC address' set-mac tap0 02:00:00:00:00:02
  each_case refused_to_all 'cannot set MTU' set-mtu tap0 1400
}

@test "add: refused to everybody without CAP_NET_ADMIN" {
  REFUSED=tap1
  each_case refused_to_all 'cannot create' add tap1
  REFUSED=lab%d
  each_case refused_to_all 'cannot create' add lab%d --mode tap
}

shown_to_all() {
  try_caller "$1" show --noheadings -o name,persist tap0
  assert_status 0 && assert_stderr '' && [[ $output == tap0\ *yes* ]] && assert_links_unchanged
}

@test "show: everybody may look" {
  each_case shown_to_all
}

# What check says of a caller is asked as root, and by an outsider: the answer is the same.
checked() {
  local user=${CALLERS[$1]%% *} asker wanted=6
  # A user is checked with the groups that the account has.
  case $1 in member | both) return 0 ;; esac
  ! may_attach "$1" "$2" || wanted=0
  for asker in root "$OUTSIDER"; do
    if [[ $asker == root ]]; then try check tap0 --user "$user"; else try_as "$asker" check tap0 --user "$user"; fi
    assert_status "$wanted" && assert_links_unchanged || return 1
  done
}

@test "check: everybody may ask, of everybody, and is told what attaching would meet" {
  each_case checked
}

executes() {
  try_caller "$1" exec tap0 -- true
  if may_attach "$1" "$2"; then
    assert_silent
  else
    assert_refused 6 tap0 "^cannot attach: permission denied: $REASON\$"
  fi && assert_links_unchanged
}

@test "exec: who may attach may have a command attached" {
  each_case executes
}

holds() {
  local caller=$1 ids=$2
  # It says when it is attached by what it can be asked: a carrier.
  ip link set tap0 up
  remember_links
  if may_attach "$caller" "$ids"; then
    # shellcheck disable=SC2086 # words
    as_user ${CALLERS[$caller]} timeout -s TERM 20 "/dev/net/$(basename "$TUNADM")" hold tap0 3>&- &
    HOLDERS+=("$!")
    wait_until eval '[[ $(link_json tap0 | jq -c ".flags | index(\"NO-CARRIER\")") == null ]]' || return 1
    pkill -TERM -P "$!" -x tunadm 2>/dev/null || kill -TERM "$!"
    wait "$!" || true
    delete_all_links
  else
    try_caller "$caller" hold tap0
    assert_refused 6 tap0 "permission denied: $REASON\$" && assert_links_unchanged
  fi
}

@test "hold: who may attach may plug it in" {
  each_case holds
}

# The kernel tells him not in which network namespace the interface of the descriptor is: it could be a namesake's.
@test "chown, persist: an owner is refused while it is in use, be it by himself" {
  make_tap tap0 user "$OWNER"
  hold_as "$OWNER" tap0 tap -
  remember_links
  for command in "chown tap0 --owner $OTHER" 'persist tap0 off'; do
    # shellcheck disable=SC2086 # words
    try_as "$OWNER" $command
    assert_refused 6 tap0 "in use by attach \\(pid [0-9]+\\), whose descriptor may not be borrowed: "
    assert_hint 'CAP_NET_ADMIN and CAP_SYS_PTRACE'
    assert_links_unchanged
  done
}

@test "an owner's right ends with the ownership" {
  make_tap tap0 user "$OWNER"
  try_as "$OWNER" chown tap0 --owner "$OTHER"
  assert_silent
  remember_links
  for command in 'del tap0' 'persist tap0 off' "chown tap0 --owner $OWNER"; do
    # shellcheck disable=SC2086 # words
    try_as "$OWNER" $command
    assert_refused 6 tap0 'permission denied: not its owner$'
    assert_links_unchanged
  done
}

@test "several names: what one may not delete does not keep the others" {
  make_tap tap0 user "$OWNER"
  make_tap tap1 user "$OTHER"
  make_tap tap2 user "$OWNER"
  try_as "$OWNER" del tap0 tap1 tap2
  assert_refused 6 tap1 'cannot delete: permission denied: not its owner$'
  assert_no_link tap0
  assert_link_exists tap1
  assert_no_link tap2
}

# try_in_userns USER OPTIONS ARG...: tunadm ARG... as root of a user namespace that USER makes with unshare OPTIONS.
try_in_userns() {
  TRIED="tunadm ${*:3} (as root of a user namespace of $1)"
  run --separate-stderr -- as_user "$1" unshare "$2" "/dev/net/$(basename "$TUNADM")" "${@:3}" 3>&-
}

need_userns() {
  as_user "$OWNER" unshare -rn true 2>/dev/null || skip "ordinary users may not make user namespaces here"
}

@test "a user namespace: being its root opens no interface outside of it" {
  need_userns
  for ids in owner group both; do
    anew "$ids"
    for command in 'del tap0' 'persist tap0 off' 'chown tap0 --owner 0' 'exec tap0 -- true'; do
      # shellcheck disable=SC2086 # words
      try_in_userns "$OUTSIDER" -r $command
      assert_status 6
      assert_messages 1
      assert_links_unchanged
    done
    for command in 'set-mtu tap0 1400' 'set-mac tap0 02:00:00:00:00:02' 'add tap1' 'add --ensure tap0 --mtu 1400'; do
      # shellcheck disable=SC2086 # words
      try_in_userns "$OUTSIDER" -r $command
      assert_status 6
      assert_hint 'CAP_NET_ADMIN in the user namespace of this network namespace$'
      assert_links_unchanged
    done
    delete_all_links
  done
}

@test "a user namespace: an owner stays one, and can give it to nobody who is not there" {
  need_userns
  anew owner
  try_in_userns "$OWNER" -r chown tap0 --owner "$OTHER"
  assert_refused 1 tap0 "cannot change owner: user $OTHER_UID does not exist in this user namespace\$"
  assert_links_unchanged
  try_in_userns "$OWNER" -r persist tap0
  assert_silent
  assert_links_unchanged
  try_in_userns "$OWNER" -r del tap0
  assert_silent
  assert_no_link tap0
}

@test "a user namespace with a network of its own: its root may do everything there" {
  need_userns
  try_command as_user "$OWNER" unshare -rn sh -euc '
    "$1" add tap0 --mtu 1400 --mac 02:00:00:00:00:01 --address 192.0.2.1/24 --up
    "$1" set-mtu tap0 1300
    "$1" set-mac tap0 02:00:00:00:00:02
    "$1" persist tap0
    "$1" chown tap0 --owner 0
    "$1" show --noheadings -o uid,mtu,mac,persist tap0
    "$1" exec tap0 -- true
    "$1" del tap0
    "$1" show --json' sh "/dev/net/$(basename "$TUNADM")"
  assert_status 0
  assert_stderr ''
  assert_stdout_line '0 +1300 02:00:00:00:00:02 yes'
  [[ ${output##*$'\n'} == '[]' ]] || fail 'something is left'
  assert_links_unchanged
}

@test "a user namespace with a network of its own: users who are not there cannot own" {
  need_userns
  try_in_userns "$OWNER" -rn add tap0 --owner "$OTHER"
  assert_refused 1 tap0 "cannot create: user $OTHER_UID does not exist in this user namespace\$"
  try_in_userns "$OWNER" -rn add tap0 --group "$OTHER_GROUP"
  assert_refused 1 tap0 "cannot create: group $OTHER_GID does not exist in this user namespace\$"
  assert_links_unchanged
}

# Only CAP_NET_ADMIN is told to which network namespace a descriptor's interface belongs.
@test "an owner whose holder went to another network namespace is told who it may be" {
  make_tap tap0 user "$OWNER"
  remember_links
  hold_as "$OWNER" tap0 tap -
  ask leave
  [[ $REPLY == 'done' ]] || skip "no user namespaces: $REPLY"
  try_as "$OWNER" del tap0
  assert_refused 5 tap0 "in use, perhaps by attach \\(pid [0-9]+\\)"
  try_as "$OWNER" chown tap0 --owner "$OTHER"
  assert_refused 6 tap0 "in use, perhaps by attach \\(pid [0-9]+\\)"
  try_as "$OWNER" show -p --noheadings -o processes
  assert_status 0
  assert_stdout ''
  assert_stderr_line 'note: some processes could not be looked into.*'
}
