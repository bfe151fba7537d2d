/** Shows the look that was chosen (first.js). */
declare var showDisplay: (chosen: unknown) => void;
/** From partials/start_guard.html: whether people can write on this page. Its fields are closed in every state but "open". */
declare function setStartState(state: "waiting" | "starting" | "open" | "failed"): void;
