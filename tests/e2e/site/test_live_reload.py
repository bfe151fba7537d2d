"""`make write`: what somebody saves is seen in an open browser, and the page works as on the site."""

from playwright.sync_api import Browser, expect

from tests.bench.writing import edition, preview, seconds_to_see


def test_what_is_saved_is_seen_in_the_open_page(browser: Browser) -> None:
    """MkDocs loads the page anew by itself, once for each change."""
    with edition() as words, preview(words) as address:
        page = browser.new_page()
        page.goto(f"{address}words/")
        for line in ("A line that nobody wrote before.", "And another."):
            seconds_to_see(page, words, line)
        page.goto(f"{address}ideas/assets/")
        expect(page.get_by_role("textbox").first).to_be_enabled()
        page.close()
