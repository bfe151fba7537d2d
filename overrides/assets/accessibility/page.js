// The start on a page of the site.
import { startAccessibility } from "./accessibility.js";

startAccessibility()();
