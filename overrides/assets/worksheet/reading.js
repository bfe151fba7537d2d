// On pages to read: nothing is written here, so the page can always be opened anew.
import { startEasy } from "./easy.js";
import { follow } from "./follow.js";
import { startFurniture } from "./furniture.js";
import { followClearing } from "./shelf.js";
import { startWays } from "./ways.js";

startFurniture();
follow(() => true);
followClearing();
startWays();
if (document.querySelector("[data-easy]")) startEasy();
