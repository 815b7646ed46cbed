# SPDX-License-Identifier: GPL-2.0-or-later
# Programs to learn from: built, used by the tests, not installed.
noinst_PROGRAMS += examples/tunnel examples/pktdump

examples_tunnel_SOURCES = \
	examples/frames.c \
	examples/frames.h \
	examples/peer.c \
	examples/peer.h \
	examples/tundev.c \
	examples/tundev.h \
	examples/tunnel.c

examples_pktdump_SOURCES = \
	examples/packet.c \
	examples/packet.h \
	examples/pktdump.c \
	examples/text.c \
	examples/text.h \
	examples/transport.c \
	examples/tundev.c \
	examples/tundev.h

EXTRA_DIST += examples/README.md
