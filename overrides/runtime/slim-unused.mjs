// Python's modules written in C that neither our package nor its libraries import. They are taken out of the wasm
// file (slim-modules.mjs), and Python is told that there are none (memory.mjs), so that whoever asks gets an ImportError.
export const UNUSED_MODULES = [
  "_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw", "_multibytecodec",
  "pyexpat", "_elementtree", "_lsprof", "_statistics", "_queue", "cmath",
];
