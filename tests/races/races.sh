#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# races.sh [SECONDS [GAME]]: runs every game of tests/races for this time, in several namespaces at once; prints TAP.
set -u

: "${TUNADM:?the program to test}" "${top_builddir:?}"
races=$top_builddir/tests/races/races
seconds=${1:-5}

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

# Within the namespaces: a device that strangers may open too, and the table for some games.
if [ "${RACES-}" = inside ]; then
	unset RACES
	mount -t tmpfs -o mode=0755,size=64k tun /dev/net && mknod -m 0666 /dev/net/tun c 10 200 &&
		chmod 0666 /dev/net/tun && mount -t tmpfs -o mode=0755,size=1m table /mnt || exit
	printf '%s\n' 'tap0 --owner bin --mtu 1400' 'tap1 --group bin --up' tun0 >/mnt/tuntab
	exec "$races" --seconds "$seconds" ${2:+--only "$2"} "$TUNADM"
fi

[ "$(id -u)" -eq 0 ] || skip "strangers take root to make"
namespaces=(--net --mount --propagation private --pid --fork --kill-child --mount-proc)
why=$(unshare "${namespaces[@]}" true 2>&1) || cannot "no namespaces: ${why:-unshare failed}"

lanes=$((2 * $(nproc)))
work=$(mktemp -d) || exit
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 RACES=inside
for ((lane = 0; lane < lanes; lane++)); do
	unshare "${namespaces[@]}" "$BASH" "$0" "$seconds" "${@:2:1}" >"$work/$lane" 2>&1 &
	pids[lane]=$!
done
for ((lane = 0; lane < lanes; lane++)); do
	if ! wait "${pids[lane]}"; then
		sed 's/^/# /' "$work/$lane"
		echo "Bail out! a lane ended with a failure"
		exit 1
	fi
done

grep -h '^#' "$work"/* | head -n 200
grep -hv '^#' "$work"/* | awk '
	!($1 in rounds) { order[++count] = $1 }
	{
		rounds[$1] += $2
		violations[$1] += $3
		for (i = 0; i < 8; i++)
			statuses[$1, i] += $(4 + i)
	}
	END {
		for (i = 1; i <= count; i++) {
			name = order[i]
			line = sprintf("%s %d - %s: %d rounds, %d violations; ended with",
				violations[name] || !rounds[name] ? "not ok" : "ok", i, name, rounds[name], violations[name])
			for (j = 0; j < 8; j++)
				if (statuses[name, j])
					line = line sprintf(" %s: %d", j == 7 ? "other" : j, statuses[name, j])
			print line
			all += rounds[name]
			bad += violations[name]
		}
		printf "1..%d\n# in all: %d rounds, %d violations\n", count, all, bad
	}'
