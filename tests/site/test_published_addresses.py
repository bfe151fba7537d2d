"""What was once published is still there."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

LISTED = Path(__file__).with_name("published_addresses.txt").read_text(encoding="utf-8").splitlines()
ADDRESSES = [line for line in LISTED if line and not line.startswith("#")]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_published_address_still_answers(site: Path, address: str) -> None:
    """Each page and file stands where it stood, and each place on a page that others lead to."""
    name, _, place = address.partition("#")
    path = site / (f"{name}index.html" if name.endswith("/") else name)
    assert path.is_file()
    assert path.stat().st_size > 0
    if place:
        assert BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").find(id=place)
