// Enter goes to the next blank, and submits from the last one; other keys are in `keys.js`.
import { listenForKeys, shortcutsOn, switchShortcuts } from "./keys.js";
import { enhanceOrdering } from "./ordering.js";
import { lightPaths } from "./paths.js";
import { enhanceFormulas } from "./reading.js";
import { enhanceSpoken } from "./spoken.js";
import "./working.js";

const form = document.querySelector("[data-question]");
const help = document.querySelector("[data-keys]");
const toggle = document.querySelector("[data-keys-switch]");

function showShortcuts() {
  help.hidden = false;
  toggle.setAttribute("aria-pressed", shortcutsOn());
  help.querySelector("[data-keys-list]").hidden = !shortcutsOn();
}

// Whether there was another blank to go to.
function toNextBlank(field) {
  const blanks = [...(form?.querySelectorAll("[name^='answer:']") ?? [])].filter(
    (one) => one.matches("input:not([type=radio], [type=checkbox], [type=hidden]), select") && !one.disabled,
  );
  const next = blanks[blanks.indexOf(field) + 1];
  if (!blanks.includes(field) || !next) return false;
  next.focus();
  next.select?.();
  return true;
}

function onEnter(event) {
  if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === document.body && form) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button.primary"));
  } else if (toNextBlank(event.target)) event.preventDefault();
}

// Ctrl+Enter answers from a text of several lines too.
function onSend(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    form?.requestSubmit(form.querySelector("button.primary"));
  }
}

function placeCaret() {
  const field = document.querySelector("[data-at]");
  if (!field?.setSelectionRange) return;
  const at = Number(field.dataset.at);
  field.focus();
  field.setSelectionRange(at, at + 1);
}

document.addEventListener("keydown", onEnter);
document.addEventListener("keydown", onSend);
toggle?.addEventListener("click", () => {
  switchShortcuts();
  showShortcuts();
});
listenForKeys(document);
showShortcuts();
placeCaret();
document.querySelectorAll("[data-ordering]").forEach(enhanceOrdering);
document.querySelectorAll("[data-spoken]").forEach(enhanceSpoken);
enhanceFormulas();
document.querySelectorAll("[data-network]").forEach(lightPaths);
