"""The command line, for those who gather many saved reflections; browsers never load it."""
