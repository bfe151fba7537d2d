"""The same browser, site and person as in the journeys, and what the fault suite adds."""

from tests.e2e.conftest import base, browser, context, host, page, person, visitor

__all__ = ["base", "browser", "context", "host", "page", "person", "visitor"]
