#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# /dev/net/tun missing, wrong, closed, forbidden or without its driver: every command says which, and so does check.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # inner shells have variables of their own; bats sets stderr

load lib/common

: "${REFUSE:=$top_builddir/tests/helpers/refuse}"

setup_file() {
  own_etc || return
  printf '%s\n' anna:x:61001:61001::/:/bin/sh bert:x:61002:61002::/:/bin/sh >>/etc/passwd
  printf '%s\n' red:x:61001: blue:x:61002:anna >>/etc/group
}

setup() {
  remember_links
  CGROUP=
  need_root
  make_tap tap0 user anna
}

teardown() {
  [[ -z $CGROUP ]] || umount "$CGROUP"
  release_all
  delete_all_links
}

# with_node COMMAND WORD...: in a mount namespace of its own that COMMAND has changed an empty /dev/net of; the words
# "tunadm" and "attach" stand for programs that everybody can run.
with_node() {
  local made=$1 words=()
  shift
  for word; do
    case $word in
    tunadm) word=/mnt/${TUNADM##*/} ;;
    attach) word=/mnt/${ATTACH##*/} ;;
    esac
    words+=("$word")
  done
  unshare -m --propagation private sh -euc '
    mount -t tmpfs -o mode=0755 tmpfs /mnt
    install -m 0755 "$1" "$2" /mnt
    mount -t tmpfs -o mode=0755 tmpfs /dev/net
    eval "$3"
    shift 3
    exec "$@" 3>&-' sh "$TUNADM" "$ATTACH" "$made" "${words[@]}"
}

AS_ANNA=(setpriv --reuid=61001 --regid=61001 --groups="61001,61002" --inh-caps=-all)

NODE='mknod -m 0666 /dev/net/tun c 10 200; chmod 0666 /dev/net/tun'

# every_command COMMAND STATUS REGEX [HINT]: with such a node, whatever root does with an interface, and check, says so.
every_command() {
  local words
  for words in 'add tap9' 'del tap0' 'persist tap0 off' 'chown tap0 --owner bert' 'exec tap0 -- true' 'hold tap0' \
    'check tap0 --user root' 'check tap0 --user anna'; do
    # shellcheck disable=SC2086 # words
    try_command with_node "$1" "${PREFIX[@]}" tunadm $words
    assert_status "$2" || return 1
    assert_messages 1 || return 1
    grep -Eq -- "^tunadm: tap[09]: .*$3" <<<"$stderr" || fail "it does not say '$3'" || return 1
    [[ -z ${4-} ]] || assert_hint "$4" || return 1
    [[ $stderr != *'usually 0666'* ]] || fail 'it guesses at a mode'
  done
  assert_link tap0 '$tun.user == "anna"' '$tun.persist' || return 1
  assert_no_link tap9
}

@test "it is not there" {
  every_command : 1 '/dev/net/tun: No such file' 'modprobe tun'
}

@test "something else has its place: it is named, and not opened" {
  every_command 'mknod -m 0666 /dev/net/tun c 1 3' 1 '/dev/net/tun: not the TUN/TAP device.*character device 1:3' mknod
  every_command 'echo >/dev/net/tun' 1 '/dev/net/tun: not the TUN/TAP device.*regular file' mknod
  every_command 'mkfifo -m 0666 /dev/net/tun' 1 '/dev/net/tun: not the TUN/TAP device.*FIFO' mknod
  every_command 'mkdir /dev/net/tun' 1 '/dev/net/tun: not the TUN/TAP device.*directory' mknod
  # Opening a FIFO would block, and opening a watchdog would start it.
  TRACE=$BATS_TEST_TMPDIR/trace
  with_node 'mkfifo -m 0666 /dev/net/tun' "${UNLEAKED[@]}" strace -qq -e trace=open,openat -o "$TRACE" tunadm add tap8 2>/dev/null || true
  [[ -s $TRACE ]]
  assert_no_request '/dev/net/tun'
}

@test "its file system is mounted with nodev" {
  every_command "$NODE; mount -o remount,nodev /dev/net" 6 '/dev/net/tun.*nodev' 'findmnt -T /dev/net/tun'
}

@test "its driver is not there" {
  for error in ENXIO ENODEV; do
    PREFIX=(env ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o /dev/null -P /dev/net/tun -e trace=openat
      -e inject=openat:error="$error")
    every_command "$NODE" 1 '/dev/net/tun: No such device.*module tun' modprobe
  done
}

