/** The script of every page. Behaviour is bound by data- attributes; each file of behaviours/ tells its own. */
import "./pages.scss";
import "htmx-ext-sse";
import { setUpButtons } from "./behaviours/buttons";
import { setUpClocks } from "./behaviours/clock";
import { setUpDialogs } from "./behaviours/dialogs";
import { setUpHtmx } from "./behaviours/htmx";
import { setUpKeep } from "./behaviours/keep";
import { setUpLive } from "./behaviours/live";
import { setUpOnce } from "./behaviours/once";
import { setUpCardReader } from "./card_reader";

document.documentElement.classList.add("has-script");
setUpHtmx();
setUpLive();
setUpKeep();
setUpOnce();
setUpDialogs();
setUpButtons();
setUpClocks();
setUpCardReader();
