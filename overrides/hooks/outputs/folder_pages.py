"""Gives folders that have no page of their own, as `easy/` and `ideas/`, one that leads to their first page.

Whoever shortens an address would find an error there, or a list of files.
"""

from html import escape
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation

from overrides.hooks.content.edition import edition_tool
from overrides.hooks.outputs.single_file import built

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={address}">
<title>{title}</title>
</head>
<body><p><a href="{address}">{title}</a></p></body>
</html>
"""


def write_folder_pages(config: MkDocsConfig) -> None:
    """Write the pages; each works without scripts."""
    for folder, (address, title) in first_pages(built["nav"]).items():
        values = {"language": edition_tool().language, "address": address, "title": title}
        page = PAGE.format(**{name: escape(value) for name, value in values.items()})
        (Path(config.site_dir) / folder / "index.html").write_text(page, encoding="utf-8")


def first_pages(nav: Navigation) -> dict[str, tuple[str, str]]:
    """Return each folder without a page, with the way to its first page in the menu, and its title."""
    files = [PurePosixPath(page.file.dest_uri) for page in nav.pages]
    found: dict[str, tuple[str, str]] = {}
    for page, file in zip(nav.pages, files, strict=True):
        for folder in file.parents:
            if str(folder) != "." and folder / "index.html" not in files:
                way = PurePosixPath(page.url or ".").relative_to(folder)
                found.setdefault(
                    str(folder), (f"{way}{'/' if page.url.endswith('/') else ''}", str(page.title))
                )
    return found
