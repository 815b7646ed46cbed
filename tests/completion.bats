#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The completions, in the three real shells, over real interfaces.
# shellcheck disable=SC1003,SC2016,SC2030,SC2031,SC2046,SC2154 # text of other shells, words to be split; bats sets stderr

load lib/common
load lib/offers

# The programs are in PATH under their names, behind a script that records how they are called.
setup() {
  remember_links
  have_shells
  export COMPLETIONS=$top_srcdir/completions ANSWERS=$BATS_TEST_TMPDIR/answers CALLS=$BATS_TEST_TMPDIR/calls
  local bin=$BATS_TEST_TMPDIR/bin name
  mkdir "$bin"
  for name in tunadm tunctl ip; do
    printf '#!/bin/sh\nprintf "%%s\\n" "%s $*" >>"$CALLS"\nexec %q "$@"\n' "$name" \
      "$([[ $name == ip ]] && command -v ip || echo "$TUNADM")" >"$bin/$name"
    chmod +x "$bin/$name"
  done
  export PATH=$bin:$PATH
  : >"$CALLS"
}

COMMANDS=(add del persist chown set set-mac set-mtu reset show up down check why wait monitor hold exec help)
GLOBAL=(--netns --quiet --verbose --help --version)
SHARED=(--mode --owner --group --anyone --pi --vnet-hdr --multi-queue --mac --mtu --txqueuelen --up --master --port --vlan --address --alias --altname --addrgenmode)

BACK=(--carrier --down --no-master --no-vlan --no-address --no-altname)

# but WORD... -- WORD...: the latter without the former.
but() {
  local left=" " word
  while [[ $1 != -- ]]; do left+="$1 " && shift; done
  for word in "${@:2}"; do
    [[ $left == *" $word "* ]] || echo "$word"
  done
}

@test "commands" {
  expect 'tunadm ' "${COMMANDS[@]}"
  expect 'tunadm s' set set-mac set-mtu show
  expect 'tunadm -q ' "${COMMANDS[@]}"
  expect 'tunadm -n nosuch ' "${COMMANDS[@]}"
  expect 'tunadm --netns=nosuch a' add
  expect 'tunadm nosuch '
  expect 'tunadm help ' $(but help -- "${COMMANDS[@]}")
  expect 'tunadm help a' add
  expect 'tunadm help add '
  checked
}

@test "options of each command" {
  expect 'tunadm --' "${GLOBAL[@]}" --json --processes --output --noheadings --tuntab
  expect 'tunadm add --' "${GLOBAL[@]}" "${SHARED[@]}" --ensure --no-settle --json
  expect 'tunadm del --' "${GLOBAL[@]}" --force --if-exists --idle --json
  expect 'tunadm delete --' "${GLOBAL[@]}" --force --if-exists --idle --json
  expect 'tunadm persist --' "${GLOBAL[@]}" --json
  expect 'tunadm chown --' "${GLOBAL[@]}" --owner --group --json
  expect 'tunadm set --' "${GLOBAL[@]}" "${SHARED[@]}" "${BACK[@]}" --json
  expect 'tunadm set --no-' --no-master --no-vlan --no-address --no-altname
  expect 'tunadm set --down --' "${GLOBAL[@]}" $(but --up -- "${SHARED[@]}") $(but --down -- "${BACK[@]}") --json
  expect 'tunadm set --carrier ' on off
  expect 'tunadm set-mac --' "${GLOBAL[@]}" --json
  expect 'tunadm set-mtu --' "${GLOBAL[@]}" --json
  expect 'tunadm reset --' "${GLOBAL[@]}" --json
  expect 'tunadm show --' "${GLOBAL[@]}" --json --processes --output --noheadings --tuntab
  expect 'tunadm list --' "${GLOBAL[@]}" --json --processes --output --noheadings --tuntab
  expect 'tunadm up --' "${GLOBAL[@]}" --file --dry-run --no-settle --prune --json
  expect 'tunadm down --' "${GLOBAL[@]}" --force --file --dry-run --json
  expect 'tunadm check --' "${GLOBAL[@]}" --json --user
  expect 'tunadm why --' "${GLOBAL[@]}" --to --user --attach --watch --json
  expect 'tunadm wait --' "${GLOBAL[@]}" --until --timeout --json
  expect 'tunadm wait --until ' absent attached idle present up
  expect 'tunadm monitor --' "${GLOBAL[@]}" --initial --json
  expect 'tunadm hold --' "${GLOBAL[@]}"
  expect 'tunadm exec --' "${GLOBAL[@]}" "${SHARED[@]}" --queues --user --stay --no-settle
  expect 'tunadm add --m' --mac --master --mode --mtu --multi-queue
  checked
}

