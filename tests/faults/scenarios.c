// SPDX-License-Identifier: GPL-2.0-or-later
// The commands that change something, each on the states in which they do different things.

#include "scenarios.h"

/* Each has its address from its number, so that it is the same whenever it is made anew. */
#define MADE(name, mac, how)                                                                       \
	"ip tuntap add " name " mode tap " how " 2>/dev/null; "                                    \
	"ip link set " name " address 02:00:00:00:01:" mac "; "
#define TAP(name, mac)	   MADE(name, mac, "user daemon group daemon")
#define MQ(name, mac)	   MADE(name, mac, "multi_queue user daemon")
#define UNOWNED(name, mac) MADE(name, mac, "")
#define BRIDGE		   "ip link add br0 address 02:00:00:00:00:ff mtu 1500 type bridge; "
#define EVERYTHING                                                                                 \
	"--owner daemon --group bin --mac 02:00:00:00:00:01 --mtu 1400 --txqueuelen 77 "           \
	"--master br0 --up"
#define ADDRESSES "--address 192.0.2.1/24 --address 2001:db8::1/64 --up --mtu 1400"

#define TABLE(...)  "printf '%s\\n' " QUOTED(__VA_ARGS__) " >" TABLE_PATH
#define QUOTED(...) TABLE_LINES(__VA_ARGS__, "", "", "", "", "", "", "", "")
#define TABLE_LINES(a, b, c, d, e, f, g, h, ...)                                                   \
	"'" a "' '" b "' '" c "' '" d "' '" e "' '" f "' '" g "' '" h "'"

#define STAYS_OWNER                                                                                \
	.stays = "owner", .says = "its owner has been set, and cannot be taken away again"

const struct scenario scenarios[] = {
	{.name = "add", .command = "add tap0"},
	{.name = "add-netlink", .setup = BRIDGE, .command = "add tap0 " EVERYTHING},
	{.name = "add-addresses", .command = "add tap0 " ADDRESSES},
	{.name = "add-tun", .command = "add vpn0 --mode tun --pi --vnet-hdr --multi-queue"},
	{.name = "add-several", .command = "add tap0 tap1 tun0 --mtu 1400"},
	{.name = "add-number", .command = "add lab%d --mode tap"},
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
	{.name = "set-mtu-several",
	 .setup = TAP("vm0", "10") TAP("vm1", "11") TAP("tap0", "00"),
	 .command = "set-mtu vm* 1400"},
	{.name = "del", .setup = TAP("tap0", "00") TAP("tap1", "01"), .command = "del tap0"},
	{.name = "del-several",
	 .setup = TAP("tap0", "00") TAP("tap1", "01") TAP("tap2", "02") TAP("tap3", "03"),
	 .command = "del tap0 tap1 tap2",
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
	{.name = "down",
	 .setup = TAP("tap0", "00") TAP("tap1", "01") TAP("tap2", "02")
		 TABLE("tap0", "tap1", "tun0"),
	 .command = "down --file " TABLE_PATH,
	 .flags = REGROUPS},
	{.name = "del-missing", .setup = TAP("tap0", "00"), .command = "del tap1"},
};

const size_t scenario_count = sizeof(scenarios) / sizeof(scenarios[0]);
