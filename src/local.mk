# SPDX-License-Identifier: GPL-2.0-or-later
# The program's sources: everything but main.c goes into the library that the tests use too.

tunadm_core_sources = \
	src/command.h \
	src/engine/create.c \
	src/engine/create.h \
	src/engine/engine.c \
	src/engine/engine.h \
	src/engine/select.c \
	src/engine/select.h \
	src/kernel/holders.c \
	src/kernel/holders.h \
	src/kernel/link-change.c \
	src/kernel/link-parse.c \
	src/kernel/link-parse.h \
	src/kernel/link-socket.h \
	src/kernel/link.c \
	src/kernel/link.h \
	src/kernel/netns.c \
	src/kernel/netns.h \
	src/kernel/proc-scan.c \
	src/kernel/proc-scan.h \
	src/kernel/tun.c \
	src/kernel/tun.h \
	src/model/device.c \
	src/model/device.h \
	src/model/fault.c \
	src/model/fault.h \
	src/model/mode.h \
	src/model/request.c \
	src/model/request.h \
	src/model/target.c \
	src/model/target.h \
	src/util/cleanup.h
