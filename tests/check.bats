#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tunadm check: whether a user could attach, and if not, why not; compared with the result of trying.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

# Anna's groups are red (primary) and blue, Bert's is red; nobody is in green. 61009 has no account.
setup_file() {
  own_etc || return
  printf '%s\n' anna:x:61001:61001::/:/bin/sh bert:x:61002:61001::/:/bin/sh >>/etc/passwd
  printf '%s\n' red:x:61001: blue:x:61002:anna green:x:61003:bert2 >>/etc/group
}

# attach_as USER: tries it with the tests' own client, and returns the status that check should give. The device node is
# as run-bats made it, or has the mode $NODE_MODE.
attach_as() {
  local uid gid groups=--clear-groups reply
  case $1 in
  anna) uid=61001 gid=61001 groups=--groups=61001,61002 ;;
  bert) uid=61002 gid=61001 groups=--groups=61001 ;;
  61009) uid=61009 gid=61009 ;;
  root) uid=0 gid=0 ;;
  esac
  reply=$(unshare -m --propagation private sh -euc '
    mount -t tmpfs -o mode=0755 tmpfs /mnt
    install -m 0755 "$1" /mnt/attach
    shift
    exec "$@" </dev/null' sh "$ATTACH" \
    setpriv --reuid="$uid" --regid="$gid" "$groups" --inh-caps=-all /mnt/attach "${@:2}" 3>&-) || true
  case $reply in
  ready*) echo 0 ;;
  'error EPERM' | 'error EACCES') echo 6 ;;
  'error EBUSY' | 'error E2BIG') echo 5 ;;
  *) echo 1 ;;
  esac
}

# verdict NAME USER MODE FLAGS: check agrees with the result of trying, and gives the reason if it fails. Without notes,
# as there may be a /dev/vhost-net.
verdict() {
  local truth
  truth=$(attach_as "$2" "$1" "$3" "$4")
  try -q check "$1" --user "$2"
  [[ $status -eq $truth ]] || fail "check of $1 for $2 says $status, and trying $truth: $(link_json "$1")" || return 1
  if [[ $truth -eq 0 ]]; then
    assert_stderr '' || return 1
    grep -Eq -- "$2 can attach.*\b$3\b" <<<"$output" || fail "it does not say that $2 can attach to a $3"
  else
    assert_refused "$truth" "$1" .
  fi
}

@test "owner, group, both or neither; primary, supplementary or no group: the verdict is what happens" {
  need_root
  n=0
  for user_given in '' 'user anna' 'user 61009'; do
    for group in '' 'group red' 'group blue' 'group green'; do
      n=$((n + 1))
      # shellcheck disable=SC2086 # words
      make_tap "tap$n" $user_given $group
      for user in anna bert 61009 root; do
        verdict "tap$n" "$user" tap -
      done
    done
  done
  [[ $n -eq 12 ]]
  make_tap tap0 user root group 61009
  verdict tap0 root tap -
  verdict tap0 61009 tap -
}

@test "neither: everybody or nobody, as this kernel does" {
  need_root
  make_tap tap0
  verdict tap0 61009 tap -
  verdict tap0 root tap -
  assert_status 0
}

@test "the owner, and why another may not" {
  need_root
  make_tap tap0 user anna
  try check tap0 --user anna
  assert_status 0
  assert_stdout_line '.*anna.*'
  try check tap0 --user bert
  assert_refused 6 tap0 'owner.*anna'
  assert_hint 'chown tap0 --owner bert'
}

@test "both set: each alone is not enough, and the reason says which is missing" {
  need_root
  make_tap tap0 user anna group green
  try check tap0 --user anna
  assert_refused 6 tap0 'group green'
  assert_hint 'usermod -aG green anna'
  make_tap tap1 user anna group red
  try check tap1 --user bert
  assert_refused 6 tap1 'owner.*anna'
  try check tap1 --user anna
  assert_status 0
  try check tap0 --user 61009
  assert_refused 6 tap0 'owner.*group|group.*owner'
}

