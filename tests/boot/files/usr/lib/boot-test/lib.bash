# SPDX-License-Identifier: GPL-2.0-or-later
# What the scripts that test within the minimal Debian share: TAP without numbers, and what the kernel has.
# shellcheck shell=bash

# A test is a name and a command; what the command says is shown only where it fails.
t() {
	local name=$1 output
	shift
	if output=$("$@" 2>&1); then
		echo "ok - $name"
	else
		echo "not ok - $name"
		printf '%s\n' "\$ $*" "$output" | sed 's/^/#   /'
	fi
}

not() { ! "$@"; }
says() { grep -E -- "$1" "$2" || { cat "$2"; return 1; }; }
there() { ip link show dev "$1"; }
gone() { ! ip link show dev "$1" 2>/dev/null; }
none() { ! ip -brief link show type tun | grep .; }
index() { cat "/sys/class/net/$1/ifindex"; }
link_is() { ip -details link show dev "$1" | tr -s '\n ' ' ' | grep -E -- "$2" || { ip -details link show dev "$1"; return 1; }; }
same() { [ "$1" = "$2" ] || { echo "$1 is not $2"; return 1; }; }
eventually() {
	local end=$((SECONDS + 60))
	until "$@"; do
		((SECONDS < end)) || return 1
		sleep 0.1
	done
}
