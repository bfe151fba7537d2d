// The start on a page of the site.
import { startEase } from "./ease.js";

startEase()();
