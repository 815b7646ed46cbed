# SPDX-License-Identifier: GPL-2.0-or-later
# `tunadm wait` in the background: that it waits, how it ends, and when.
# shellcheck shell=bash disable=SC2034,SC2154 # variables that the tests and the other parts use

# begin ARG...: tunadm wait ARG... in the background, in WAITER its pid and in $SAID what it says; it listens by now.
begin() {
	SAID=$BATS_TEST_TMPDIR/said
	TRIED="tunadm wait $*"
	env --default-signal=INT "${PROGRAM[@]:-$TUNADM}" wait "$@" >"$SAID" 2>&1 3>&- &
	WAITER=$!
	HOLDERS+=("$WAITER")
	wait_until listening
}

# It sleeps in poll(2).
listening() {
	grep -q poll "/proc/$WAITER/wchan" 2>/dev/null || grep -qE '^(7|271) ' "/proc/$WAITER/syscall" 2>/dev/null
}

still_waiting() {
	kill -0 "$WAITER" 2>/dev/null || fail "it has ended: $(cat "$SAID")"
}

# ended STATUS [TEXT]: it ends in time, with that status and output.
ended() {
	wait_for "$WAITER" || return 1
	[[ $STATUS -eq $1 ]] || fail "the status is $STATUS, not $1: $(cat "$SAID")" || return 1
	[[ $(cat "$SAID") == "${2-}" ]] || fail "it said: $(cat "$SAID")"
}

# ended_within MILLISECONDS STATUS, from BEGUN on, and three times as many on a machine that is busy: the benchmark
# measures what is promised.
ended_within() {
	local took
	wait_until has_ended "$WAITER"
	took=$((($(date +%s%N) - BEGUN) / 1000000))
	ended "$2" || return 1
	[[ $took -le $((3 * $1)) ]] || fail "it took $took ms"
}

now() {
	BEGUN=$(date +%s%N)
}
