// The start on a page of the site.
import { startEase } from "./accessibility.js";

startEase()();
