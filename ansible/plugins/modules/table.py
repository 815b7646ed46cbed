#!/usr/bin/python
# SPDX-License-Identifier: GPL-2.0-or-later
# A whole file of /etc/tuntab.d, and the interfaces that it describes.

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r'''
module: table
short_description: Manage a table of TUN/TAP interfaces, now and at each boot
version_added: '1.0.0'
description:
  - Writes a file of C(/etc/tuntab.d) and creates or changes its interfaces, as C(tunadm up) does. The unit
    C(tunadm.service) creates them at each boot. It calls C(tunadm), which must be installed on the host.
  - The file contains only the entries of the task. An invalid entry is a failure, and then neither the file nor an
    interface is changed. If an interface cannot be created as described, the task fails and names it, but the other
    interfaces are still created.
  - An interface that no longer has an entry stays, unless it matches I(prune).
options:
  name:
    description:
      - The file's name without C(.conf). It must not begin with a dot.
    type: str
    required: true
  state:
    description:
      - Whether the file shall exist with I(entries), or not exist.
    type: str
    choices: [present, absent]
    default: present
  prune:
    description:
      - Shell patterns. Persistent, idle interfaces whose names match one of them and that have no entry in any file of
        the host's table are deleted. One in use stays, and is a failure. If a part of the table cannot be read,
        nothing is deleted.
      - With I(prune), C(tunadm up) runs for the whole table of the host, not only for the entries of this file.
    type: list
    elements: str
    default: []
  entries:
    description:
      - The interfaces. M(tunadm.tuntap.interface) explains the properties.
    type: list
    elements: dict
    default: []
    suboptions:
      name:
        description: The interface's name.
        type: str
        required: true
      mode:
        description: IP packets (C(tun)) or Ethernet frames (C(tap)).
        type: str
        choices: [tun, tap]
      owner:
        description: The user who may attach.
        type: str
      group:
        description: The group whose members may attach.
        type: str
      anyone:
        description: No owner and no group.
        type: bool
      pi:
        description: 4 bytes of packet information before each packet.
        type: bool
      vnet_hdr:
        description: A virtio-net header before each packet.
        type: bool
      multi_queue:
        description: Several descriptors can be attached.
        type: bool
      mac:
        description: The MAC address of a tap.
        type: str
      mtu:
        description: The largest packet in bytes.
        type: int
      txqueuelen:
        description: How many packets may wait to be read.
        type: int
      up:
        description: Bring the interface up.
        type: bool
      master:
        description: The bridge, VRF, bond or other link that it becomes a port of.
        type: str
      port:
        description: Flags of the bridge port with the names of C(bridge link set).
        type: list
        elements: str
      vlan:
        description: The VLANs of the bridge port. It is removed from all others.
        type: list
        elements: str
      address:
        description: IPv4 or IPv6 addresses with their prefix lengths, or with a peer as C(10.8.0.1,peer=10.8.0.2).
        type: list
        elements: str
      addrgenmode:
        description: How IPv6 addresses are generated.
        type: str
        choices: [none, eui64, stable_secret, random]
      alias:
        description: A description. An empty one removes it.
        type: str
      altname:
        description: Alternative names.
        type: list
        elements: str
attributes:
  check_mode:
    description: Predicts the changes and failures of a run, and changes nothing.
    support: full
  diff_mode:
    description: Shows the file before and after, and what happens to each interface.
    support: full
seealso:
  - module: tunadm.tuntap.interface
author:
  - the authors of tunadm
'''

EXAMPLES = r'''
- name: The taps of this host's virtual machines, and no others
  tunadm.tuntap.table:
    name: guests
    prune: ['vm-*']
    entries:
      - {name: vm-web, mode: tap, owner: qemu, master: br0, mtu: 9000, up: true}
      - {name: vm-db, mode: tap, owner: qemu, master: br0, mtu: 9000, up: true}

- name: This host no longer has guests
  tunadm.tuntap.table:
    name: guests
    state: absent
    prune: ['vm-*']
'''

