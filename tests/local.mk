# SPDX-License-Identifier: GPL-2.0-or-later
# The tests that make check runs, and what they need.

# A functional test is a bats file: tests/run-bats gives each one namespaces of its own. List every file here, slow ones
# first: make -j then starts with them, and does not wait for them at the end.
bats_tests = \
	$(shell_tests) \
	$(plain_tests) \
	$(bulk_tests) \
	tests/tunnel.bats \
	tests/two-at-once.bats \
	tests/unprivileged.bats \
	tests/signals.bats \
	tests/identity.bats

# Separate lists of tests that some builds leave out because they take too long or find nothing new (make check
# bulk_tests=). The first one types into shells, which run the program over and over.
shell_tests = tests/completion.bats

# Here the sanitizers can find nothing new, or cannot work, as without /proc: these tests read files of the tree or the
# build, run the program from a script, or take one path through the program for hundreds of values, as unit tests and
# fuzzing do faster.
plain_tests = \
	tests/odd-names.bats \
	tests/ends.bats \
	tests/drift.bats \
	tests/init.bats \
	tests/kernel-facts.bats \
	tests/libraries.bats \
	tests/sight.bats

# Many interfaces at once.
bulk_tests = tests/bulk-del.bats tests/bulk.bats tests/why-full.bats

# A unit test is a cmocka program, tests/unit/NAME, from tests/unit/NAME.c, which includes unit.h first: list it here
# with its sources.
unit_tests = \
	tests/unit/bridge-parse \
	tests/unit/description \
	tests/unit/device \
	tests/unit/escape \
	tests/unit/fault \
	tests/unit/json \
	tests/unit/link-parse \
	tests/unit/lookup \
	tests/unit/nearest \
	tests/unit/options \
	tests/unit/property \
	tests/unit/route-parse \
	tests/unit/tally \
	tests/unit/target \
	tests/unit/trace-packets \
	tests/unit/traffic \
	tests/unit/tunctl \
	tests/unit/tuntab \
	tests/unit/udev-message \
	tests/unit/values
tests_unit_bridge_parse_SOURCES = tests/unit/bridge-parse.c tests/unit/unit.h
tests_unit_bridge_parse_LDADD = $(unit_ldadd)
tests_unit_description_SOURCES = tests/unit/description.c tests/unit/unit.h
tests_unit_description_LDADD = $(unit_ldadd)
tests_unit_device_SOURCES = tests/unit/device.c tests/unit/unit.h
tests_unit_device_LDADD = $(unit_ldadd)
tests_unit_escape_SOURCES = tests/unit/escape.c tests/unit/unit.h
tests_unit_escape_LDADD = $(unit_ldadd)
tests_unit_fault_SOURCES = tests/unit/fault.c tests/unit/unit.h
tests_unit_fault_LDADD = $(unit_ldadd)
tests_unit_json_SOURCES = tests/unit/json.c tests/unit/unit.h
tests_unit_json_LDADD = $(unit_ldadd)
tests_unit_link_parse_SOURCES = tests/unit/link-parse.c tests/unit/unit.h
tests_unit_link_parse_LDADD = $(unit_ldadd)
tests_unit_lookup_SOURCES = tests/unit/lookup.c tests/unit/unit.h
tests_unit_lookup_LDADD = $(unit_ldadd)
tests_unit_nearest_SOURCES = tests/unit/nearest.c tests/unit/unit.h
tests_unit_nearest_LDADD = $(unit_ldadd)
tests_unit_options_SOURCES = tests/unit/options.c tests/unit/unit.h
tests_unit_options_LDADD = $(unit_ldadd)
tests_unit_property_SOURCES = tests/unit/property.c tests/unit/unit.h
tests_unit_property_LDADD = $(unit_ldadd)
tests_unit_route_parse_SOURCES = tests/unit/route-parse.c tests/unit/unit.h
tests_unit_route_parse_LDADD = $(unit_ldadd)
tests_unit_tally_SOURCES = tests/unit/tally.c tests/unit/unit.h
tests_unit_tally_LDADD = $(unit_ldadd)
tests_unit_target_SOURCES = tests/unit/target.c tests/unit/unit.h
tests_unit_target_LDADD = $(unit_ldadd)
tests_unit_trace_packets_SOURCES = tests/unit/trace-packets.c tests/unit/unit.h
tests_unit_trace_packets_LDADD = $(unit_ldadd)
tests_unit_traffic_SOURCES = tests/unit/traffic.c tests/unit/unit.h
tests_unit_traffic_LDADD = $(unit_ldadd)
tests_unit_tunctl_SOURCES = tests/unit/tunctl.c tests/unit/unit.h
tests_unit_tunctl_LDADD = $(unit_ldadd)
tests_unit_tuntab_SOURCES = tests/unit/tuntab.c tests/unit/unit.h
tests_unit_tuntab_LDADD = $(unit_ldadd)
tests_unit_udev_message_SOURCES = tests/unit/udev-message.c tests/unit/unit.h
tests_unit_udev_message_LDADD = $(unit_ldadd)
tests_unit_values_SOURCES = tests/unit/values.c tests/unit/unit.h
tests_unit_values_LDADD = $(unit_ldadd)
unit_ldadd = libtunadm.a $(tunadm_libs) $(CMOCKA_LIBS)

