"""Makes few scripts of many, with esbuild, and names each by a hash of what is in it.

On a page of the site, what it starts and all that this imports comes in one file, what two starts share in
another: to ask for fifty keeps a page from being shown, most of all on a weak network. What a script imports
only when somebody wants it stays apart.

As names change with the content, no cache can give a page the script of another version. The names under
which scripts were published before stay, for pages and tabs of earlier versions.
"""

import json
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from overrides.hooks.artifacts import Input, cached, once_per_build, run_program, version
from overrides.hooks.bundle.export_archives import archives
from overrides.hooks.bundle.runtime import runtime_files
from overrides.hooks.settings import NPM, OVERRIDES, ROOT

SOURCES = OVERRIDES
METAFILE = "metafile.json"
# What pages start, without the ending.
STARTS = ("assets/worksheet/page", "assets/worksheet/reading", "assets/accessibility/page")
WORKER = "assets/worksheet/worker"
# Where it is published, if not where it is written.
PUBLISHED = {"assets/accessibility/page": "assets/ease/page"}
# What a page of an earlier version gets instead of its own script.
EARLIER_PAGE = "assets/worksheet/earlier_page"
# Addresses that have no hash: earlier pages and workers ask for them, among them for parts of the worker by
# names that these had before.
EARLIER = {
    "assets/worksheet/reading.js": "assets/worksheet/reading",
    "assets/worksheet/worker.js": WORKER,
    "assets/ease/page.js": "assets/accessibility/page",
    "assets/worksheet/python/more.js": "assets/worksheet/python/optional_packages",
    "assets/worksheet/python/ordinary.js": "assets/worksheet/python/standard_start",
    "assets/worksheet/python/restore.js": "assets/worksheet/python/snapshot_restore",
    "assets/worksheet/python/optional_packages.js": "assets/worksheet/python/optional_packages",
    "assets/worksheet/python/standard_start.js": "assets/worksheet/python/standard_start",
    "assets/worksheet/python/snapshot_restore.js": "assets/worksheet/python/snapshot_restore",
}
# Part of another script by now.
DELTA = "assets/worksheet/python/delta.js"
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
    for name in metafile()["inputs"]:
        # Libraries lie elsewhere.
        if name.startswith("assets/"):
            (site / name).unlink()
    for folder in [path for path in (site / "assets").rglob("*/") if not any(path.iterdir())]:
        folder.rmdir()
    shutil.copytree(bundles() / "assets", site / "assets", dirs_exist_ok=True)
    for name, source in EARLIER.items():
        there = os.path.relpath(address(source), Path(name).parent)
        (site / name).write_text(f'export * from "./{there}";\n', encoding="utf-8")
    shutil.copyfile(SOURCES / DELTA, site / DELTA)


def set_up_templates(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Let templates ask for a script's address: `script("assets/worksheet/page") | url`."""
    env.globals["script"] = address


def address(source: str) -> str:
    """Return the address at which a script is published, by its source without the ending."""
    found: str = metafile()["addresses"][source]
    return found


@once_per_build
def bundles() -> Path:
    """Return a folder with the scripts of the site, and esbuild's metafile: what was made of what."""
    versions = json.dumps({path.name: version(path.read_bytes()) for path in (*runtime_files(), *archives())})

    def make(out: Path) -> None:
        # A script that names another by its hash is made after it.
        worker = f"--define:RUNTIME_VERSIONS={json.dumps(versions)}"
        made = [split(out, [WORKER], "assets/worksheet/python", worker)]
        made += [split(out, STARTS, "assets/parts", "--minify", named("WORKER_FILE", made[0], WORKER))]
        page = named("PAGE_FILE", made[1], STARTS[0])
        made += [split(out, [EARLIER_PAGE], "assets/parts", "--minify", page, hashed=False)]
        shutil.move(out / f"{EARLIER_PAGE}.js", out / f"{STARTS[0]}.js")
        (out / METAFILE).write_text(json.dumps(merged(made)), encoding="utf-8")

    return cached("scripts", [*SETTINGS, versions, *sources()], make)


def split(
    out: Path, starts: Iterable[str], parts: str, *options: str, hashed: bool = True
) -> dict[str, dict[str, Any]]:
    """Bundle scripts; return which files were read (`inputs`) and written (`outputs`), by address.

    Args:
        out: Where they are written.
        starts: The scripts that begin, without the ending.
        parts: The folder for what they share, and for what they import when it is wanted.
        options: More for esbuild.
        hashed: Whether the names of `starts` have a hash.
    """
    names = (
        f"--entry-names=[dir]/[name]{'-[hash]' if hashed else ''}", f"--chunk-names={parts}/[name]-[hash]",
        "--outbase=.", "--format=esm", "--splitting", "--legal-comments=eof",
    )  # fmt: skip
    entries = [f"{PUBLISHED.get(start, start)}={start}.js" for start in starts]
    metafile = out / METAFILE
    esbuild(*entries, *names, *options, f"--outdir={out}", f"--metafile={metafile}")
    made = json.loads(metafile.read_text(encoding="utf-8"))
    # esbuild names what it writes from the folder of the sources.
    prefix = f"{os.path.relpath(out, SOURCES)}/"
    outputs = {name.removeprefix(prefix): one for name, one in made["outputs"].items()}
    for one in outputs.values():
        one["imports"] = [
            there["path"].removeprefix(prefix)
            for there in one["imports"]
            if there["kind"] == "import-statement"
        ]
    return {"inputs": made["inputs"], "outputs": outputs}


def named(constant: str, made: dict[str, dict[str, Any]], source: str) -> str:
    """Return the option that gives a script the name of another one's file."""
    return f'--define:{constant}="{Path(addresses(made)[source]).name}"'


def worker_file() -> str:
    """Return the same for the worker, for a page that has its scripts in it."""
    return f'--define:WORKER_FILE="{Path(address(WORKER)).name}"'


def addresses(made: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Return where scripts that can be asked for are published, by source without the ending."""
    return {
        one["entryPoint"].removesuffix(".js"): name
        for name, one in made["outputs"].items()
        if "entryPoint" in one
    }


def merged(made: list[dict[str, dict[str, Any]]]) -> dict[str, Any]:
    """Return one metafile of several runs of esbuild, with what is needed of it."""
    return {
        "inputs": sorted({name for one in made for name in one["inputs"]}),
        "imports": {name: it["imports"] for one in made for name, it in one["outputs"].items()},
        "addresses": {source: name for one in made for source, name in addresses(one).items()},
    }


def metafile() -> dict[str, Any]:
    """Return what esbuild read (`inputs`), what each script imports at once, and the addresses by source."""
    return json.loads((bundles() / METAFILE).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@once_per_build
def shared_parts(*starts: str) -> list[str]:
    """Return the addresses of what scripts import at once, so that browsers need not find out in steps."""
    imports = metafile()["imports"]
    found = [address(start) for start in starts]
    for name in found:
        found += [one for one in imports[name] if one not in found]
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
