# SPDX-License-Identifier: GPL-2.0-or-later
# For each line of standard input, what fish offers at its end, in words; a line of "=" follows.
set fish_complete_path $COMPLETIONS/fish $fish_complete_path
while read -l line
    complete -C $line
    echo =
end
