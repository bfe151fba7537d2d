"""Reads, checks, compares and exports co-production self-reflections; `api.handle` is the way in from a page.

The package uses no browser, network or clock (but for the command line's look at today's date). It takes the
time zone of the system, which in Pyodide is that of the browser.
"""

__version__ = "0.1.0"
