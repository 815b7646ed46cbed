# SPDX-License-Identifier: GPL-2.0-or-later
# An interactive zsh that has every offer put into the line (C-x a), the line into $ANSWERS (C-x p), lists all offers (C-x l),
# and ends (C-x q).
PS1= PS2= RPS1=
fpath=($COMPLETIONS/zsh $fpath)
autoload -Uz compinit
compinit -u -d $BATS_FILE_TMPDIR/zcompdump
zstyle ':completion:insert-all:*' completer _all_matches _complete
zstyle ':completion:insert-all:*' insert true
zstyle ':completion:insert-all:*' old-matches false
zle -C insert-all complete-word _generic
report() {
  print -r -- "$BUFFER" >>$ANSWERS
  BUFFER=
}
zle-line-init() {
  [[ -e $ANSWERS ]] || : >$ANSWERS
}
quit() {
  exit
}
zle -N report
zle -N zle-line-init
zle -N quit
bindkey '^Xa' insert-all
bindkey '^Xl' list-choices
bindkey '^Xp' report
bindkey '^Xq' quit
unsetopt beep
