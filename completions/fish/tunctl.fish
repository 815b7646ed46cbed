# SPDX-License-Identifier: GPL-2.0-or-later
# Completion of tunctl(8) for fish.

# True if none of the options named was given; one whose value is at the cursor is not yet.
function __fish_tunctl_may
    set -l words (commandline -opc)[2..-1]
    string match -qr '^-[a-z]*[tugdf]$' -- $words[-1]; and set -e words[-1]
    not string match -qr "^-[a-z]*[$argv[1]]" -- $words
end

function __fish_tunctl_interfaces
    set -lx PATH $PATH /usr/sbin /sbin
    command tunadm show --noheadings -o NAME 2>/dev/null </dev/null | string match -rv '\\\\x'
end

complete -c tunctl -f
complete -c tunctl -n '__fish_tunctl_may dtugbnp' -s d -x -a '(__fish_tunctl_interfaces)' \
    -d 'Delete an interface'
complete -c tunctl -n '__fish_tunctl_may dt' -s t -x -d 'Name of the interface'
complete -c tunctl -n '__fish_tunctl_may du' -s u -x -a '(__fish_complete_users)' \
    -d 'The user that may attach'
complete -c tunctl -n '__fish_tunctl_may dg' -s g -x -a '(__fish_complete_groups)' \
    -d 'The group that may attach'
complete -c tunctl -n '__fish_tunctl_may db' -s b -d 'Print only the name'
complete -c tunctl -n '__fish_tunctl_may dnp' -s n -d 'Make a tun'
complete -c tunctl -n '__fish_tunctl_may dnp' -s p -d 'Make a tap, whatever the name'
complete -c tunctl -n '__fish_tunctl_may f' -s f -r -F -d 'The device to open'