RETURN = r'''
file:
  description: The file.
  returned: always
  type: str
  sample: /etc/tuntab.d/guests.conf
interfaces:
  description: The result for each interface, or in check mode the predicted one, in the format of C(tunadm up --json).
  returned: always
  type: list
  elements: dict
  sample:
    - {ifname: vm-web, action: changed, changes: [mtu], status: 0}
    - {ifname: vm-db, action: failed, changes: [], status: 1, error: "vm-db: cannot bring in line: no interface 'br0'"}
'''

import errno
import io
import os
import re
import stat
import tempfile

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.common.text.converters import to_bytes, to_native, to_text
from ansible_collections.tunadm.tuntap.plugins.module_utils.program import Program, changing
from ansible_collections.tunadm.tuntap.plugins.module_utils.properties import EXCLUSIVE, PROPERTIES, entry

TABLE = '/etc/tuntab'
DIRECTORY = '/etc/tuntab.d'
SUFFIX = '.conf'
MODE = 0o644
HEADING = '# Written by the Ansible module tunadm.tuntap.table, which overwrites changes to this file.\n'


def read(path):
    """A regular file's text, or None if there is no such file."""
    try:
        # A FIFO would be waited for.
        number = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENXIO):
            return None
        raise
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        return None
    with io.open(number, 'rb') as stream:
        return to_text(stream.read(), errors='surrogate_or_strict')


def others(path):
    """The other files of the table, in its order: those before this one and those after it."""
    try:
        names = sorted(os.listdir(DIRECTORY), key=os.fsencode)
    except OSError:
        names = []
    paths = [os.path.join(DIRECTORY, name) for name in names if name.endswith(SUFFIX) and not name.startswith('.')]
    before = [other for other in paths if os.fsencode(other) < os.fsencode(path)]
    behind = [other for other in paths if os.fsencode(other) > os.fsencode(path)]
    return ([TABLE] if os.path.lexists(TABLE) else []) + before, behind


def is_safe(path):
    """Whether tunadm reads what is there: only root and the caller own it and can write to it."""
    try:
        status = os.stat(path)
    except OSError:
        return False
    return status.st_uid in (0, os.geteuid()) and not status.st_mode & 0o022


def is_readable(path):
    """Whether tunadm reads it as a file of the table."""
    return os.path.isfile(path) and is_safe(path)


def unsafe(path):
    """The other files that tunadm will refuse to read."""
    if os.path.isdir(DIRECTORY) and not is_safe(DIRECTORY):
        return [DIRECTORY]
    before, behind = others(path)
    return [other for other in before + behind if not is_readable(other)]


def refusal(program, path):
    """What tunadm says of such a file, with the status that it has."""
    if os.path.exists(path) and not is_safe(path):
        return program.explain(6, '%s: cannot be read safely' % path)
    return program.explain(1, '%s: cannot be read: not a regular file' % path)


def whole(path, text):
    """The table with that text in the file. Two newlines end each part, as its last line may end with a backslash."""
    before, behind = others(path)
    parts = [read(other) for other in before if is_readable(other)] + [text]
    parts += [read(other) for other in behind if is_readable(other)]
    return ''.join((part or '') + '\n\n' for part in parts)


def is_as_asked(path, text):
    """Whether the file has that text, and an owner and a mode that tunadm accepts."""
    if text is None:
        return not os.path.lexists(path)
    if read(path) != text:
        return False
    status = os.lstat(path)
    # A symbolic link has another mode, so it is replaced by a file.
    return status.st_uid == os.geteuid() and status.st_mode & 0o7777 == MODE


def write(module, path, text):
    if text is None:
        os.unlink(path)
        return
    if not os.path.isdir(DIRECTORY):
        os.mkdir(DIRECTORY, 0o755)
    # atomic_move() keeps owner and mode of the existing file.
    if os.path.islink(path):
        os.unlink(path)
    elif os.path.exists(path):
        os.chown(path, os.geteuid(), os.getegid())
        os.chmod(path, MODE)
    # tunadm ignores names that begin with a dot.
    number, temporary = tempfile.mkstemp(dir=DIRECTORY, prefix='.')
    with io.open(number, 'wb') as stream:
        stream.write(to_bytes(text, errors='surrogate_or_strict'))
        stream.flush()
        os.fsync(number)
    module.atomic_move(temporary, path)
    os.chmod(path, MODE)