# Scripts that print TAP themselves.
structure_tests = tests/structure.sh
sh_tests = $(structure_tests)

TEST_EXTENSIONS = .bats .sh
tap_driver = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_DRIVER = $(tap_driver)
BATS_LOG_DRIVER = $(tap_driver) --ignore-exit
BATS_LOG_COMPILER = $(BASH_PATH) $(srcdir)/tests/run-bats
SH_LOG_DRIVER = $(tap_driver)
SH_LOG_COMPILER = $(BASH_PATH)

# Environment of the tests; TUNADM may name another program, such as an installed one.
AM_TESTS_ENVIRONMENT = \
	TUNADM="$${TUNADM:-$(abs_builddir)/tunadm}"; \
	top_srcdir='$(abs_top_srcdir)'; \
	top_builddir='$(abs_top_builddir)'; \
	BATS='$(BATS)'; \
	sysconfdir="$${sysconfdir:-$(sysconfdir)}"; \
	CMOCKA_MESSAGE_OUTPUT=TAP; \
	ASAN_OPTIONS="$${ASAN_OPTIONS:-detect_leaks=1:abort_on_error=0:exitcode=99}"; \
	UBSAN_OPTIONS="$${UBSAN_OPTIONS:-print_stacktrace=1}"; \
	export TUNADM top_srcdir top_builddir sysconfdir BATS CMOCKA_MESSAGE_OUTPUT ASAN_OPTIONS UBSAN_OPTIONS;

TESTS += $(sh_tests) $(bats_tests)
if HAVE_CMOCKA
TESTS += $(unit_tests)
check_PROGRAMS += $(unit_tests)
endif

EXTRA_DIST += \
	$(bats_tests) \
	$(sh_tests) \
	tests/demo \
	tests/lint \
	tests/run-bats \
	tests/stages

# Without root the tests run in a user namespace; a list of them on the command line runs only these:
#   make check TESTS='tests/add.bats tests/del.bats'

# The example programs and real clients.
unit_tests += tests/unit/frames tests/unit/packet
tests_unit_frames_SOURCES = tests/unit/frames.c examples/frames.c
tests_unit_frames_LDADD = $(CMOCKA_LIBS)
tests_unit_packet_SOURCES = tests/unit/packet.c examples/packet.c examples/transport.c examples/text.c
tests_unit_packet_LDADD = $(CMOCKA_LIBS)

# The documents, compared with the program and the kernel. The examples take all the real clients, so they are a stage
# of their own and not part of make check.
example_tests = tests/examples.bats
check-examples: tunadm
	@$(AM_TESTS_ENVIRONMENT) $(BASH_PATH) $(srcdir)/tests/run-bats $(srcdir)/$(example_tests)
