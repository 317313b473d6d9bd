// What is typed is kept on the server as one types, and in this tab until the server has it, so that
// nothing is lost with the page, or shown older than it was.
import { sendForm } from "./fresh.js";
import { forgetTyped, isUnstored, keepTyped, placeOf, restoreTyped } from "./offline/typed.js";

const form = document.querySelector("[data-draft]");
nameVariant();
const asked = form?.matches("[data-question]") ? ["seed", "level", "and_if"] : ["view"];
const place = form && placeOf(form, ...asked);
let timer = 0;
let changes = 0;
let sent = Promise.resolve();
let arriving = null; // the draft on its way
const PATIENCE = 5000; // milliseconds that a form waits for it

// What was submitted is kept in the tab, for those who go back to it.
const goesBack = performance.getEntriesByType("navigation")[0]?.type !== "navigate";
const submitted = (kept) => `${kept} submitted`;

// The address names the variant and the hints that were shown, so that reloading and going back show
// the one that was typed into.
function nameVariant() {
  const address = new URL(location);
  if (!form?.matches("[data-question]") || address.searchParams.has("seed")) return;
  for (const name of ["seed", "level", "and_if", "topic"]) {
    const value = form.elements[name]?.value;
    if (value) address.searchParams.set(name, value);
  }
  const hints = form.elements.hints?.value ?? "0";
  if (hints !== "0") address.searchParams.set("hints", hints);
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
  arriving = sendForm(form, form.dataset.draft);
  const answer = await arriving;
  arriving = null;
  if (answer?.ok && sending === changes) forgetTyped(place);
}

function keepSoon() {
  changes += 1;
  keepTyped(form, place);
  clearTimeout(timer);
  timer = setTimeout(keep, 400);
}

if (form && (isUnstored() || restoreTyped(form, place))) keepSoon();
else if (goesBack && form?.matches("[data-question]:not([data-left])")) restoreTyped(form, submitted(place));
form?.addEventListener("input", keepSoon);
addEventListener("submit", (event) => { // after all that may keep the form on the page
  if (event.target !== form || event.defaultPrevented) return;
  clearTimeout(timer);
  timer = 0; // nothing is left to send when the page is left
  if (arriving && !form.matches("[data-question]")) { // an older text must not arrive after this one
    event.preventDefault();
    const late = new Promise((done) => setTimeout(done, PATIENCE));
    Promise.race([arriving, late]).then(() => {
      arriving = null;
      form.requestSubmit(event.submitter);
    });
    return;
  }
  forgetTyped(place);
  if (form.matches("[data-question]")) keepTyped(form, submitted(place));
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && timer) keepNow();
});
addEventListener("pagehide", () => timer && keepNow());

// A note or a report that is not sent yet waits in this browser, what has no draft only in this tab.
// `data-unsent` may name the fields that say what the form asks, where its address does not.
for (const aside of document.querySelectorAll("[data-unsent]")) {
  const kept = placeOf(aside, ...(aside.dataset.unsent.match(/\w+/g) ?? []));
  const folded = aside.closest("details");
  const storage = folded ? localStorage : sessionStorage;
  const found = restoreTyped(aside, kept, storage);
  if (folded) folded.open ||= found;
  else if (!found && goesBack) restoreTyped(aside, submitted(kept));
  aside.addEventListener("input", () => keepTyped(aside, kept, storage));
  aside.addEventListener("submit", () => {
    forgetTyped(kept, storage);
    if (!folded) keepTyped(aside, submitted(kept));
  });
}
