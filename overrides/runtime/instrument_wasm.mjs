// Lets the build see each WebAssembly instance as it is made, and what it is given: Pyodide keeps both to itself.

/**
 * @param {{given?: (imports: any) => void, made?: (instance: WebAssembly.Instance, imports: any) => void}} seen
 * @returns {() => void} ends the watch
 */
export function instrumentWasm({ given, made }) {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = /** @type {any} */ (async (/** @type {any} */ source, /** @type {any} */ imports) => {
    // The runtime also instantiates small modules of its own, which have no surroundings.
    if (imports?.env) given?.(imports);
    const result = /** @type {any} */ (await instantiate(source, imports));
    if (imports?.env) made?.(result.instance ?? result, imports);
    return result;
  });
  return () => {
    WebAssembly.instantiate = instantiate;
  };
}
