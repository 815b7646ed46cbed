# SPDX-License-Identifier: GPL-2.0-or-later
# The properties of an interface: one entry for each option that `tunadm add` and the table share.

from __future__ import absolute_import, division, print_function

__metaclass__ = type

# An argument_spec. A name is that of the option, with _ for -; tests/drift.bats compares them with `tunadm help add`.
PROPERTIES = {
    'mode': {'type': 'str', 'choices': ['tun', 'tap']},
    'owner': {'type': 'str'},
    'group': {'type': 'str'},
    'anyone': {'type': 'bool'},
    'pi': {'type': 'bool'},
    'vnet_hdr': {'type': 'bool'},
    'multi_queue': {'type': 'bool'},
    'mac': {'type': 'str'},
    'mtu': {'type': 'int'},
    'txqueuelen': {'type': 'int'},
    'up': {'type': 'bool'},
    'master': {'type': 'str'},
    'port': {'type': 'list', 'elements': 'str'},
    'vlan': {'type': 'list', 'elements': 'str'},
    'address': {'type': 'list', 'elements': 'str'},
    'addrgenmode': {'type': 'str', 'choices': ['none', 'eui64', 'stable_secret', 'random']},
    'alias': {'type': 'str'},
    'altname': {'type': 'list', 'elements': 'str'},
}

EXCLUSIVE = [('anyone', 'owner'), ('anyone', 'group')]


def option(name):
    """The option of tunadm."""
    return '--' + name.replace('_', '-')


def given(params):
    """The requested properties: neither missing nor false, as an option cannot mean "no"."""
    return dict((name, params[name]) for name in PROPERTIES
                if params.get(name) is not None and params[name] is not False and params[name] != [])


def words(params):
    """The options of tunadm with their values, as a list of words."""
    result = []
    for name, value in given(params).items():
        if value is True:
            result.append(option(name))
        else:
            values = value if isinstance(value, list) else [value]
            result.extend('%s=%s' % (option(name), item) for item in values)
    return result


def quoted(word):
    """The word quoted for tuntab(5), with the shell's single quotes. No quoting can contain a newline."""
    if '\n' in word or '\0' in word:
        raise ValueError('a line end or a NUL byte in %r' % word)
    if word and not set(word) & set(' \t\r"\'\\#'):
        return word
    return "'" + word.replace("'", "'\\''") + "'"


def entry(name, params):
    """The line of tuntab(5) for an interface."""
    return ' '.join(quoted(word) for word in [name] + words(params))