.PHONY: check-examples
EXTRA_DIST += \
	$(example_tests) \
	tests/lib/examples.awk \
	tests/lib/run-scene

# The commands on the real kernel, with a client of the tests' own.
bats_tests += \
	tests/add.bats \
	tests/addrgenmode.bats \
	tests/alias.bats \
	tests/altname.bats \
	tests/address.bats \
	tests/chown.bats \
	tests/cli.bats \
	tests/del.bats \
	tests/del-force.bats \
	tests/ensure.bats \
	tests/exec.bats \
	tests/exec-stay.bats \
	tests/exec-user.bats \
	tests/hold.bats \
	tests/hold-kept.bats \
	tests/hold-notify.bats \
	tests/json.bats \
	tests/master.bats \
	tests/messages.bats \
	tests/monitor-load.bats \
	tests/monitor.bats \
	tests/name-service.bats \
	tests/names.bats \
	tests/netns.bats \
	tests/port.bats \
	tests/persist.bats \
	tests/pktdump.bats \
	tests/promises.bats \
	tests/set.bats \
	tests/show-address.bats \
	tests/set-mac.bats \
	tests/settle.bats \
	tests/set-mtu.bats \
	tests/show.bats \
	tests/show-processes.bats \
	tests/order.bats \
	tests/refused.bats \
	tests/rehearsal.bats \
	tests/status.bats \
	tests/stdout.bats \
	tests/unmapped.bats \
	tests/terminal.bats \
	tests/tunctl.bats \
	tests/tunctl-cousins.bats \
	tests/values.bats \
	tests/wait-load.bats \
	tests/vlan-faults.bats \
	tests/vlan.bats \
	tests/wait.bats

# A substitute for udevd in settle.bats.
EXTRA_DIST += tests/helpers/udevd

# What keeps packets from passing: two tests for each code, and the answer for a healthy interface.
bats_tests += \
	tests/why.bats \
	tests/why-address.bats \
	tests/why-bridge.bats \
	tests/why-device.bats \
	tests/why-hints.bats \
	tests/why-leftover.bats \
	tests/why-places.bats \
	tests/why-route.bats \
	tests/why-user.bats \
	tests/why-vlan.bats \
	tests/why-watch.bats \
	tests/why-watch-life.bats \
	tests/why-watch-names.bats \
	tests/why-watch-without.bats

# The table of interfaces, whether a user could attach, and the command line of all commands.
bats_tests += \
	tests/check.bats \
	tests/down.bats \
	tests/operands.bats \
	tests/prune.bats \
	tests/round-trip.bats \
	tests/show-tuntab.bats \
	tests/table-directory.bats \
	tests/table-file.bats \
	tests/tuntab.bats \
	tests/tuntab-text.bats \
	tests/up.bats
check_PROGRAMS += tests/helpers/attach
tests_helpers_attach_SOURCES = tests/helpers/attach.c tests/helpers/leftovers.c tests/helpers/leftovers.h
tests_helpers_attach_LDADD =

# What a program leaves behind, and interference between two requests of the program under test.
bats_tests += tests/reset.bats tests/reset-faults.bats tests/reset-races.bats
check_PROGRAMS += tests/helpers/meddle.so
tests_helpers_meddle_so_SOURCES = tests/helpers/meddle.c tests/helpers/leftovers.c tests/helpers/leftovers.h
tests_helpers_meddle_so_CFLAGS = $(WARN_CFLAGS) -fPIC
tests_helpers_meddle_so_LDFLAGS = -shared
tests_helpers_meddle_so_LDADD =

# A kernel that looks older than it is, and what the manual says about it.
bats_tests += tests/old-kernels.bats
check_PROGRAMS += tests/helpers/no-device
tests_helpers_no_device_SOURCES = tests/helpers/no-device.c
tests_helpers_no_device_LDADD =
check_PROGRAMS += tests/helpers/old-kernel tests/helpers/old-messages.so
tests_helpers_old_kernel_SOURCES = tests/helpers/old-kernel.c tests/helpers/old-kernel.h
tests_helpers_old_kernel_LDADD =
# It is preloaded into any build of the program, so it is itself built without sanitizers.
tests_helpers_old_messages_so_SOURCES = tests/helpers/old-messages.c tests/helpers/old-kernel.h
tests_helpers_old_messages_so_CFLAGS = $(WARN_CFLAGS) -fPIC
tests_helpers_old_messages_so_LDFLAGS = -shared
tests_helpers_old_messages_so_LDADD =

