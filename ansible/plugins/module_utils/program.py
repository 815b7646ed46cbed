# SPDX-License-Identifier: GPL-2.0-or-later
# Runs tunadm, reads its JSON and explains its exit statuses.

from __future__ import absolute_import, division, print_function

__metaclass__ = type

import json
import os
import subprocess

from ansible.module_utils.common.text.converters import to_bytes, to_text

# tunadm(8), EXIT STATUS.
STATUSES = {
    1: 'failed',
    2: 'usage or invalid value',
    3: 'no such interface',
    4: 'exists, is of another kind, or conflicts with what is asked',
    5: 'in use',
    6: 'permission denied',
}

CHANGING = ('created', 'changed', 'deleted', 'pruned')


class Program(object):
    """tunadm on the host, optionally in another network namespace."""

    def __init__(self, module, netns=None):
        self.module = module
        self.words = [module.get_bin_path('tunadm', True, ['/usr/local/sbin', '/usr/sbin', '/sbin'])]
        if netns:
            self.words.append('--netns=' + netns)

    def execute(self, words, table=None):
        """Runs a command with --json; returns its status, its array, or None without one, and its messages."""
        # Not run_command(), which fails if the program ends before it has read the table.
        try:
            process = subprocess.Popen(self.words + words[:1] + ['--json'] + words[1:], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd='/',
                                       env=dict(os.environ, LC_ALL='C.UTF-8'))
            out, messages = process.communicate(to_bytes(table or '', errors='surrogate_or_strict'))
        except ValueError as error:
            # A NUL byte.
            self.module.fail_json(msg='invalid value: %s' % error)
        except OSError as error:
            self.module.fail_json(msg='cannot run tunadm: %s' % error)
        try:
            array = json.loads(to_text(out, errors='surrogate_or_strict'))
        except ValueError:
            array = None
        return process.returncode, array if isinstance(array, list) else None, to_text(messages, errors='replace')

    def run(self, words, table=None):
        """The same for a command that always prints an array."""
        status, array, messages = self.execute(words, table)
        if array is None:
            self.module.fail_json(msg='no JSON from tunadm: %s' % self.explain(status, messages.strip()), rc=status,
                                  stderr=messages)
        return status, array, messages

    def show(self, name):
        """The interface in the format of `tunadm show --json`, or None."""
        status, array, messages = self.execute(['show', '--', name])
        # The object of a name that is refused tells of the failure, and of no interface.
        for link in array if status == 0 and array else []:
            if name == link['ifname'] or name in link.get('altnames', []):
                return link
        return None

    @staticmethod
    def explain(status, error):
        return '%s [status %d: %s]' % (error, status, STATUSES.get(status, 'unknown'))

    def problems(self, status, array, messages):
        """tunadm's messages for each interface that failed, or for the run as a whole."""
        failed = [self.explain(item['status'], item.get('error', '')) for item in array if item['status'] != 0]
        if status != 0 and not failed:
            failed = [self.explain(status, '; '.join(messages.splitlines()))]
        return failed


def changing(array):
    return any(item['action'] in CHANGING for item in array)
