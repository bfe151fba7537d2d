"""The site as `tests/e2e` serves it."""

from tests.e2e.conftest import base

__all__ = ["base"]
