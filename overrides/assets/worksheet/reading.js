// On pages to read: nothing is written here, so the page can always be opened anew.
import { follow } from "./follow.js";
import { followClearing } from "./shelf.js";

follow(() => true);
followClearing();
