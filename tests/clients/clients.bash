# SPDX-License-Identifier: GPL-2.0-or-later
# What the tests with real clients share: an ordinary user who runs them, and another network namespace at the end of a
# cable.
# shellcheck shell=bash disable=SC2034,SC2154 # variables that the tests and the other parts use

# shellcheck source=tests/lib/common.bash
source "$top_srcdir/tests/lib/common.bash"

# For clients that take their time to boot.
PATIENCE=60

# client LOG COMMAND...: as the ordinary user OWNER without privilege, in the background: its pid in CLIENT, what it says
# in LOG. It is the program itself that has this pid, so that it can be told from what tunadm says.
client() {
	local log=$1
	shift
	setpriv --reuid="$OWNER" --regid="$(id -g "$OWNER")" --clear-groups --inh-caps=-all "$@" >"$log" 2>&1 </dev/null 3>&- &
	CLIENT=$!
	HOLDERS+=("$CLIENT")
}

# client_there LOG COMMAND...: the same in the namespace of cable.
client_there() {
	local log=$1
	shift
	nsenter -t "$NETNS_PID" -n setpriv --reuid="$OWNER" --regid="$(id -g "$OWNER")" --clear-groups --inh-caps=-all \
		"$@" >"$log" 2>&1 </dev/null 3>&- &
	CLIENT=$!
	HOLDERS+=("$CLIENT")
}

# tunadm_there ARG...: tunadm in the namespace of cable.
tunadm_there() {
	"$TUNADM" -n "/proc/$NETNS_PID/ns/net" "$@" 3>&-
}

# cable: another namespace, joined to this one: 198.51.100.1 here, 198.51.100.2 there.
cable() {
	new_netns
	ip link add cable type veth peer name cable netns "$NETNS_PID"
	ip addr add 198.51.100.1/24 dev cable
	ip link set cable up
	in_netns ip addr add 198.51.100.2/24 dev cable
	in_netns ip link set cable up
	in_netns ip link set lo up
}

# What has gone through an interface from its client to the host, and the other way.
from_client() {
	ip -j -s link show dev "$1" | jq '.[0].stats64.rx.packets'
}

to_client() {
	ip -j -s link show dev "$1" | jq '.[0].stats64.tx.packets'
}

# from_client_more NAME COUNT: more than that has come by now.
from_client_more() {
	[[ $(from_client "$1") -gt $2 ]]
}

# holders_of NAME: as tunadm sees them, "NAME PID" a line each.
holders_of() {
	"$TUNADM" show -p --json "$1" 3>&- | jq -r '.[0].processes[] | "\(.name) \(.pid)"'
}

# The cable would go by itself with the other namespace, but at some time or other.
teardown() {
	ip link del cable 2>/dev/null || true
	release_all
	delete_all_links
}
