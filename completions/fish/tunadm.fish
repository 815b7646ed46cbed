# SPDX-License-Identifier: GPL-2.0-or-later
# Completion of tunadm(8) for fish.

# Reads the command line up to the cursor and prints, a line each: "command CMD", "given OPTION" for
# each option (without dashes, its value's name left out), "operand WORD", "netns NETNS",
# "file FILE", "mode MODE" and "dashes". An option whose value is at the cursor is not yet given.
# The conditions below ask for it dozens of times for the same line.
function __fish_tunadm_parse
    set -l words (commandline -opc)
    if test "$words" != "$__fish_tunadm_words"
        set -g __fish_tunadm_words $words
        set -g __fish_tunadm_parsed (__fish_tunadm_read $words[2..-1])
    end
    printf '%s\n' $__fish_tunadm_parsed
end

function __fish_tunadm_read
    set -l valued n netns m mode u owner g group mac mtu txqueuelen master port vlan no-vlan address altname alias addrgenmode o output queues user to prune until timeout watch carrier no-address no-altname
    set -l name
    set -l dashes
    set -l cmd

    for word in $argv
        if set -q name[1]
            echo given $name
            string match -qr '^(n|netns|m|mode|f|file)$' -- $name; and echo (__fish_tunadm_long $name) $word
            set -e name
        else if set -q dashes[1]; or not string match -q -- '-?*' $word
            if set -q cmd[1]
                echo operand $word
            else
                set cmd $word
                echo command $word
                contains -- $cmd up down; and set -a valued f file
            end
        else if test "$word" = --
            set dashes 1
            echo dashes
        else if string match -qr '^--' -- $word
            set -l parts (string split -m 1 = -- (string sub -s 3 -- $word))
            if set -q parts[2]
                echo given $parts[1]
                string match -qr '^(netns|mode|file)$' -- $parts[1]; and echo $parts
            else if contains -- $parts[1] $valued
                set name $parts[1]
            else
                echo given $parts[1]
            end
        else
            set -l letters (string split '' -- (string sub -s 2 -- $word))
            for i in (seq (count $letters))
                if not contains -- $letters[$i] $valued
                    echo given $letters[$i]
                else if test $i = (count $letters)
                    set name $letters[$i]
                else
                    set -l value (string sub -s (math $i + 2) -- $word)
                    echo given $letters[$i]
                    string match -qr '^[nmf]$' -- $letters[$i]
                    and echo (__fish_tunadm_long $letters[$i]) $value
                    break
                end
            end
        end
    end
end

function __fish_tunadm_long
    switch $argv[1]
        case n
            echo netns
        case m
            echo mode
        case f
            echo file
        case '*'
            echo $argv[1]
    end
end

# Prints what the command line contains of the given kind: "command", "operand", "netns", ...
function __fish_tunadm_said
    __fish_tunadm_parse | string replace -rf "^$argv[1] " ''
end

# True if the command is one of the first argument's (with commas; "none" is no command yet) and
# none of the options in the others was given.
function __fish_tunadm_may
    set -l parsed (__fish_tunadm_parse)
    set -l cmd (string replace -rf '^command ' '' -- $parsed)

    contains -- dashes $parsed; and return 1
    set -q cmd[1]; or set cmd none
    test $argv[1] = any; or contains -- $cmd[1] (string split , -- $argv[1]); or return 1
    for option in $argv[2..-1]
        contains -- "given $option" $parsed; and return 1
    end
    return 0
end

# The same for options that only apply to a tap.
function __fish_tunadm_may_tap
    set -l mode (__fish_tunadm_said mode)
    set -q mode[1]; or set mode (__fish_tunadm_said operand | string match -r '^tun')
    contains -- tun $mode; and return 1
    __fish_tunadm_may $argv
end

# True if the command is one of the first argument's and has as many operands as the second says.
function __fish_tunadm_operand
    set -l cmd (__fish_tunadm_said command)

    set -q cmd[1]; or set cmd none
    contains -- $cmd[1] (string split , -- $argv[1]); or return 1
    set -l operands (__fish_tunadm_said operand)
    test "$argv[2]" = any; or test (count $operands) -eq $argv[2]
end

function __fish_tunadm_behind_dashes
    __fish_tunadm_parse | string match -q dashes
end

# Runs the program of that name, in the administrators' directories too, to ask what exists.
function __fish_tunadm_ask
    set -lx PATH $PATH /usr/sbin /sbin
    command $argv 2>/dev/null </dev/null
end

