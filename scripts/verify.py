"""Compares a published site with the one that was built from this source: `make verify URL=https://example.org/tool/`.

Every file of the built site is fetched and compared byte for byte. Where it was published with settings of
its own (SITE_URL, CONTACT, EDITION …), build with the same.
"""

import argparse
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from time import monotonic
from urllib.parse import quote

# What a host reads itself and does not show.
FOR_HOST = ("_headers", ".htaccess", "hosting/nginx.conf")
SECONDS = 60
# Bytes in a second, of the slowest network.
SLOWEST = 10_000


def published(site: Path) -> list[str]:
    """Return the names of the files that a host shows."""
    names = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return sorted(name for name in names if name not in FOR_HOST)


def fault(site: Path, base: str, name: str) -> str | None:
    """Return what is wrong with a published file; None if it is the same."""
    request = urllib.request.Request(
        base + quote(name.removesuffix("index.html")),
        headers={"Accept-Encoding": "identity", "Cache-Control": "no-cache"},
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as response:
            same = is_same(response, (site / name).read_bytes())
    except (OSError, HTTPException) as error:
        return f"{name}: {error or type(error).__name__}"
    return None if same else f"{name}: is not what this source makes"


def is_same(response: HTTPResponse, made: bytes) -> bool:
    """Return whether a host sends these bytes and no more; raises TimeoutError if it takes for ever."""
    latest, found = monotonic() + SECONDS + len(made) / SLOWEST, b""
    while len(found) <= len(made) and (part := response.read1(len(made) + 1 - len(found))):
        if monotonic() > latest:
            raise TimeoutError("took too long")
        found += part
    return found == made


def main() -> int:
    """Compare, and say what differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", type=Path, help="the folder with the built site")
    parser.add_argument("address", help="the address of the published site's start page")
    options = parser.parse_args()
    if not options.address.startswith(("https://", "http://")):
        parser.error("the address has to begin with https://")
    base = options.address.removesuffix("index.html").rstrip("/") + "/"
    names = published(options.site)
    with ThreadPoolExecutor(8) as several:
        faults = list(filter(None, several.map(lambda name: fault(options.site, base, name), names)))
    print("\n".join(faults) or f"All {len(names)} files at {base} are what this source makes.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
