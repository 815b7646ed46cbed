#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""flood.py send|count NAME: a program behind a tap that writes broadcast frames as fast as it can, or counts them.

It attaches to the tap NAME, prints "ready", and goes on until SIGTERM; then it prints how many frames were written, or
read. The frames have an EtherType of their own, for experiments, so that nothing else is counted.
"""

import fcntl
import os
import select
import signal
import struct
import sys

TUNSETIFF = 0x400454CA
IFF_TAP = 0x0002
IFF_NO_PI = 0x1000
ETHER_TYPE = b'\x88\xb5'


def attach(name):
    fd = os.open('/dev/net/tun', os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack('16sH22x', name.encode(), IFF_TAP | IFF_NO_PI))
    return fd


ended = []


def send(fd):
    frame = b'\xff' * 6 + b'\x02\0\0\0\0\x07' + ETHER_TYPE + b'tunadm'.ljust(46, b'\0')
    total = 0
    while not ended:
        try:
            os.write(fd, frame)
            total += 1
        except OSError:  # its link is down, or its queue full
            pass
    return total


def count(fd):
    """Frames with a tag of a VLAN count too."""
    total = 0
    while True:
        done = bool(ended)
        select.select([fd], [], [], 0.05)
        try:
            while True:
                frame = os.read(fd, 2048)
                total += ETHER_TYPE in (frame[12:14], frame[16:18])
        except BlockingIOError:
            pass
        if done:
            return total


def main():
    signal.signal(signal.SIGTERM, lambda number, stack: ended.append(number))
    fd = attach(sys.argv[2])
    print('ready', flush=True)
    print({'send': send, 'count': count}[sys.argv[1]](fd), flush=True)


main()
