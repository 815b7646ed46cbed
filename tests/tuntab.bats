#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The table's grammar, and what is reported for an invalid entry and where.
# shellcheck disable=SC1003,SC2016,SC2030,SC2031,SC2154 # as in the other files; and a backslash may end a word

load lib/common

# up [ARG...]: brings $TABLE up.
up() {
  try up -f "$TABLE" "$@"
}

# refused_lines [REGEX ENTRY]...: with an entry before and one after them, only they are left out, each for that reason.
refused_lines() {
  local entries=() reasons=() n
  while (($#)); do
    reasons+=("$1") entries+=("$2")
    shift 2
  done
  table 'tap0 --mtu 1400' "${entries[@]}" 'tap9 --mtu 1400'
  up
  assert_status 2
  assert_stdout ''
  assert_messages "${#entries[@]}"
  for n in "${!reasons[@]}"; do
    assert_bad_line "$((n + 2))" "${reasons[n]}" || return 1
  done
  assert_link_names 'tap0 tap9'
}

@test "an entry is what one types behind add: all options, the name before, behind or between them" {
  need_root
  ip link add br0 type bridge
  table "vm0 --mode tap --owner $OWNER --group $GROUP --multi-queue --vnet-hdr --mac 02:00:00:00:00:01 --mtu 1400 \
--txqueuelen 77 --up --master br0 --address 192.0.2.1/24 --address=192.0.2.2/24" \
    "-m tun -u $OWNER_UID -g$GROUP_GID --pi vm1" \
    '--anyone tap2 --mtu=9000'
  # Quietly, as some kernels let nobody use one that is anybody's.
  try -q up -f "$TABLE"
  assert_silent
  assert_link vm0 '$tun.type == "tap"' "\$tun.user == \"$OWNER\"" "\$tun.group == \"$GROUP\"" \
    '$tun.multi_queue' '$tun.vnet_hdr' '$tun.persist' '.address == "02:00:00:00:00:01"' '.mtu == 1400' \
    '.txqlen == 77' '.flags | index("UP")' '.master == "br0"' \
    '[.addr_info[] | select(.family == "inet").local] == ["192.0.2.1", "192.0.2.2"]'
  assert_link vm1 '$tun.type == "tun"' "\$tun.user == \"$OWNER\"" "\$tun.group == \"$GROUP\"" '$tun.pi' '$tun.persist'
  assert_link tap2 '$tun.user == null' '$tun.group == null' '.mtu == 9000'
}

@test "without --owner, --group or --anyone it belongs to who runs up" {
  table tap0
  up
  assert_silent
  assert_link tap0 '$tun.user == "root"' '$tun.group == null'
}

@test "words are quoted as in the shell" {
  # The shell itself says what each line means.
  n=0
  while IFS= read -r line; do
    n=$((n + 1))
    eval "set -- $line"
    name=$1
    table "$line"
    up
    assert_silent
    assert_link_names "$name"
    eval "set -- $line"
    assert_link "$name" ".mtu == $3"
    delete_all_links
  done <<'END'
tap0 --mtu 1400
'tap1' --mtu "1401"
"tap'2" --mtu '1402'
'tap"3' '--mtu' 1403
tap\"4 --mtu 1404
t'a'"p"5 --m'tu' 1"40"5
'tap\6' --mtu 1406
tap\\7 --mtu 1407
"tap\\8" --mtu 1408
"tap\"9" --mtu 1409
"tapA\a" --mtu 1410
'tapB\' --mtu 1411
'tap'\''C' --mtu 1412
tap\#D --mtu 1413
tap#E --mtu 1414
"tap#F" --mtu 1415
''tapG --mtu 1416''
tap\H --mtu 1\417
tap\$I --mtu 1418
'tap$J' --mtu 1419
"tap\$K" --mtu 1420
"tap\`L" --mtu 1421
END
  [[ $n -eq 22 ]]
}

@test "nothing is expanded: no variable, no home, no pattern, no command" {
  touch "$BATS_TEST_TMPDIR/tapfile"
  cd "$BATS_TEST_TMPDIR"
  table 'tap$HOME' 'tap*' 'tap?' 'tap{1,2}' 'tap`id`' 'tap$((1+1))' 'tap[0-9]' 'tap~'
  HOME=x up
  assert_silent
  [[ $(ip -j -d link | jq -r '.[] | select(.linkinfo.info_kind == "tun").ifname' | sort) == \
    "$(printf '%s\n' 'tap$HOME' 'tap*' 'tap?' 'tap{1,2}' 'tap`id`' 'tap$((1+1))' 'tap[0-9]' 'tap~' | sort)" ]]
  remember_links
  try -v up -f "$TABLE"
  assert_status 0
  [[ $(grep -c ': unchanged$' <<<"$stderr") -eq 8 ]]
  assert_links_unchanged
}

@test "an empty word is a word: refused as on the command line, and never passed over" {
  refused_lines "''" "tap1 --owner ''" \
    "''" "tap1 --mtu ''" \
    . "tap1 ''" \
    . "'' --mode tap" \
    . '"" tap1'
}

@test "comments: on lines of their own and behind an entry, but not within a word" {
  table '# tap7 --mtu 1' '   # "not closed' $'\t#don\'t' 'tap0 --mtu 1400 # --mtu 1' 'tap1	#comment' \
    'tap#2 --mtu 1400#' 'tap3 "#" # x'
  up
  assert_status 2
  assert_messages 2
  assert_bad_line 6 "1400#"
  assert_bad_line 7 "#"
  assert_link_names 'tap0 tap1'
  assert_link tap0 '.mtu == 1400'
}

@test "a comment ends with its line, whatever its last character is" {
  table '# here \' 'tap0 # there \' 'tap1'
  up
  assert_silent
  assert_link_names 'tap0 tap1'
}

@test "a backslash at the end of a line joins the next to it, between words and within one" {
  table 'tap0 --mtu 1400 \' '  --txqueuelen 77 \' '\' '  --up' \
    'tap\' '1 --m\' 'tu 14\' '01' \
    'tap2 \' '# the rest' \
    '"tap\' '3" --mtu 1403'
  up
  assert_silent
  assert_link_names 'tap0 tap1 tap2 tap3'
  assert_link tap0 '.mtu == 1400' '.txqlen == 77' '.flags | index("UP")'
  assert_link tap1 '.mtu == 1401'
  assert_link tap3 '.mtu == 1403'
}

@test "nothing in it: nothing to do" {
  raw_table ''
  up
  assert_silent
  table '' '   ' $'\t' '#' '# tap0'
  up -v
  assert_silent
  up --json
  assert_status 0
  assert_json '. == []'
  up --dry-run
  assert_silent
  try down -f "$TABLE"
  assert_silent
  assert_links_unchanged
}

@test "blanks before, between and behind words do not matter" {
  table '  tap0   --mtu	1400  ' $'\ttap1\t--mtu\t1401\t'
  up
  assert_silent
  assert_link tap0 '.mtu == 1400'
  assert_link tap1 '.mtu == 1401'
}

@test "an error names the line where its entry begins" {
  raw_table '# one\n\n# three \\\ntap4 --mtu 1\n  \\\n\\\ntap5\\\n --mtu 1\n'\
'tap9 \\\n\\\n--mtu 1 # x\r\n# \\\r\ntap13 --mtu 1'
  up
  assert_status 2
  assert_messages 4
  assert_bad_line 4 "'1'.*68 to 65521"
  assert_bad_line 5 "'1'.*68 to 65521"
  assert_bad_line 9 "'1'.*68 to 65521"
  assert_bad_line 13 "'1'.*68 to 65521"
  assert_links_unchanged
}

@test "an error says what is wrong, as add does" {
  refused_lines "^tap1: --mtu: invalid value '70000': allowed are .*68 to 65521 for a tap" 'tap1 --mtu 70000' \
    "^tap1: --mtu: invalid value '65530': allowed are 68 to 65521 for a tap" 'tap1 --mtu 65530' \
    "--mtu: invalid value '65536'.*68 to 65535" 'tun1 --mtu 65536' \
    '--mac.*unicast|--mac.*multicast' 'tap1 --mac ff:ff:ff:ff:ff:ff' \
    "--owner.*'no-such-user'" 'tap1 --owner no-such-user' \
    "--group.*'no-such-group'" 'tap1 --group no-such-group' \
    "--address.*'192.0.2.1/33'" 'tap1 --address 192.0.2.1/33' \
    "--master.*'br/0'" 'tap1 --master br/0' \
    "--mode.*'tip'" 'tap1 --mode tip' \
    'mode' 'vm1' \
    'onwer.*unknown option' 'tap1 --onwer root' \
    '--mtu.*argument' 'tap1 --mtu' \
    '--up.*argument' 'tap1 --up=yes' \
    'anyone' 'tap1 --anyone --owner root' \
    "tap2" 'tap1 tap2' \
    'name' '--up --mtu 1400' \
    "'tap/1'" 'tap/1' \
    "'tap4567890123456'" 'tap4567890123456' \
    "'tap 1'" '"tap 1"' \
    'quote' "tap1 --owner 'root" \
    'quote' 'tap1 --owner "root' \
    'quote' 'tap"1'
}

@test "a MAC on a tun is a conflict, as with add" {
  table 'tun1 --mac 02:00:00:00:00:01' tap0
  up
  assert_status 4
  assert_messages 1
  assert_bad_line 1 MAC
  assert_link_names tap0
}

@test "options of others are no part of an entry" {
  lines=()
  for option in '-n x' '--netns x' -q -v -h --help -V --version -e --ensure -f --force --if-exists --idle -j --json \
    '--file x' --dry-run '--user root' '--queues 2' --tuntab; do
    lines+=('unknown option' "tap1 $option")
  done
  refused_lines "${lines[@]}"
}

@test "options are matched exactly, never by prefix" {
  refused_lines . 'tap1 --own root' . 'tap1 --mt 1400' . 'tap1 --multi' . 'tap1 --addr 192.0.2.1/24' . 'tap1 -mtu 1400'
}

@test "-- ends options here too" {
  table '--mtu 1400 -- tap0' 'tap1 --'
  up
  assert_silent
  assert_link tap0 '.mtu == 1400'
  assert_link_exists tap1
  delete_all_links
  refused_lines "'--up'" 'tap1 -- --up'
}

@test "POSIXLY_CORRECT does not change how an entry is read" {
  table 'tap0 --mtu 1400 --up'
  try_command env POSIXLY_CORRECT=1 POSIX_ME_HARDER=1 "$TUNADM" up -f "$TABLE"
  assert_silent
  assert_link tap0 '.mtu == 1400' '.flags | index("UP")'
}

@test "a template is no name here" {
  refused_lines "'tap%d'" 'tap%d' \
    "'vm%d'" 'vm%d --mode tap'
}

@test "an error names its entry, wherever the name stands, and none that is no name" {
  table 'tap1 --mtu 1' '--mtu 1 tap2' '-u no-such-user --mtu=1 -- tap3' 'tap4 --owner "' 'tap5 tap6' "'tap/7' --mtu 1" \
    '--mtu 1' 'vm8' 'tap9 --anyone --owner root' '--onwer root tap10' 'tun11 --mac 02:00:00:00:00:01'
  up
  assert_messages 11
  assert_bad_line 1 "^tap1: --mtu: invalid value '1': "
  assert_bad_line 2 "^tap2: --mtu: invalid value '1': "
  assert_bad_line 3 "^tap3: --owner: invalid value 'no-such-user': "
  assert_bad_line 4 '^tap4: a quote is not closed$'
  assert_bad_line 5 "^tap5: unexpected operand 'tap6'"
  assert_bad_line 6 "^--mtu: invalid value '1': "
  assert_bad_line 7 "^--mtu: invalid value '1': "
  assert_bad_line 8 '^vm8: cannot create: no mode'
  assert_bad_line 9 '^tap9: --anyone: cannot be given together'
  assert_bad_line 10 '^--onwer: unknown option'
  assert_bad_line 11 '^tun11: cannot create: .*MAC'
  up --json
  assert_json 'map(.ifname) == ["tap1", "tap2", "tap3", "tap4", "tap5", null, null, "vm8", "tap9", null, "tun11"]'
  assert_links_unchanged
}

@test "a name with two entries is an error that names both places, and neither happens" {
  make_tap tap0
  remember_links
  table 'tap0 --mtu 1400' 'tap1' '# x' 'tap0 --mtu 1500' 'tap2' '"tap0" --mtu 1600' 'tap3' 'tap3 --mtu 1'
  up
  assert_status 2
  assert_messages 4
  assert_bad_line 4 "^tap0: $TABLE:1 has an entry of that name"
  assert_bad_line 6 "^tap0: $TABLE:1 has an entry of that name"
  assert_hint 'remove one'
  # One that is wrong otherwise says so, and is an entry all the same.
  assert_bad_line 7 "^tap3: $TABLE:8 has an entry of that name"
  assert_bad_line 8 "^tap3: --mtu: invalid value '1'"
  assert_link_names 'tap0 tap1 tap2'
  assert_link tap0 '.mtu == 1500'
  # By its name too, and with down.
  up tap0
  assert_status 2
  assert_messages 2
  try down -f "$TABLE" tap0
  assert_status 2
  assert_link_exists tap0
  up --json
  assert_json 'map({(.ifname): .action}) | add == {tap0: "failed", tap1: "unchanged", tap2: "unchanged", tap3: "failed"}'
}

@test "so is an alternative name that another entry has, as its own or as an alternative one: also in a rehearsal" {
  table 'tap9 --altname tap1' 'tap1 --mtu 1400' 'tap2 --altname lan --altname wan' 'tap3 --mtu 1300' 'tap4 --altname lan'
  up --dry-run
  assert_status 2
  assert_stdout 'tap3: created'
  up
  assert_status 2
  assert_messages 4
  assert_bad_line 1 "^tap9: $TABLE:2 has an entry of the name 'tap1', too: neither is used"
  assert_bad_line 2 "^tap1: $TABLE:1 has an entry of the alternative name 'tap1', too: neither is used"
  assert_bad_line 3 "^tap2: $TABLE:5 has an entry of the alternative name 'lan', too: neither is used"
  assert_bad_line 5 "^tap4: $TABLE:3 has an entry of the alternative name 'lan', too: neither is used"
  assert_hint 'remove one'
  assert_link_names tap3
  # By its name too, and nothing is pruned.
  up tap4
  assert_status 2
  assert_messages 1
  up --prune 'tap*'
  assert_link_names tap3
  assert_stderr_line 'tunadm: --prune: nothing is pruned, as the table has errors'
  # Its own name as an alternative one is no second entry.
  table 'tap5 --altname tap5'
  up --dry-run
  assert_refused 4 "$TABLE:1" "^tap5: cannot create: an interface has the name 'tap5' already"
}

@test "an interface that two entries find, one of them by an alternative name, is not changed for that one" {
  make_tap lan0
  make_tap lan1
  ip link property add dev lan0 altname tap1
  ip link property add dev lan1 altname tap2 altname tap3
  table 'tap1 --mtu 1400' 'lan0 --mode tap --mtu 1300' 'tap2 --mtu 1600' 'tap3 --mtu 1700' 'tap4 --mtu 1800'
  for rehearsal in --dry-run ''; do
    # shellcheck disable=SC2086 # an option or none
    up $rehearsal
    assert_status 4
    assert_messages 3
    assert_bad_line 1 "^tap1: cannot bring in line: it is an alternative name of 'lan0', which $TABLE:2 describes as 'lan0'"
    assert_bad_line 3 "^tap2: cannot bring in line: it is an alternative name of 'lan1', which $TABLE:4 describes as 'tap3'"
    assert_bad_line 4 "^tap3: cannot bring in line: it is an alternative name of 'lan1', which $TABLE:3 describes as 'tap2'"
    assert_hint 'remove one'
  done
  assert_link lan0 '.mtu == 1300'
  assert_link lan1 '.mtu == 1500'
  assert_link tap4 '.mtu == 1800'
  # One entry alone may use it.
  table 'tap1 --mtu 1400' 'tap2 --mtu 1600'
  up
  assert_silent
  assert_link lan0 '.mtu == 1400'
  assert_link lan1 '.mtu == 1600'
}

@test "each bad entry is reported, in the order of the file" {
  table 'tap0 --mtu 1' 'tap1 --nonsense' 'tap2' 'tap3 --mac x' 'vm4'
  up
  assert_status 2
  assert_messages 4
  order=$(grep '^tunadm: ' <<<"$stderr" | sed -E 's/.*tuntab:([0-9]+): .*/\1/' | tr '\n' ' ')
  [[ $order == '1 2 4 5 ' ]] || fail "the order is $order"
  assert_link_names tap2
}
