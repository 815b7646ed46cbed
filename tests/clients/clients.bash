# SPDX-License-Identifier: GPL-2.0-or-later
# What the tests with real clients share: an ordinary user who runs them, and another network namespace behind a cable.
# shellcheck shell=bash disable=SC2034,SC2154 # variables that the tests and the other parts use

# shellcheck source=tests/lib/common.bash
source "$top_srcdir/tests/lib/common.bash"

# For clients that boot slowly.
PATIENCE=60

# client LOG COMMAND...: runs it in the background as the ordinary user OWNER, without privilege; its pid is in CLIENT,
# its output in LOG. The pid is that of the program itself, to compare it with what tunadm prints.
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

# cable: another namespace, connected to this one: 198.51.100.1 here, 198.51.100.2 there.
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

# from_client_more NAME COUNT: more than that has arrived by now.
from_client_more() {
	[[ $(from_client "$1") -gt $2 ]]
}

# holders_of NAME: as tunadm sees them, one line "NAME PID" each.
holders_of() {
	"$TUNADM" show -p --json "$1" 3>&- | jq -r '.[0].processes[] | "\(.name) \(.pid)"'
}

# The cable would be deleted with the other namespace, but some time later.
teardown() {
	ip link del cable 2>/dev/null || true
	release_all
	delete_all_links
}
