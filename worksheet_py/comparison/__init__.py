"""Several people's views of the same thing, side by side."""
