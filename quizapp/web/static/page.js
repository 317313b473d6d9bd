import { isFree } from "./keys.js";
import { at } from "./root.js";

// Boxes that scroll sideways can be reached and scrolled with the keyboard.
const boxes = ".formula, .blanks .label, .long, .scroll, pre, .option .text, .movable .text, .pairs .left, .pairs .given, .partners .text";

// All are measured before any is changed, and none that is folded in: that would lay out the page
// again and again.
function reach() {
  const shown = [...document.querySelectorAll(boxes)].filter((box) => box.checkVisibility?.() ?? true);
  const measured = shown.map((box) => [box, box.scrollWidth > box.clientWidth + 1]);
  for (const [box, wider] of measured) {
    if (wider) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
    if (!box.matches("div, pre") || (box.role && box.role !== "group")) continue;
    box.role = wider ? "group" : null;
    box.ariaLabel = wider ? "Wider than the page" : null;
  }
}

// Where the focus is shows on arrival only to those who came here by keys.
const tellKeys = (used) => {
  sessionStorage.setItem("keyed", used);
  document.documentElement.toggleAttribute("data-keyed", used === "yes");
};
tellKeys(sessionStorage.getItem("keyed") ?? "no");
addEventListener("keydown", () => tellKeys("yes"), true);
addEventListener("pointerdown", () => tellKeys("no"), true);

// A form that comes back begins where something is amiss, however far down that is.
const amiss = document.querySelector("main [aria-invalid=true]");
if (amiss && document.activeElement === document.body && !location.hash) amiss.focus();

document.fonts.ready.then(reach);
addEventListener("resize", reach);
document.addEventListener("toggle", reach, true);

// "/" goes to the search from everywhere, the larger one where a page has two.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || !isFree(event)) return;
  const field = document.querySelector("main [data-search]") ?? document.querySelector("[data-search]");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

// On paper everything is open, as what is folded in cannot be opened there.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("main details:not([open], .legend, .subscribe, .twins, .drawn details, .debrief details:not([data-printed]), .keep details)")) {
    folded.open = true;
    addEventListener("afterprint", () => (folded.open = false), { once: true });
  }
});

// Without a connection there is a page that works, and what was answered there is sent from here.
const kept = (name) => Number(localStorage.getItem(name));
const toTell = () => (kept("unsent") || kept("refused")) && location.pathname !== at("/offline");
addEventListener("load", () => navigator.serviceWorker?.register(at("/sw.js")).then(takeAlong).catch(() => {}));

// What works offline is fetched once somebody stays on a page, or right away where it is asked for.
async function takeAlong() {
  const { active } = await navigator.serviceWorker.ready;
  const keep = () => active.postMessage("keep");
  if (location.pathname === at("/offline")) keep();
  else setTimeout(() => (window.requestIdleCallback ?? setTimeout)(keep), 30000);
}

if (toTell()) import("./offline/sync.js").then((sync) => sync.sendQuietly()).catch(() => {});

// Where there is no plan yet, days begin at the browser's midnight. Asking for its zone takes a browser
// a tenth of a second once, so that waits until something is sent, or for a quiet moment; but the
// clock's distance from UTC costs nothing, and where that has changed somebody has travelled.
let zoneTold = false;
const year = new Date().getFullYear();
const clock = [0, 6].map((month) => new Date(year, month).getTimezoneOffset()).join();
function tellZone() {
  const zone = !zoneTold && Intl.DateTimeFormat().resolvedOptions().timeZone;
  zoneTold = true;
  if (!zone) return;
  document.cookie = `zone=${zone}; path=${at("/")}; max-age=31536000; samesite=lax`;
  localStorage.setItem("clock", clock);
}
addEventListener("submit", tellZone, true);
const told = document.cookie;
if (told.includes("zone=") && localStorage.getItem("clock") !== clock) tellZone();
else setTimeout(() => (window.requestIdleCallback ?? setTimeout)(tellZone), 10000);
// A page that says which day it is is asked for again, and then says that the device has moved.
if (document.cookie !== told && document.querySelector("[data-days-in]")) location.reload();
