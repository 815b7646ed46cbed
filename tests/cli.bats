#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The command line itself: commands, global options, help, and what must not affect it.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq and inner shells have variables of their own; bats sets stderr

load lib/common

@test "-h and --help: help on stdout, status 0" {
  for help in -h --help; do
    try "$help"
    assert_status 0
    assert_stderr ''
    for command in add del persist chown set set-mac set-mtu reset show up down check hold exec; do
      grep -Eqw -- "$command" <<<"$output" || fail "$command is not in the help"
    done
    for option in --netns --quiet --verbose --help --version; do
      grep -q -- "$option" <<<"$output" || fail "$option is not in the help"
    done
  done
  try help
  assert_status 0
  grep -q set-mac <<<"$output"
}

@test "COMMAND --help, COMMAND -h and help COMMAND are the same, and change nothing" {
  for command in add del delete persist chown set set-mac set-mtu reset show list up down check hold exec; do
    try help "$command"
    assert_status 0
    assert_stderr ''
    [[ -n $output ]]
    help=$output
    try "$command" --help
    assert_status 0
    assert_stdout "$help"
    try "$command" -h
    assert_status 0
    assert_stdout "$help"
  done
  assert_links_unchanged
}

@test "help before bad or missing operands: help it is" {
  try del --help
  assert_status 0
  try add tap0 --help
  assert_status 0
  assert_links_unchanged
}

@test "help fits a terminal of 80 columns" {
  for command in '' add del persist chown set set-mac set-mtu reset show up down check hold exec; do
    # shellcheck disable=SC2086 # none is no word
    try help $command
    assert_status 0
    [[ $(wc -L <<<"$output") -le 80 ]] || fail "a line of help $command is too long"
  done
}

@test "-V and --version" {
  try -V
  assert_status 0
  assert_stderr ''
  [[ $output =~ ^tunadm\ [0-9]+\.[0-9]+[^[:space:]]*$ ]] || fail 'not "tunadm VERSION"'
  version=$output
  try --version
  assert_status 0
  assert_stdout "$version"
}

@test "an unknown command: usage error, with the nearest one as a hint" {
  try shwo
  assert_usage_error shwo
  assert_hint show
  try ad tap0
  assert_usage_error "'?ad'?"
  assert_hint add
  try set_mtu tap0 1400
  assert_usage_error set_mtu
  assert_hint set-mtu
  assert_links_unchanged
}

@test "an unknown option: usage error, with the nearest one as a hint" {
  try add tap0 --onwer root
  assert_usage_error onwer
  assert_hint --owner
  try del tap0 --forse
  assert_usage_error forse
  assert_hint --force
  try --verbos show
  assert_usage_error verbos
  assert_hint --verbose
  assert_links_unchanged
}

@test "nothing like it: no nearest one is invented" {
  try xyzzyxyzzy
  assert_usage_error xyzzyxyzzy
  run grep -E '^hint: .*(did you mean|show|add)' <<<"$stderr"
  [[ $status -ne 0 ]]
}

@test "commands are matched exactly, never by prefix" {
  for command in a ad sho persis set-m l Add ADD SHOW ''; do
    try "$command" tap0
    assert_status 2
  done
  assert_links_unchanged
}

@test "options are matched exactly, never by prefix" {
  for option in --own=0 --m=tap --multi --ensur --any --addr=192.0.2.1/24 --OWNER=0 -mtu=1500; do
    try add tap0 "$option"
    assert_status 2
  done
  try del --if tap0
  assert_status 2
  try --ver
  assert_status 2
  assert_links_unchanged
}

@test "an option of another command is not accepted" {
  try add tap0 --force
  assert_usage_error force
  try del tap0 --mtu 1400
  assert_usage_error mtu
  try show --ensure
  assert_usage_error ensure
  try chown tap0 --owner 0 --anyone
  assert_usage_error anyone
  try set-mtu tap0 1400 --up
  assert_usage_error up
  try persist tap0 --idle
  assert_usage_error idle
  assert_links_unchanged
}

@test "a usage error says where help is" {
  try add tap0 --no-such-thing
  grep -q -- '--help' <<<"$stderr"
}

@test "global options stand before the command or after it" {
  try -v add tap0
  assert_stderr 'tap0: created'
  try add -v tap1
  assert_stderr 'tap1: created'
  try add tap2 --verbose
  assert_stderr 'tap2: created'
}

@test "-q leaves out hints, but not failures" {
  make_tap tap0
  hold tap0 tap -
  try -q del tap0
  assert_refused 5 tap0 'in use'
  refute_hint
  try del --quiet tap0
  assert_refused 5 tap0 'in use'
  refute_hint
}