@test "mode, list, directory: closed to a user, and what would open it" {
  closed() {
    try_command with_node "$1" tunadm check tap0 --user anna
    assert_refused 6 tap0 "$2" && assert_hint "$3" || return 1
    try_command with_node "$1" "${AS_ANNA[@]}" tunadm hold tap0
    assert_refused 6 tap0 "$2" && assert_hint "$3" || return 1
    truth "$1" 'error EACCES'
  }
  truth() {
    local reply
    reply=$(with_node "$1" "${AS_ANNA[@]}" attach tap0 tap - </dev/null) || true
    [[ $reply == "$2"* ]] || fail "attaching says $reply"
  }
  closed "$NODE; chmod 0600 /dev/net/tun" '/dev/net/tun cannot be opened \(mode 0600, user 0, group 0\)' '`chmod 0666 /dev/net/tun`'
  closed "$NODE; chmod 0700 /dev/net" '/dev/net cannot be searched \(mode 0700' '`chmod a\+x /dev/net`'
  behind='mkdir -m 0700 /dev/net/x; mknod -m 0666 /dev/net/x/tun c 10 200; ln -s x/tun /dev/net/tun'
  try_command with_node "$behind" tunadm check tap0 --user anna
  assert_refused 6 tap0 '/dev/net/x cannot be searched'
  assert_hint '`chmod a\+x /dev/net/x`'
  try_command with_node "$behind" "${AS_ANNA[@]}" tunadm hold tap0
  assert_refused 6 tap0 '/dev/net/tun: a directory on the way to it'
  assert_hint 'namei -l /dev/net/tun'
  # The lists: of anna, of a group of hers, with a mask, of others.
  closed "$NODE; setfacl -m u:anna:- /dev/net/tun" '/dev/net/tun cannot be opened \(mode 0666.*access control list\)' 'setfacl -b'
  closed "$NODE; chmod 0600 /dev/net/tun; setfacl -m u:anna:rw,m::r /dev/net/tun" 'cannot be opened.*access control list' 'setfacl -b'
  closed "$NODE; setfacl -m g:blue:r,g:red:w /dev/net/tun" 'cannot be opened.*access control list' 'setfacl -b'
  closed "$NODE; setfacl -m u:anna:- /dev/net" '/dev/net cannot be searched.*access control list' 'setfacl -b /dev/net'
  open() {
    try_command with_node "$1" tunadm -q check tap0 --user anna
    assert_status 0 && assert_stderr '' && truth "$1" ready
  }
  open "$NODE; chmod 0600 /dev/net/tun; setfacl -m u:anna:rw /dev/net/tun"
  open "$NODE; chmod 0600 /dev/net/tun; setfacl -m g:blue:rw /dev/net/tun"
  open "$NODE; setfacl -m g:red:-,g:blue:rw /dev/net/tun"
  open "$NODE; setfacl -m u:bert:- /dev/net/tun"
}

@test "lists, for who may not become another user: what they say is what the kernel does" {
  for list in u:anna:- u:anna:rw u:anna:rw,m::r g:blue:rw g:blue:r,g:red:w g:red:-,g:blue:rw g:green:- u:bert:- o::-; do
    for mode in 0600 0666 0060 0606; do
      node="$NODE; chmod $mode /dev/net/tun; setfacl -m ${list/green/61003} /dev/net/tun"
      try_command with_node "$node" tunadm check tap0 --user anna
      truth=$status
      try_command with_node "$node" setpriv --reuid=61002 --regid=61002 --clear-groups --inh-caps=-all \
        tunadm check tap0 --user anna
      [[ $status -eq $truth ]] || fail "with $mode and $list root is told $truth, and bert $status"
    done
  done
}

@test "a control group's device rule refuses it" {
  CGROUP=$BATS_TEST_TMPDIR/cgroup
  mkdir "$CGROUP"
  mount -t cgroup2 none "$CGROUP" || skip "there are no control groups of version 2"
  # The group is deleted after its last process has ended.
  PREFIX=(sh -c '"$@"; status=$?; rmdir "$0"; exit $status' "$CGROUP/tunadm-test-$$"
    "$top_builddir/tests/helpers/no-device" "$CGROUP/tunadm-test-$$")
  with_node "$NODE" "${PREFIX[@]}" true || skip "no rule can be made: BPF is not allowed"
  every_command "$NODE" 6 "/dev/net/tun: its mode allows it.*refused.*cgroup's device rule" DeviceAllow
}

@test "a security module refuses to open it" {
  "$REFUSE" open true || skip "the kernel has no Landlock"
  PREFIX=("$REFUSE" open)
  every_command "$NODE" 6 '/dev/net/tun: its mode allows it.*refused.*EACCES.*by a security module' 'ausearch'
  refute_stderr_line 'tunadm: .*cgroup.*'
}

@test "no descriptor is left for it: that is no fault of the device" {
  try_command bash -c 'ulimit -n 4; exec "$@" 3<&-' sh "$TUNADM" del tap0
  assert_refused 1 tap0 'Too many open files'
}
