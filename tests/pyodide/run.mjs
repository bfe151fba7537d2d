// Runs tests/unit inside Pyodide, started either way, against what the site serves.
// usage: node tests/pyodide/run.mjs SITE/runtime quick|ordinary [pytest arguments]
// An uncaught error would print the runtime's one long line of code.
process.on("uncaughtException", (error) => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});

import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { addLibrary, startOrdinarily, startQuickly } from "./start.mjs";

const [runtimeArgument, way, ...pytestArguments] = process.argv.slice(2);
const runtime = resolve(runtimeArgument);
const root = resolve(import.meta.dirname, "../..");

// As in snapshot.mjs, which compares the answers: in another zone some months are others.
process.env.TZ = "America/New_York";
const pyodide = way === "quick" ? await startQuickly(runtime) : await startOrdinarily(runtime);
// The tests need more of Python than the package does.
if (way === "quick") addLibrary(pyodide, runtime);

// The tests and the test tools are read where they are; the package under test is the one that the site serves.
const site = join(root, ".venv/lib/python3.13/site-packages");
for (const [folder, at] of [[join(root, "tests"), "/project/tests"], [site, "/tools"]]) {
  pyodide.FS.mkdirTree(at);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: folder }, at);
}
pyodide.globals.set("arguments", pyodide.toPy(["-q", "-p", "no:cacheprovider", "/project/tests/unit", ...pytestArguments]));
const [exitCode, exchanges] = pyodide.runPython(`
import os, sys
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
sys.dont_write_bytecode = True
os.chdir("/project")
sys.path.append("/tools")
import json, site
from worksheet_py import api
assert api.__file__.startswith(site.getsitepackages()[0]) and api.__file__.endswith(".pyc"), api.__file__

# What was asked and answered is kept, for a Python that has nothing but the package (see snapshot.mjs).
exchanges = {}
handle, actions, words = api.handle, api.ACTIONS, api.words
def recorded(request):
    answer = handle(request)
    if api.ACTIONS is actions and api.words is words:
        exchanges[json.dumps(request)] = answer
    return answer
api.handle = recorded

import pytest
code = int(pytest.main(list(arguments)))
(code, json.dumps(list(exchanges.items())))
`);
if (way !== "quick") writeFileSync(join(root, "build/exchanges.json"), exchanges);
process.exit(exitCode);
