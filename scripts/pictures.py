"""Makes the icons and screenshots of the installed site, from the logo and from the built site.

`python -m scripts.pictures SITE` after a change to the logo or to the look; what comes out is committed.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from overrides.hooks.outputs.service_worker import BACKGROUND
from scripts.serve import server, serving
from tests.e2e.chromium import ARGUMENTS, find

IMAGES = Path(__file__).parents[1] / "overrides" / "assets" / "images"


def icon(browser: Browser, name: str, size: int, share: float, background: str) -> None:
    """Draw the logo on a square, taking `share` of its width."""
    page = browser.new_page(viewport={"width": size, "height": size})
    logo = (IMAGES / "logo.svg").read_text(encoding="utf-8")
    body = f"margin: 0; height: 100vh; display: grid; place-items: center; background: {background}"
    page.set_content(f"<style>body {{ {body} }} svg {{ width: {share * 100}vw }}</style>{logo}")
    page.screenshot(path=IMAGES / name, omit_background=True)
    page.close()


def screenshot(browser: Browser, name: str, address: str, viewport: ViewportSize, scale: int) -> None:
    """Take a picture of what is seen when a page opens."""
    context = browser.new_context(
        viewport=viewport, device_scale_factor=scale, locale="en-GB", service_workers="block"
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=IMAGES / name)
    context.close()


def main() -> int:
    """Make them all."""
    with serving(server(Path(sys.argv[1]))) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        icon(browser, "icon-192.png", 192, 0.92, "transparent")
        icon(browser, "icon-512.png", 512, 0.92, "transparent")
        # Devices cut a circle of four fifths out of this one.
        icon(browser, "icon-maskable.png", 512, 0.56, BACKGROUND)
        screenshot(browser, "screenshot-wide.png", f"{base}worksheets/", {"width": 1280, "height": 800}, 1)
        screenshot(browser, "screenshot-narrow.png", f"{base}ideas/assets/", {"width": 360, "height": 640}, 2)
        browser.close()

    return 0


if __name__ == "__main__":
    sys.exit(main())
