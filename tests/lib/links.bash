# SPDX-License-Identifier: GPL-2.0-or-later
# The kernel's state as iproute2 reports it: the tests never rely on the program's own account.
# shellcheck shell=bash disable=SC2034,SC2154 # variables that the tests and the other parts use

# link_json NAME: everything about one link and its addresses, as an object. It is extracted from ip's array without jq,
# whose start takes longer than the rest of a test.
link_json() {
	local json
	json=$(ip -j -d addr show dev "$1" 2>/dev/null) || true
	json=${json#[} json=${json%]}
	[[ -z $json ]] || printf '%s\n' "$json"
}

# tun_json NAME: the attributes of a tun/tap interface.
tun_json() {
	link_json "$1" | jq -c '.linkinfo.info_data'
}

link_exists() {
	ip link show dev "$1" &>/dev/null
}

link_gone() {
	! link_exists "$1"
}

assert_link_exists() {
	link_exists "$1" || fail "there is no link $1"
}

assert_no_link() {
	! link_exists "$1" || fail "there is a link $1"
}

# assert_link NAME CONDITION...: each is a jq expression on the link, with $tun for its tun attributes.
assert_link() {
	local name=$1 json condition all=true
	shift
	json=$(link_json "$name")
	[[ -n $json ]] || fail "there is no link $name" || return 1
	for condition; do
		all+=" and ($condition)"
	done
	jq -e ".linkinfo.info_data as \$tun | $all" <<<"$json" >/dev/null && return
	for condition; do
		jq -e ".linkinfo.info_data as \$tun | $condition" <<<"$json" >/dev/null ||
			fail "$name does not satisfy $condition: $json" || return 1
	done
}

# The parts of "ip -j -d addr" that are compared. What the kernel determines later by itself is left out: the
# operational state, the queueing discipline, whether an address is still tentative, and the link-local address.
settled_links() {
	jq -c '.[] | del(.operstate, .qdisc, .addr_info[]?.tentative)
		| .addr_info |= (. // [] | map(select(.family != "inet6" or .scope != "link")))
		| .flags |= (. // [] | map(select(. != "NO-CARRIER")) | sort)'
}

# links_snapshot: the state of all links and addresses.
links_snapshot() {
	ip -j -d addr | settled_links
}

remember_links() {
	REMEMBERED_LINKS=$(ip -j -d addr)
}

assert_links_unchanged() {
	local before now
	now=$(ip -j -d addr)
	[[ $now != "$REMEMBERED_LINKS" ]] || return 0
	before=$(settled_links <<<"$REMEMBERED_LINKS") now=$(settled_links <<<"$now")
	[[ $now == "$before" ]] || fail "the links have changed:"$'\n'"$(diff <(echo "$before") <(echo "$now"))"
}

# carrier_changes NAME: how often the carrier was switched on or off.
carrier_changes() {
	ip -j -s -s link show dev "$1" | jq '.[0].stats64.tx.carrier_changes'
}

# next_ifindex: the index of the next interface. An interface that existed only for a moment shows as a gap between two
# calls, each of which uses one index.
next_ifindex() {
	"$ATTACH" probe%d tap - </dev/null 3>&- | cut -d' ' -f3
}

# delete_all_links: as a group, because deleting them one by one takes 20 ms each; by index, because a name may contain
# anything.
delete_all_links() {
	local commands
	commands=$(ip -o link | LC_ALL=C sed -nE '/^[0-9]+: lo:/d; s/^([0-9]+):.*/link set dev if\1 group 4242/p')
	[[ -n $commands ]] || return 0
	ip -force -batch - <<<"$commands" && ip link del group 4242
}

# make_tap NAME [IP-ARG...], make_tun NAME [IP-ARG...]: an interface created without the program under test. (ip
# complains on stderr if sysfs belongs to another namespace.)
make_tap() {
	ip tuntap add dev "$1" mode tap "${@:2}" 2>/dev/null
}

make_tun() {
	ip tuntap add dev "$1" mode tun "${@:2}" 2>/dev/null
}

# give_altname NAME ALTNAME: through a direct request to the kernel, which accepts what ip would refuse.
give_altname() {
	python3 - "$1" "$2" 3>&- <<'END'
import os, socket, struct, sys
RTM_NEWLINKPROP, IFLA_PROP_LIST, IFLA_ALT_IFNAME, NLA_F_NESTED = 108, 52, 53, 0x8000
def attribute(kind, content):
    return struct.pack("HH", 4 + len(content), kind) + content + bytes(-len(content) % 4)
name = attribute(IFLA_ALT_IFNAME, os.fsencode(sys.argv[2]) + b"\0")
body = struct.pack("BxHiII", 0, 0, socket.if_nametoindex(sys.argv[1]), 0, 0) + attribute(IFLA_PROP_LIST | NLA_F_NESTED, name)
link = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
link.send(struct.pack("IHHII", 16 + len(body), RTM_NEWLINKPROP, 0x0c05, 1, 0) + body)
sys.exit(struct.unpack_from("i", link.recv(4096), 16)[0] != 0)
END
}

# new_netns: a network namespace that exists as long as the test, in NETNS_PID.
new_netns() {
	local path=$BATS_TEST_TMPDIR/netns-$RANDOM
	mkfifo "$path"
	unshare -n sh -c 'echo ready; exec sleep 300' >"$path" 3>&- &
	NETNS_PID=$!
	HOLDERS+=("$NETNS_PID")
	read -r -t 10 _ <"$path" || fail "no new network namespace"
}

in_netns() {
	nsenter -t "$NETNS_PID" -n "$@"
}

# with_named_netns NAME COMMAND...: runs it where the namespace of new_netns has that name for 'ip -n' (in a
# mount namespace of its own: nothing is left in /run).
with_named_netns() {
	# shellcheck disable=SC2016 # expanded by the inner shell
	unshare -m --propagation private sh -euc '
		mount -t tmpfs tmpfs /run
		mkdir /run/netns
		touch "/run/netns/$1"
		mount --bind "/proc/$2/ns/net" "/run/netns/$1"
		shift 2
		exec "$@"' sh "$1" "$NETNS_PID" "${@:2}"
}
