"""The edition's words become parts of pages: markers, Easy Read, measured figures."""
