# SPDX-License-Identifier: GPL-2.0-or-later
# Completions for bash, zsh and fish, in the directories that these shells look in.
dist_bashcompletion_DATA = completions/bash/tunadm
dist_zshcompletion_DATA = completions/zsh/_tunadm
dist_fishcompletion_DATA = completions/fish/tunadm.fish

tunctl_completions = completions/bash/tunctl completions/zsh/_tunctl completions/fish/tunctl.fish
if ENABLE_TUNCTL
dist_bashcompletion_DATA += completions/bash/tunctl
dist_zshcompletion_DATA += completions/zsh/_tunctl
dist_fishcompletion_DATA += completions/fish/tunctl.fish
else
EXTRA_DIST += $(tunctl_completions)
endif