@test "the user by name and by number" {
  need_root
  make_tap tap0 user anna group blue
  for user in anna 61001; do
    try check tap0 --user "$user"
    assert_status 0
    try check --user="$user" tap0
    assert_status 0
  done
  make_tap tap1 user 61009
  try check tap1 --user 61009
  assert_status 0
}

@test "root could always, as it may whatever the owner" {
  need_root
  make_tap tap0 user anna group green
  for user in root 0; do
    try check tap0 --user "$user"
    assert_status 0
  done
}

@test "a tun is said to be one, and multi-queue is mentioned: the program must ask for it so" {
  make_tun tun0 multi_queue
  try check tun0 --user root
  assert_status 0
  grep -qw tun <<<"$output"
  grep -qi 'multi.queue' <<<"$output"
  make_tap tap0
  try check tap0 --user root
  grep -qw tap <<<"$output"
  [[ $output != *multi* ]]
}

@test "in use: by whom, for everybody who may, root included" {
  need_root
  make_tap tap0 user 61009
  hold tap0 tap -
  for user in 61009 root; do
    verdict tap0 "$user" tap -
    assert_refused 5 tap0 "in use by attach \\(pid $HOLDER\\)"
  done
}

@test "in use without a carrier: by whom" {
  make_tap tap0
  hold tap0 tap no_carrier
  verdict tap0 root tap -
  assert_refused 5 tap0 "in use by attach \\(pid $HOLDER\\)"
}

@test "in use in another network namespace by the same name: not in use" {
  make_tap tap0
  new_netns
  hold_in_netns tap0 tap -
  try check tap0 --user root
  assert_status 0
  try -n "/proc/$NETNS_PID/ns/net" check tap0 --user root
  assert_refused 5 tap0 "pid $HOLDER"
}

@test "not allowed and in use: the user learns that he may not" {
  need_root
  make_tap tap0 user anna
  hold tap0 tap -
  verdict tap0 bert tap -
  assert_status 6
  verdict tap0 anna tap -
  assert_status 5
}

@test "multi-queue: others can attach beside it, until all queues are taken" {
  need_root
  make_tap tap0 multi_queue user anna
  hold tap0 tap multi_queue 2
  verdict tap0 anna tap multi_queue
  verdict tap0 bert tap multi_queue
  ask detach
  verdict tap0 anna tap multi_queue
  for _ in {1..15}; do hold tap0 tap multi_queue 16; done
  verdict tap0 anna tap multi_queue
  hold tap0 tap multi_queue 14
  [[ $(link_json tap0 | jq '.linkinfo.info_data | .numqueues + .numdisabled') -eq 256 ]]
  verdict tap0 anna tap multi_queue
  assert_status 5
  verdict tap0 root tap multi_queue
  assert_status 5
}

# with_node COMMAND: runs "$@" in a mount namespace in which COMMAND has changed /dev/net.
with_node() {
  unshare -m --propagation private sh -euc 'mount -t tmpfs -o mode=0755 tmpfs /dev/net
    eval "$1"
    shift
    exec "$@"' sh "$@"
}

@test "the device node: closed to the user, open to his group, to its owner, not there" {
  need_root
  make_tap tap0 user anna
  make_tap tap1 group red
  for mode in 0600:root:root 0660:root:blue 0660:root:red 0600:anna:root 0666:root:root 0606:root:red \
    0060:anna:red 0640:root:blue 0066:anna:root; do
    node="mknod /dev/net/tun c 10 200; chmod ${mode%%:*} /dev/net/tun; chown ${mode#*:} /dev/net/tun"
    for user in anna bert; do
      truth=$(ATTACH=$ATTACH with_node "$node" bash -c "$(declare -f attach_as); attach_as $user tap0 tap -")
      try_command with_node "$node" "$TUNADM" check tap0 --user "$user"
      [[ $status -eq $truth ]] || fail "with a node $mode check says $status for $user, and trying $truth"
      [[ $truth -eq 0 ]] || assert_messages 1
      if [[ $truth -eq 6 && $user == anna ]]; then
        grep -q /dev/net/tun <<<"$stderr" || fail 'it does not say that it is the device node'
        assert_hint .
      fi
    done
  done
  try_command with_node : "$TUNADM" check tap0 --user anna
  assert_status 1
  assert_messages 1
  grep -q /dev/net/tun <<<"$stderr"
  assert_hint .
}

