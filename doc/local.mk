# SPDX-License-Identifier: GPL-2.0-or-later
EXTRA_DIST += \
	doc/picture \
	doc/show.svg

# What is installed to be read besides the manuals.
dist_doc_DATA = \
	NEWS \
	README.md \
	doc/architecture.md \
	doc/moving-over.md \
	doc/no-packet.md \
	doc/tun-kernel.md
