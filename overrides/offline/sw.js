// The service worker: answers every request for a file of this version from what is kept. A newer version
// waits until it is chosen, or until no page of this one is open.

sw.addEventListener("install", (event) => {
  for (const { controller } of SHELVES) controller.install(event);
});

sw.addEventListener("activate", (event) => {
  for (const { controller } of SHELVES) controller.activate(event);
  event.waitUntil(sw.clients.claim());
});

for (const { controller } of SHELVES) {
  // A page is the same whatever stands behind the question mark, such as the words that a search marks.
  workbox.routing.registerRoute(new workbox.precaching.PrecacheRoute(controller, { ignoreURLParametersMatching: [/./] }));
}

// A file that should be here, and is not or is damaged, comes from the network, and is kept again if it is of this version.
workbox.routing.setCatchHandler(async ({ request: asked }) => {
  const response = await fetch(asked);
  const file = fileAt(asked.url);
  if (left || !file || !response.ok || !(await caches.has(SHELVES[0].name))) return response;
  try {
    await keep(file, await published(response.clone(), file));
    return response;
  } catch {
    // The host has another version by now. A page that is open gets no part of it …
    if (asked.mode !== "navigate") return Response.error();
    // … and a page that is being opened gets all of it from there.
    await leave();
    return response;
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
