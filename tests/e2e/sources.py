"""The site's scripts as they are written, one by one, for tests that ask one of them something."""

from playwright.sync_api import Page

from tests.conftest import ROOT

ASSETS = ROOT / "overrides" / "assets"


def source(page: Page, base: str, name: str) -> str:
    """The address under which the page can import a script of `overrides/assets`.

    It is not the script that the page itself runs: that is built of many.
    """
    page.route(
        f"{base}source/**",
        lambda route: route.fulfill(path=ASSETS / route.request.url.removeprefix(f"{base}source/")),
    )
    return f"{base}source/{name}"
