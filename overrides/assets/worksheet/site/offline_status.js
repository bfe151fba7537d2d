// The line that says whether this site works without a network, and offers a new version of it.
import { remember, remembers } from "../storage/preferences.js";
import { all, fill, one } from "../ui/dom.js";
import { say, sayMegabytes } from "../ui/messages.js";
import { follow, serviceWorkers } from "./version_takeover.js";

/** @typedef {"keeping" | "ready" | "partly" | "cannot" | "waiting" | "unkept"} State  names of sentences */

const base = new URL("../../", import.meta.url);
/** What the service worker's caches begin with. */
const KEPT = `coproduction:${base.pathname}:`;
/** What a person has begun and no store keeps: a new name, a file that is being looked at. */
const UNFINISHED = ".ws-rename:not([hidden]), [data-import]:not([hidden])";

/**
 * @param {import("../storage/store.js").Store} store
 * @param {Promise<unknown>} settled  when the page needs the network for nothing else
 * @returns {() => Promise<void>} leaves nothing of the site on this device
 */
export function startOffline(store, settled) {
  const line = /** @type {HTMLElement | null} */ (document.querySelector("[data-offline]"));
  const workers = serviceWorkers();
  /** @type {ServiceWorkerRegistration | undefined} */
  let registration;
  let forgotten = false;
  /** Whether files are being fetched for this page to wait for. */
  let fetches = false;
  /** Milliseconds until it is tried again: longer each time, since nobody is waiting. */
  let patience = 5000;
  /** Whether another version has taken over, and only this page is still of the old one. */
  let isBehind = false;

  /** @param {State} state */
  function tell(state) {
    if (!line || forgotten || (isBehind && state !== "unkept")) return;
    const isNews = state !== "ready" || line.dataset.offline === "keeping" || line.dataset.offline === "partly";
    // At each page, that all is well is there to read, and is not read out.
    one(line, "[role=status]").setAttribute("aria-live", isNews ? "polite" : "off");
    const isNewVersion = state === "waiting" || state === "unkept";
    line.hidden = false;
    line.dataset.offline = state;
    line.classList.toggle("ws-is-later", remembers("later"));
    for (const part of all(line, "progress, [data-show=offline-size]")) part.hidden = state !== "keeping";
    one(line, '[data-do="take-version"]').hidden = !isNewVersion;
    one(line, '[data-do="later"]').hidden = !isNewVersion || remembers("later");
    fill(line, "offline", say(`offline.${state}`));
  }

  /** Not everything came. It may come later, by itself. */
  function breakOff() {
    fetches = false;
    if (!registration?.waiting) tell("partly");
    setTimeout(again, patience);
    patience *= 2;
  }

  /** @returns {boolean} whether everything on this page is kept */
  function mayLeave() {
    store.flush();
    return store.pending.length === 0 && !store.isGone && !document.querySelector(UNFINISHED);
  }

  /** Keep the site here, or see that it is still here. */
  async function begin() {
    if (forgotten) return;
    try {
      registration = await workers?.register(new URL("sw.js", base), { updateViaCache: "none" });
    } catch (error) {
      console.warn("The site cannot be kept here:", error);
    }
    if (!registration) return tell("cannot");
    registration.addEventListener("updatefound", watch);
    watch();
    if (registration.active) look(registration.active);
  }

  function watch() {
    if (!registration) return;
    const { installing, waiting, active } = registration;
    if (waiting && active) return tell("waiting");
    if (!installing) return;
    if (!active) {
      fetches = true;
      tell("keeping");
    }
    installing.onstatechange = () => {
      if (installing.state === "activated") look(installing);
      else if (installing.state === "installed") watch();
      else if (installing.state === "redundant" && !registration?.active) breakOff();
    };
  }

  /** @param {ServiceWorker} worker  that should have all files */
  function look(worker) {
    const { port1, port2 } = new MessageChannel();
    fetches = true;
    port1.addEventListener("message", ({ data: whole }) => {
      if (forgotten) return;
      if (!whole) return breakOff();
      fetches = false;
      remember("checked");
      if (!registration?.waiting) tell("ready");
    });
    port1.start();
    // Every file is read once for each tab; at other pages it is enough that all are there.
    worker.postMessage({ check: !remembers("checked") }, [port2]);
  }

  workers?.addEventListener("message", ({ data }) => {
    if (!line || data?.scope !== base.href) return;
    /** @type {HTMLProgressElement} */ (one(line, "progress")).value = data.hundredths;
    const done = sayMegabytes((data.hundredths / 100) * data.total);
    fill(line, "offline-size", say("offline.size", { done, total: sayMegabytes(data.total) }));
    // A step of an attempt that has failed may come late.
    if (fetches && !registration?.waiting) tell("keeping");
  });
  follow(mayLeave, () => {
    isBehind = true;
    tell("unkept");
  });
  line?.addEventListener("click", ({ target }) => {
    const what = target instanceof Element ? target.closest("button")?.dataset.do : undefined;
    if (what === "later") {
      remember("later");
      tell("waiting");
    } else if (what === "take-version") {
      if (!mayLeave()) tell("unkept");
      else if (registration?.waiting) registration.waiting.postMessage({ take: true });
      else location.reload();
    }
  });

  const again = () => line?.dataset.offline === "partly" && !fetches && begin();
  addEventListener("online", again);
  addEventListener("visibilitychange", () => document.visibilityState === "visible" && again());
  if (line) settled.then(begin);

  function forget() {
    forgotten = true;
    if (line) line.hidden = true;
  }
  // Another tab has taken it off the device.
  store.addEventListener("cleared", forget);

  return async () => {
    forget();
    const known = await workers?.getRegistration(base.href);
    if (known?.scope === base.href) {
      for (const worker of [known.installing, known.waiting, known.active]) worker?.postMessage({ leave: true });
      await known.unregister();
    }
    // The service worker does so too; but one that is broken must not keep anything here.
    const names = (await globalThis.caches?.keys().catch(() => [])) ?? [];
    await Promise.all(names.filter((name) => name.startsWith(KEPT)).map((name) => caches.delete(name)));
  };
}
