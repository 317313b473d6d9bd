// The clock of an interview ticks, the server hears that the page is there and what is typed on
// it, and when time is up the page hands itself in.
import { sendForm } from "./fresh.js";
import { forgetTyped, isUnstored, keepTyped, placeOf, restoreTyped } from "./offline/typed.js";

const form = document.querySelector("[data-draft]");
const place = placeOf(form, "position");
const shown = document.querySelector("[data-left]");
const bar = document.querySelector("progress");
const announce = document.querySelector("[data-announce]");
const BEAT = 20_000; // ms between signs of life

let left = Number(shown.dataset.left);
const toSay = [300, 60].filter((mark) => mark < left); // seconds left at which it is said aloud
let at = performance.now(); // when `left` was known
let typing = 0;
let changes = 0;
let asking = false;
let leaving = false;

function remaining() {
  return Math.max(0, left - (performance.now() - at) / 1000);
}

function words(seconds) {
  return seconds < 60 ? `${Math.ceil(seconds / 10) * 10} s left` : `${Math.ceil(seconds / 60)} min left`;
}

function tick() {
  const now = remaining();
  if (shown.textContent !== words(now)) shown.textContent = words(now);
  bar.value = bar.max - now;
  while (now <= toSay[0]) announce.textContent = words(toSay.shift());
  if (now === 0) beat(); // the server's clock decides: this machine may have slept
}

function handIn() {
  if (leaving) return;
  leaving = true;
  form.requestSubmit(form.querySelector("button[value=end]"));
}

function reload() {
  leaving = true;
  location.reload();
}

async function beat() {
  clearTimeout(typing);
  if (leaving) return;
  if (asking) {
    typing = setTimeout(beat, 400); // what was typed since then must not wait for long
    return;
  }
  asking = true;
  const sending = changes;
  const said = await sendForm(form, form.dataset.draft)
    .then((answer) => (answer?.ok ? answer.json() : null))
    .catch(() => null); // no connection: the clock goes on, and so do we
  asking = false;
  if (!said || leaving) return;
  // the server has it; but an answer to an earlier question only when it is submitted
  if (sending === changes && form.elements.position) forgetTyped(place);
  if (said.state === "over") handIn();
  else if (said.state !== "running") reload();
  left = said.left;
  at = performance.now();
}

function keepSoon() {
  changes += 1;
  keepTyped(form, place); // until the server has it
  clearTimeout(typing);
  typing = setTimeout(beat, 400);
}

if (isUnstored() || restoreTyped(form, place)) keepSoon();
form.addEventListener("input", keepSoon);
form.addEventListener("submit", () => {
  leaving = true;
  forgetTyped(place);
  clearTimeout(typing);
});
document.addEventListener("visibilitychange", beat);
setInterval(tick, 1000);
setInterval(beat, BEAT);
