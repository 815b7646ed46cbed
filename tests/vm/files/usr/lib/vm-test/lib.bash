# SPDX-License-Identifier: GPL-2.0-or-later
# lib.bash: what the tests in the virtual machine share.
# shellcheck shell=bash disable=SC2034 # variables that the tests use

# t NAME COMMAND...: prints a TAP line (without a number), followed by the command's output if it failed.
t() {
	local name=$1 said
	shift
	if said=$("$@" 2>&1); then
		echo "ok - $name"
	else
		echo "not ok - $name"
		printf '%s\n' "\$ $*" "$said" | tail -n 40 | sed 's/^/#   /'
	fi
}

not() { ! "$@"; }
same() { [ "$1" = "$2" ] || { echo "'$1' is not '$2'"; return 1; }; }
there() { [ -d "/sys/class/net/$1" ]; }
gone() { ! there "$1"; }
# link_is NAME REGEX: its line of ip, with its addresses.
link_is() {
	local line
	line=$(ip -d address show dev "$1" | tr -s '\n ' ' ')
	[[ $line =~ $2 ]] || { echo "no match for /$2/: $line"; return 1; }
}
attached() { tunadm check "$1" --user root >/run/said 2>&1; [ $? -eq 5 ] || { cat /run/said; return 1; }; }
# active UNIT..., inactive UNIT...: whether all of them are.
active() {
	local unit
	for unit; do systemctl is-active "$unit" || return; done
}
inactive() { ! systemctl is-active "$@"; }
eventually() {
	local end=$((SECONDS + 60))
	until "$@" >/dev/null 2>&1; do
		[ "$SECONDS" -lt "$end" ] || { "$@"; return 1; }
		sleep 0.2
	done
}

# named: adds the kernel to the name of each test. These kernels have everything that the tests need, so a skipped test
# is a failure.
named() {
	local release
	release=$(uname -r)
	sed -uE "s/^((not )?ok )([0-9]+ )?(- )?/\1- /; /^1\.\./d; s/^(not )?ok - /&${release%%-*}: /
		s/^ok (.*# skip (the|this) kernel)/not ok \1/"
}

settled() { udevadm settle --timeout=600; }

# look NAME: sets $seen to all that udevd could change of it. It starts no process, so it takes less than a millisecond.
look() {
	local file value
	seen=
	for file in address mtu tx_queue_len; do
		read -r value 2>/dev/null <"/sys/class/net/$1/$file" || value=gone
		seen+=" $value"
	done
}

# timed COMMAND...: runs it, and sets $spent to the milliseconds, $status to its status; /run/said has its output.
timed() {
	local start=${EPOCHREALTIME/./}
	status=0
	"$@" >/run/said 2>&1 || status=$?
	spent=$(((${EPOCHREALTIME/./} - start) / 1000))
}
