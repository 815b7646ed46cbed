#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The collection itself: its tarball, and its documentation compared with its code.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # jq has variables of its own; bats sets stderr

load hosts

setup_file() {
  need ansible-doc ansible-galaxy jq
  prepare_ansible
  # The interpreter that Ansible itself uses.
  PYTHON=$(sed -n '1s/^#! *//p' "$(command -v ansible-doc)")
  export PYTHON
}

setup() {
  :
}

teardown() {
  :
}

@test "the tarball has what is in the tree, and nothing else" {
  run -0 tar -tzf "$PLACE"/built/tunadm-tuntap-*.tar.gz
  same=$(grep -v '/$' <<<"$output" | grep -vx -e MANIFEST.json -e FILES.json | sort)
  tree=$(sed -n 's|^\tansible/\([^ ]*\).*|\1|p' "$top_srcdir/ansible/local.mk" | grep -vx galaxy.yml | sort)
  [[ $same == "$tree" ]] || fail "$(diff <(echo "$tree") <(echo "$same"))"
}

@test "the version is the program's" {
  version=$("$TUNADM" --version 3>&- | cut -d' ' -f2)
  [[ $(sed -n 's/^version: //p' "$top_srcdir/ansible/galaxy.yml") == "$version"* ]]
}

# What the kernel at hand may lack: the rest of it is what tunadm itself does.
@test "VLANs are compared one by one, before, as foretold and after" {
  PYTHONPATH=$PLACE/collections "$PYTHON" -B - <<'END'
from ansible_collections.tunadm.tuntap.plugins.module_utils import state

# As `tunadm show --json` has them.
link = {'ifname': 'tap0', 'vlans': [{'vlan': 1, 'flags': ['PVID', 'Egress Untagged']}, {'vlan': 7}]}
params = {'name': 'tap0', 'vlan': ['100-102', '20,untagged,pvid', '4094,untagged']}
there = ['1,pvid,untagged', '7']
wanted = ['20,pvid,untagged', '100', '101', '102', '4094,untagged']

def check(found, expected):
    assert found == expected, '%s is not %s' % (found, expected)

check(state.shown('tap0', link, params)['vlan'], there)
check(state.expected('tap0', link, params, {'action': 'changed', 'changes': ['vlan']})['vlan'], wanted)
check(state.expected('tap0', None, params, {'action': 'created', 'changes': []})['vlan'], wanted)
check(state.expected('tap0', link, params, {'action': 'changed', 'changes': ['mtu']})['vlan'], there)
link['vlans'] = [{'vlan': 20, 'flags': ['PVID', 'Egress Untagged']}] + [{'vlan': vid} for vid in (100, 101, 102)] + [
    {'vlan': 4094, 'flags': ['Egress Untagged']}]
check(state.shown('tap0', link, params)['vlan'], wanted)
# A port that is in none, and no port.
for link in {'ifname': 'tap0', 'vlans': []}, {'ifname': 'tap0'}:
    check(state.shown('tap0', link, params)['vlan'], [])
# What tunadm will refuse is not for the comparison to judge.
check(state.plain_vlans(['x-5', '2']), ['x-5', '2'])
END
}

# specs: what each module takes, as its code has it.
specs() {
  PYTHONPATH=$PLACE/collections "$PYTHON" -B - <<'END'
import json, sys
from unittest import mock
from ansible_collections.tunadm.tuntap.plugins.modules import interface, table

def plain(spec):
    return {name: dict(((key, item.get(key)) for key in ('type', 'elements', 'choices')),
                       required=item.get('required', False), default=item.get('default'),
                       options=plain(item['options']) if 'options' in item else None)
            for name, item in spec.items()}

class Enough(Exception):
    pass

result = {}
for name, module in (('interface', interface), ('table', table)):
    with mock.patch.object(module, 'AnsibleModule', side_effect=Enough) as made:
        try:
            module.main()
        except Enough:
            result[name] = plain(made.call_args.kwargs['argument_spec'])
json.dump(result, sys.stdout)
END
}

@test "ansible-doc shows both modules, and their options are those of the code" {
  specs=$(specs)
  while IFS= read -r module; do
    run -0 ansible-doc --json "tunadm.tuntap.$module" 3>&-
    documented=$(jq -cS 'def plain: map_values({type, elements, choices, required: (.required // false), default,
        options: (if .suboptions then (.suboptions | plain) else null end)}); .[].doc.options | plain' <<<"$output")
    [[ $documented == "$(jq -cS ".$module" <<<"$specs")" ]] ||
      fail "$(diff <(jq -S . <<<"$documented") <(jq -S ".$module" <<<"$specs"))"
    jq -e '.[] | (.examples | length > 200) and (.return | length > 1)' <<<"$output" >/dev/null
  done < <(jq -r 'keys[]' <<<"$specs")
}

@test "a property has its words in the diff" {
  run -0 env PYTHONPATH="$PLACE/collections" "$PYTHON" -B -c '
from ansible_collections.tunadm.tuntap.plugins.module_utils import properties, state
print(sorted(set(properties.PROPERTIES) - set(state.SHOWN)))'
  assert_stdout '[]'
}

@test "what a word of the table becomes is what it was" {
  run -0 env PYTHONPATH="$PLACE/collections" "$PYTHON" -B -c '
import shlex
from ansible_collections.tunadm.tuntap.plugins.module_utils.properties import quoted
for word in ["", "a", "a b", "#a", "a#", "it'"'"'s", "\"", "\\", "a\\", "a\\ b", "$x`y`", "\t", "ä", "\x1b", "'"''"'", "a;b|c&d"]:
    assert shlex.split(quoted(word), comments=True) == [word], (word, quoted(word))
for word in ["a\nb", "a\0b", "\n"]:
    try:
        quoted(word)
    except ValueError:
        continue
    raise SystemExit("taken: %r" % word)'
}
