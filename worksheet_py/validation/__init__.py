"""Strict parsing of untrusted data: limits, converters and errors."""
