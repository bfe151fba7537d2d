"""Random walks in Chromium; see tests/resilience/walk.py."""

import os

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.profile import draw, report
from tests.resilience.steps import without_the_rest
from tests.resilience.walk import Walk

pytestmark = pytest.mark.sampled

# After so many steps the device is a new one, as documents grow.
STEPS = draw(40, 100)
SEED = int(os.environ.get("SEED", "1"))


def walked(browser: Browser, base: str, seed: int) -> int:
    """Walk on a new device; gives how many words were looked for."""
    context = browser.new_context(locale="en-GB", service_workers="block")

    def opens() -> Page:
        page = context.new_page()
        without_the_rest(page)
        page.on("dialog", Dialog.accept)
        return page

    words = Walk(base, seed, opens, Page.close).walk(STEPS)
    context.close()
    return words


def test_no_word_is_nowhere(browser: Browser, base: str) -> None:
    """Type, add, delete, undo, choose, reload, close, open another: all words are there."""
    walks = draw(1, 50)
    words = sum(walked(browser, base, seed) for seed in range(SEED, SEED + walks))
    report("faults", walks=walks, walks_steps=walks * STEPS, walks_words=words, walks_seed=SEED)
