"""Writes settings for common hosts into the site: headers, types and compression, said once.

`_headers` is for Netlify, Cloudflare Pages and their like, `.htaccess` for Apache, `hosting/nginx.conf` to be
included in a server block. The site needs none of them: they make it faster and a little safer.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

# What no page of ours asks of a device.
POWERS = (
    "accelerometer", "bluetooth", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
    "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    # What a policy in a page cannot say.
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in POWERS),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Asked again each time, answered by "not modified": a new version is seen at once.
    "Cache-Control": "no-cache",
}
TYPES = {".mjs": "text/javascript", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json"}
COMPRESSED = (
    "text/css", "text/javascript", "application/javascript", "application/json", "application/manifest+json",
    "application/wasm", "image/svg+xml",
)  # fmt: skip


def write_settings(config: MkDocsConfig) -> None:
    """Write the three files."""
    site = Path(config.site_dir)
    (site / "hosting").mkdir(exist_ok=True)
    for name, text in (
        ("_headers", netlify()),
        (".htaccess", apache()),
        ("hosting/nginx.conf", nginx()),
    ):
        (site / name).write_text(text, encoding="utf-8")


def netlify() -> str:
    """Return the headers as Netlify and those like it read them."""
    return "\n".join(["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]) + "\n"


def apache() -> str:
    """Return the same for Apache; each part only where the server has the module for it."""
    headers = [f'  Header always set {name} "{value}"' for name, value in HEADERS.items()]
    types = [f"AddType {kind} {ending}" for ending, kind in TYPES.items()]
    return "\n".join(
        [
            *types,
            "<IfModule mod_headers.c>", *headers, "</IfModule>",
            "<IfModule mod_deflate.c>",
            f"  AddOutputFilterByType DEFLATE text/html {' '.join(COMPRESSED)}",
            "</IfModule>",
            "",
        ]
    )  # fmt: skip


def nginx() -> str:
    """Return the same for nginx, inside a server block."""
    headers = [f'add_header {name} "{value}" always;' for name, value in HEADERS.items()]
    by_type: dict[str, list[str]] = {}
    for ending, kind in TYPES.items():
        by_type.setdefault(kind, []).append(ending.removeprefix("."))
    types = [f"  {kind} {' '.join(endings)};" for kind, endings in by_type.items()]
    return "\n".join(
        [
            "# In a server block: include /path/to/the/site/hosting/nginx.conf;",
            *headers,
            "gzip on;",
            f"gzip_types {' '.join(COMPRESSED)};",
            "gzip_vary on;",
            "include mime.types;",
            "types {", *types, "}",
            "",
        ]
    )  # fmt: skip
