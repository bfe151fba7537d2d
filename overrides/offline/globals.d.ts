// What the build puts before the service worker's own files.
declare const workbox: {
  precaching: typeof import("workbox-precaching");
  routing: typeof import("workbox-routing");
};
/** Every file of the site: address relative to its top, SHA-256 in base64, bytes. */
declare const SITE: { version: string; files: [path: string, hash: string, size: number][] };
