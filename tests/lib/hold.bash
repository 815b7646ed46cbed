# SPDX-License-Identifier: GPL-2.0-or-later
# `tunadm hold` in the background: its carrier, its end, and its output.
# shellcheck shell=bash disable=SC2016,SC2034,SC2154 # inner shells have variables of their own; tests use and set others

# begin ARG...: tunadm ARG..., or what PROGRAM stands for, in the background, in HELD its pid and in $SAID what it says; it is attached to
# NAME, the last ARG, when this returns.
begin() {
	SAID=$BATS_TEST_TMPDIR/said
	TRIED="tunadm $*"
	# A shell's background job would have SIGINT ignored, and keep it so.
	env --default-signal=INT "${PROGRAM[@]:-$TUNADM}" "$@" >"$SAID" 2>&1 3>&- &
	HELD=$!
	HOLDERS+=("$HELD")
	wait_until has_carrier "${!#}"
}

# has_carrier NAME: and the kernel has set up the queue of the link, which it does a moment later.
has_carrier() {
	[[ $(link_json "$1" | jq '.operstate != "DOWN" and (.flags | index("LOWER_UP")) != null') == true ]]
}

assert_carrier() {
	wait_until has_carrier "$1" || fail "$1 has no carrier"
}

assert_no_carrier() {
	! has_carrier "$1" || fail "$1 has a carrier"
}

# finish [SIGNAL]: ends it, its status in STATUS.
finish() {
	[[ $# -eq 0 ]] || kill -s "$1" "$HELD"
	wait_for "$HELD"
}

# assert_finished STATUS TEXT: it ended with that status and output.
assert_finished() {
	[[ $STATUS -eq $1 ]] || fail "the status is $STATUS, not $1: $(cat "$SAID")" || return 1
	[[ $(cat "$SAID") == "$2" ]] || fail "it said: $(cat "$SAID")"
}
