// Python, as a page sees it: sends questions to the worker, hands on its answers, starts it again if it has ended.

/** What Python could not do, in words for the person. */
export class EngineError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {Place[]} [places]
   */
  constructor(code, message, places = []) {
    super(message);
    this.code = code;
    this.places = places;
  }
}

/** Milliseconds without an answer after which a worker is given a second chance, and then given up. */
const TIMEOUT = 30_000;

/** @typedef {{resolve: (result: any) => void, reject: (error: Error) => void}} Waiting */

/** Event "status": detail is "loading", "ready" or "failed". */
export class Engine extends EventTarget {
  /**
   * @param {string} unavailable  the sentence for requests that Python will never answer
   * @param {() => Worker | Promise<Worker>} newWorker
   * @param {Promise<unknown>} [startGate]  Python starts when this has resolved
   */
  constructor(unavailable, newWorker, startGate = Promise.resolve()) {
    super();
    this.unavailable = unavailable;
    this.newWorker = newWorker;
    this.startGate = startGate;
    this.lastId = 0;
    /** @type {"off" | "loading" | "ready" | "failed"} */
    this.status = "off";
    /** @type {Map<number, Waiting>} */
    this.waiting = new Map();
    /** @type {Worker | null} */
    this.worker = null;
    /** @type {Promise<void> | null} resolves when there is a worker, or it is known that there will be none */
    this.starting = null;
    /** @type {{running: boolean, next: (() => void) | null}} */
    this.newest = { running: false, next: null };
  }

  start() {
    if (this.starting) return;
    this.setStatus("loading");
    this.starting = this.open();
  }

  async open() {
    try {
      await this.startGate;
      this.worker = await this.newWorker();
      this.worker.addEventListener("message", ({ data }) => this.onMessage(data));
      this.worker.addEventListener("error", (event) => this.fail(event.message));
    } catch (error) {
      this.fail(error);
    }
  }

  /** @param {any} message */
  onMessage({ event, status, detail, id, result, error }) {
    if (event === "status") {
      if (status === "failed") this.fail(detail);
      else this.setStatus(status);
      return;
    }
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) waiting?.reject(new EngineError(error.code, error.message, error.places));
    else waiting?.resolve(result);
  }

  /** @param {unknown} reason */
  fail(reason) {
    console.warn("Python is not available:", reason);
    this.worker?.terminate();
    this.worker = this.starting = null;
    this.setStatus("failed");
    for (const { reject } of this.waiting.values()) reject(new EngineError("unavailable", this.unavailable));
    this.waiting.clear();
  }

  /**
   * @param {string} action
   * @param {object} payload
   * @returns {Promise<any>} Python's result; rejected with an EngineError
   */
  ask(action, payload) {
    this.start();
    this.lastId += 1;
    const id = this.lastId;
    const request = JSON.stringify({ id, action, payload });
    this.watch(id);
    this.starting?.then(() => this.waiting.has(id) && this.worker?.postMessage(request));
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
    });
  }

  /**
   * A worker may end without an event, as when memory is short. The second chance is for devices that were asleep while
   * the time passed.
   * @param {number} id
   * @param {number} [chances]
   */
  watch(id, chances = 2) {
    const { starting } = this;
    setTimeout(() => {
      if (!this.waiting.has(id) || this.starting !== starting) return;
      if (this.status === "loading") this.watch(id);
      else if (chances > 1) this.watch(id, chances - 1);
      else this.fail("no answer");
    }, TIMEOUT);
  }

  /**
   * Ask about the newest state of things: one question runs, one waits, a newer one takes the place of the
   * one that waits (whose promise then never resolves).
   * @param {string} action
   * @param {() => object} payload  made when the question is sent
   * @param {(result: any) => void} show
   * @param {(error: EngineError) => void} [failed]
   */
  askNewest(action, payload, show, failed) {
    const send = async () => {
      this.newest = { running: true, next: null };
      try {
        show(await this.ask(action, payload()));
      } catch (error) {
        if (/** @type {EngineError} */ (error).code !== "unavailable") console.error(error);
        // Asking again would start Python once more just after it failed: the person decides that.
        else this.newest.next = null;
        failed?.(/** @type {EngineError} */ (error));
      }
      this.newest.running = false;
      this.newest.next?.();
    };
    if (this.newest.running) this.newest.next = send;
    else send();
  }

  /** @param {"loading" | "ready" | "failed"} status */
  setStatus(status) {
    this.status = status;
    this.dispatchEvent(new CustomEvent("status", { detail: status }));
  }
}
