"""What each published file is made of: the components that others made.

A file that is not known stops the build. So nothing is published that the bill of materials and the page of
licences do not tell of.
"""

import re
from pathlib import Path

from mkdocs.exceptions import PluginError

from overrides.hooks.bundle.export_archives import DISTRIBUTIONS
from overrides.hooks.bundle.runtime import LIBRARIES
from overrides.hooks.settings import ROOT, settings
from overrides.hooks.supply_chain.third_party import THEME, components

CLEAR, HEAVY = "@fontsource-variable/atkinson-hyperlegible-next", "@fontsource/opendyslexic"
WORD = ("docx", "fflate", "nanoid")
WORKBOX = ("workbox-core", "workbox-precaching", "workbox-routing", "workbox-strategies")
IN_PYTHON = tuple(name.replace("_", "-") for name in LIBRARIES)
PYTHON = ("pyodide", *IN_PYTHON)
# A file's name as a pattern, and the components in it; none where all of it is ours.
MADE_OF: dict[str, tuple[str, ...]] = {
    r"(.+/)?index\.html|404\.html|assets/images/favicon\.png": (THEME,),
    r"assets/javascripts/(bundle|workers/search)\.\w+\.min\.js": (THEME,),
    r"assets/stylesheets/(main|palette)\.\w+\.min\.css": (THEME,),
    r"assets/fonts/clear.*": (CLEAR,),
    r"assets/fonts/heavy.*": (HEAVY,),
    r"assets/parts/docx-\w+\.js": WORD,
    r"runtime/(pyodide\..+|python_stdlib\.zip)": ("pyodide",),
    r"runtime/libraries\.zip": IN_PYTHON,
    r"runtime/exports-libraries\.zip": ("pyodide", *DISTRIBUTIONS),
    r"runtime/python-(glue|wasm|memory)\.bin": PYTHON,
    r"sw\.js": WORKBOX,
    r"coproduction\.html": (THEME, CLEAR, HEAVY, *WORD, *PYTHON, *DISTRIBUTIONS),
    r"coproduction-shared\.html": (THEME, CLEAR, HEAVY, *WORD),
    r"coproduction-to-read\.zip": (THEME, CLEAR, HEAVY, "iframe-worker"),
    # Ours.
    r"runtime/(exports\.zip|manifest\.json|worksheet_py-.+\.whl)": (),
    r"schema/.+\.json|search/search_index\.json": (),
    r"assets/(ease|worksheet|older)/.+|assets/parts/(chunk|aloud|docx_file|version_list)-\w+\.js": (),
    r"assets/javascripts/search-keys\.js|assets/stylesheets/[a-z]+\.css": (),
    r"assets/images/((icon|screenshot)-.+\.png|(favicon|logo)\.svg)|manifest\.webmanifest": (),
    r"_headers|\.htaccess|hosting/nginx\.conf|sitemap\.xml(\.gz)?": (),
}  # fmt: skip


def made_of(name: str) -> list[str]:
    """Return the names of the components in a published file; stop the build where that is not known."""
    # A picture, for instance, which an edition brings along.
    if ((settings().edition or ROOT) / "docs" / name).is_file():
        return []
    known = next((found for pattern, found in MADE_OF.items() if re.fullmatch(pattern, name)), None)
    if known is None:
        raise PluginError(f"{name}: it is not known who made this file (supply_chain/published.py)")
    if missing := set(known) - {one.name for one in components()}:
        raise PluginError(f"{name}: {', '.join(sorted(missing))} has no licence here")
    return sorted(set(known))


def published(site: Path, without: str) -> list[tuple[str, Path]]:
    """Return (name, path) of all files of a built site but one, in order."""
    found = ((path.relative_to(site).as_posix(), path) for path in site.rglob("*") if path.is_file())
    return sorted(one for one in found if one[0] != without)
