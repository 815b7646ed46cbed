# SPDX-License-Identifier: GPL-2.0-or-later
# Runs a command as an ordinary user, who may open /dev/net/tun as with udev's mode (0666).
# shellcheck shell=bash disable=SC2034,SC2154 # variables that the tests and the other parts use

# with_open_node COMMAND...: in a mount namespace of its own: with a device node for everybody, and a copy of the
# program that everybody can reach ($TUNADM may be below /root).
with_open_node() {
	# shellcheck disable=SC2016 # expanded by the inner shell
	unshare -m --propagation private sh -euc '
		mount -t tmpfs -o mode=0755 tmpfs /dev/net
		mknod -m 0666 /dev/net/tun c 10 200
		chmod 0666 /dev/net/tun
		if [ "$COPIES" ]; then
			install -m 0755 $COPIES /dev/net
		fi
		exec "$@"' sh "$@"
}

# as_user USER [--groups GROUP,...] COMMAND...: without capabilities, and in no groups but those. The words
# "tunadm" and "attach" as COMMAND stand for the programs.
as_user() {
	local user=$1 gid groups=--clear-groups command=()
	shift
	gid=$(id -g "$user")
	if [[ $1 == --groups ]]; then
		groups=--groups=$2
		shift 2
	fi
	case $1 in
	tunadm) command=(/dev/net/"$(basename "$TUNADM")") ;;
	attach) command=(/dev/net/"$(basename "$ATTACH")") ;;
	*) command=("$1") ;;
	esac
	shift
	COPIES="$TUNADM $ATTACH" with_open_node \
		setpriv --reuid="$user" --regid="$gid" "$groups" --inh-caps=-all \
		"${command[@]}" "$@"
}

# try_as USER [--groups GROUP,...] ARG...: tunadm ARG... as that user.
try_as() {
	local user=$1 groups=()
	shift
	if [[ ${1-} == --groups ]]; then
		groups=(--groups "$2")
		shift 2
	fi
	TRIED="tunadm $* (as $user ${groups[*]})"
	capture as_user "$user" "${groups[@]}" tunadm "$@"
}

# need_root: the following needs more than one user.
need_root() {
	[[ $(wc -l </proc/self/uid_map) -gt 1 || $(awk '{ print $3 }' /proc/self/uid_map) -gt 1 ]] ||
		skip "there is only one user in this user namespace"
}
