// The composer follows what is typed, and numbers in the picture can be clicked to be asked.
const form = document.querySelector("[data-composer]");
const LEVELS = { 1: "easy", 2: "medium", 3: "hard" };
const PAUSE = 400; // milliseconds without a key
let waiting;
let latest = 0;

for (const needs of document.querySelectorAll("[data-needs-script]")) needs.hidden = false;

// Whatever is being typed in stays as it is; the rest of the page becomes what the server says.
function show(page) {
  const fresh = new DOMParser().parseFromString(page, "text/html");
  if (!fresh.querySelector("[data-composer]")) return false;
  for (const old of document.querySelectorAll("[data-live]")) {
    const made = fresh.querySelector(`[data-live="${old.dataset.live}"]`);
    const held = old.contains(document.activeElement) ? document.activeElement : null;
    if (held?.matches("textarea, input:not([type=checkbox])")) continue;
    const looks = looked(old);
    old.innerHTML = made.innerHTML;
    if (held) again(old, held)?.focus({ preventScroll: true });
    lookAgain(old, looks);
  }
  mark();
  return true;
}

// What stands where the focus was: the same field, or the same part of the page.
function again(region, held) {
  const alike = [...region.querySelectorAll("[name]")].filter((one) => one.name === held.name);
  const label = held.getAttribute("aria-label");
  return held.name
    ? alike.find((one) => one.value === held.value) ?? alike[0]
    : [...region.querySelectorAll("[tabindex]")].find((one) => one.getAttribute("aria-label") === label);
}

// What somebody has opened and where they have scrolled to.
function looked(region) {
  return [...region.querySelectorAll(".scroll, details")].map((one) => [one.scrollLeft, one.open]);
}

function lookAgain(region, looks) {
  [...region.querySelectorAll(".scroll, details")].forEach((one, place) => {
    const [left, open] = looks[place] ?? [0, false];
    one.scrollLeft = left;
    if (open) one.open = true;
  });
}

async function ask(action) {
  clearTimeout(waiting);
  const turn = ++latest;
  const body = new FormData(form);
  body.set("action", action);
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body });
    const page = answer.redirected ? "" : await answer.text();
    if (turn === latest && !show(page)) notFresh();
  } catch {
    if (turn === latest) notFresh();
  }
}

function notFresh() {
  const told = document.createElement("p");
  told.className = "unchecked";
  told.textContent = "Not checked: the server can't be reached, or you are signed out. What you typed is still here.";
  const result = document.querySelector("#result");
  if (!result.querySelector(".unchecked")) result.prepend(told);
}

// The checkbox of the level of the question that a number in the picture stands for.
function box(asks) {
  const level = LEVELS[form.elements.level.value];
  return [...form.querySelectorAll(`[name="ask.${level}"]`)].find((one) => one.value === asks);
}

function mark() {
  for (const number of document.querySelectorAll("[data-asks]")) {
    number.classList.toggle("is-asked", Boolean(box(number.dataset.asks)?.checked));
  }
}

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => ask("quick"), PAUSE);
  mark();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(event.submitter?.value ?? "try");
});
document.querySelector("#result").addEventListener("click", (event) => {
  const asks = event.target.closest("[data-asks]")?.dataset.asks;
  const ticked = asks && box(asks);
  if (!ticked) return;
  ticked.checked = !ticked.checked;
  ask("quick");
});
mark();
