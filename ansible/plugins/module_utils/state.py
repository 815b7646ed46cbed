# SPDX-License-Identifier: GPL-2.0-or-later
# Compares the requested and the current state of an interface, for diffs.

from __future__ import absolute_import, division, print_function

__metaclass__ = type

try:
    import ipaddress
except ImportError:
    ipaddress = None

from ansible_collections.tunadm.tuntap.plugins.module_utils.properties import given


def account(link, key, wanted):
    """The account, as a number if a number was given."""
    number = link.get(key)
    if number is None or str(wanted).isdigit():
        return number if number is None else str(number)
    return link.get(key + '_name', str(number))


def plain_address(text):
    """An address as tunadm prints it; with a peer, the prefix is the peer's."""
    local, comma, peer = (u'%s' % text).partition(u',peer=')
    try:
        if not comma:
            return str(ipaddress.ip_interface(local))
        return '%s,peer=%s' % (ipaddress.ip_interface(local).ip, ipaddress.ip_interface(peer))
    except (AttributeError, ValueError):
        return text


def shown_address(item):
    """An item of addr_info in the same format."""
    peer = ',peer=%s' % item['address'] if 'address' in item else ''
    return '%s%s/%s' % (item['local'], peer, item['prefixlen'])


def addresses(link, wanted):
    """The wanted addresses that exist; None if tunadm shows no addresses."""
    if 'addr_info' not in link:
        return None
    there = [shown_address(item) for item in link['addr_info']]
    return [item for item in map(plain_address, wanted) if item in there]


def altnames(link, wanted):
    """The wanted alternative names that exist."""
    return [name for name in wanted if name in link.get('altnames', [])]


def plain_flags(wanted):
    """The flags of a port as a list, without "=on"."""
    return [word[:-3] if word.endswith('=on') else word for item in wanted for word in item.split(',')]


def flags(link, wanted):
    """The current state of the wanted flags of the port."""
    there = link.get('linkinfo', {}).get('info_slave_data', {})
    names = [word.partition('=')[0] for word in plain_flags(wanted)]
    return [name if there[name.replace('-', '_')] else name + '=off' for name in names
            if name.replace('-', '_') in there]


def plain_vlans(wanted):
    """VLANs one by one, as VID[,pvid][,untagged]."""
    result = []
    for item in wanted:
        words = str(item).split(',')
        first, dash, last = words[0].partition('-')
        if not first.isdigit() or not (last or first).isdigit():
            return wanted
        flags = [word for word in ('pvid', 'untagged') if word in words[1:]]
        result.extend((vid, flags) for vid in range(int(first), int(last or first) + 1))
    return [','.join([str(vid)] + flags) for vid, flags in sorted(result)]


def vlans(link, wanted):
    """All VLANs of the port."""
    words = {'PVID': 'pvid', 'Egress Untagged': 'untagged'}
    return [','.join([str(item['vlan'])] + [words.get(flag, flag) for flag in item.get('flags', [])])
            for item in link.get('vlans', [])]


# How to get each property from an object of `tunadm show --json`, to compare it with the requested value.
SHOWN = {
    'mode': lambda link, wanted: link['mode'],
    'owner': lambda link, wanted: account(link, 'user', wanted),
    'group': lambda link, wanted: account(link, 'group', wanted),
    'anyone': lambda link, wanted: 'user' not in link and 'group' not in link,
    'pi': lambda link, wanted: link['pi'],
    'vnet_hdr': lambda link, wanted: link['vnet_hdr'],
    'multi_queue': lambda link, wanted: link['multi_queue'],
    'mac': lambda link, wanted: link.get('address'),
    'mtu': lambda link, wanted: link['mtu'],
    'txqueuelen': lambda link, wanted: link['txqlen'],
    'up': lambda link, wanted: 'UP' in link['flags'],
    'master': lambda link, wanted: link.get('master'),
    'port': flags,
    'vlan': vlans,
    'address': addresses,
    'addrgenmode': lambda link, wanted: link.get('inet6_addr_gen_mode'),
    'alias': lambda link, wanted: link.get('ifalias', ''),
    'altname': altnames,
}

# How to normalize a requested value for the comparison.
WANTED = {
    'mac': lambda wanted: wanted.lower(),
    'port': plain_flags,
    'vlan': plain_vlans,
    'address': lambda wanted: [plain_address(item) for item in wanted],
}


def absent(name):
    return {'name': name, 'state': 'absent'}


def shown(name, link, params):
    """The properties of the interface that the task gives, with their current values; link is None if there is none."""
    if not link:
        return absent(name)
    state = {'name': name, 'state': 'present'}
    for key, wanted in given(params).items():
        # None means no owner or no master, but unknown addresses.
        value = SHOWN[key](link, wanted)
        if value is not None or key != 'address':
            state[key] = value
    return state


def expected(name, link, params, result):
    """The state of the interface that `result`, an object of a dry run, predicts."""
    if result['action'] in ('deleted', 'absent'):
        return absent(name)
    state = shown(name, link, params)
    if result['action'] not in ('created', 'changed'):
        return state
    state['state'] = 'present'
    for key, wanted in given(params).items():
        if result['action'] == 'created' or key.replace('_', '-') in result['changes']:
            state[key] = WANTED.get(key, lambda value: value)(wanted)
    return state


def found(name, link, params, foretold):
    """The state of the interface after the run; what tunadm does not show is as predicted."""
    state = shown(name, link, params)
    if state['state'] == 'present':
        for key in foretold:
            state.setdefault(key, foretold[key])
    return state
