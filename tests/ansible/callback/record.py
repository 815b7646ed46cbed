# SPDX-License-Identifier: GPL-2.0-or-later
# A callback for the tests: each result as a line of JSON, as ansible-core has no callback that prints JSON.

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = '''
name: record
type: stdout
short_description: a line of JSON for each result
description: Prints an object with task, host, outcome and result, a line each.
'''

import json
import sys

from ansible.plugins.callback import CallbackBase


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = 'stdout'
    CALLBACK_NAME = 'record'

    def record(self, outcome, result):
        print(json.dumps({'task': result._task.get_name(), 'host': result._host.get_name(), 'outcome': outcome,
                          'result': result._result}), file=sys.stdout, flush=True)

    def v2_runner_on_ok(self, result):
        self.record('ok', result)

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self.record('failed', result)

    def v2_runner_on_skipped(self, result):
        self.record('skipped', result)

    def v2_runner_on_unreachable(self, result):
        self.record('unreachable', result)
