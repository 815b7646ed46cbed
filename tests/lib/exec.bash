# SPDX-License-Identifier: GPL-2.0-or-later
# The environment of a command started by `tunadm exec`.
# shellcheck shell=bash disable=SC2016,SC2034,SC2154 # inner shells have variables of their own; tests use and set others

# What a command finds when it starts, as JSON; of the flags without IFF_PERSIST. (It is not a file, for any user
# shall be able to run it.)
INSPECT='
import fcntl, json, os, struct
def open_fds():
    for fd in range(4096):
        try:
            fcntl.fcntl(fd, fcntl.F_GETFD)
            yield fd
        except OSError:
            pass
def interface(fd):
    reply = fcntl.ioctl(fd, 0x800454d2, bytes(40))
    return {"name": reply[:16].split(b"\0")[0].decode(), "flags": struct.unpack_from("H", reply, 16)[0] & ~0x800}
status = dict(line.split(":\t", 1) for line in open("/proc/self/status").read().splitlines())
env = os.environ
print(json.dumps({
    "open": list(open_fds()),
    "interfaces": [interface(3 + i) for i in range(int(env["LISTEN_FDS"]))],
    "mine": int(env["LISTEN_PID"]) == os.getpid(),
    "names": env["LISTEN_FDNAMES"],
    "env": {name: env.get(name) for name in ("HOME", "USER", "LOGNAME", "LISTEN_PIDFDID", "MARK")},
    "uids": list(os.getresuid()), "gids": list(os.getresgid()), "groups": sorted(os.getgroups()),
    "caps": [int(status["Cap" + s], 16) for s in ("Inh", "Prm", "Eff", "Amb")],
    "links": sorted(os.listdir("/proc/sys/net/ipv4/conf")),
}))'

# inspect ARG...: tunadm exec ARG... with that as the command.
inspect() {
	try exec "$@" -- python3 -c "$INSPECT"
}

# IFF_TUN 1, IFF_TAP 2, IFF_MULTI_QUEUE 0x100, IFF_NO_PI 0x1000, IFF_VNET_HDR 0x4000
TAP=$((0x1002)) TUN=$((0x1001)) TAP_QUEUE=$((0x1102))

# assert_one NAME FLAGS: descriptor 3 is NAME's, and there is no other.
assert_one() {
	assert_status 0
	assert_stderr ''
	assert_json ".open == [0, 1, 2, 3] and .interfaces == [{name: \"$1\", flags: $2}]"
	assert_json ".mine and .names == \"$1\""
}
