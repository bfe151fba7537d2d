"""A reflection as files for other programs: one module for each kind, all made from the same outline."""
