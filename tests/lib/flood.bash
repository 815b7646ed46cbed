# SPDX-License-Identifier: GPL-2.0-or-later
# Programs on taps that write frames all the time, and others that count them, to test what must not pass a bridge.
# shellcheck shell=bash disable=SC2034,SC2154 # variables that the tests and the other parts use

declare -gA FLOODS=()

# flood send|count NAME: starts one, and returns when it is attached.
flood() {
	python3 -B "$top_srcdir/tests/helpers/flood.py" "$1" "$2" >"$BATS_TEST_TMPDIR/flood.$2" 2>&1 3>&- &
	HOLDERS+=($!)
	FLOODS[$2]=$!
	wait_until grep -q ready "$BATS_TEST_TMPDIR/flood.$2"
}

# flooded NAME: ends it; FLOODED is how many it wrote or counted.
flooded() {
	kill -TERM "${FLOODS[$1]}"
	wait_until grep -q '^[0-9]' "$BATS_TEST_TMPDIR/flood.$1"
	FLOODED=$(tail -n 1 "$BATS_TEST_TMPDIR/flood.$1")
}

# quiet_tap NAME [LINK-SETTING...]: one that sends nothing by itself.
quiet_tap() {
	make_tap "$1"
	ip link set dev "$1" addrgenmode none "${@:2}"
}

# quiet_bridge NAME [SETTING...]: a bridge that is up and sends nothing by itself either.
quiet_bridge() {
	ip link add "$1" type bridge mcast_snooping 0 "${@:2}" 2>/dev/null || ip link add "$1" type bridge "${@:2}"
	ip link set dev "$1" addrgenmode none up
}
