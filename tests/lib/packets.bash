# SPDX-License-Identifier: GPL-2.0-or-later
# Packets in hexadecimal digits, to be written by a program, and what `tunadm why --watch` saw of them.
# shellcheck shell=bash disable=SC2034,SC2153,SC2154 # variables that the tests and the other parts use

# The MAC address of a program behind the interface.
STRANGER=020000000007

# mac_of NAME
mac_of() {
	link_json "$1" | jq -r '.address | gsub(":"; "")'
}

# frame TO TYPE PAYLOAD: an Ethernet frame from STRANGER.
frame() {
	echo "$1$STRANGER$2$3"
}

# address_hex A.B.C.D
address_hex() {
	# shellcheck disable=SC2046 # four words
	printf %02x $(tr . ' ' <<<"$1")
}

# sum HEX...: the Internet checksum of the 16-bit words.
sum() {
	local hex sum=0 i
	printf -v hex %s "$@"
	for ((i = 0; i < ${#hex}; i += 4)); do
		sum=$((sum + 16#${hex:i:4}))
	done
	sum=$(((sum >> 16) + (sum & 0xffff)))
	sum=$(((sum >> 16) + (sum & 0xffff)))
	printf %04x $((~sum & 0xffff))
}

# udp SOURCE DESTINATION [CHECKSUM [UDP-CHECKSUM]]: an IPv4 packet with an empty datagram to port 9, with those checksums
# instead of the right ones; a UDP checksum of 0 is none.
udp() {
	local source destination header
	source=$(address_hex "$1") destination=$(address_hex "$2")
	header=4500001c000100004011
	echo "$header${3:-$(sum "$header" 0000 "$source" "$destination")}$source${destination}303900090008${4:-0000}"
}

# write_all COUNT HEX: the holder that was started last writes it that many times.
write_all() {
	local i
	for ((i = 0; i < $1; i++)); do
		assert_answer "write $2" "wrote $((${#2} / 2))" || return 1
	done
}

# Where tests/run-bats has a mount namespace that goes with the file. Never below a directory of bats, which is removed
# with all that is in it: tracefs is the whole machine's.
TRACING=/sys/kernel/tracing

# need_tracing: mounts tracefs for this file's tests, and has it for this one alone; skips the test where there is none.
need_tracing() {
	need_root
	# Events tell an interface by its name alone, and these tests have the same ones: they wait for each other. They also
	# change options of tracefs, which all of its mounts share.
	exec {TRACING_LOCK}<"${BASH_SOURCE[0]}"
	flock "$TRACING_LOCK"
	[[ -e $TRACING/instances ]] || mount -t tracefs tracefs "$TRACING" 2>/dev/null || skip "tracefs cannot be mounted"
	grep -q 'enum skb_drop_reason reason' "$TRACING/events/skb/kfree_skb/format" 2>/dev/null ||
		skip "this kernel does not say why it drops a packet"
}

# watch ARG...: begins `tunadm why --watch --json ARG...`, with -n NETNS perhaps, and returns when it watches; seen ends it,
# by SIGINT, as soon as the test has done what is to be seen.
watch() {
	local netns=()
	if [[ $1 == -n ]]; then
		netns=(-n "$2")
		shift 2
	fi
	TRIED="tunadm ${netns[*]} why --watch 60 --json $*"
	env --default-signal=INT "$TUNADM" "${netns[@]}" why --watch 60 --json "$@" \
		>"$BATS_TEST_TMPDIR/stdout" 2>"$BATS_TEST_TMPDIR/stderr" 3>&- &
	WATCHER=$!
	HOLDERS+=("$WATCHER")
	DEADLINE=30 wait_until is_watching || fail "$(cat "$BATS_TEST_TMPDIR/stdout" "$BATS_TEST_TMPDIR/stderr")"
}

# instance_of PID: the name of the instance that the process reads.
instance_of() {
	local fd
	for fd in "/proc/$1/fd"/*; do
		readlink "$fd"
	done | sed -n '/trace_pipe_raw$/s|.*/instances/\([^/]*\)/.*|\1|p' | sort -u
}

is_watching() {
	local instance
	instance=$(instance_of "$WATCHER")
	[[ $instance && $(cat "$TRACING/instances/$instance/tracing_on") == 1 ]]
}

seen() {
	kill -INT "$WATCHER"
	wait_for "$WATCHER"
	status=$STATUS
	output=$(<"$BATS_TEST_TMPDIR/stdout") stderr=$(<"$BATS_TEST_TMPDIR/stderr")
	[[ $status -eq 130 ]] || fail "it did not die of SIGINT" || return 1
	[[ $stderr == *'tunadm: interrupted by SIGINT: '*' of 60 seconds watched'* ]] || fail "it does not say so"
}

# saw DIRECTION PACKETS [REASON COUNT]...: that many packets in that direction, with that many dropped for each of the
# reasons, and none for others.
saw() {
	local direction=$1 packets=$2 wanted='{}'
	shift 2
	while [[ $# -gt 0 ]]; do
		wanted=$(jq -c --arg reason "$1" --argjson count "$2" '.[$reason] = $count' <<<"$wanted")
		shift 2
	done
	jq -e --arg direction "$direction" --argjson packets "$packets" --argjson wanted "$wanted" '
		.[0].watch[] | select(.direction == $direction)
		| .packets == $packets and (.dropped | map({(.reason): .count}) | add // {}) == $wanted' \
		<<<"$output" >/dev/null || fail "it did not see $packets packets $direction with $wanted"
}

# says REASON REGEX: its words for that reason match.
says() {
	jq -e --arg reason "$1" --arg regex "$2" \
		'any(.[0].watch[].dropped[]; .reason == $reason and (.text | test($regex)))' <<<"$output" >/dev/null ||
		fail "it does not say '$2' of $1"
}

# begin_watched NAME: a tap with a program, something that listens on port 9, and nothing that the host sends by itself. No
# other test file has an interface of that name: the trace has all namesakes, and several files may run at a time. What the
# program can write: $good, and $bad to somebody else.
begin_watched() {
	remember_links
	begin_tap "$1"
	mac=$(mac_of "$1")
	good=$(frame "$mac" 0800 "$(udp 192.0.2.7 192.0.2.1)")
	bad=$(frame 020000000099 0800 "$(udp 192.0.2.7 192.0.2.1)")
	listen
}

# end_watched: unmounts what the test has mounted, including tracefs.
end_watched() {
	release_all
	delete_all_links
	umount -R "$TRACING" 2>/dev/null || true
}

# begin_tap NAME: without any IPv6 address, for such a link speaks by itself.
begin_tap() {
	make_tap "$1"
	ip link set dev "$1" addrgenmode none
	ip address add 192.0.2.1/24 dev "$1"
	ip neighbour add 192.0.2.7 lladdr 02:00:00:00:00:07 dev "$1"
	ip link set dev "$1" up
	hold "$1" tap -
	wait_until is_ready "$1"
}

# is_ready NAME: the kernel has set up its queue, which it does a moment after the carrier came.
is_ready() {
	[[ $(link_json "$1" | jq '.operstate == "UP" or .operstate == "UNKNOWN"') == true ]]
}

listen() {
	socat -u UDP4-RECV:9 OPEN:/dev/null 3>&- &
	HOLDERS+=("$!")
	wait_until is_listening
}

is_listening() {
	ss -Hlun | grep -q ':9 '
}

# meanwhile COMMAND ARG...: has the function do what is to be seen while the next try watches for 2 s.
meanwhile() {
	(
		wait_until pgrep -f ' why tap[a-z]0 .*--watch 2' >/dev/null
		sleep 0.7
		"$@"
	) 3>&- &
	MEANWHILE=$!
}