@test "every command and every option of the program's help, and none besides" {
  commands=$("$TUNADM" --help 3>&- | sed -n 's/^  \([a-z][a-z-]*\) .*/\1/p')
  # shellcheck disable=SC2086 # words
  expect 'tunadm ' $commands
  for command in $commands; do
    [[ $command == help ]] ||
      expect "tunadm $command -" $("$TUNADM" help "$command" 3>&- | grep -oE -- '^  (-., |    )--[a-z-]+' | tr -d ',')
  done
  checked
}

@test "short options" {
  expect 'tunadm del -' "${GLOBAL[@]}" --force --if-exists --idle --json -n -q -v -h -V -f -j
  expect 'tunadm add -' "${GLOBAL[@]}" "${SHARED[@]}" --ensure --no-settle --json -n -q -v -h -V -m -u -g -e -j
  expect 'tunadm down -' "${GLOBAL[@]}" --force --file --dry-run --json -n -q -v -h -V -f -j
  checked
}

@test "what was given is not offered again, but for what may be repeated" {
  expect 'tunadm add tap0 --up --mtu 1400 --' $(but --up --mtu -- "${GLOBAL[@]}" "${SHARED[@]}") --ensure --no-settle --json
  expect 'tunadm add tap0 -e -m tap --' $(but --mode -- "${GLOBAL[@]}" "${SHARED[@]}") --no-settle --json
  expect 'tunadm add tap0 --mtu=1400 --mt'
  expect 'tunadm add tap0 --address 192.0.2.1/24 --addre' --address
  expect 'tunadm add tap0 --addrgenmode none --addr' --address
  expect 'tunadm add tap0 --altname lan --alt' --altname
  expect 'tunadm add tap0 --alias lan --al' --altname
  expect 'tunadm del -f --' $(but --idle -- "${GLOBAL[@]}") --if-exists --json
  expect 'tunadm -v del --ver' --version
  expect 'tunadm -n x del --ne'
  expect 'tunadm del --netns=x tap0 --ne'
  expect 'tunadm check tap0 --user root --us'
  checked
}

@test "options that exclude each other are not offered together" {
  expect 'tunadm -q del --' $(but --quiet --verbose -- "${GLOBAL[@]}") --force --if-exists --idle --json
  expect 'tunadm del --idle --' "${GLOBAL[@]}" --if-exists --json
  expect 'tunadm add tap0 --anyone --' $(but --anyone --owner --group -- "${GLOBAL[@]}" "${SHARED[@]}") --ensure --no-settle --json
  expect 'tunadm add tap0 -u root --' $(but --anyone --owner -- "${GLOBAL[@]}" "${SHARED[@]}") --ensure --no-settle --json
  expect 'tunadm add tap0 --group=root --' $(but --anyone --group -- "${GLOBAL[@]}" "${SHARED[@]}") --ensure --no-settle --json
  expect 'tunadm show --json --' "${GLOBAL[@]}" --processes
  expect 'tunadm show -o NAME --' "${GLOBAL[@]}" --processes --noheadings
  expect 'tunadm show --tuntab --' "${GLOBAL[@]}"
  expect 'tunadm add --mode tun x --ma' --master
  expect 'tunadm add tun0 --ma' --master
  expect 'tunadm add -m tun tap0 --ma' --master
  expect 'tunadm add -m tap tun0 --ma' --mac --master
  checked
}

