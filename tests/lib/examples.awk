# SPDX-License-Identifier: GPL-2.0-or-later
# Takes the literal blocks out of a manual (mdoc) or a page (Markdown), as the comments before them class them.
# man/tunadm.8 begins with what the classes are. Printed for each block but those not to be run:
#	@LINE CLASS...		the line of the document where it begins
#	|TEXT			each of its lines
# A block without a class, or a class that nobody knows, ends it with status 1.

function fault(text) {
	printf "%s:%d: %s\n", FILENAME, FNR, text >"/dev/stderr"
	failed = 1
	exit 1
}

function begin_block() {
	if (class == "")
		fault("a literal block without a comment \"example: ...\" before it")
	if (class !~ /^(new|more|none .+|(new )?file \/.+)$/)
		fault("a class that is not known: " class)
	inside = 1
	shown = class !~ /^none/
	if (shown)
		printf "@%d %s\n", FNR, class
	class = ""
}

function end_block() {
	inside = 0
}

function line(text) {
	if (shown)
		print "|" text
}

FNR == 1 { markdown = FILENAME ~ /\.md$/ }

markdown && /^<!-- example: .* -->$/ { class = substr($0, 15, length($0) - 18); next }
markdown && /^```/ { if (inside) end_block(); else begin_block(); next }
markdown && inside { line($0); next }
markdown { next }

/^\.\\" example: / { class = substr($0, 14); next }
/^\.Bd -literal/ { begin_block(); next }
/^\.Ed/ { end_block(); next }
inside {
	sub(/^\\&/, "")
	gsub(/\\e/, "\\")
	gsub(/\\-/, "-")
	if (/\\/ && !/\\$/ && /\\[(&*]/)
		fault("an escape in a literal block")
	line($0)
}

END { if (inside && !failed) fault("a literal block without an end") }
