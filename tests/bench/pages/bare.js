// What everybody starts with: Pyodide as it comes from npm, evaluating 1+1.
const { loadPyodide } = await import("/npm/pyodide.mjs");
const pyodide = await loadPyodide({ indexURL: new URL("/npm/", location.href).href });
postMessage({ id: 1, result: pyodide.runPython("1+1") });
