# SPDX-License-Identifier: GPL-2.0-or-later
"""A service manager as far as tunadm hold meets one: it is told, and keeps a descriptor.

    manager.py PROGRAM NAME LINE...

runs `PROGRAM hold NAME` as the lines say, and prints what it is told and what it sees:

    start [FD]  starts it, with the kept descriptor or with FD (PATH, or none) as what was kept
    stop        SIGTERM, and its status
    close       lets go of what is kept
    run COMMAND in a shell, with what that prints
    carrier     how often the carrier has changed, and whether it is there
"""
import array
import json
import os
import socket
import subprocess
import sys
import tempfile


class Manager:
    def __init__(self, program, name):
        self.program, self.name = program, name
        self.kept = None
        self.process = None
        self.path = os.path.join(tempfile.mkdtemp(), "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        self.socket.settimeout(10)

    def take(self):
        """One message; of its lines, those that are not the same every time."""
        size = socket.CMSG_SPACE(array.array("i").itemsize)
        text, ancillary, _, _ = self.socket.recvmsg(4096, size)
        for level, kind, data in ancillary:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                self.kept = array.array("i", data)[0]
        lines = [line for line in text.decode().splitlines() if not line.startswith("STATUS=")]
        print("told:", *lines, flush=True)
        return lines

    def start(self, path=None):
        environment = dict(os.environ, NOTIFY_SOCKET=self.path)
        passed = os.open(path, os.O_RDWR) if path else self.kept
        script = 'exec "$0" hold -- "$1"'
        if passed is not None:
            environment["LISTEN_FDS"] = "1"
            environment["LISTEN_FDNAMES"] = "tunadm-hold"
            script = 'LISTEN_PID=$$; export LISTEN_PID; ' + script
        self.process = subprocess.Popen(
            ["sh", "-c", script, self.program, self.name], env=environment, close_fds=False,
            preexec_fn=lambda: passed is None or os.dup2(passed, 3, True))
        if path:
            os.close(passed)
        while "READY=1" not in self.take():
            pass

    def stop(self):
        self.process.terminate()
        self.take()
        print("status:", self.process.wait(10), flush=True)

    def close(self):
        os.close(self.kept)
        self.kept = None

    def carrier(self):
        said = subprocess.run(["ip", "-j", "-s", "-s", "link", "show", "dev", self.name],
                              capture_output=True, text=True, check=True).stdout
        link = json.loads(said)[0]
        print("carrier:", "LOWER_UP" in link["flags"], link["stats64"]["tx"]["carrier_changes"], flush=True)


def main():
    manager = Manager(sys.argv[1], sys.argv[2])
    for line in sys.argv[3:]:
        word, _, rest = line.partition(" ")
        if word == "run":
            subprocess.run(["sh", "-c", rest], check=True)
        elif rest:
            getattr(manager, word)(rest)
        else:
            getattr(manager, word)()


main()
