// A preview that follows the typing, and problems that lead to their line. A verdict is only ever
// shown beside the very text it is about; everything else says that nothing is checked, and why.
import { tellFields, typesetFormulas } from "./fields.js";
import { content, prove, soFar } from "./proving.js";

const form = document.querySelector("[data-editor]");
const text = form.querySelector("#text");
const preview = document.querySelector("#preview");
const LONGEST = 100_000; // characters
const KEPT = "What you typed is still here.";
const WHY = {
  400: "This page was open for too long. Copy your text, reload the page, and paste it there.",
  403: "This account isn't allowed to edit the bank.",
  413: "The text is too long. Shorten it.",
  429: "There were too many tries. Wait a minute, then press Preview.",
};
let waiting;
let latest = 0;

function notChecked(why) {
  const verdict = preview.querySelector("[data-verdict]");
  const told = document.createElement("p");
  told.className = "unchecked";
  told.append(Object.assign(document.createElement("strong"), { textContent: "Not checked." }), ` ${why}`);
  verdict.replaceChildren(told);
  preview.querySelector("[data-shown]").classList.toggle("stale", preview.querySelector(".variant") !== null);
}

async function ask(action) {
  const body = new FormData(form);
  body.set("action", action);
  let answer;
  try {
    answer = await fetch(form.dataset.preview, { method: "POST", body });
  } catch {
    if (text.value.length > LONGEST) return [null, WHY[413]]; // it hung up before it had read all of it
    return [null, `The server can't be reached. ${KEPT} Press Preview to try again.`];
  }
  if (!answer.ok) {
    return [null, WHY[answer.status] ?? `The server could not check it (error ${answer.status}). ${KEPT} Press Preview to try again.`];
  }
  const page = answer.redirected ? "" : await answer.text().catch(() => "");
  return page.includes("data-verdict") ? [page, ""] : [null, `You seem to be signed out. ${KEPT} Copy it, sign in again, and paste it there.`];
}

async function refresh(action = "preview") {
  clearTimeout(waiting);
  const turn = ++latest;
  const sent = content(form);
  const [page, why] = await ask(action);
  if (turn !== latest || content(form) !== sent) return; // a later one will tell
  if (page === null) notChecked(why);
  else show(page);
}

// The new preview, with what was open and in focus in the one before.
function show(page) {
  const focused = preview.contains(document.activeElement) ? document.activeElement.id : "";
  const opened = [...preview.querySelectorAll("details[open][id]")].map((one) => one.id);
  preview.innerHTML = page;
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  if (focused) document.getElementById(focused)?.focus();
  tellFields(form, preview);
  const proof = preview.querySelector("[data-proof]");
  if (proof) proof.innerHTML = soFar(form);
}

function refreshSoon() {
  latest += 1; // what is on its way is about another text
  notChecked("The text has changed. We'll check it when you stop typing.");
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 500);
}

function goToLine(number) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[number - 1] ?? "").length);
  text.scrollTop = (number - 4) * parseFloat(getComputedStyle(text).lineHeight);
}

function goToField(place) {
  const field = place?.matches("fieldset") ? place.querySelector("input:not([type=hidden]), textarea, select, button") : place;
  field?.focus();
  place?.scrollIntoView({ block: "center" });
}

form.addEventListener("input", ({ target }) => {
  if (["text", "topic", "slug"].includes(target.name) || target.name?.startsWith("field:")) refreshSoon();
});
preview.addEventListener("change", ({ target }) => {
  if (target.id === "narrow") preview.querySelector("[data-variant]").classList.toggle("narrow", target.checked);
  else if (["seed", "level"].includes(target.id)) refresh();
});
form.addEventListener("submit", (event) => {
  const action = event.submitter?.value;
  if (!["preview", "another", "try", "prove"].includes(action)) return;
  event.preventDefault();
  if (action === "prove") prove(form, preview);
  else {
    if (action === "preview") notChecked("Checking …");
    refresh(action);
  }
});
form.elements.note.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault(); // what one says last, above the button that saves
  form.requestSubmit(form.querySelector("#save"));
});
preview.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input")) return;
  event.preventDefault(); // there is no one button that Enter means here
  refresh(event.target.name.startsWith("answer:") ? "try" : "preview");
});
document.addEventListener("click", (event) => {
  const field = event.target.closest("[data-field], [data-go]");
  if (field) {
    event.preventDefault();
    goToField(document.getElementById(field.dataset.field ?? field.dataset.go));
  }
  const link = event.target.closest("[data-line]");
  if (!link || link.hash !== "#text") return;
  event.preventDefault();
  goToLine(Number(link.dataset.line));
});
typesetFormulas(form);
preview.querySelector("[data-pressed]")?.remove(); // from now on the preview follows the typing
if (text.value !== text.defaultValue) notChecked("Checking …"); // restored by the browser
refresh();
