#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""told.py NAME: prints what the kernel tells of one interface, a line for each message, until it is ended.

    ready                                          it listens
    link mtu 1400 master 5 port 100 up             the link: port has three flags of the port, 0 or 1, in the order
                                                   isolated, hairpin, guard; "-" where it is none
    port 100 vlan 20                               the bridge's own message of its port, with the VLANs that it is in
    address 192.0.2.1                              an address
"""
import os
import socket
import struct
import sys

RTMGRP_LINK, RTMGRP_IPV4_IFADDR, RTMGRP_IPV6_IFADDR = 1, 0x10, 0x100
RTM_NEWLINK, RTM_NEWADDR = 16, 20
AF_BRIDGE = 7
IFF_UP = 1
IFLA_IFNAME, IFLA_MTU, IFLA_MASTER, IFLA_PROTINFO, IFLA_LINKINFO, IFLA_AF_SPEC = 3, 4, 10, 12, 18, 26
IFLA_INFO_SLAVE_KIND, IFLA_INFO_SLAVE_DATA = 4, 5
IFLA_BRPORT_MODE, IFLA_BRPORT_GUARD, IFLA_BRPORT_ISOLATED = 4, 5, 33
IFLA_BRIDGE_VLAN_INFO = 2
IFA_ADDRESS = 1


def attributes(data):
    """All of them, in their order: pairs of type and bytes."""
    while len(data) >= 4:
        length, kind = struct.unpack_from('=HH', data)
        if length < 4:
            return
        yield kind & 0x3fff, data[4:length]
        data = data[(length + 3) & ~3:]


def flags_of(port):
    port = dict(attributes(port))
    return ''.join(str(port[flag][0]) if flag in port else '?'
                   for flag in (IFLA_BRPORT_ISOLATED, IFLA_BRPORT_MODE, IFLA_BRPORT_GUARD))


def link(data):
    family, _, _, index, flags, _ = struct.unpack_from('=BBHiII', data)
    items = dict(attributes(data[16:]))
    name = items.get(IFLA_IFNAME, b'').rstrip(b'\0').decode()
    if family == AF_BRIDGE:
        vlans = [struct.unpack('=HH', value)[1] for kind, value in attributes(items.get(IFLA_AF_SPEC, b''))
                 if kind == IFLA_BRIDGE_VLAN_INFO]
        return index, name, ' '.join(['port', flags_of(items.get(IFLA_PROTINFO, b''))] + ['vlan %d' % vid for vid in vlans])
    info = dict(attributes(items.get(IFLA_LINKINFO, b'')))
    port = flags_of(info.get(IFLA_INFO_SLAVE_DATA, b'')) if info.get(IFLA_INFO_SLAVE_KIND) == b'bridge\0' else '-'
    return index, name, 'link mtu %d master %d port %s %s' % (
        struct.unpack('=I', items[IFLA_MTU])[0], struct.unpack('=I', items.get(IFLA_MASTER, b'\0' * 4))[0], port,
        'up' if flags & IFF_UP else 'down')


def address(data):
    family, _, _, _, index = struct.unpack_from('=BBBBI', data)
    items = dict(attributes(data[8:]))
    return index, None, 'address ' + socket.inet_ntop(family, items[IFA_ADDRESS])


def main():
    wanted = sys.argv[1]
    indexes = set()
    told = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE)
    told.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
    told.bind((0, RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR))
    print('ready', flush=True)
    while True:
        data = told.recv(1 << 16)
        while len(data) >= 16:
            length, kind = struct.unpack_from('=IH', data)
            if kind in (RTM_NEWLINK, RTM_NEWADDR):
                index, name, line = (link if kind == RTM_NEWLINK else address)(data[16:length])
                if name == wanted:
                    indexes.add(index)
                if index in indexes:
                    print(line, flush=True)
            data = data[(length + 3) & ~3:]


if __name__ == '__main__':
    try:
        main()
    except KeyboardInterrupt:
        os._exit(0)
