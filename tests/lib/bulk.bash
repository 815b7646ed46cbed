# SPDX-License-Identifier: GPL-2.0-or-later
# A thousand interfaces, and what happens to them while the program is stopped at a call to the kernel.
# shellcheck shell=bash disable=SC2016,SC2034,SC2154 # inner shells have variables of their own; tests use and set others

# One who owns an interface that is made anew meanwhile tells it from the one before, which takes a second user.
setup() {
	need_root
	remember_links
}

# names COUNT: tap0, tap1, ... in the array NAMES.
names() {
	mapfile -t NAMES < <(seq -f 'tap%.0f' 0 "$(($1 - 1))")
}

# make_taps COUNT: creates them, as something else than the program would.
make_taps() {
	names "$1"
	printf 'tuntap add dev %s mode tap user daemon\n' "${NAMES[@]}" | ip -batch - 2>/dev/null
	[[ $(count_taps) -eq $1 ]]
}

# make_taps_again: those of NAMES that are not there.
make_taps_again() {
	printf 'tuntap add dev %s mode tap user daemon\n' "${NAMES[@]}" | ip -force -batch - 2>/dev/null || true
	link_exists "${NAMES[-1]}"
}

# count_taps [CONDITION]: how many taps there are for which the jq expression is true, $tun being what tun says of them.
count_taps() {
	ip -j -d link | jq "[.[] | .linkinfo.info_data as \$tun | select(\$tun.type == \"tap\" and (${1:-true}))] | length"
}

assert_taps() {
	local count
	count=$(count_taps "${2:-true}")
	[[ $count -eq $1 ]] || fail "there are $count taps, not $1, with ${2:-whatever}"
}

# stop_at CALL NUMBER STRACE-ARG... -- ARG...: runs the program up to that call to the kernel, and stops it there. What
# happens meanwhile is the test's; finish [SIGNAL] has it go on, with a signal perhaps, and waits for its end.
stop_at() {
	local call=$1 number=$2 options=() deadline=$((SECONDS + 20))
	shift 2
	while [[ $1 != -- ]]; do
		options+=("$1")
		shift
	done
	shift
	TRACE=$BATS_TEST_TMPDIR/trace TRIED="tunadm $*, stopped at $call $number"
	: >"$TRACE"
	env --default-signal=INT ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0" \
		strace -f -qq -yy "${options[@]}" -e trace="$call" -e inject="$call:signal=STOP:when=$number" -o "$TRACE" \
		"${PROGRAM[@]:-$TUNADM}" "$@" >"$BATS_TEST_TMPDIR/stdout" 2>"$BATS_TEST_TMPDIR/stderr" 3>&- &
	TRACER=$!
	HOLDERS+=("$TRACER")
	until grep -q 'stopped by SIGSTOP' "$TRACE"; do
		kill -0 "$TRACER" 2>/dev/null || fail "it ended before that: $(cat "$BATS_TEST_TMPDIR/stderr")" || return 1
		((SECONDS < deadline)) || fail "it does not come to that" || return 1
		sleep 0.01
	done
	STOPPED=$(awk '/stopped by SIGSTOP/ { print $1; exit }' "$TRACE")
}

finish() {
	[[ -z ${1-} ]] || kill "-$1" "$STOPPED"
	kill -CONT "$STOPPED" 2>/dev/null || true
	status=0
	wait "$TRACER" || status=$?
	output=$(cat "$BATS_TEST_TMPDIR/stdout")
	stderr=$(cat "$BATS_TEST_TMPDIR/stderr")
}

# calls REGEX: how often the traced program asked that of the kernel.
calls() {
	grep -cE -- "$1" "$TRACE" || true
}
