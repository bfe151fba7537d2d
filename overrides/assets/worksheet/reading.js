// On pages to read: nothing is written here, so the page can always be opened anew.
import { startEasy } from "./site/easy_read_screens.js";
import { startWays } from "./site/easy_read_switch.js";
import { startFurniture } from "./site/theme_fixes.js";
import { follow } from "./site/version_takeover.js";
import { followClearing } from "./storage/web_storage.js";

startFurniture();
follow(() => true);
followClearing();
startWays();
if (document.querySelector("[data-easy]")) startEasy();