@test "interfaces where one must exist, each once" {
  make_tap tap0
  make_tap vm1
  make_tun tun0
  ip link add br0 type bridge
  expect 'tunadm del ' tap0 tun0 vm1
  expect 'tunadm del t' tap0 tun0
  expect 'tunadm delete tap0 ' tun0 vm1
  expect 'tunadm del tap0 vm1 -f ' tun0
  expect 'tunadm del -- ' tap0 tun0 vm1
  expect 'tunadm show ' tap0 tun0 vm1
  expect 'tunadm list v' vm1
  expect 'tunadm persist ' tap0 tun0 vm1
  expect 'tunadm chown ' tap0 tun0 vm1
  expect 'tunadm chown -u root ' tap0 tun0 vm1
  expect 'tunadm set ' tap0 tun0 vm1
  expect 'tunadm set tap0 --mtu 1400 ' tun0 vm1
  expect 'tunadm set-mac ' tap0 tun0 vm1
  expect 'tunadm set-mtu ' tap0 tun0 vm1
  expect 'tunadm reset ' tap0 tun0 vm1
  expect 'tunadm reset tap0 ' tun0 vm1
  expect 'tunadm check ' tap0 tun0 vm1
  expect 'tunadm why ' tap0 tun0 vm1
  expect 'tunadm wait ' tap0 tun0 vm1
  expect 'tunadm wait tap0 ' tun0 vm1
  expect 'tunadm monitor ' tap0 tun0 vm1
  expect 'tunadm hold ' tap0 tun0 vm1
  expect 'tunadm exec ' tap0 tun0 vm1
  expect 'tunadm exec tap0 ' tun0 vm1
  expect 'tunadm add --ensure ' tap0 tun0 vm1
  expect 'tunadm add -e tap0 ' tun0 vm1
  checked
}

@test "nothing where the name is new, the value is free, or no more operands are taken" {
  make_tap tap0
  expect 'tunadm add '
  expect 'tunadm add t'
  expect 'tunadm set-mac tap0 '
  expect 'tunadm set-mtu tap0 '
  for option in mtu mac address altname alias txqueuelen; do expect "tunadm add --$option "; done
  expect 'tunadm add --port i' isolated
  expect 'tunadm add --port isolated,mc' isolated,mcast-flood=off
  expect 'tunadm add --port=learning=off,x'
  expect 'tunadm exec --queues '
  expect 'tunadm why --to '
  expect 'tunadm why --watch '
  checked
  # zsh has options to offer where no operand is left.
  expect 'tunadm chown tap0 '
  expect 'tunadm check tap0 '
  expect 'tunadm why tap0 '
  expect 'tunadm hold tap0 '
  expect 'tunadm persist tap0 on '
  SHELLS='bash fish' checked
}

@test "values" {
  ip link add br0 type bridge
  ip link add br1 type bridge
  make_tap tap0
  expect 'tunadm persist tap0 ' off on
  expect 'tunadm persist tap0 of' off
  expect 'tunadm add -m ' tap tun
  expect 'tunadm add --mode ' tap tun
  expect 'tunadm add --mode=' tap tun
  expect 'tunadm add --mode=ta' tap
  expect 'tunadm add --addrgenmode ' none eui64 stable_secret random
  expect 'tunadm set tap0 --addrgenmode=n' none
  expect 'tunadm add --master ' br0 br1
  expect 'tunadm add --master=br1' br1
  expect 'tunadm add -u daem' daemon
  expect 'tunadm add --owner=daem' daemon
  expect 'tunadm chown tap0 --group daem' daemon
  expect 'tunadm chown tap0 -g daem' daemon
  expect 'tunadm check tap0 --user daem' daemon
  expect 'tunadm exec --user daem' daemon
  checked
}

@test "columns are those that the program has, each once" {
  columns=$("$TUNADM" show -o help 3>&- | cut -d' ' -f1)
  [[ $(wc -w <<<"$columns") -ge 15 ]]
  # shellcheck disable=SC2086 # words
  expect 'tunadm show -o ' $columns
  expect 'tunadm show --output=MA' MAC MASTER
  expect 'tunadm show -o NAME,TX' NAME,TXQLEN
  expect 'tunadm show -o TXQLEN,TXQ'
  expect 'tunadm -o NAM' NAME
  checked
}

