"""The command line, for those who gather many saved reflections. Never part of what browsers load."""