def arguments(params):
    """The operands of `up`: the whole table if it prunes, otherwise the entries of this file."""
    if params['prune']:
        return ['--prune=' + pattern for pattern in params['prune']]
    return ['--'] + [item['name'] for item in params['entries']]


def check(module, program, path, text, names, prune):
    """Ends the task before anything is changed if an entry is invalid or another file has the same entry."""
    for words, table in ((prune, ''), ([], text), (['--'] + names, whole(path, text))):
        status, array, messages = program.run(['up', '--dry-run', '--file=-'] + words, table)
        bad = [item for item in array if item['status'] == 2]
        if bad or (status == 2 and not array):
            module.fail_json(msg='; '.join(program.problems(2, bad, messages)), file=path, interfaces=bad,
                             stderr=messages)


def prepared(array):
    """What happens to each interface, for a diff."""
    lines = ['%s: %s %s' % (item.get('ifname', '?'), item['action'], ', '.join(item['changes'])) for item in array
             if item['action'] not in ('unchanged', 'absent')]
    return ''.join(line.rstrip() + '\n' for line in lines)


def main():
    module = AnsibleModule(
        argument_spec=dict(
            name={'type': 'str', 'required': True},
            state={'type': 'str', 'choices': ['present', 'absent'], 'default': 'present'},
            prune={'type': 'list', 'elements': 'str', 'default': []},
            entries={
                'type': 'list', 'elements': 'dict', 'default': [],
                'options': dict(PROPERTIES, name={'type': 'str', 'required': True}),
                'mutually_exclusive': EXCLUSIVE,
            },
        ),
        supports_check_mode=True,
    )
    params = module.params
    if not re.match(r'[^./\0][^/\0]*\Z', params['name']):
        module.fail_json(msg='invalid value: name: %r is no name of a file' % params['name'])
    if params['state'] == 'absent':
        params['entries'] = []
    path = os.path.join(DIRECTORY, params['name'] + SUFFIX)
    program = Program(module)
    if os.path.lexists(path) and not os.path.islink(path) and not os.path.isfile(path):
        module.fail_json(msg='%s: not a regular file' % path, file=path)
    text = None
    if params['state'] == 'present':
        try:
            text = HEADING + ''.join(entry(item['name'], item) + '\n' for item in params['entries'])
        except ValueError as error:
            module.fail_json(msg='invalid value: %s' % error, file=path)

    try:
        old = read(path)
        written = not is_as_asked(path, text)
        if written and text is not None:
            check(module, program, path, text, [item['name'] for item in params['entries']],
                  ['--prune=' + pattern for pattern in params['prune']])
        rehearsed = whole(path, text or '') if module.check_mode else None
        os.umask(0o022)
        if written and not module.check_mode:
            write(module, path, text)
    except (IOError, OSError) as error:
        module.fail_json(msg=to_native(error), file=path)

    status, array, messages = 0, [], ''
    words = arguments(params)
    refused = []
    if words != ['--'] and module.check_mode:
        if params['prune']:
            refused = [refusal(program, other) for other in unsafe(path)]
        if refused:
            # tunadm prunes nothing if it cannot read a part of the table.
            words = []
        status, array, messages = program.run(['up', '--dry-run', '--file=-'] + words, rehearsed)
    elif words != ['--']:
        status, array, messages = program.run(['up'] + words)

    result = {'file': path, 'interfaces': array, 'changed': written or changing(array)}
    if module._diff:
        result['diff'] = [{'before': old or '', 'after': text or '', 'before_header': path, 'after_header': path}]
        if prepared(array):
            result['diff'].append({'prepared': prepared(array)})
    problems = program.problems(status, array, messages) + refused
    if problems:
        module.fail_json(msg='; '.join(problems), stderr=messages, **result)
    module.exit_json(**result)


if __name__ == '__main__':
    main()