@test "network namespaces, and the interfaces and bridges in one" {
  new_netns
  in_netns ip tuntap add far0 mode tap 2>/dev/null
  in_netns ip link add farbr type bridge
  make_tap near0
  ip link add nearbr type bridge
  inside() {
    expect 'tunadm -n ' blue
    expect 'tunadm --netns=bl' blue
    expect 'tunadm -n blue del ' far0
    expect 'tunadm --netns=blue del f' far0
    expect 'tunadm del -n blue ' far0
    expect 'tunadm -n nosuch del '
    expect 'tunadm add -n blue --master ' farbr
    expect 'tunadm add --netns=blue --master=' farbr
    expect 'tunadm del ' near0
    expect 'tunadm add --master ' nearbr
    checked
  }
  mount -t tmpfs tmpfs /run
  mkdir /run/netns
  : >/run/netns/blue
  mount --bind "/proc/$NETNS_PID/ns/net" /run/netns/blue
  inside
  umount /run/netns/blue
  umount /run
}

@test "entries of the table" {
  table=$BATS_TEST_TMPDIR/table
  cat >"$table" <<'END'
# comment --mode \
tap0 --owner root   # comment
  vm-1.2
tap2 \
  more --mtu 1400
tap3	--up
--up tap4
#tap5
'tap6'
tap\#7
END
  printf tap8 >>"$table"
  expect "tunadm up -f $table " tap0 vm-1.2 tap2 tap3 tap8
  expect "tunadm up --file=$table tap" tap0 tap2 tap3 tap8
  expect "tunadm down --file $table tap2 tap" tap0 tap3 tap8
  expect "tunadm down tap0 -f $table " vm-1.2 tap2 tap3 tap8
  expect "tunadm up -f $BATS_TEST_TMPDIR/nosuch "
  expect "tunadm up -f $BATS_TEST_TMPDIR/tab" "$table"
  checked
}

@test "without --file, entries of the table in /etc and of its directory" {
  own_etc
  printf '%s\n' 'tap0 --up \' 'no more' 'vm1' >/etc/tuntab
  mkdir /etc/tuntab.d
  echo 'tap2 \' >/etc/tuntab.d/a.conf
  echo 'vm3 -m tap' >/etc/tuntab.d/b.conf
  echo 'vm4 -m tap' >/etc/tuntab.d/b.conf.bak
  expect 'tunadm up ' tap0 tap2 vm1 vm3
  expect 'tunadm down vm1 v' vm3
  expect "tunadm up -f /etc/tuntab.d/b.conf " vm3
  # It goes by the whole table.
  expect "tunadm up --prune 'vm*' "
  expect "tunadm up --prune=x --pr" --prune
  checked
}

@test "behind exec's -- nothing but commands and their own completions" {
  make_tap tunadmx
  make_tap tap0
  expect 'tunadm exec tap0 -- tunad' tunadm
  expect 'tunadm exec -m tap tap0 -- tunadm de' del
  expect 'tunadm exec tap0 -- tunadm del ' tap0 tunadmx
  expect 'tunadm exec tap0 -- tunadm del tap0 --i' --idle --if-exists
  checked
}

@test "odd names: whole for the program, nothing of them is run, none reaches the terminal" {
  odd=('a$(>$T)' 'b`>$T`' "d'e" 'f"g' 'h;i' 'j&k' 'l|m' 'n*o' 'p?q' '[r]' '~s' 'tä' '$HOME' '!u' 'v\w' '{x,y}' 'z#' '#z'
    '<a>' '(b)' '=c' '^d' 'g@h' 'i,j' 'k+l')
  export T=$BATS_TEST_TMPDIR/touched
  for name in "${odd[@]}"; do make_tap "$name"; done
  make_tap $'esc\033[1m'
  make_tap $'bell\a'
  expect 'tunadm del ' "${odd[@]}"
  checked
  expect 'tunadm hold t' tä
  checked
  expect "tunadm hold 'd" "d'e"
  expect 'tunadm hold "f' 'f"g'
  expect 'tunadm hold "v' 'v\w'
  expect 'tunadm hold j\&' 'j&k'
  SHELLS='zsh fish' checked
  # bash puts several offers into the line without the quotes around them; this is its Tab.
  type_to bash '%s\t\x18p' "tunadm hold 'd" 'tunadm hold "f' 'tunadm hold "v' 'tunadm hold j\&'
  run bash -c 'tunadm() { printf "%s\n" "$2"; } && . "$1"' bash "$ANSWERS"
  assert_stdout "d'e"$'\n''f"g'$'\n''v\w'$'\n''j&k'
  [[ ! -e $T ]] || fail 'a part of a name was run'
}

