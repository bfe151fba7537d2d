"""Makes few scripts of many, with esbuild.

On a page of the site, what it starts and all that this imports comes in one file, what two starts share in
another: to ask for fifty keeps a page from being shown, most of all on a weak network. What a script imports
only when somebody wants it stays apart. The worker and the folder `python/` stay as they are written.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from overrides.hooks.content.edition import ROOT

SOURCES = ROOT / "overrides"
MADE = ROOT / "build" / "scripts"
# What pages start: its published address, which stays, and its source.
STARTS = (
    "assets/worksheet/page=assets/worksheet/page.js",
    "assets/worksheet/reading=assets/worksheet/reading.js",
    "assets/ease/page=assets/accessibility/page.js",
)
# Earlier addresses of what the worker imports when it is needed: the worker of a page that was open when
# the site was replaced still asks for them.
EARLIER = {
    "more.js": 'export { More } from "./optional_packages.js";',
    "ordinary.js": 'export { startOrdinarily } from "./standard_start.js";',
    "restore.js": 'export { restore } from "./snapshot_restore.js";',
}
SETTINGS = ("--bundle", "--target=es2022", "--charset=utf8", "--log-level=warning")
# In one file there is no address to go by; what would be fetched is in it.
NOWHERE = "https://file.invalid/assets/worksheet/main.js"


def write_bundles(config: MkDocsConfig) -> None:
    """Put the few in the place of the many."""
    site = Path(config.site_dir)
    for name in made()["inputs"]:
        # Libraries lie elsewhere.
        if name.startswith("assets/"):
            (site / name).unlink()
    for folder in [path for path in (site / "assets").rglob("*/") if not any(path.iterdir())]:
        folder.rmdir()
    for name, text in EARLIER.items():
        (site / "assets/worksheet/python" / name).write_text(text + "\n", encoding="utf-8")
    shutil.copytree(MADE, site, dirs_exist_ok=True)


@cache
def made() -> dict[str, dict[str, dict[str, list[dict[str, str]]]]]:
    """Write the scripts of the site's pages into `MADE`; gives esbuild's account of what came of what."""
    shutil.rmtree(MADE, ignore_errors=True)
    names = ("--entry-names=[dir]/[name]", "--chunk-names=assets/parts/[name]-[hash]", "--outbase=.")
    account = MADE.with_suffix(".json")
    esbuild(
        *STARTS, *names, "--format=esm", "--splitting", "--minify", "--legal-comments=eof",
        f"--outdir={MADE}", f"--metafile={account}",
    )  # fmt: skip
    return json.loads(account.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def shared_parts(*starts: str) -> list[str]:
    """The addresses of what the scripts import at once, so that browsers need not find out in steps."""
    # As esbuild says them: from the folder of the sources.
    prefix = f"{os.path.relpath(MADE, SOURCES)}/"
    outputs = made()["outputs"]
    found = list(starts)
    for name in found:
        imports = outputs[prefix + name]["imports"]
        at_once = [one["path"].removeprefix(prefix) for one in imports if one["kind"] == "import-statement"]
        found += [one for one in at_once if one not in found]
    return found[len(starts) :]


def one_script(entry: str, *options: str) -> str:
    """One script of the script and all that it imports, which can stand in a page."""
    script = esbuild(entry, "--format=iife", "--minify", f'--define:import.meta.url="{NOWHERE}"', *options)
    # A library writes comments of XML: a page would take the beginning of one in a script for its own.
    # Another names a character that may not stand in a page.
    script = script.replace("<!--", r"<\!--").replace("\uffff", r"\uffff")
    if re.search("</script|<!--", script):
        raise PluginError(f"{entry}: a script that names </script> or <!-- cannot stand in a page")
    return script.strip()


def esbuild(*arguments: str) -> str:
    """What esbuild writes, run in the folder of the sources; whatever it complains of stops the build."""
    environ = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    try:
        done = subprocess.run(
            [ROOT / "node_modules/.bin/esbuild", *arguments, *SETTINGS],
            cwd=SOURCES, env=environ, capture_output=True, check=False,
        )  # fmt: skip
    except OSError as error:
        raise PluginError("esbuild is not installed: run 'make setup' first") from error
    if done.returncode or done.stderr:
        raise PluginError(f"esbuild failed:\n{done.stderr.decode()}")
    return done.stdout.decode()