# Existing tun/tap interfaces, except those that are operands already. Characters that are not printable are written as
# \xNN.
function __fish_tunadm_interfaces
    set -l netns (__fish_tunadm_said netns)
    set -l given (__fish_tunadm_said operand)

    set -q netns[1]; and set netns --netns=$netns[-1]

    for name in (__fish_tunadm_ask tunadm $netns show --noheadings -o NAME)
        string match -qr '\\\\x' -- $name; or contains -- $name $given; or echo $name
    end
end

# The names of the entries in the table's files, if they come first and need no quotes, except those that are operands
# already.
function __fish_tunadm_entries
    set -l files (__fish_tunadm_said file)
    set -l given (__fish_tunadm_said operand)

    __fish_tunadm_parse | string match -q 'given prune'; and return
    if set -q files[1]
        set files (string replace -r '^~/' "$HOME/" -- $files[-1])
    else
        set files /etc/tuntab /etc/tuntab.d/*.conf
    end
    for file in $files
        set -l continued
        test -f "$file" -a -r "$file"; or continue
        while read -l line
            set -l name (string match -r '^[ \t]*([[:alnum:]_.][[:alnum:]_.@-]*)(?:[ \t]|$)' -- $line)[2]
            set -q continued[1]; or test -z "$name"; or contains -- $name $given; or echo $name
            set -e continued
            string match -qr '^[^#]*\\\\$' -- $line; and set continued yes
        end <$file
    end
end

# Links that can have ports, such as bridges.
function __fish_tunadm_masters
    set -l netns (__fish_tunadm_said netns)
    set -q netns[1]; and set netns -n $netns[-1]

    __fish_tunadm_ask ip $netns -o -d link show |
        string replace -rf '^\d+: ([^:@]+)[:@].*\\\\ +(bridge|vrf|bond|team) .*' '$1'
end

function __fish_tunadm_namespaces
    if string match -qr '[/~]' -- (commandline -ct)
        __fish_complete_path (string replace -r '^(--netns=|-n)' '' -- (commandline -ct))
    else
        path basename /run/netns/*
    end
end

# Columns are a list separated by commas, in which each makes sense once.
function __fish_tunadm_columns
    set -l done (string replace -r '^(--output=|-o)' '' -- (commandline -ct) | string match -r '.*,')

    for line in (__fish_tunadm_ask tunadm show -o help)
        set -l column (string split -m 1 ' ' -- $line)
        contains -- $column[1] (string split , -- (string upper -- $done))
        or printf '%s\t%s\n' "$done"$column[1] (string trim -- $column[2])
    end
end

# The flags of a port are also such a list; each can have =on or =off.
function __fish_tunadm_flags
    set -l done (string replace -r '^--port=' '' -- (commandline -ct) | string match -r '.*,')

    for flag in isolated hairpin guard learning=off flood=off mcast-flood=off bcast-flood=off neigh-suppress
        contains -- (string replace =off '' -- $flag) (string split , -- $done | string replace -r '=.*' '')
        or echo "$done$flag"
    end
end

# Completes the command after "--", which exec runs.
function __fish_tunadm_command
    set -l words (commandline -opc)
    set -l i (contains -i -- -- $words)
    set words $words[(math $i + 1)..-1]
    complete -C (string join ' ' -- (string escape -- $words) (commandline -ct))
end

set -l all add del persist chown set set-mac set-mtu reset show up down check why wait monitor hold exec

complete -c tunadm -f

complete -c tunadm -n '__fish_tunadm_operand none any' -a add -d 'Create interfaces'
complete -c tunadm -n '__fish_tunadm_operand none any' -a del -d 'Delete interfaces'
complete -c tunadm -n '__fish_tunadm_operand none any' -a persist -d 'Make an interface persistent or not'
complete -c tunadm -n '__fish_tunadm_operand none any' -a chown -d 'Change who may attach'
complete -c tunadm -n '__fish_tunadm_operand none any' -a set -d 'Change interfaces that exist'
complete -c tunadm -n '__fish_tunadm_operand none any' -a set-mac -d 'Change the MAC address'
complete -c tunadm -n '__fish_tunadm_operand none any' -a set-mtu -d 'Change the MTU'
complete -c tunadm -n '__fish_tunadm_operand none any' -a reset -d 'Clear what the last program left'
complete -c tunadm -n '__fish_tunadm_operand none any' -a show -d 'List interfaces'
complete -c tunadm -n '__fish_tunadm_operand none any' -a up -d 'Make what the table describes'
complete -c tunadm -n '__fish_tunadm_operand none any' -a down -d 'Delete what the table describes'
complete -c tunadm -n '__fish_tunadm_operand none any' -a check -d 'Say whether a user could attach'
complete -c tunadm -n '__fish_tunadm_operand none any' -a why -d 'Say why packets do not pass'
complete -c tunadm -n '__fish_tunadm_operand none any' -a wait -d 'Return when interfaces are in a state'
complete -c tunadm -n '__fish_tunadm_operand none any' -a monitor -d 'Print what happens to interfaces'
complete -c tunadm -n '__fish_tunadm_operand none any' -a hold -d 'Stay attached, so that the link has a carrier'
complete -c tunadm -n '__fish_tunadm_operand none any' -a exec -d 'Run a command with the descriptors attached'
complete -c tunadm -n '__fish_tunadm_operand none any' -a help -d 'Print help'
complete -c tunadm -n '__fish_tunadm_operand help 0' -a "$all"

# Operands
complete -c tunadm -n '__fish_tunadm_operand del,delete,set,reset,show,list,wait,monitor any' -a '(__fish_tunadm_interfaces)'
complete -c tunadm -n '__fish_tunadm_operand add any; and not __fish_tunadm_may add e ensure' \
    -a '(__fish_tunadm_interfaces)'
complete -c tunadm -n '__fish_tunadm_operand persist,chown,set-mac,set-mtu,check,why,hold 0' \
    -a '(__fish_tunadm_interfaces)'
complete -c tunadm -n '__fish_tunadm_operand persist 1' -a 'on off'
complete -c tunadm -n '__fish_tunadm_operand up,down any' -a '(__fish_tunadm_entries)'
complete -c tunadm -n '__fish_tunadm_operand exec any; and not __fish_tunadm_behind_dashes' \
    -a '(__fish_tunadm_interfaces)'
complete -c tunadm -n '__fish_tunadm_operand exec any; and __fish_tunadm_behind_dashes' \
    -a '(__fish_tunadm_command)'

# Global options
complete -c tunadm -n '__fish_tunadm_may any n netns' -s n -l netns -x \
    -a '(__fish_tunadm_namespaces)' -d 'Work in another network namespace'
complete -c tunadm -n '__fish_tunadm_may any q quiet v verbose' -s q -l quiet -d 'No hints and no notes'
complete -c tunadm -n '__fish_tunadm_may any q quiet v verbose' -s v -l verbose -d 'Say what was done'
complete -c tunadm -n '__fish_tunadm_may any h help' -s h -l help -d 'Print help'
complete -c tunadm -n '__fish_tunadm_may any V version' -s V -l version -d 'Print the version'

# Properties of an interface
complete -c tunadm -n '__fish_tunadm_may add,set,exec m mode' -s m -l mode -x \
    -a 'tap\t"Ethernet frames" tun\t"IP packets"' -d 'Kind of interface'
complete -c tunadm -n '__fish_tunadm_may add,set,exec,chown u owner anyone' -s u -l owner -x \
    -a '(__fish_complete_users)' -d 'The user that may attach'
complete -c tunadm -n '__fish_tunadm_may add,set,exec,chown g group anyone' -s g -l group -x \
    -a '(__fish_complete_groups)' -d 'The group that may attach'
complete -c tunadm -n '__fish_tunadm_may add,set,exec anyone u owner g group' -l anyone \
    -d 'Everybody may attach'
complete -c tunadm -n '__fish_tunadm_may add,set,exec pi' -l pi -d 'Packet information before each packet'
complete -c tunadm -n '__fish_tunadm_may add,set,exec vnet-hdr' -l vnet-hdr \
    -d 'Virtio-net header before each packet'
complete -c tunadm -n '__fish_tunadm_may add,set,exec multi-queue' -l multi-queue -d 'Several queues'
complete -c tunadm -n '__fish_tunadm_may_tap add,set,exec mac' -l mac -x -d 'MAC address of a tap'
complete -c tunadm -n '__fish_tunadm_may add,set,exec mtu' -l mtu -x -d 'Largest packet in bytes'
complete -c tunadm -n '__fish_tunadm_may add,set,exec txqueuelen' -l txqueuelen -x \
    -d 'Length of the transmit queue'
complete -c tunadm -n '__fish_tunadm_may add,set,exec up down' -l up -d 'Set the link up'
complete -c tunadm -n '__fish_tunadm_may add,set,exec master no-master' -l master -x \
    -a '(__fish_tunadm_masters)' -d 'Put it into a bridge, a VRF, ...'
complete -c tunadm -n '__fish_tunadm_may add,set,exec port' -l port -x \
    -a '(__fish_tunadm_flags)' -d 'Flags of the bridge port'
complete -c tunadm -n '__fish_tunadm_may add,set,exec' -l vlan -x -d 'Be in these VLANs and no others'
complete -c tunadm -n '__fish_tunadm_may add,set,exec' -l address -x \
    -d 'IPv4 or IPv6 address with its prefix length, or with its peer'
complete -c tunadm -n '__fish_tunadm_may add,set,exec addrgenmode' -l addrgenmode -x \
    -a 'none eui64 stable_secret random' -d 'IPv6 addresses by itself'
complete -c tunadm -n '__fish_tunadm_may add,set,exec alias' -l alias -x -d 'Description'
complete -c tunadm -n '__fish_tunadm_may add,set,exec' -l altname -x -d 'Alternative name'

# Options of a command
complete -c tunadm -n '__fish_tunadm_may add e ensure' -s e -l ensure \
    -d 'Change what differs if it is there'
complete -c tunadm -n '__fish_tunadm_may add,up,exec no-settle' -l no-settle -d 'Do not wait for udevd'
complete -c tunadm -n '__fish_tunadm_may del,delete f force idle' -s f -l force \
    -d 'Even while a process is attached'
complete -c tunadm -n '__fish_tunadm_may down force' -l force -d 'Even while a process is attached'
complete -c tunadm -n '__fish_tunadm_may del,delete if-exists' -l if-exists \
    -d 'A missing one is no error'
complete -c tunadm -n '__fish_tunadm_may del,delete idle f force' -l idle -d 'Pass over those in use'
complete -c tunadm -n '__fish_tunadm_may none,show,list j json o output noheadings tuntab' \
    -s j -l json -d 'Print JSON'
complete -c tunadm -n '__fish_tunadm_may none,show,list p processes tuntab' -s p -l processes \
    -d 'Name the processes that are attached'
complete -c tunadm -n '__fish_tunadm_may none,show,list o output j json tuntab' -s o -l output -x \
    -a '(__fish_tunadm_columns)' -d 'Choose the columns'
complete -c tunadm -n '__fish_tunadm_may none,show,list noheadings j json tuntab' -l noheadings \
    -d 'Leave out the headings'
complete -c tunadm -n '__fish_tunadm_may none,show,list tuntab j json o output noheadings p processes' \
    -l tuntab -d 'Print lines for /etc/tuntab'
complete -c tunadm -n '__fish_tunadm_may up,down f file' -s f -l file -r -F -d 'Read another table'
complete -c tunadm -n '__fish_tunadm_may up,down dry-run' -l dry-run -d 'Change nothing'
complete -c tunadm -n '__fish_tunadm_may up' -l prune -x -d 'Delete what matches and has no entry'
complete -c tunadm -n '__fish_tunadm_may add,del,delete,persist,chown,set,set-mac,set-mtu,reset,up,down,check,why,wait,monitor j json' \
    -s j -l json -d 'Print JSON'
complete -c tunadm -n '__fish_tunadm_may check,exec,why user' -l user -x -a '(__fish_complete_users)' \
    -d 'The user it is about'
complete -c tunadm -n '__fish_tunadm_may set carrier' -l carrier -x -a 'on off' \
    -d 'Plug in or unplug under whoever is attached'
complete -c tunadm -n '__fish_tunadm_may set down up' -l down -d 'Set the link down'
complete -c tunadm -n '__fish_tunadm_may set no-master master' -l no-master -d 'Take it out of its master'
complete -c tunadm -n '__fish_tunadm_may set' -l no-vlan -x -d 'Leave VLANs'
complete -c tunadm -n '__fish_tunadm_may set' -l no-address -x -d 'Take an address away'
complete -c tunadm -n '__fish_tunadm_may set' -l no-altname -x -d 'Take an alternative name away'
complete -c tunadm -n '__fish_tunadm_may monitor initial' -l initial -d 'Begin with what is there'
complete -c tunadm -n '__fish_tunadm_may exec stay' -l stay -d 'Only the interface is in the network namespace'
complete -c tunadm -n '__fish_tunadm_may wait until' -l until -x -a 'present absent attached idle up' \
    -d 'The state to wait for'
complete -c tunadm -n '__fish_tunadm_may wait timeout' -l timeout -x -d 'Seconds after which to give up'
complete -c tunadm -n '__fish_tunadm_may exec queues' -l queues -x -d 'Number of queues'
complete -c tunadm -n '__fish_tunadm_may why to' -l to -x -d 'Look at the way to this address'
complete -c tunadm -n '__fish_tunadm_may why attach' -l attach -d 'Look at what only a descriptor shows'
complete -c tunadm -n '__fish_tunadm_may why watch' -l watch -x -d 'Seconds for which to follow the packets'
