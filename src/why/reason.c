// SPDX-License-Identifier: GPL-2.0-or-later
// The table of the kernel's reasons, in words.

#include "why/reason.h"

#include <stdbool.h>
#include <string.h>

#define FRAME_WORDS "an 802.3 frame that nobody here takes"

#define FULL_RING_WORDS "the queue is full: the program reads too slowly"

static const struct reason reasons[] = {
	/* From the program. */
	{"OTHERHOST", "not this interface's MAC address",
	 "the program has to send to the MAC address of {IF}, or of the bridge "
	 "that it is a port of"},
	{"IP_LOCAL_SOURCE", "a source address that is this host's own",
	 "the program has to use an address of its own, one that `ip address` "
	 "does not show here"},
	{"IP_INVALID_SOURCE", "a source address that no host can have",
	 "see which source address the program uses"},
	{"IP_LOCALNET", "a loopback address from outside",
	 "the program must not use addresses of 127.0.0.0/8"},
	{"IP_INVALID_DEST", "a destination that no host can have",
	 "see which destination the program uses"},
	{"IP_RPFILTER",
	 "the way back to its source leads elsewhere, and the reverse path "
	 "filter is strict",
	 "`ip route replace SOURCE dev {L3}`; or `sysctl -w net/ipv4/conf/{L3}/rp_filter=2`"},
	{"IP_CSUM", "a wrong checksum of the IP header",
	 "the program has to fill in the checksum of each IP header that it makes or changes"},
	{"TCP_CSUM", "a wrong TCP checksum",
	 "the program has to fill in checksums, or to send a virtio-net header "
	 "that says what is missing"},
	{"UDP_CSUM", "a wrong UDP checksum",
	 "the program has to fill in checksums, or to send a virtio-net header "
	 "that says what is missing"},
	{"ICMP_CSUM", "a wrong ICMP checksum",
	 "the program has to fill in the checksum of each message that it makes or changes"},
	{"SKB_CSUM", "a wrong checksum",
	 "the program has to fill in checksums, or to send a virtio-net header "
	 "that says what is missing"},
	{"IP_INADDRERRORS", "not for this host, and forwarding is off",
	 "`sysctl -w net/ipv4/ip_forward=1 net/ipv4/conf/{L3}/forwarding=1`, if this host is to "
	 "forward; else the destination is wrong"},
	{"IP_INNOROUTES", "no route to its destination",
	 "`ip route` shows where this host forwards to"},
	{"IP_OUTNOROUTES", "no route to its destination",
	 "`ip route` shows where this host sends to"},
	{"IP_INHDR", "a broken IP header", "see what the program writes: `tcpdump -eni {IF}`"},
	{"IP_NOPROTO", "an IP protocol that nobody here takes",
	 "see what the program writes: `tcpdump -eni {IF}`"},
	{"PKT_TOO_SMALL", "cut short", "see what the program writes: `tcpdump -eni {IF}`"},
	{"UNHANDLED_PROTO", "a protocol that nobody here takes",
	 "see what the program writes: `tcpdump -eni {IF}`"},
	{REASON_FRAME, FRAME_WORDS,
	 "the program has to attach without IFF_NO_PI if it writes 4 bytes of packet information "
	 "before each packet, and with IFF_NO_PI if it does not"},
	{"UNICAST_IN_L2_MULTICAST", "a unicast IP address in a broadcast frame",
	 "the program has to ask for the MAC address by ARP"},
	{"IPV6DISABLED", "IPv6 is disabled on the interface",
	 "`sysctl -w net/ipv6/conf/{L3}/disable_ipv6=0`"},
	{"NO_SOCKET", "nobody listens on its port", "`ss -lntu` shows who listens here"},
	{"SOCKET_RCVBUFF", "the receive buffer of its socket is full",
	 "the server here reads too slowly, or needs a larger buffer: net.core.rmem_max"},
	{"NETFILTER_DROP", "the firewall", "`nft list ruleset` and `iptables-save` show its rules"},
	{"XFRM_POLICY", "a policy of IPsec", "`ip xfrm policy` shows them"},
	{"CPU_BACKLOG", "the backlog of a processor is full",
	 "`sysctl net.core.netdev_max_backlog` shows how long it may be"},
	{"BRIDGE_INGRESS_STP_STATE", "the port of the bridge does not forward",
	 "`bridge link show dev {IF}` shows its state"},
	{"TC_INGRESS", "a filter of tc", "`tc filter show dev {IF} ingress` shows it"},
	{"XDP", "an XDP program",
	 "`ip link show dev {IF}` shows its number, and `bpftool prog` what it is"},

	/* To the program. */
	{"TAP_TXFILTER", "a filter of destination addresses that a program has set",
	 "the program has to let its addresses through (TUNSETTXFILTER); if another one left the "
	 "filter behind, `tunadm reset {IF}`"},
	{"TAP_FILTER", "a filter program that was attached",
	 "if another program left it behind, `tunadm reset {IF}`"},
	{"FULL_RING", FULL_RING_WORDS,
	 "see why the program does not read; `tunadm set {IF} --txqueuelen {1}` makes the queue "
	 "longer"},
	{REASON_LONGEST, FULL_RING_WORDS,
	 "see why the program does not read; the queue is as long as it can be"},
	{"DEV_READY", "nobody is attached", "start the program that uses it"},
	{"SKB_GSO_SEG", "too large for the program, and cannot be cut into segments",
	 "see the offloads: `ethtool -k {IF}`"},
	{"PKT_TOO_BIG", "larger than the MTU", "`ip link show dev {IF}` shows the MTU"},
	{"QDISC_DROP", "the queueing discipline of a link",
	 "`tc -s qdisc show dev {IF}` shows it; one that is called noop drops "
	 "all, for want of a carrier"},
	{"QDISC_OVERLIMIT", "the queue of a link is full", "`tc -s qdisc show dev {IF}` shows it"},
	{"QDISC_CONGESTED", "the queue of a link is full", "`tc -s qdisc show dev {IF}` shows it"},
	{"TC_EGRESS", "a filter of tc", "`tc filter show dev {IF} egress` shows it"},
	{"NEIGH_FAILED", "the next host does not answer", "`ip neighbour` shows which"},
	{"NOMEM", "the kernel has no memory", "`dmesg` tells of it"},

	/* For counters, if there is no trace. */
	{"rx_dropped", "for a reason that is not known",
	 "as root, on Linux 5.17 or later, `tunadm why {IF} --watch 10` tells the reasons"},
	{"tx_dropped", "for a reason that is not known",
	 "as root, on Linux 5.17 or later, `tunadm why {IF} --watch 10` tells the reasons"},
};

const struct reason *reason_find(const char *name)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (strcmp(reasons[i].name, name) == 0)
			return &reasons[i];
	return NULL;
}

const struct reason *reason_of(const struct traffic_drop *drop)
{
	bool frame = strncmp(drop->text, FRAME_WORDS, strlen(FRAME_WORDS)) == 0;

	return reason_find(frame ? REASON_FRAME : drop->reason);
}
