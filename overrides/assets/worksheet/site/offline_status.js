// The line that says whether this site works without a network, and offers a new version of it.
import { remember, remembers } from "../storage/preferences.js";
import { all, fill, one, onPress } from "../ui/dom.js";
import { say, sayMegabytes } from "../ui/messages.js";
import { followVersion, serviceWorkers } from "./version_takeover.js";

/** @typedef {"keeping" | "ready" | "partly" | "full" | "unreached" | "cannot" | "waiting" | "unkept"} State  names of sentences */

// From the folder of the published script.
const base = new URL("../../", import.meta.url);
/** What the names of the service worker's caches begin with. */
const CACHES = `coproduction:${base.pathname}:`;
/** Input that is not in the store: a new name, a file that is being looked at. */
const UNFINISHED = ".ws-rename:not([hidden]), [data-import]:not([hidden])";
/** Milliseconds until what failed is tried again: longer each time, since nobody is waiting. */
const FIRST_RETRY = 5000;
/** What is tried again by itself. */
const UNFINISHED_STATES = ["partly", "full", "unreached"];

/**
 * @param {Store} store
 * @param {Promise<unknown>} settled  when the page needs the network for nothing else
 * @returns {() => Promise<void>} leaves nothing of the site on this device
 */
export function startOfflineStatus(store, settled) {
  const status = new OfflineStatus(store);
  status.listen();
  if (status.line) settled.then(() => status.register());
  // Another tab may take the site off the device.
  store.addEventListener("cleared", () => status.forget());
  return () => status.uninstall();
}

/** @param {URL} url @returns {Promise<boolean>} whether the network gives a script there, and not an error or a page to sign in */
async function isScript(url) {
  const answer = await fetch(url, { cache: "no-store" }).catch(() => null);
  return answer?.ok === true && /javascript/.test(answer.headers.get("Content-Type") ?? "");
}

class OfflineStatus {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    this.line = /** @type {HTMLElement | null} */ (document.querySelector("[data-offline]"));
    this.workers = serviceWorkers();
    /** @type {ServiceWorkerRegistration | undefined} */
    this.registration = undefined;
    this.isForgotten = false;
    /** Whether files are being fetched for this page to wait for. */
    this.isFetching = false;
    this.retryDelay = FIRST_RETRY;
    /** Whether room was missing in the attempt that is under way, or in the last one. */
    this.isFull = false;
    /** Whether another version has taken over, and only this page is still of the old one. */
    this.isBehind = false;
  }

  listen() {
    const { line, workers } = this;
    workers?.addEventListener("message", ({ data }) => {
      if (data?.scope === base.href) this.showProgress(data);
      else if (data?.full === base.href) this.setFull();
    });
    followVersion(() => this.mayLeave(), () => {
      this.isBehind = true;
      this.setStatus("unkept");
    });
    if (!line) return;
    onPress(line, {
      later: () => {
        remember("later");
        this.setStatus("waiting");
      },
      "take-version": () => {
        if (!this.mayLeave()) this.setStatus("unkept");
        else if (this.registration?.waiting) this.registration.waiting.postMessage({ take: true });
        else location.reload();
      },
    });
    addEventListener("online", () => this.retry());
    addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.retry());
  }

  /** @param {State} state */
  setStatus(state) {
    const { line } = this;
    if (!line || this.isForgotten || (this.isBehind && state !== "unkept")) return;
    const isNews = state !== "ready" || ["keeping", ...UNFINISHED_STATES].includes(line.dataset.offline ?? "");
    // That all is well is shown on every page, but not announced each time.
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

  /** @param {{hundredths: number, total: number}} progress  as the service worker tells it; total: bytes */
  showProgress({ hundredths, total }) {
    if (!this.line) return;
    /** @type {HTMLProgressElement} */ (one(this.line, "progress")).value = hundredths;
    const done = sayMegabytes((hundredths / 100) * total);
    fill(this.line, "offline-size", say("offline.size", { done, total: sayMegabytes(total) }));
    // A message of an attempt that has failed may come late.
    if (this.isFetching && !this.registration?.waiting) this.setStatus("keeping");
  }

  /** The message may come before the attempt is known to have failed, or after. */
  setFull() {
    this.isFull = true;
    if (this.line?.dataset.offline === "partly") this.setStatus("full");
  }

  /** @returns {boolean} whether everything on this page is kept */
  mayLeave() {
    this.store.flush();
    return this.store.isSafe && !this.store.isGone && !document.querySelector(UNFINISHED);
  }

  /** Register the service worker, or check that it still has all files. */
  async register() {
    if (this.isForgotten) return;
    const script = new URL("sw.js", base);
    try {
      this.registration = await this.workers?.register(script, { updateViaCache: "none" });
    } catch (error) {
      console.warn("The site cannot be kept here:", error);
      if (!(await isScript(script))) return this.retryLater("unreached");
    }
    if (!this.registration) return this.setStatus("cannot");
    this.registration.addEventListener("updatefound", () => this.watch());
    this.watch();
    if (this.registration.active) this.check(this.registration.active);
  }

  /** Follow a version that is being fetched, or tell of one that waits. */
  watch() {
    if (!this.registration) return;
    const { installing, waiting, active } = this.registration;
    if (waiting && active) return this.setStatus("waiting");
    if (!installing) return;
    if (!active) {
      this.isFetching = true;
      this.setStatus("keeping");
    }
    installing.onstatechange = () => {
      if (installing.state === "activated") this.check(installing);
      else if (installing.state === "installed") this.watch();
      else if (installing.state === "redundant" && !this.registration?.active) this.retryLater();
    };
  }

  /** @param {ServiceWorker} worker  that should have all files */
  check(worker) {
    const { port1, port2 } = new MessageChannel();
    this.isFetching = true;
    port1.addEventListener("message", ({ data: isWhole }) => {
      if (this.isForgotten) return;
      if (!isWhole) return this.retryLater();
      this.isFetching = false;
      remember("checked");
      if (!this.registration?.waiting) this.setStatus("ready");
    });
    port1.start();
    // Every file is read once for each tab; at other pages it is enough that all are there.
    worker.postMessage({ check: !remembers("checked") }, [port2]);
  }

  /** Not everything could be fetched: try again later. @param {State} [state] */
  retryLater(state = this.isFull ? "full" : "partly") {
    this.isFetching = false;
    if (!this.registration?.waiting) this.setStatus(state);
    setTimeout(() => this.retry(), this.retryDelay);
    this.retryDelay *= 2;
  }

  retry() {
    if (!UNFINISHED_STATES.includes(this.line?.dataset.offline ?? "") || this.isFetching) return;
    this.isFull = false;
    this.register();
  }

  /** Say nothing more of it. */
  forget() {
    this.isForgotten = true;
    if (this.line) this.line.hidden = true;
  }

  async uninstall() {
    this.forget();
    const known = await this.workers?.getRegistration(base.href);
    if (known?.scope === base.href) {
      for (const worker of [known.installing, known.waiting, known.active]) worker?.postMessage({ leave: true });
      await known.unregister();
    }
    // The service worker deletes them too, unless it is broken.
    const names = (await globalThis.caches?.keys().catch(() => [])) ?? [];
    await Promise.all(names.filter((name) => name.startsWith(CACHES)).map((name) => caches.delete(name)));
  }
}
