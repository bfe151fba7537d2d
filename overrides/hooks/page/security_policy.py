"""Gives every page a Content-Security-Policy: what may run and be loaded there, and nothing else.

It stands in the page, so that it holds wherever the site is hosted. Scripts come from the site's own folder;
the few that stand in the page (the theme's, and one of ours) are allowed by their hash, worked out here.
"""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from overrides.hooks.artifacts import sha256_base64

DATA = re.compile(r'type="(?:application/json|text/plain)"')
INLINE = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
HANDLER = re.compile(r"<[a-z][^>]*\s(?:on[a-z]+|style)=", re.IGNORECASE)
# Comes before everything that could load something.
FIRST = re.compile(r'<meta charset="utf-8">')
POLICY = {
    "default-src": "'none'",
    # Python is WebAssembly.
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    # The theme's signs are written in its stylesheet.
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "object-src": "'none'",
    "frame-src": "'none'",
}


def add_policies(config: MkDocsConfig) -> None:
    """Put the policy into every page."""
    for path in sorted(Path(config.site_dir).rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        # The single file has come with a stricter one of its own.
        if "Content-Security-Policy" not in page:
            path.write_text(with_policy(page, path.name), encoding="utf-8")


def with_policy(page: str, name: str, policy: dict[str, str] = POLICY) -> str:
    """Return the page with its policy; stop the build if something on it could not run under one."""
    # What a script compares may look like the beginning of an element.
    if found := HANDLER.search(INLINE.sub("", page)):
        raise PluginError(
            f"{name}: the page's policy forbids scripts and styles in attributes: {found.group()}"
        )
    allowed = {**policy, "script-src": " ".join([policy["script-src"], *hashes(page)])}
    rules = "; ".join(f"{kind} {what}" for kind, what in allowed.items())
    tags = (
        f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
        '<meta name="referrer" content="no-referrer">'
    )
    made, count = FIRST.subn(lambda found: found.group() + tags, page, count=1)
    if not count:
        raise PluginError(f"{name}: there is no place for the page's policy")
    return made


def hashes(page: str) -> list[str]:
    """Return the scripts that stand in the page, as the policy names them; data is no script."""
    found = []
    for script in INLINE.finditer(page):
        if "src=" in script["attributes"] or DATA.search(script["attributes"]) or not script["code"]:
            continue
        found.append(hash_of(script["code"]))
    return list(dict.fromkeys(found))


def hash_of(code: str) -> str:
    """Return the name by which a policy allows a script or a style that stands in the page."""
    return f"'sha256-{sha256_base64(code.encode())}'"
