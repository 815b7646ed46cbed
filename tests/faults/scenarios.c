// SPDX-License-Identifier: GPL-2.0-or-later
// The commands that change something, each in the states in which they behave differently.

#include "scenarios.h"

/*
 * Each has a fixed address that depends on its number, so that it is the same whenever it is
 * created.
 */
#define MADE(name, mac, how)                                                                       \
	"ip tuntap add " name " mode tap " how " 2>/dev/null; "                                    \
	"ip link set " name " address 02:00:00:00:01:" mac "; "
#define TAP(name, mac)	   MADE(name, mac, "user daemon group daemon")
#define MQ(name, mac)	   MADE(name, mac, "multi_queue user daemon")
#define UNOWNED(name, mac) MADE(name, mac, "")
#define BRIDGE		   "ip link add br0 address 02:00:00:00:00:ff mtu 1500 type bridge; "
#define OTHER_BRIDGE	   "ip link add br1 address 02:00:00:00:00:fe mtu 1500 type bridge; "
#define FILTERING(name, mac)                                                                       \
	"ip link add " name " address 02:00:00:00:00:" mac                                         \
	" mtu 1500 type bridge vlan_filtering 1; "
/* A bridge of a kernel that filters no VLANs takes the setting, and says that it does not. */
#define FILTERS                                                                                    \
	"ip link add filters type bridge vlan_filtering 1 2>/dev/null && "                         \
	"ip -d link show dev filters | grep -q 'vlan_filtering 1'"
#define EVERYTHING                                                                                 \
	"--owner daemon --group bin --mac 02:00:00:00:00:01 --mtu 1400 --txqueuelen 77 "           \
	"--master br0 --up"
#define ADDRESSES                                                                                  \
	"--address 192.0.2.1/24 --address 2001:db8::1/64 "                                         \
	"--address 10.8.0.1,peer=10.8.0.2 --up --mtu 1400"

#define TABLE(...)  "printf '%s\\n' " QUOTED(__VA_ARGS__) " >" TABLE_PATH
#define QUOTED(...) TABLE_LINES(__VA_ARGS__, "", "", "", "", "", "", "", "")
#define TABLE_LINES(a, b, c, d, e, f, g, h, ...)                                                   \
	"'" a "' '" b "' '" c "' '" d "' '" e "' '" f "' '" g "' '" h "'"

#define STAYS_OWNER                                                                                \
	.stays = "owner", .says = "its owner has been set, and cannot be taken away again"

