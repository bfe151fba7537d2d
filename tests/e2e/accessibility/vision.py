"""What eyes that see colours differently, or not at all, can make of a picture of the page."""

import base64
from typing import Any

from playwright.sync_api import Locator, Page

# As the browser's own developer tools show a page to people who do not have them.
SIGHTS = ("none", "achromatopsia", "deuteranopia", "protanopia", "tritanopia")
# Each pixel that stands out from the corner's by 3:1, as 1; row by row.
STANDS_OUT = """async (text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(32, 32).getContext("2d");
  canvas.drawImage(picture, 0, 0, 32, 32);
  const { data } = canvas.getImageData(0, 0, 32, 32);
  const line = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const parts = [0.2126, 0.7152, 0.0722];
  const light = (n) => parts.reduce((sum, part, k) => sum + part * line(data[n + k] / 255), 0);
  const ground = light(0);
  return Array.from({ length: 32 * 32 }, (_, n) => {
    const [low, high] = [light(4 * n), ground].sort((one, other) => one - other);
    return (high + 0.05) / (low + 0.05) >= 3 ? 1 : 0;
  });
}"""


def see_as(page: Page, sight: str) -> None:
    """Show the page as it is seen with a kind of colour blindness."""
    session: Any = page.context.new_cdp_session(page)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": sight})


def outline(shape: Locator) -> list[int]:
    """Which pixels of a picture of it stand out, 32 by 32."""
    text = base64.b64encode(shape.screenshot()).decode()
    found: list[int] = shape.page.evaluate(STANDS_OUT, text)
    return found


def likeness(one: list[int], other: list[int]) -> float:
    """How much of two outlines is the same: 1 if all is, 0 if nothing is."""
    both = sum(a and b for a, b in zip(one, other, strict=True))
    either = sum(a or b for a, b in zip(one, other, strict=True))
    return both / either if either else 1.0
