// On pages to read: nothing is written here, so the page can always be opened anew.
import { startCarryOn } from "./site/carry_on.js";
import { startEasyReadScreens } from "./site/easy_read_screens.js";
import { startEasyReadSwitch } from "./site/easy_read_switch.js";
import { startThemeFixes } from "./site/theme_fixes.js";
import { followVersion } from "./site/version_takeover.js";
import { followClearing } from "./storage/web_storage.js";

startThemeFixes();
followVersion(() => true);
followClearing();
if (document.querySelector("[data-carry-on]")) startCarryOn();
if (document.querySelector("[data-ways]")) startEasyReadSwitch();
if (document.querySelector("[data-easy]")) startEasyReadScreens();
