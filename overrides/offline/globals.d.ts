// What the build puts before the service worker's own files.
declare const workbox: {
  precaching: typeof import("workbox-precaching");
  routing: typeof import("workbox-routing");
};
declare const SITE: {
  /** Every file of the site: address relative to its top, SHA-256 in base64, bytes, whether pages ask for it by version. */
  files: [path: string, hash: string, size: number, version: 0 | 1][];
  /** The type of a file by the ending of its name. */
  types: Record<string, string>;
  /** Those that only one of the two ways to start Python needs. */
  starts: { quick: string[]; ordinary: string[] };
};
