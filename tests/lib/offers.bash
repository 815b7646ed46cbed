# SPDX-License-Identifier: GPL-2.0-or-later
# What the three shells offer for a command line, each asked as its user would ask it: bash and zsh in a terminal.
# shellcheck shell=bash disable=SC2153 # ANSWERS is the test's

OFFERS_DIR=$BATS_TEST_DIRNAME/lib/offers
SCREEN=$BATS_TEST_TMPDIR/screen

# have_shells: what follows needs all three.
have_shells() {
	local shell
	for shell in bash zsh fish script; do
		command -v "$shell" >/dev/null || skip "$shell is not installed"
	done
	[[ -e /usr/share/bash-completion/bash_completion ]] || skip "bash-completion is not installed"
}

# type_to bash|zsh FORMAT WORD...: starts the shell in a terminal and types that there, as printf makes it, as soon as the
# shell listens. What comes on the screen is in $SCREEN.
type_to() {
	local command
	case $1 in
	bash) command="bash --noprofile --rcfile '$OFFERS_DIR/bashrc' -i" ;;
	zsh) command='zsh -d -i' ;;
	esac
	rm -f "$ANSWERS"
	{
		wait_until test -e "$ANSWERS" 2>/dev/null
		# shellcheck disable=SC2059 # a format
		printf "${@:2}" && printf '\x18q'
	} | SHELL=$BASH ZDOTDIR=$OFFERS_DIR timeout 60 script -qec "$command" /dev/null 3>&- >"$SCREEN"
}

# head_of LINE: the line up to the word at its end.
head_of() {
	local word=${1##* }
	printf '%s' "${1%"$word"}"
}

# offers SHELL LINE...: for each line a line with the words that are offered at its end, sorted, as the program would get
# them: those of bash and zsh are read as these shells read them when the line is run.
offers() {
	local shell=$1 line answer answers said=()
	shift
	if [[ $shell == fish ]]; then
		printf '%s\n' "$@" | fish -N "$OFFERS_DIR/lines.fish" 3>&- | cut -f1 | sorted
		return
	fi
	type_to "$shell" '%s\x18a\x18p' "$@"
	mapfile -t answers <"$ANSWERS"
	[[ ${#answers[@]} -eq $# ]] || fail "$shell answers ${#answers[@]} of $# lines" || return 1
	for line; do
		answer=${answers[0]}
		answers=("${answers[@]:1}")
		[[ $answer != "$line" ]] || answer=$(head_of "$line")
		said+=("${answer#"$(head_of "$line")"}")
	done
	# shellcheck disable=SC2016 # expanded by the inner shell
	"$shell" -fc 'for line do eval "set -- $line"; printf "%s\n" "$@" =; done' "$shell" "${said[@]}" | sorted
}

# sorted: of the words on standard input, a line each and = behind those of one line, a line of sorted ones. An option's
# name before its value belongs to the line, and so do what separates it from its value and columns.
sorted() {
	awk '
		$0 == "=" {
			for (i = 2; i <= count; i++)
				for (j = i; j > 1 && words[j] < words[j - 1]; j--) {
					word = words[j]
					words[j] = words[j - 1]
					words[j - 1] = word
				}
			line = ""
			for (i = 1; i <= count; i++)
				line = line (i > 1 ? " " : "") words[i]
			print line
			count = 0
			split("", seen)
			next
		}
		{
			if (match($0, /^--[a-z-]+=/) && RLENGTH < length($0))
				$0 = substr($0, RLENGTH + 1)
			sub(/=$/, "")
			if (/[A-Z],$/)
				sub(/,$/, "")
			if ($0 != "" && !($0 in seen)) {
				seen[$0] = 1
				words[++count] = $0
			}
		}'
}

# expect LINE WORD...: each shell is to offer these words at the end of the line, and no other. checked asks them.
expect() {
	EXPECTED_LINES+=("$1")
	shift
	EXPECTED_WORDS+=("$(printf '%s\n' "$@" = | sorted)")
}

checked() {
	local shell i got bad=''
	for shell in ${SHELLS:-bash zsh fish}; do
		mapfile -t got < <(offers "$shell" "${EXPECTED_LINES[@]}")
		for i in "${!EXPECTED_LINES[@]}"; do
			[[ ${got[i]-} == "${EXPECTED_WORDS[i]}" ]] ||
				bad+="$shell: '${EXPECTED_LINES[i]}'"$'\n'"  wanted: ${EXPECTED_WORDS[i]}"$'\n'"  offers: ${got[i]-}"$'\n'
		done
	done
	EXPECTED_LINES=() EXPECTED_WORDS=()
	[[ -z $bad ]] || fail "$bad"
}
