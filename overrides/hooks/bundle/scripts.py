"""Makes few scripts of many, with esbuild.

On a page of the site, what it starts and all that this imports comes in one file, what two starts share in
another: to ask for fifty keeps a page from being shown, most of all on a weak network. What a script imports
only when somebody wants it stays apart. The worker and the folder `python/` stay as they are written.
"""

import json
import os
import re
import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from overrides.hooks.artifacts import Input, cached, once_per_build, run_program
from overrides.hooks.settings import NPM, OVERRIDES, ROOT

SOURCES = OVERRIDES
ACCOUNT = "account.json"
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
# The oldest supported browsers (`browserslist` in package.json): the syntax is lowered to theirs.
# What they lack otherwise is in `POLYFILLS`: in front of a single script, and loaded by pages where needed.
TARGETS = ",".join(
    name.replace(" ", "")
    for name in json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["browserslist"]
)
POLYFILLS = "older_browsers/polyfills.js"
# Safari before 14.1 has destructuring, with a bug that nothing here meets; esbuild would lower none of it.
SETTINGS = (
    "--bundle", f"--target={TARGETS}", "--supported:destructuring=true",
    # Only a library has any (docx), which works with Python, and so in no browser without them.
    "--supported:class-field=true",
    "--charset=utf8", "--log-level=warning",
)  # fmt: skip
# In one file there is no address to go by; what would be fetched is in it.
NOWHERE = "https://file.invalid/assets/worksheet/main.js"


def write_bundles(config: MkDocsConfig) -> None:
    """Put the few in the place of the many."""
    site = Path(config.site_dir)
    for name in account()["inputs"]:
        # Libraries lie elsewhere.
        if name.startswith("assets/"):
            (site / name).unlink()
    for folder in [path for path in (site / "assets").rglob("*/") if not any(path.iterdir())]:
        folder.rmdir()
    for name, text in EARLIER.items():
        (site / "assets/worksheet/python" / name).write_text(text + "\n", encoding="utf-8")
    shutil.copytree(bundles() / "assets", site / "assets", dirs_exist_ok=True)


@once_per_build
def bundles() -> Path:
    """Return a folder with the scripts of the site's pages, and esbuild's account of what came of what."""
    names = ("--entry-names=[dir]/[name]", "--chunk-names=assets/parts/[name]-[hash]", "--outbase=.")
    settings = ("--format=esm", "--splitting", "--minify", "--legal-comments=eof")

    def make(out: Path) -> None:
        esbuild(*STARTS, *names, *settings, f"--outdir={out}", f"--metafile={out / ACCOUNT}")
        account = json.loads((out / ACCOUNT).read_text(encoding="utf-8"))
        # esbuild names what it writes from the folder of the sources.
        prefix = f"{os.path.relpath(out, SOURCES)}/"
        account["outputs"] = {
            name.removeprefix(prefix): [
                one["path"].removeprefix(prefix)
                for one in made["imports"]
                if one["kind"] == "import-statement"
            ]
            for name, made in account["outputs"].items()
        }
        (out / ACCOUNT).write_text(json.dumps(account), encoding="utf-8")

    return cached("scripts", [*SETTINGS, *sources()], make)


def account() -> dict[str, dict[str, list[str]]]:
    """Return what esbuild read (`inputs`), and what each script that it wrote imports at once (`outputs`)."""
    return json.loads((bundles() / ACCOUNT).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@once_per_build
def shared_parts(*starts: str) -> list[str]:
    """Return the addresses of what scripts import at once, so that browsers need not find out in steps."""
    outputs = account()["outputs"]
    found = list(starts)
    for name in found:
        found += [one for one in outputs[name] if one not in found]
    return found[len(starts) :]


def one_script(entry: str, *options: str) -> str:
    """Return one script of a script and all that it imports, which can stand in a page."""
    settings = (
        "--format=iife", "--minify", f"--inject:{POLYFILLS}",
        f'--define:import.meta.url="{NOWHERE}"', *options,
    )  # fmt: skip

    def make(out: Path) -> None:
        (out / "script.js").write_text(esbuild(entry, *settings), encoding="utf-8")

    inputs: list[Input] = [entry, *settings, *SETTINGS, *sources(), SOURCES / "onefile", SOURCES / POLYFILLS]
    made = cached("script", inputs, make) / "script.js"
    # A library writes comments of XML: a page would take the beginning of one in a script for its own.
    # Another names a character that may not stand in a page.
    script = made.read_text(encoding="utf-8").replace("<!--", r"<\!--").replace("\uffff", r"\uffff")
    if re.search("</script|<!--", script):
        raise PluginError(f"{entry}: a script that names </script> or <!-- cannot stand in a page")
    return script.strip()


def sources() -> list[Path]:
    """Return what esbuild reads for the site's pages."""
    return [SOURCES / "assets", SOURCES / "accessibility", ROOT / "tsconfig.json"]


def esbuild(*arguments: str) -> str:
    """Return what esbuild writes, run in the folder of the sources; stop the build at a warning."""
    return run_program(NPM / ".bin/esbuild", *arguments, *SETTINGS, folder=SOURCES, silent=True)
