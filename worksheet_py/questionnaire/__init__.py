"""The tool's own words as a model, read from an edition's content folder."""
