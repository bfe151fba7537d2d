// A worker whose script takes a while to be put together: it can be spoken to at once, and hears it all in the end.

/** As much of a Worker as python/client.js uses. */
export class DeferredWorker extends EventTarget {
  /** @param {Promise<Worker>} made */
  constructor(made) {
    super();
    this.made = made;
    made.then(
      (worker) => {
        worker.addEventListener("message", ({ data }) => this.dispatchEvent(new MessageEvent("message", { data })));
        worker.addEventListener("error", ({ message }) => this.complain(message));
      },
      (error) => this.complain(String(error)),
    );
  }

  /** @param {unknown} message */
  postMessage(message) {
    this.made.then((worker) => worker.postMessage(message), () => {});
  }

  terminate() {
    this.made.then((worker) => worker.terminate(), () => {});
  }

  /** @param {string} message */
  complain(message) {
    this.dispatchEvent(new ErrorEvent("error", { message }));
  }
}
