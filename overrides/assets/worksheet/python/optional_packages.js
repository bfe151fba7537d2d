// Archives of Python code that are loaded on demand: what writes files for other programs, and its libraries.

/** In the order in which they are loaded: our own small one first. */
const ARCHIVES = ["exports.zip", "exports-libraries.zip"];

/** Appended to Python's path, so that it is searched last. */
const MOUNT = `
def mount(path):
    import sys
    sys.path.append(path)
    for name, module in list(sys.modules.items()):
        if isinstance(getattr(module, "__path__", None), list):
            module.__path__.append(f"{path}/{name.replace('.', '/')}")
    sys.path_importer_cache.clear()
mount`;

/** A Python to which archives can be added. Workers of earlier versions import it by this name. */
export class More {
  /**
   * @param {any} pyodide
   * @param {(name: string) => Promise<ArrayBuffer>} fetchFile  gives a file of the runtime
   */
  constructor(pyodide, fetchFile) {
    this.pyodide = pyodide;
    this.fetchFile = fetchFile;
    this.waiting = [...ARCHIVES];
    /** One archive after the other, even if two requests need it. @type {Promise<unknown>} */
    this.last = Promise.resolve();
  }

  /**
   * Python's answer to a request for which a library is missing: archives are loaded one by one, and the request is made
   * again after each, until nothing is missing or all are loaded.
   * @param {() => any} callPython
   */
  async answer(callPython) {
    for (;;) {
      const had = this.waiting.length;
      const answer = callPython();
      if (answer.error?.code !== "library") return answer;
      // Another request may have loaded it meanwhile.
      const step = this.last.catch(() => {}).then(() => this.waiting.length < had || this.next());
      this.last = step;
      try {
        if (!(await step)) return answer;
      } catch (error) {
        console.warn("A library for Python did not come:", error);
        return answer;
      }
    }
  }

  /** Load the next archive. @returns {Promise<boolean>} whether there was one */
  async next() {
    const [name] = this.waiting;
    if (!name) return false;
    const path = `/lib/${name}`;
    this.pyodide.FS.writeFile(path, new Uint8Array(await this.fetchFile(name)));
    this.pyodide.runPython(MOUNT, { globals: this.pyodide.toPy({}) })(path);
    this.waiting.shift();
    return true;
  }
}
