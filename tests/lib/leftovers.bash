# SPDX-License-Identifier: GPL-2.0-or-later
# What a program leaves in an interface, and what the next one finds; see tests/helpers/leftovers.h.
# shellcheck shell=bash disable=SC2034,SC2154 # variables that the tests and the other parts use

# leave NAME tun|tap FLAGS COMMAND...: a program that makes all these settings, and ends.
leave() {
	local name=$1 mode=$2 flags=$3 command
	shift 3
	hold "$name" "$mode" "$flags" || return 1
	for command; do
		assert_answer "$command" 'done' || return 1
	done
	release
}

# peer NAME: the host sends to a neighbour behind the interface, which has that MAC address.
peer() {
	ip address replace 192.0.2.1/24 dev "$1"
	ip link set dev "$1" up
	ip neighbour replace 192.0.2.7 lladdr 02:00:00:00:00:07 dev "$1"
}

knock() {
	ping -c 1 -W 0.1 192.0.2.7 >/dev/null || true
}

# gets_nothing, gets_packets: what the attached program reads of the packets that the host sends.
gets_nothing() {
	ask drain
	knock
	assert_answer drain 'drained 0'
}

gets_packets() {
	ask drain
	knock
	ask read || return 1
	[[ $REPLY == read* ]] || fail "the program read nothing: $REPLY"
}

# assert_let_in, assert_kept_out NAME tun|tap FLAGS: whether a program that attaches is attached. With a classic filter
# and packet information the kernel reports success without attaching.
assert_let_in() {
	local said
	said=$(echo flags | "$ATTACH" "$@" 3>&-)
	[[ $said == ready*$'\n''flags 0x'* ]] || fail "it is not let in: $said"
}

assert_kept_out() {
	local said
	said=$(echo flags | "$ATTACH" "$@" 3>&-)
	[[ $said == ready*$'\n''error EBADFD' ]] || fail "it is not kept out: $said"
}

# try_filtered ARG...: tunadm ARG..., for which the kernel finds the classic filter, as for the program that left it.
PRELOADED=(env "ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0:detect_leaks=0"
	"LD_PRELOAD=$top_builddir/tests/helpers/meddle.so" MEDDLE_FILTER=1)
try_filtered() {
	TRIED="tunadm $* (filtered)"
	capture "${PRELOADED[@]}" "$TUNADM" "$@"
}

# checksums NAME [on|off]: whether the program has to make checksums for the host, as the kernel's features say; or asks
# the kernel for that, as "ethtool -K NAME tx on" does.
checksums() {
	python3 - "$@" <<'END'
import array, fcntl, socket, struct, sys
name, *wanted = sys.argv[1:]
value = array.array("B", struct.pack("II", 0x17 if wanted else 0x16, wanted == ["on"]))  # ETHTOOL_[SG]TXCSUM
request = struct.pack("16sP16x", name.encode(), value.buffer_info()[0])
fcntl.ioctl(socket.socket(socket.AF_INET, socket.SOCK_DGRAM), 0x8946, request)
if not wanted:
    print("on" if struct.unpack("II", value)[1] else "off")
END
}

# features NAME: all features of the link, available, asked for and active, as numbers.
features() {
	python3 - "$1" <<'END'
import array, fcntl, socket, struct, sys
answer = array.array("B", struct.pack("II", 0x3A, 4) + bytes(64))  # ETHTOOL_GFEATURES
request = struct.pack("16sP16x", sys.argv[1].encode(), answer.buffer_info()[0])
fcntl.ioctl(socket.socket(socket.AF_INET, socket.SOCK_DGRAM), 0x8946, request)
print(answer.tobytes().hex())
END
}

# found CHANGE...: JSON says that these were found set, and no others.
found() {
	assert_status 0 && assert_json "length == 1 and .[0].action == \"changed\" and .[0].status == 0 and
		.[0].changes == $(printf '%s\n' "$@" | jq -Rnc '[inputs]')"
}

# release_user: the same for a program that hold_as has started, which is a child of a shell.
release_user() {
	pkill -P "$HOLDER"
	wait "$HOLDER" 2>/dev/null || true
}
