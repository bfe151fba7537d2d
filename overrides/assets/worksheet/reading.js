// On pages to read: nothing is written here, so the page can always be opened anew.
import { follow } from "./follow.js";

follow(() => true);
