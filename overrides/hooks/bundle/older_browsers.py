"""What older browsers load before all else: the functions that they lack, and the styles in words they know.

Modern browsers fetch none of it: a condition in the head of each page (main.html) asks for it where it is
needed.
"""

import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from overrides.hooks.artifacts import run_program
from overrides.hooks.settings import OVERRIDES

SOURCES = OVERRIDES / "older_browsers"
FOLDER = "assets/older"


def write_older(config: MkDocsConfig) -> None:
    """Write `assets/older/` into the site."""
    folder = Path(config.site_dir, FOLDER)
    folder.mkdir(parents=True)
    shutil.copyfile(SOURCES / "polyfills.js", folder / "polyfills.js")
    own = [OVERRIDES / path for path in config.extra_css]
    (folder / "styles.css").write_text(older_styles(own), encoding="utf-8")


def older_styles(paths: list[Path]) -> str:
    """Return the stylesheets once more, lowered to what the oldest supported browsers understand."""
    return run_program("node", SOURCES / "styles.mjs", *paths)
