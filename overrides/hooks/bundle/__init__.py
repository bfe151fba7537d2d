"""Few files of many: a page's scripts, Python for the browser and its libraries, the quick start."""