# A tun device that cannot be opened or used, and why.
bats_tests += tests/device.bats
check_PROGRAMS += tests/helpers/refuse
tests_helpers_refuse_SOURCES = tests/helpers/refuse.c
tests_helpers_refuse_LDADD =

# A kernel that admits nobody to an interface without owner and group.
bats_tests += tests/ownerless.bats
check_PROGRAMS += tests/helpers/name-service.so
tests_helpers_name_service_so_SOURCES = tests/helpers/name-service.c
tests_helpers_name_service_so_CFLAGS = $(WARN_CFLAGS) -fPIC
tests_helpers_name_service_so_LDFLAGS = -shared
tests_helpers_name_service_so_LDADD =
check_PROGRAMS += tests/helpers/new-kernel.so
tests_helpers_new_kernel_so_SOURCES = tests/helpers/new-kernel.c
tests_helpers_new_kernel_so_CFLAGS = $(WARN_CFLAGS) -fPIC
tests_helpers_new_kernel_so_LDFLAGS = -shared
tests_helpers_new_kernel_so_LDADD =

# A dump that fails half-way.
bats_tests += tests/dumps.bats
check_PROGRAMS += tests/helpers/broken-dump.so
tests_helpers_broken_dump_so_SOURCES = tests/helpers/broken-dump.c tests/helpers/next-message.h
tests_helpers_broken_dump_so_CFLAGS = $(WARN_CFLAGS) -fPIC
tests_helpers_broken_dump_so_LDFLAGS = -shared
tests_helpers_broken_dump_so_LDADD =

# A failing allocation. It replaces the allocator, so it is not used in builds with sanitizers.
check_PROGRAMS += tests/helpers/failing-malloc.so
tests_helpers_failing_malloc_so_SOURCES = tests/helpers/failing-malloc.c
tests_helpers_failing_malloc_so_CFLAGS = $(WARN_CFLAGS) -fPIC
tests_helpers_failing_malloc_so_LDFLAGS = -shared
tests_helpers_failing_malloc_so_LDADD =
EXTRA_DIST += \
	tests/lib/asserts.bash \
	tests/lib/bulk.bash \
	tests/lib/common.bash \
	tests/lib/exec.bash \
	tests/helpers/flood.py \
	tests/helpers/told.py \
	tests/lib/flood.bash \
	tests/lib/hold.bash \
	tests/lib/holders.bash \
	tests/lib/leftovers.bash \
	tests/lib/links.bash \
	tests/lib/offers.bash \
	tests/lib/offers/.zshrc \
	tests/lib/offers/bashrc \
	tests/lib/offers/lines.fish \
	tests/lib/patient \
	tests/lib/people.bash \
	tests/lib/tables.bash \
	tests/lib/tunctl.bash \
	tests/lib/manager.py \
	tests/lib/wait.bash \
	tests/lib/why.bash \
	tests/lib/packets.bash
# What is shipped with the program.
EXTRA_DIST += tests/README.md tests/coverage tests/reproducible

# Bringing interfaces up and down at boot without systemd.
bats_tests += \
	tests/ifupdown.bats

# The tests under valgrind, where each run of the program takes half a second: those that read, write and allocate most,
# and none that change an interface in use, as valgrind does not know pidfd_getfd(2).
memory_tests = \
	tests/add.bats \
	tests/address.bats \
	tests/del.bats \
	tests/down.bats \
	tests/show.bats \
	tests/round-trip.bats \
	tests/show-tuntab.bats \
	tests/table-directory.bats \
	tests/table-file.bats \
	tests/tuntab.bats \
	tests/tuntab-text.bats
