// SPDX-License-Identifier: GPL-2.0-or-later
// Passes the contents of each named file to a fuzz target, without libFuzzer.

#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

/* Allocates exactly the input's size, so that the sanitizers see any access beyond it. */
static int replay(const char *path)
{
	static uint8_t buffer[1 << 16];
	FILE *file = fopen(path, "re");
	uint8_t *data;
	size_t size;

	if (!file) {
		perror(path);
		return 1;
	}
	size = fread(buffer, 1, sizeof(buffer), file);
	(void)fclose(file);
	data = malloc(size ? size : 1);
	if (!data)
		return 1;
	for (size_t i = 0; i < size; i++)
		data[i] = buffer[i];
	(void)LLVMFuzzerTestOneInput(data, size);
	free(data);
	return 0;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (replay(argv[i]))
			return 1;
	return 0;
}