const struct scenario scenarios[] = {
	{.name = "add", .command = "add tap0"},
	{.name = "add-netlink", .setup = BRIDGE, .command = "add tap0 " EVERYTHING},
	{.name = "add-port",
	 .setup = BRIDGE,
	 .command = "add tap0 --master br0 --port isolated,learning=off --up"},
	{.name = "add-addresses", .command = "add tap0 " ADDRESSES},
	{.name = "add-altnames",
	 .command = "add tap0 --altname one --altname two --alias three --addrgenmode none --up"},
	{.name = "add-tun", .command = "add vpn0 --mode tun --pi --vnet-hdr --multi-queue"},
	{.name = "add-several", .command = "add tap0 tap1 tun0 --mtu 1400"},
	{.name = "add-number", .command = "add lab%d --mode tap"},
	{.name = "add-json", .command = "add --json tap0 tap1 --mtu 1400"},
	{.name = "add-number-json", .command = "add --json lab%d --mode tap"},
	{.name = "add-exists", .setup = TAP("tap0", "00"), .command = "add tap0 --mtu 1400"},
	{.name = "ensure-create", .command = "add --ensure tap0 --mtu 1400 --group bin"},
	{.name = "ensure-change",
	 .setup = BRIDGE TAP("tap0", "00"),
	 .command = "add --ensure tap0 --vnet-hdr " EVERYTHING,
	 .flags = RESUMABLE},
	{.name = "ensure-addresses",
	 .setup = TAP("tap0", "00"),
	 .command = "add --ensure tap0 " ADDRESSES,
	 .flags = RESUMABLE},
	{.name = "ensure-altnames",
	 .setup = TAP("tap0",
		      "00") "ip link property add dev tap0 altname one; ip link set tap0 alias "
			    "something; ",
	 .command = "add --ensure tap0 --altname one --altname two --altname three --mtu 1400 "
		    "--alias words --addrgenmode random",
	 .flags = RESUMABLE},
	{.name = "ensure-port",
	 .setup = BRIDGE TAP("tap0", "00") "ip link set tap0 master br0; bridge link set dev tap0 "
					   "isolated on guard on",
	 .command = "add --ensure tap0 --port isolated=off,hairpin --mtu 1400",
	 .flags = RESUMABLE},
	{.name = "ensure-port-in-use",
	 .setup = BRIDGE TAP("tap0", "00") "ip link set tap0 addrgenmode none up",
	 .hold = "tap0 tap",
	 .command = "add --ensure tap0 --master br0 --port isolated --mtu 1400",
	 .flags = UNPLUGS},
	{.name = "ensure-in-use",
	 .setup = BRIDGE TAP("tap0", "00"),
	 .hold = "tap0 tap",
	 .command = "add --ensure tap0 " EVERYTHING,
	 .flags = RESUMABLE},
	{.name = "ensure-unchanged",
	 .setup = TAP("tap0", "00"),
	 .command = "add --ensure tap0 --owner daemon --group daemon --mtu 1500"},
	{.name = "ensure-unowned",
	 .setup = UNOWNED("tap0", "00"),
	 .command = "add --ensure tap0 --owner daemon --group daemon",
	 .flags = RESUMABLE,
	 STAYS_OWNER},
	{.name = "set",
	 .setup = BRIDGE TAP("tap0", "00"),
	 .command = "set tap0 --vnet-hdr " EVERYTHING " --address 192.0.2.1/24",
	 .flags = RESUMABLE},
	{.name = "set-port",
	 .setup = BRIDGE OTHER_BRIDGE TAP("tap0", "00") "ip link set tap0 master br1; bridge link "
							"set dev tap0 isolated on guard on",
	 .command = "set tap0 --master br0 --port hairpin,learning=off --mtu 1400 --address "
		    "192.0.2.1/24",
	 .flags = RESUMABLE},
	{.name = "set-no-master",
	 .setup = BRIDGE TAP("tap0", "00") "ip link set tap0 master br0; bridge link set dev tap0 "
					   "isolated on learning off",
	 .command = "set tap0 --no-master --txqueuelen 77 --alias words",
	 .flags = RESUMABLE},
	{.name = "add-vlan",
	 .needs = FILTERS,
	 .setup = FILTERING("br0", "ff"),
	 .command = "add tap0 --master br0 --vlan 20,pvid,untagged --vlan 100-105 --up"},
	/* Killed in between, it leaves the port in the PVID of a new one, as it was before. */
	{.name = "set-vlan",
	 .needs = FILTERS,
	 .setup = FILTERING("br0", "ff") FILTERING("br1", "fe")
		 TAP("tap0", "00") "ip link set tap0 master br1; bridge vlan add dev tap0 vid 30; "
				   "bridge link set dev tap0 isolated on",
	 .command = "set tap0 --master br0 --vlan 20,pvid,untagged --vlan 100-105 --mtu 1400",
	 .flags = RESUMABLE},
	{.name = "set-back",
	 .setup = BRIDGE TAP("tap0", "00") "ip link set tap0 up master br0; "
					   "ip addr add 192.0.2.1/24 dev tap0; ",
	 .command = "set tap0 --down --no-master --no-address 192.0.2.1/24 --mtu 1400",
	 .flags = RESUMABLE},
	{.name = "set-addresses",
	 .setup = TAP("tap0", "00") "ip link set tap0 addrgenmode none up; "
				    "ip address add 192.0.2.1/24 label tap0:a dev tap0; "
				    "ip address add 10.8.0.1 peer 10.8.0.2 dev tap0; "
				    "ip address add 2001:db8::1/64 nodad dev tap0; ",
	 .command = "set tap0 --no-address 192.0.2.1/24 --no-address 10.8.0.1/32 "
		    "--no-address 2001:db8::1/64 --address 10.8.0.1,peer=10.8.0.3 --mtu 1400",
	 .flags = RESUMABLE},
	{.name = "set-carrier",
	 .setup = TAP("tap0", "00") "ip link set tap0 addrgenmode none up; ",
	 .hold = "tap0 tap",
	 .command = "set tap0 --carrier off --txqueuelen 77",
	 .flags = RESUMABLE},
	{.name = "chown",
	 .setup = TAP("tap0", "00"),
	 .command = "chown tap0 --owner bin --group bin",
	 .flags = RESUMABLE},
	{.name = "chown-in-use",
	 .setup = TAP("tap0", "00"),
	 .hold = "tap0 tap",
	 .command = "chown tap0 --owner bin --group bin",
	 .flags = RESUMABLE},
	{.name = "chown-unowned",
	 .setup = UNOWNED("tap0", "00"),
	 .command = "chown tap0 --owner bin --group bin",
	 .flags = RESUMABLE,
	 STAYS_OWNER},
	{.name = "persist-off", .setup = TAP("tap0", "00"), .command = "persist tap0 off"},
	{.name = "persist-off-in-use",
	 .setup = MQ("tap0", "00"),
	 .hold = "tap0 multi_queue",
	 .command = "persist tap0 off"},
	{.name = "persist-on", .hold = "tap0 tap", .command = "persist tap0"},
	{.name = "set-mac",
	 .setup = TAP("tap0", "00"),
	 .command = "set-mac tap0 02:00:00:00:00:01"},
	{.name = "set-mtu", .setup = TAP("tap0", "00"), .command = "set-mtu tap0 1400"},
	{.name = "set-mtu-json", .setup = TAP("tap0", "00"), .command = "set-mtu --json tap0 1400"},
	{.name = "set-mtu-several",
	 .setup = TAP("vm0", "10") TAP("vm1", "11") TAP("tap0", "00"),
	 .command = "set-mtu vm* 1400"},
	{.name = "reset",
	 .setup = TAP("tap0", "00"),
	 .left = "tap0 tap",
	 .command = "reset tap0",
	 .flags = RESUMABLE},
	{.name = "reset-json",
	 .setup = TAP("tap0", "00") TAP("tap1", "01"),
	 .left = "tap1 tap",
	 .command = "reset --json tap0 tap1",
	 .flags = RESUMABLE | LONG},
	{.name = "reset-multi-queue",
	 .setup = MQ("tap0", "00"),
	 .left = "tap0 multi_queue",
	 .command = "reset tap0",
	 .flags = RESUMABLE},
	{.name = "reset-in-use",
	 .setup = TAP("tap0", "00") TAP("tap1", "01"),
	 .hold = "tap0 tap",
	 .left = "tap1 tap",
	 .command = "reset tap0 tap1",
	 .flags = RESUMABLE},
	{.name = "del", .setup = TAP("tap0", "00") TAP("tap1", "01"), .command = "del tap0"},
	{.name = "del-several",
	 .setup = TAP("tap0", "00") TAP("tap1", "01") TAP("tap2", "02") TAP("tap3", "03"),
	 .command = "del tap0 tap1 tap2",
	 .flags = REGROUPS},
	{.name = "del-json",
	 .setup = TAP("tap0", "00") TAP("tap1", "01"),
	 .hold = "tap1 tap",
	 .command = "del --json tap0 tap1 tap2",
	 .flags = REGROUPS},
	{.name = "del-pattern",
	 .setup = TAP("vm0", "10") TAP("vm1", "11") TAP("tap0", "00"),
	 .command = "del vm*",
	 .flags = REGROUPS},
	{.name = "del-multi-queue",
	 .setup = MQ("tap0", "00"),
	 .command = "del tap0",
	 .flags = LONG},
	{.name = "del-in-use",
	 .setup = TAP("tap0", "00"),
	 .hold = "tap0 tap",
	 .command = "del tap0"},
	{.name = "del-force",
	 .setup = TAP("tap0", "00") TAP("tap1", "01"),
	 .hold = "tap0 tap",
	 .command = "del --force tap0 tap1",
	 .flags = REGROUPS},
	{.name = "del-idle",
	 .setup = TAP("tap0", "00") TAP("tap1", "01") TAP("tap2", "02"),
	 .hold = "tap0 tap",
	 .command = "del --idle tap0 tap1 tap2",
	 .flags = REGROUPS},
	{.name = "up",
	 .setup = TAP("tap0", "00") TABLE("tap0 --owner bin --mtu 1400",
					  "tap1 --address 192.0.2.1/24 --up", "vpn0 --mode tun"),
	 .command = "up --file " TABLE_PATH,
	 .flags = RESUMABLE},
	{.name = "up-many",
	 .setup = TABLE("lab0 -m tap", "lab1 -m tap", "lab2 -m tap", "lab3 -m tap", "lab4 -m tap",
			"lab5 -m tap", "lab6 -m tap", "lab7 -m tap"),
	 .command = "up --file " TABLE_PATH,
	 .flags = RESUMABLE | LONG},
	{.name = "up-prune",
	 .setup = TAP("tap0", "00") TAP("tap1", "01") TAP("tap2", "02") TABLE("tap0 --mtu 1400"),
	 .command = "up --prune tap* --file " TABLE_PATH,
	 .flags = RESUMABLE | REGROUPS},
	{.name = "down",
	 .setup = TAP("tap0", "00") TAP("tap1", "01") TAP("tap2", "02")
		 TABLE("tap0", "tap1", "tun0"),
	 .command = "down --file " TABLE_PATH,
	 .flags = REGROUPS},
	{.name = "show",
	 .setup = BRIDGE TAP("tap0", "00") MQ("tap1", "01"),
	 .command = "show",
	 .flags = LISTS},
	{.name = "show-json",
	 .setup = BRIDGE TAP("tap0", "00") MQ("tap1", "01"),
	 .hold = "tap0 tap",
	 .command = "show --json -p",
	 .flags = LISTS},
	{.name = "show-columns",
	 .setup = TAP("tap0", "00") MQ("tap1", "01"),
	 .hold = "tap0 tap",
	 .command = "show -p -o name,owner,processes tap0 tap1",
	 .flags = LISTS},
	{.name = "show-tuntab",
	 .setup = BRIDGE TAP("tap0", "00") "ip address add 192.0.2.1/24 dev tap0; ip link set tap0 "
					   "master br0 alias words",
	 .command = "show --tuntab",
	 .flags = LISTS},
	{.name = "check",
	 .setup = TAP("tap0", "00"),
	 .command = "check tap0 --user daemon",
	 .flags = LISTS},
	{.name = "check-json",
	 .setup = TAP("tap0", "00"),
	 .command = "check --json tap0 --user daemon",
	 .flags = LISTS | LONG},
	{.name = "up-rehearsed",
	 .setup = TAP("tap0", "00") TABLE("tap0 --owner bin --mtu 1400", "vpn0 --mode tun"),
	 .command = "up --dry-run --file " TABLE_PATH},
	{.name = "up-rehearsed-json",
	 .setup = TAP("tap0", "00") TABLE("tap0 --owner bin --mtu 1400", "vpn0 --mode tun"),
	 .command = "up --dry-run --json --file " TABLE_PATH},
	{.name = "down-named",
	 .setup = TAP("tap0", "00") TAP("tap1", "01") TABLE("tap0", "tap1"),
	 .command = "down tap1 --json --file " TABLE_PATH},
	{.name = "exec-new", .command = "exec tap0 --mtu 1400 -- readlink /proc/self/fd/3"},
	{.name = "exec-user",
	 .setup = TAP("tap0", "00"),
	 .command = "exec tap0 --user daemon -- readlink /proc/self/fd/3",
	 .flags = ATTACHES},
	{.name = "why",
	 .setup = TAP("tap0", "00") "ip link set tap0 addrgenmode none up; "
				    "ip address add 192.0.2.1/24 dev tap0",
	 .hold = "tap0 tap",
	 .command = "why tap0",
	 .flags = LISTS},
	{.name = "help", .command = "--help"},
	{.name = "help-add", .command = "add --help"},
	{.name = "version", .command = "--version"},
	{.name = "tunctl", .called = "tunctl", .command = "-t tap0 -u 1234"},
	{.name = "tunctl-delete",
	 .setup = TAP("tap0", "00"),
	 .called = "tunctl",
	 .command = "-d tap0"},
	{.name = "del-missing", .setup = TAP("tap0", "00"), .command = "del tap1"},
};

const size_t scenario_count = sizeof(scenarios) / sizeof(scenarios[0]);
