// Python's codecs for East Asian letters, in C. Neither our package nor its libraries use them, and their tables
// are large: slim_codecs.mjs empties the tables, and memory.mjs tells Python that there are no such modules, so that
// whoever asks gets an ImportError.
export const CODECS = ["_codecs_cn", "_codecs_hk", "_codecs_jp", "_codecs_kr", "_codecs_tw"];
export const UNUSED_MODULES = [...CODECS, "_codecs_iso2022", "_multibytecodec"];
