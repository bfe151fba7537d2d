/** Shows the look that was chosen (first.js). */
declare var showDisplay: (chosen: unknown) => void;
