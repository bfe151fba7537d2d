"""What every page gets: mended theme, accessibility, the switch to Easy Read, data for scripts, a policy."""