@test "odd words in a table and on the line are no commands" {
  table=$BATS_TEST_TMPDIR/table
  export T=$BATS_TEST_TMPDIR/touched
  printf '%s\n' 'a$(touch$IFS"$T")' '`touch$IFS$T`' '$T' $'esc\033[1m' "'b;c'" 'a;b' 'tap0' >"$table"
  expect "tunadm up -f $table " tap0
  expect 'tunadm del $(touch$IFS$T) '
  expect 'tunadm -n $(touch$IFS$T) del '
  expect 'tunadm up -f $(touch$IFS$T) '
  expect 'tunadm add --ensure --master=`touch$IFS$T` '
  checked
  [[ ! -e $T ]] || fail 'a part of a word was run'
}

@test "the programs are asked only what there is" {
  make_tap tap0
  lines=()
  for command in "${COMMANDS[@]}" delete list; do
    lines+=("tunadm $command " "tunadm $command tap0 " "tunadm $command --" "tunadm $command -f x " "tunadm $command --master ")
  done
  lines+=('tunctl -d ' 'tunctl -t ' 'tunctl -' 'tunadm --output=' 'tunadm exec tap0 -- tunadm del ')
  remember_links
  : >"$CALLS"
  for shell in bash zsh fish; do
    offers "$shell" "${lines[@]}" >/dev/null
  done
  cp "$CALLS" "$CALLS.here"
  assert_links_unchanged
  grep -q '^tunadm show --noheadings -o NAME$' "$CALLS.here"
  run grep -vxE 'tunadm show (--noheadings -o NAME|-o help)|ip -o -d link show' "$CALLS.here"
  [[ -z $output ]] || fail "called: $output"
}

@test "tunctl: its letters, and what they take" {
  make_tap tap0
  make_tun tun0
  expect 'tunctl -' -t -u -g -d -b -f -n -p
  expect 'tunctl -d ' tap0 tun0
  expect 'tunctl -d ta' tap0
  expect 'tunctl -t '
  expect 'tunctl -t ta'
  expect 'tunctl -u daem' daemon
  expect 'tunctl -g daem' daemon
  expect 'tunctl -b -t vm0 -' -u -g -f -n -p
  expect 'tunctl -n -' -t -u -g -b -f
  expect 'tunctl -d tap0 -' -f
  expect 'tunctl -u root -' -t -g -b -f -n -p
  checked
}

@test "tunctl's cousins: the same" {
  make_tap tap0
  # For fish, which goes by files, as make install leaves them.
  cp -r "$COMPLETIONS" "$BATS_TEST_TMPDIR/completions"
  export COMPLETIONS=$BATS_TEST_TMPDIR/completions
  for name in VBoxTunctl vde_tunctl; do
    ln -s "$TUNADM" "$BATS_TEST_TMPDIR/bin/$name"
    echo "complete -c $name -w tunctl" >"$COMPLETIONS/fish/$name.fish"
    expect "$name -" -t -u -g -d -b -f -n -p
    expect "$name -d ta" tap0
    expect "$name -b -t vm0 -" -u -g -f -n -p
  done
  checked
}

@test "zsh and fish say what each command and option does" {
  for command in '' "${COMMANDS[@]}" ; do
    printf '%s\n' "tunadm ${command:+$command -}" 
  done | fish -N "$OFFERS_DIR/lines.fish" 3>&- >"$BATS_TEST_TMPDIR/fish"
  run grep -vP '^=$|\t.' "$BATS_TEST_TMPDIR/fish"
  [[ -z $output ]] || fail "fish does not say what this is: $output"
  # zsh lists what it has to say only where somebody could see it.
  type_to zsh '%s\x18l' 'tunadm ' 'del -'
  for words in 'add +-- create' 'exec +-- run' '--idle +-- pass over' '--force +-f +-- even'; do
    grep -Eq -- "$words" <(tr -d '\r' <"$SCREEN") || fail "zsh does not say: $words"
  done
}
