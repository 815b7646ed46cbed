# SPDX-License-Identifier: GPL-2.0-or-later
# Completions for bash, zsh and fish, in the directories that these shells look in; tunctl's go with that name.
bash_completions = completions/bash/tunadm
zsh_completions = completions/zsh/_tunadm
fish_completions = completions/fish/tunadm.fish
tunctl_completions = completions/bash/tunctl completions/zsh/_tunctl completions/fish/tunctl.fish

if ENABLE_TUNCTL
bash_completions += completions/bash/tunctl
zsh_completions += completions/zsh/_tunctl
fish_completions += completions/fish/tunctl.fish
endif
if WITH_BASHCOMPLETIONDIR
bashcompletion_DATA = $(bash_completions)
endif
if WITH_ZSHCOMPLETIONDIR
zshcompletion_DATA = $(zsh_completions)
endif
if WITH_FISHCOMPLETIONDIR
fishcompletion_DATA = $(fish_completions)
endif
EXTRA_DIST += $(bash_completions) $(zsh_completions) $(fish_completions) $(tunctl_completions)