@test "-q and -v contradict each other" {
  try -q -v add tap0
  assert_status 2
  try -v add tap0 -q
  assert_status 2
  assert_links_unchanged
}

@test "operands before and after options, POSIXLY_CORRECT or not" {
  n=0
  for posix in no yes; do
    for order in 'NAME --mtu 1400 --up' '--mtu 1400 NAME --up' '--mtu 1400 --up NAME' '--mtu=1400 NAME --up'; do
      n=$((n + 1))
      if [[ $posix == yes ]]; then
        # shellcheck disable=SC2086 # words
        try_command env POSIXLY_CORRECT=1 "$TUNADM" add ${order/NAME/tap$n}
      else
        # shellcheck disable=SC2086
        try add ${order/NAME/tap$n}
      fi
      assert_silent
      assert_link "tap$n" '.mtu == 1400' '.flags | index("UP")'
    done
  done
  try_command env POSIXLY_CORRECT=1 "$TUNADM" del tap1 --if-exists tap2 -v
  assert_status 0
  assert_stderr_line 'tap2: deleted'
}

@test "short options with their value attached, apart, and bundled" {
  try add -mtap vm0 -u0
  assert_silent
  assert_link vm0 '$tun.user == "root"'
  try add -e -m tap vm1
  assert_silent
  try add -em tap vm2
  assert_silent
  assert_link_exists vm2
}

@test "-- ends options" {
  try add --mode tap -- --mtu
  assert_status 2
  assert_messages 1
  make_tap tap0
  try del -- tap0
  assert_silent
  assert_no_link tap0
  try del -- --force
  assert_status 2
}

@test "no command at all is show" {
  make_tap tap0
  try show
  expected=$output
  try
  assert_status 0
  assert_stdout "$expected"
  try -j
  assert_status 0
  assert_json '.[0].ifname == "tap0"'
}

@test "list is show" {
  make_tap tap0
  try show --json
  expected=$output
  try list --json
  assert_status 0
  assert_stdout "$expected"
}

@test "popt's configuration files and their aliases are not read" {
  home=$BATS_TEST_TMPDIR/home
  mkdir -p "$home"
  for name in tunadm add del show tunadm-add; do
    printf '%s\n' "$name alias --magic --mtu 1400" "$name alias --mtu --txqueuelen" \
      "$name alias -u --anyone" "$name alias --json --noheadings" "$name exec --version /bin/echo hacked"
  done >"$home/.popt"
  make_tap tap9
  try_command env HOME="$home" XDG_CONFIG_HOME="$home" "$TUNADM" add tap0 --magic
  assert_status 2
  assert_no_link tap0
  try_command env HOME="$home" "$TUNADM" add tap0 --mtu 1400 -u 0
  assert_silent
  assert_link tap0 '.mtu == 1400' '$tun.user == "root"'
  try_command env HOME="$home" "$TUNADM" show --json
  assert_json 'length == 2'
  try_command env HOME="$home" "$TUNADM" --version
  [[ $output == tunadm\ * ]]
  try_traced show
  assert_no_request 'popt"|/\.popt|popt\.d'
}

@test "no variable of the environment steers it" {
  make_tap tap0
  hold tap0 tap -
  for variable in TUNADM=del TUNADM_OPTIONS=--force TUNADM_FORCE=1 TUNADM_FLAGS=-v TUNADM_NETNS=nosuch \
    TUNTAB=/nosuch NETNS=nosuch FORCE=1 VERBOSE=1 QUIET=1 OPTIONS=--force USER=nobody LOGNAME=nobody \
    SUDO_USER=nobody SUDO_UID=65534 UID=65534; do
    try_command env "$variable" "$TUNADM" del tap0
    assert_refused 5 tap0 'in use'
    assert_hint .
    try_command env "$variable" "$TUNADM" add tap1
    assert_silent
    assert_link tap1 '$tun.user == "root"'
    try_command env "$variable" "$TUNADM" del tap1
    assert_silent
  done
}

@test "an empty environment will do" {
  try_command env -i "$TUNADM" add tap0 --owner 0 --mtu 1400
  assert_silent
  assert_link tap0 '.mtu == 1400'
  try_command env -i "$TUNADM" show
  assert_status 0
}

@test "messages are the same in any locale" {
  for locale in C C.UTF-8 POSIX de_DE.UTF-8 no_such_locale; do
    try_command env LC_ALL="$locale" "$TUNADM" del nosuch
    assert_refused 3 nosuch 'cannot delete: no such interface'
  done
}

@test "errors go to stderr, in one line each, with hints on lines of their own" {
  try del nosuch nosuch1
  assert_status 3
  assert_stdout ''
  assert_messages 2
}
