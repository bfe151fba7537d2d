"""Files beside the pages: the single file, the ZIP to read, offline use, settings for hosts."""
