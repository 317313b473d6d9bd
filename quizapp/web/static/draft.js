// What is typed is kept on the server as one types, and in this tab until the server has it, so that
// nothing is lost with the page, or shown older than it was.
import { sendForm } from "./fresh.js";
import { forgetTyped, keepTyped, restoreTyped } from "./offline/typed.js";

const form = document.querySelector("[data-draft]");
nameVariant();
const mine = `unsent ${document.documentElement.dataset.account}`; // somebody else may come next
const place = `${mine} ${location.pathname}${location.search}`;
let timer = 0;
let changes = 0;
let sent = Promise.resolve();

// The address names the variant, so that reloading and going back show the one that was typed into.
function nameVariant() {
  const address = new URL(location);
  if (!form?.elements.seed || address.searchParams.has("seed")) return;
  for (const name of ["seed", "level", "and_if", "topic"]) {
    const { value } = form.elements[name];
    if (value) address.searchParams.set(name, value);
  }
  history.replaceState(history.state, "", address);
}

// One after the other, so that an older draft never arrives last.
function keep() {
  sent = sent.then(keepNow);
}

async function keepNow() {
  clearTimeout(timer);
  timer = 0;
  const sending = changes;
  const answer = await sendForm(form, form.dataset.draft);
  if (answer?.ok && sending === changes) forgetTyped(place);
}

function keepSoon() {
  changes += 1;
  keepTyped(form, place);
  clearTimeout(timer);
  timer = setTimeout(keep, 400);
}

if (form && restoreTyped(form, place)) keepSoon();
form?.addEventListener("input", keepSoon);
addEventListener("submit", (event) => { // after all that may keep the form on the page
  if (event.target !== form || event.defaultPrevented) return;
  clearTimeout(timer);
  forgetTyped(place);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && timer) keepNow();
});
addEventListener("pagehide", () => timer && keepNow());

// A note or a report that is not sent yet waits in this browser.
for (const aside of document.querySelectorAll("[data-unsent]")) {
  const kept = `${mine} ${new URL(aside.action).pathname}`;
  if (restoreTyped(aside, kept, localStorage)) aside.closest("details").open = true;
  aside.addEventListener("input", () => keepTyped(aside, kept, localStorage));
  aside.addEventListener("submit", () => forgetTyped(kept, localStorage));
}
