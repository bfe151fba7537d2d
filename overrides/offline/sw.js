// The service worker: answers every request for a file of this version from what is kept. A newer version
// waits until it is chosen, or until no page of this one is open.

sw.addEventListener("install", (event) => {
  for (const { controller } of SHELVES) event.waitUntil(controller.install(event).catch(tellOfRoom));
});

sw.addEventListener("activate", (event) => {
  for (const { controller } of SHELVES) controller.activate(event);
  event.waitUntil(sw.clients.claim());
});

/** Whether the host has another version by now, and a file of this one is missing here. */
let isBehind = false;

// A page is opened from what is kept, unless one of its parts is missing: then from the host, whose page names other parts.
workbox.routing.registerRoute(({ url, request: { mode } }) => isBehind && mode === "navigate" && fileAt(url.href), async (asked) => {
  const { request, params: file } = /** @type {{request: Request, params: any}} */ (asked);
  const shelf = SHELVES.find(({ files }) => files.includes(file)) ?? SHELVES[0];
  return fetch(request).catch(() => shelf.controller.createHandlerBoundToURL(file.url)(asked));
});

// In a page at an address without the slash at its end, other addresses would lead elsewhere.
workbox.routing.registerRoute(
  ({ url, request: { mode } }) => mode === "navigate" && BY_URL.has(`${url.origin}${url.pathname}/`),
  async ({ url }) => Response.redirect(`${url.origin}${url.pathname}/${url.search}`),
);

for (const { files, controller } of SHELVES) {
  workbox.routing.registerRoute(new workbox.routing.Route(({ url }) => {
    const file = fileAt(url.href);
    const cacheKey = file && files.includes(file) && controller.getCacheKeyForURL(file.url);
    return cacheKey ? { cacheKey } : undefined;
  }, controller.strategy));
}

// A file that should be here, and is not or is damaged, comes from the network, and is kept again if it is of this version.
workbox.routing.setCatchHandler(async ({ request: asked }) => {
  const response = await fetch(asked);
  const file = fileAt(asked.url);
  if (left || !file || !(await caches.has(SHELVES[0].name))) return response;
  try {
    const right = await published(response.clone(), file);
    await keep(file, right.clone()).catch(tellOfRoom);
    return right;
  } catch {
    // The host has another version by now. A page that is open gets no part of it …
    isBehind = true;
    sw.registration.update().catch(() => {});
    // … and a page that is being opened gets all of it from there.
    return asked.mode === "navigate" ? response : Response.error();
  }
});

sw.addEventListener("message", (event) => {
  const { check: thorough, take, leave: go } = event.data ?? {};
  if (take) sw.skipWaiting();
  if (go) event.waitUntil(leave());
  if (typeof thorough === "boolean") {
    event.waitUntil(check(thorough).then((whole) => event.ports[0].postMessage(whole)));
  }
});
