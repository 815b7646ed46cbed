#!/usr/bin/python
# SPDX-License-Identifier: GPL-2.0-or-later
# One TUN/TAP interface, present as asked or absent.

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r'''
module: interface
short_description: Make, change or delete one TUN/TAP interface
version_added: '1.0.0'
description:
  - Makes a persistent TUN/TAP interface that belongs to a user or a group, brings one in line that is there, or deletes
    it. It calls C(tunadm) on the host, which has to be installed there.
  - An interface that is there is changed where it differs from what is asked for, also while a program is attached, and
    what is not asked for stays as it is. What the kernel cannot change on an existing interface (its mode, multi-queue,
    taking an owner or a group away) is a failure, and the interface stays as it was.
  - An interface lasts until the host is shut down. To have it made at boot, describe it with
    M(tunadm.tuntap.table) instead.
options:
  name:
    description:
      - The interface's name, 1 to 15 bytes. It is never taken for a shell pattern.
    type: str
    required: true
  state:
    description:
      - Whether the interface is to be there as asked, or not to be there.
    type: str
    choices: [present, absent]
    default: present
  force:
    description:
      - With I(state=absent), delete it even while a program is attached. Without, that is a failure.
    type: bool
    default: false
  netns:
    description:
      - The network namespace to work in, a name as C(ip netns) has it or a path. Without, that of the connection.
    type: str
  mode:
    description:
      - IP packets (C(tun)) or Ethernet frames (C(tap)). Without, a name that begins with C(tun) or C(tap) decides; any
        other name needs it.
    type: str
    choices: [tun, tap]
  owner:
    description:
      - The user who may attach, a name or a number. Without I(owner), I(group) and I(anyone) a new interface belongs to
        the user that the task runs as, which is mostly root.
    type: str
  group:
    description:
      - The group whose members may attach, a name or a number. With both, the kernel asks for both.
    type: str
  anyone:
    description:
      - No owner and no group. Newer kernels then let only CAP_NET_ADMIN in. C(false) asks for nothing.
    type: bool
  pi:
    description:
      - 4 bytes of packet information before each packet. C(false) asks for nothing.
    type: bool
  vnet_hdr:
    description:
      - A virtio-net header before each packet. C(false) asks for nothing.
    type: bool
  multi_queue:
    description:
      - Several descriptors can attach. C(false) asks for nothing.
    type: bool
  mac:
    description:
      - The MAC address of a tap.
    type: str
  mtu:
    description:
      - The largest packet in bytes.
    type: int
  txqueuelen:
    description:
      - How many packets may wait to be read.
    type: int
  up:
    description:
      - Bring the interface up. C(false) asks for nothing, it does not bring it down.
    type: bool
  master:
    description:
      - The bridge, VRF, bond or other link that it becomes a port of.
    type: str
  port:
    description:
      - Flags of the bridge port, as the command C(bridge link set) calls them, C(isolated) or C(learning=off). Those that
        are not named stay as they are.
    type: list
    elements: str
  vlan:
    description:
      - The VLANs of the bridge that the port is in, and it is in no others, each C(VID[-VID][,pvid][,untagged]).
    type: list
    elements: str
  address:
    description:
      - IPv4 or IPv6 addresses with their prefix lengths, or with a peer as C(10.8.0.1,peer=10.8.0.2).
      - They are added to those that are there.
    type: list
    elements: str
  addrgenmode:
    description:
      - How IPv6 addresses come by themselves. One that is there stays.
    type: str
    choices: [none, eui64, stable_secret, random]
  alias:
    description:
      - A description. An empty one takes it away.
    type: str
  altname:
    description:
      - Alternative names. They are added to those that are there.
    type: list
    elements: str
attributes:
  check_mode:
    description: Says what the run then does, failures too, and changes nothing.
    support: full
  diff_mode:
    description: Shows of the interface what the task asks for, before and after.
    support: full
seealso:
  - module: tunadm.tuntap.table
author:
  - the authors of tunadm
'''

EXAMPLES = r'''
- name: A tap for the virtual machine of alice, in the bridge br0
  tunadm.tuntap.interface:
    name: vm-alice
    mode: tap
    owner: alice
    group: kvm
    mtu: 9000
    master: br0
    up: true

- name: A tun for the VPN daemon
  tunadm.tuntap.interface:
    name: tun0
    owner: openvpn
    address:
      - 192.0.2.1/24
      - 2001:db8::1/64
    up: true

- name: The old one goes, whoever is attached
  tunadm.tuntap.interface:
    name: tap9
    state: absent
    force: true
'''

RETURN = r'''
ifname:
  description: The interface's name.
  returned: always
  type: str
  sample: vm-alice
action:
  description: What became of it, or in check mode will become of it.
  returned: always
  type: str
  sample: changed
changes:
  description: What was changed, as the options are called.
  returned: always
  type: list
  elements: str
  sample: [mtu, owner]
status:
  description: The status of tunadm, 0 unless it failed.
  returned: always
  type: int
  sample: 0
error:
  description: Why it failed.
  returned: when it failed
  type: str
  sample: 'tap9: cannot delete: in use by qemu-system-x86 (pid 4711)'
interface:
  description: The interface as C(tunadm show --json) has it after the task, or in check mode as it is; empty without.
  returned: always
  type: dict
  sample: {ifname: vm-alice, mode: tap, mtu: 9000, user: 1000, user_name: alice}
'''

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.tunadm.tuntap.plugins.module_utils.program import Program, changing
from ansible_collections.tunadm.tuntap.plugins.module_utils.properties import EXCLUSIVE, PROPERTIES, entry
from ansible_collections.tunadm.tuntap.plugins.module_utils.state import expected, found, shown


def command(params, rehearse):
    """The command and the table of one entry that it reads. Deleting asks for no property but a mode, be it any."""
    if params['state'] == 'present':
        words, line = ['up'], entry(params['name'], params)
    else:
        words, line = ['down'], entry(params['name'], {'mode': 'tap'})
    if params['state'] == 'absent' and params['force']:
        words.append('--force')
    if rehearse:
        words.append('--dry-run')
    return words + ['--file=-'], line + '\n'


def main():
    module = AnsibleModule(
        argument_spec=dict(
            PROPERTIES,
            name={'type': 'str', 'required': True},
            state={'type': 'str', 'choices': ['present', 'absent'], 'default': 'present'},
            force={'type': 'bool', 'default': False},
            netns={'type': 'str'},
        ),
        mutually_exclusive=EXCLUSIVE,
        supports_check_mode=True,
    )
    params = module.params
    name = params['name']
    asked = params if params['state'] == 'present' else {}
    program = Program(module, params['netns'])
    try:
        words, table = command(params, module.check_mode)
    except ValueError as error:
        module.fail_json(msg='invalid value: %s' % error)

    before = program.show(name)
    status, array, messages = program.run(words, table)
    after = before if module.check_mode else program.show(name)

    result = array[0] if array else {'ifname': name, 'action': 'failed', 'changes': [], 'status': status,
                                     'error': messages.strip()}
    result['changed'] = changing(array)
    result['interface'] = after or {}
    if module._diff:
        foretold = expected(name, before, asked, result)
        result['diff'] = {
            'before': shown(name, before, asked),
            'after': foretold if module.check_mode else found(name, after, asked, foretold),
        }
    problems = program.problems(status, array, messages)
    if problems:
        module.fail_json(msg='; '.join(problems), stderr=messages, **result)
    module.exit_json(**result)


if __name__ == '__main__':
    main()
