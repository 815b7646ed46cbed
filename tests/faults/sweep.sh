#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# sweep.sh [--whole] [--names] [--only SCENARIO]: the fault sweep over $TUNADM in several namespaces at once; prints
# TAP.
#
# Without --whole it is the quick subset that make check runs: one errno instead of four, SIGHUP but not SIGTERM, every
# seventh allocation, and no scenario that takes long; for a program with sanitizers no SIGKILL, which shows them
# nothing, and SIGHUP at every fourth call. With --whole or --names, interfaces are also renamed and replaced. Each lane
# runs every n-th fault of each scenario, in namespaces of its own.
set -u

: "${TUNADM:?the program to test}" "${top_builddir:?}"
sweep=$top_builddir/tests/faults/sweep

cannot() {
	if [ -n "${CI-}" ]; then
		echo "Bail out! $1"
		exit 1
	fi
	skip "$1"
}

skip() {
	echo "1..0 # SKIP $1"
	exit 0
}

# Within the namespaces: the table for some scenarios is at /mnt/tuntab.
if [ "${SWEEP-}" = inside ]; then
	unset SWEEP
	mount -t tmpfs -o mode=0755,size=1m table /mnt || exit
	if [ -d /dev/net ] && mount -t tmpfs -o mode=0755,size=64k tun /dev/net; then
		mknod -m 0666 /dev/net/tun c 10 200 || umount /dev/net
	fi
	exec "$sweep" "$@" "$TUNADM"
fi

options=() cut=(--quick) only=()
while [ $# -gt 0 ]; do
	case $1 in
	--whole) cut=() options+=(--names) ;;
	--names) options+=(--names) ;;
	--only) only=(--only "${2:?}") && shift ;;
	*) echo "usage: sweep.sh [--whole] [--names] [--only SCENARIO]" >&2 && exit 2 ;;
	esac
	shift
done

memory=$top_builddir/tests/helpers/failing-malloc.so
[ ! -e "$memory" ] || options+=(--memory "$memory")

IFS= read -r -n 2 magic <"$TUNADM" 2>/dev/null || magic=
[ "$magic" != '#!' ] || skip "$TUNADM is a script, whose own calls are not those of the program"
[ "$(id -u)" -eq 0 ] || skip "interfaces of several users take root to make"
command -v ip >/dev/null || cannot "ip (iproute2) is not installed"
namespaces=(--net --mount --propagation private --pid --fork --kill-child --mount-proc)
why=$(unshare "${namespaces[@]}" true 2>&1) || cannot "no namespaces: ${why:-unshare failed}"

# The kernel makes a process wait whenever an interface is deleted: two lanes keep one processor busy.
lanes=$((2 * $(nproc)))
work=$(mktemp -d) || exit
trap 'rm -rf "$work"' EXIT
# The sanitizers cannot look for leaks in a process that is traced.
export LC_ALL=C.UTF-8 SWEEP=inside ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
for ((lane = 0; lane < lanes; lane++)); do
	unshare "${namespaces[@]}" "$BASH" "$0" "${cut[@]}" "${options[@]}" "${only[@]}" --part "$lane/$lanes" >"$work/$lane" 2>&1 &
	pids[lane]=$!
done
failed=0
for ((lane = 0; lane < lanes; lane++)); do
	status=0
	wait "${pids[lane]}" || status=$?
	[ "$status" -ne 77 ] || skip "$(tail -n 1 "$work/$lane")"
	[ "$status" -eq 0 ] || failed=$status
done
if [ "$failed" -ne 0 ]; then
	grep -hv '^[a-z]' "$work"/*
	echo "Bail out! a lane ended with status $failed: $(tail -qn 1 "$work"/* | grep -v '^[a-z-]* [0-9]' | head -n 1)"
	exit 1
fi

grep -h '^#' "$work"/* | head -n 200
grep -hv '^#' "$work"/* | awk '
	!($1 in calls) { order[++count] = $1 }
	{ calls[$1] = $2; faults[$1] += $3; violations[$1] += $4 }
	END {
		for (i = 1; i <= count; i++) {
			name = order[i]
			printf "%s %d - %s: %d calls, %d faults, %d violations\n", violations[name] || !faults[name] ? "not ok" : "ok",
				i, name, calls[name], faults[name], violations[name]
			all += faults[name]
			bad += violations[name]
		}
		printf "1..%d\n# in all: %d faults, %d violations\n", count, all, bad
	}'