@test "a device node that cannot be reached is closed too" {
  need_root
  make_tap tap0 user anna
  node='mknod -m 0666 /dev/net/tun c 10 200; chmod 0666 /dev/net/tun; chmod 0700 /dev/net'
  try_command with_node "$node" "$TUNADM" check tap0 --user anna
  assert_refused 6 tap0 '/dev/net '
  assert_hint chmod
  truth=$(ATTACH=$ATTACH with_node "$node" \
    bash -c "$(declare -f attach_as); attach_as anna tap0 tap -")
  [[ $truth -eq 6 ]]
}

@test "/dev/vhost-net is a note, and no reason" {
  need_root
  make_tap tap0 user anna
  private_dev='mount -t tmpfs -o mode=0755 tmpfs /mnt; mkdir /mnt/net
    mknod -m 0666 /mnt/null c 1 3; mknod -m 0666 /mnt/net/tun c 10 200; chmod 0666 /mnt/net/tun /mnt/null
    mknod /mnt/vhost-net c 10 238; chmod "$1" /mnt/vhost-net
    mount --bind /mnt /dev; shift; exec "$@"'
  try_command unshare -m --propagation private sh -euc "$private_dev" sh 0600 "$TUNADM" check tap0 --user anna
  assert_status 0
  grep -q 'anna' <<<"$output"
  assert_stderr_line 'note: .*/dev/vhost-net.*'
  try_command unshare -m --propagation private sh -euc "$private_dev" sh 0600 "$TUNADM" -q check tap0 --user anna
  assert_status 0
  assert_stderr ''
  try_command unshare -m --propagation private sh -euc "$private_dev" sh 0666 "$TUNADM" check tap0 --user anna
  assert_status 0
  assert_stderr ''
  try_command unshare -m --propagation private sh -euc "$private_dev" sh 0600 "$TUNADM" check tap0 --user root
  assert_status 0
  assert_stderr ''
}

@test "no such interface, none of ours, no such user, no user at all" {
  make_tap tap0
  ip link add br0 type bridge
  before=$(next_ifindex)
  try check nosuch --user root
  assert_refused 3 nosuch 'no such interface'
  [[ $(next_ifindex) -eq $((before + 1)) ]]
  try check br0 --user root
  assert_refused 4 br0 'not a tun/tap interface.*kind bridge'
  try check lo --user root
  assert_refused 4 lo 'not a tun/tap interface'
  for user in no-such-user '' 4294967295 -1 12no; do
    try_traced check tap0 --user="$user"
    assert_refused 2 --user .
    grep -Fq "'$user'" <<<"$stderr"
    assert_kernel_untouched
  done
  try check tap0
  assert_usage_error '--user'
  try check --user root
  assert_usage_error NAME
  try check tap0 tap1 --user root
  assert_status 2
}

@test "an alternative name will do, and the interface is named" {
  make_tap tap0
  ip link property add dev tap0 altname a-name-that-is-longer-than-fifteen-bytes
  try check a-name-that-is-longer-than-fifteen-bytes --user root
  assert_status 0
}

@test "JSON says nothing of doubts where there are none" {
  need_root
  make_tap tap0 user anna
  try check --json tap0 --user anna
  assert_json '.[0] | has("unsure") | not'
}

