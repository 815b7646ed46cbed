#!/usr/bin/python
# SPDX-License-Identifier: GPL-2.0-or-later
# One TUN/TAP interface, present as described or absent.

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r'''
module: interface
short_description: Create, change or delete one TUN/TAP interface
version_added: '1.0.0'
description:
  - Creates, changes or deletes a persistent TUN/TAP interface that belongs to a user or a group. It calls C(tunadm),
    which must be installed on the host.
  - Of an existing interface, only the properties that are given and differ are changed, even while a program is
    attached. What the kernel cannot change on an existing interface (its mode, multi-queue, removing an owner or a
    group) is a failure, and the interface stays as it was.
  - An interface lasts until the host is shut down. To create it at boot, describe it with
    M(tunadm.tuntap.table) instead.
options:
  name:
    description:
      - The interface's name, 1 to 15 bytes. It is not a shell pattern.
    type: str
    required: true
  state:
    description:
      - Whether the interface shall exist as described, or not exist.
    type: str
    choices: [present, absent]
    default: present
  force:
    description:
      - With I(state=absent), delete it even while a program is attached. By default that is a failure.
    type: bool
    default: false
  netns:
    description:
      - The network namespace to work in, a name as in C(ip netns) or a path. The default is that of the connection.
    type: str
  mode:
    description:
      - IP packets (C(tun)) or Ethernet frames (C(tap)). By default a name that begins with C(tun) or C(tap)
        decides; any other name needs this option.
    type: str
    choices: [tun, tap]
  owner:
    description:
      - The user who may attach, a name or a number. Without I(owner), I(group) and I(anyone) a new interface belongs to
        the user that the task runs as, which is usually root.
    type: str
  group:
    description:
      - The group whose members may attach, a name or a number. With I(owner) and I(group), the kernel requires both.
    type: str
  anyone:
    description:
      - No owner and no group. On newer kernels, attaching then needs CAP_NET_ADMIN. C(false) has no effect.
    type: bool
  pi:
    description:
      - 4 bytes of packet information before each packet. C(false) has no effect.
    type: bool
  vnet_hdr:
    description:
      - A virtio-net header before each packet. C(false) has no effect.
    type: bool
  multi_queue:
    description:
      - Several descriptors can be attached. C(false) has no effect.
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
      - Bring the interface up. C(false) has no effect; it does not bring it down.
    type: bool
  master:
    description:
      - The bridge, VRF, bond or other link that it becomes a port of.
    type: str
  port:
    description:
      - Flags of the bridge port with the names of C(bridge link set), such as C(isolated) or C(learning=off).
        Flags that are not named stay as they are.
    type: list
    elements: str
  vlan:
    description:
      - The VLANs of the bridge port, each C(VID[-VID][,pvid][,untagged]). It is removed from all others.
    type: list
    elements: str
  address:
    description:
      - IPv4 or IPv6 addresses with their prefix lengths, or with a peer as C(10.8.0.1,peer=10.8.0.2).
      - They are added to existing addresses.
    type: list
    elements: str
  addrgenmode:
    description:
      - How IPv6 addresses are generated. Existing addresses stay.
    type: str
    choices: [none, eui64, stable_secret, random]
  alias:
    description:
      - A description. An empty one removes it.
    type: str
  altname:
    description:
      - Alternative names. They are added to existing ones.
    type: list
    elements: str
attributes:
  check_mode:
    description: Predicts the changes and failures of a run, and changes nothing.
    support: full
  diff_mode:
    description: Shows the properties in the task before and after.
    support: full
seealso:
  - module: tunadm.tuntap.table
author:
  - the authors of tunadm
'''

EXAMPLES = r'''
- name: A tap for alice's virtual machine, in the bridge br0
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

- name: Delete an old interface, even if a program is attached
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
  description: The result, or in check mode the predicted result.
  returned: always
  type: str
  sample: changed
changes:
  description: The changed properties, by the names of their options.
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
  description: The interface in the format of C(tunadm show --json), after the task or in check mode before it;
    empty if there is none.
  returned: always
  type: dict
  sample: {ifname: vm-alice, mode: tap, mtu: 9000, user: 1000, user_name: alice}
'''

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.tunadm.tuntap.plugins.module_utils.program import Program, changing
from ansible_collections.tunadm.tuntap.plugins.module_utils.properties import EXCLUSIVE, PROPERTIES, entry
from ansible_collections.tunadm.tuntap.plugins.module_utils.state import expected, found, shown


def command(params, rehearse):
    """The command and the one-entry table that it reads. For deleting, an entry only needs a mode, any one."""
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
