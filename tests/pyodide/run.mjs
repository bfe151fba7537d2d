// Runs tests/unit inside Pyodide, against the compiled packages that the site serves.
// usage: node tests/pyodide/run.mjs SITE/runtime [pytest arguments]
// An uncaught error would print the runtime's one long line of code.
process.on("uncaughtException", (error) => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [runtimeArgument, ...pytestArguments] = process.argv.slice(2);
const runtime = resolve(runtimeArgument);
const root = resolve(import.meta.dirname, "../..");
const manifest = JSON.parse(readFileSync(join(runtime, "manifest.json"), "utf8"));

const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")).href);
const pyodide = await loadPyodide({
  indexURL: `${runtime}/`,
  packageBaseUrl: `${runtime}/`,
  lockFileContents: manifest.lock,
  env: { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1" },
});
const packages = pyodide.runPython("import site; site.getsitepackages()[0]");
for (const name of manifest.packages) {
  pyodide.unpackArchive(new Uint8Array(readFileSync(join(runtime, name))), "zip", { extractDir: packages });
}

// The tests and the test tools are read where they are; the package under test is the one just unpacked.
const site = join(root, ".venv/lib/python3.13/site-packages");
for (const [folder, at] of [[join(root, "tests"), "/project/tests"], [site, "/tools"]]) {
  pyodide.FS.mkdirTree(at);
  pyodide.mountNodeFS(at, folder);
}
pyodide.globals.set("arguments", pyodide.toPy(["-q", "-p", "no:cacheprovider", "/project/tests/unit", ...pytestArguments]));
process.exitCode = pyodide.runPython(`
import os, sys
os.chdir("/project")
sys.path.append("/tools")
import worksheet_py
assert worksheet_py.__file__.startswith("${packages}") and worksheet_py.__file__.endswith(".pyc"), worksheet_py.__file__
import pytest
int(pytest.main(list(arguments)))
`);