@test "it attaches to nothing and changes nothing" {
  need_root
  make_tap tap0 user anna vnet_hdr
  make_tap tap1 multi_queue user anna
  hold tap1 tap multi_queue,vnet_hdr
  make_tap tap2 user anna
  hold tap2 tap pi
  ip link set tap0 up
  ip link set tap1 up
  ip link set tap2 up
  remember_links
  for name in tap0 tap1 tap2; do
    carrier=$(carrier_changes "$name")
    for user in anna bert root; do
      # A child tries it, in a network namespace of its own.
      TRACE=$BATS_TEST_TMPDIR/trace
      try_command "${UNLEAKED[@]}" strace -f -qq -yy -e trace=ioctl,sendmsg,sendto,sendmmsg,openat,unshare -o "$TRACE" \
        "$TUNADM" check "$name" --user "$user"
      awk '/unshare\(CLONE_NEWNET\) += 0/ { away[$1] = 1 } !away[$1]' "$TRACE" >"$TRACE.here"
      TRACE=$TRACE.here
      assert_no_request 'TUNSET|RTM_NEWLINK.*NLM_F_ACK|RTM_SETLINK|RTM_DELLINK|/dev/net/tun.*O_(RDWR|WRONLY)'
    done
    [[ $(carrier_changes "$name") -eq $carrier ]]
  done
  assert_links_unchanged
  assert_answer flags 'flags 0x1802'
}

@test "as an ordinary user, about himself and about others" {
  need_root
  make_tap tap0 user "$OWNER"
  try_as "$OWNER" check tap0 --user "$OWNER"
  assert_status 0
  try_as "$OTHER" check tap0 --user "$OWNER"
  assert_status 0
  try_as "$OTHER" check tap0 --user "$OTHER"
  assert_refused 6 tap0 owner
  hold tap0 tap -
  # The user cannot see whose process it is, only that there is one.
  try_as "$OWNER" check tap0 --user "$OWNER"
  assert_refused 5 tap0 'in use'
}

@test "a service with AmbientCapabilities=CAP_NET_ADMIN is told what its programs may" {
  need_root
  make_tap tap0 user anna
  ambient=(setpriv --reuid=bert --clear-groups '--inh-caps=-all,+net_admin' --ambient-caps=+net_admin)
  COPIES="$TUNADM $ATTACH" try_command with_open_node "${ambient[@]}" "/dev/net/${TUNADM##*/}" check tap0 --user bert
  assert_status 0
  [[ $output == 'tap0: bert can attach, with CAP_NET_ADMIN: '* ]] || fail "by another right"
  COPIES="$TUNADM $ATTACH" try_command with_open_node "${ambient[@]}" "/dev/net/${ATTACH##*/}" tap0 tap - </dev/null
  assert_status 0
  # Of others, and without it, nothing has changed.
  COPIES="$TUNADM" try_command with_open_node "${ambient[@]}" "/dev/net/${TUNADM##*/}" check tap0 --user 61077
  assert_refused 6 tap0 'not its owner'
  try_as bert check tap0 --user bert
  assert_refused 6 tap0 'not its owner'
}

@test "the groups are those of the accounts, not of who asks" {
  need_root
  make_tap tap0 group blue
  try_as "$OWNER" check tap0 --user anna
  assert_status 0
  try_as "$OWNER" --groups "$OTHER_GROUP" check tap0 --user bert
  assert_refused 6 tap0 group
}

@test "-q: the verdict is the status and its message, without hints" {
  need_root
  make_tap tap0 user anna
  try -q check tap0 --user bert
  assert_refused 6 tap0 owner
  refute_hint
}

@test "the verdict is printed, and that it cannot be is a failure" {
  make_tap tap0
  try_command sh -c 'exec "$@" >/dev/full' sh "$TUNADM" check tap0 --user root
  assert_status 1
  assert_messages 1
}
