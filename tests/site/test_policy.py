"""The Content-Security-Policy that stands in every page."""

import re
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from overrides.hooks.page.security_policy import hashes, with_policy

HEAD = '<html><head><meta charset="utf-8">{}</head><body></body></html>'
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def test_every_page_has_a_strict_policy(site: Path) -> None:
    """Before anything is loaded; nothing inline but by hash, no eval, nothing of another place, no referrer."""
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        found = META.findall(page)
        assert len(found) == 1, path
        for never in ("'unsafe-inline'", "'unsafe-eval'", "http:", "https:", "*"):
            assert never not in found[0].split(), (path, never)
        assert found[0].startswith("default-src 'none';")
        assert page.index("Content-Security-Policy") < min(
            map(re.Match.start, re.finditer("<script|<link|<body", page))
        )
        assert '<meta name="referrer" content="no-referrer">' in page


def test_scripts_in_the_page_are_allowed_by_their_hash() -> None:
    """As in the specification's own example; data is no script, and files need no hash."""
    example = "<script>alert('Hello, world.');</script>"
    assert hashes(example) == ["'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"]
    assert hashes('<script type="application/json">{}</script><script src="a.js"></script>') == []


@pytest.mark.parametrize("tag", ['<p onclick="go()">', '<p class="a" style="color: red">'])
def test_what_no_policy_allows_stops_the_build(tag: str) -> None:
    """Scripts and styles in attributes are found when the site is built, not by those who visit it."""
    with pytest.raises(PluginError, match="in attributes"):
        with_policy(HEAD.format(tag), "page")
