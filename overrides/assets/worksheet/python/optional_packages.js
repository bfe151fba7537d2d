// More of Python, fetched when it is wanted: what makes files for other programs, and the libraries for that.

/** In the order in which they are tried: our own small part first. */
const ARCHIVES = ["exports.zip", "exports-libraries.zip"];

/** Python looks there last: after its memory, or after its own files. */
const MOUNT = `
def mount(path):
    import sys
    sys.path.append(path)
    for name, module in list(sys.modules.items()):
        if isinstance(getattr(module, "__path__", None), list):
            module.__path__.append(f"{path}/{name.replace('.', '/')}")
    sys.path_importer_cache.clear()
mount`;

/** A Python that can be given more. */
export class More {
  /**
   * @param {any} pyodide
   * @param {(name: string) => Promise<ArrayBuffer>} bring  gives a file of the runtime
   */
  constructor(pyodide, bring) {
    this.pyodide = pyodide;
    this.bring = bring;
    this.waiting = [...ARCHIVES];
    /** One archive after the other, also where two requests want it. @type {Promise<unknown>} */
    this.last = Promise.resolve();
  }

  /**
   * Python's answer to a request for which a library was missing: the next archive is brought, and it is asked
   * again, until nothing is missing or there is no more to bring.
   * @param {() => any} ask
   * @returns {Promise<any>}
   */
  async answer(ask) {
    for (;;) {
      const had = this.waiting.length;
      const answer = ask();
      if (answer.error?.code !== "library") return answer;
      // Another request may have brought it meanwhile.
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

  /** Bring the next archive. @returns {Promise<boolean>} whether there was one */
  async next() {
    const [name] = this.waiting;
    if (!name) return false;
    const path = `/lib/${name}`;
    this.pyodide.FS.writeFile(path, new Uint8Array(await this.bring(name)));
    this.pyodide.runPython(MOUNT, { globals: this.pyodide.toPy({}) })(path);
    this.waiting.shift();
    return true;
  }
}
