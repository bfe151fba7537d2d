"""The next round of a reflection, and looking back over earlier ones."""
