// Keys for what the page does anyway: choose with 1–9, next with n. Those for a hint (?) and the
// solution (s) only lead to the button, so that no stray key gives anything away. They go by their
// place on the keyboard, and so work with any layout.
// Enter goes to the next blank, and submits from the last one.
import { enhanceOrdering } from "./ordering.js";
import { lightPaths } from "./paths.js";
import { enhanceSpoken } from "./spoken.js";
import "./working.js";

const form = document.querySelector("[data-question]");
const typing = "input:not([type=radio], [type=checkbox]), textarea, select";
const help = document.querySelector("[data-keys]");
const toggle = document.querySelector("[data-keys-switch]");

function shortcutsOn() {
  return localStorage.getItem("keys") !== "off";
}

function showShortcuts() {
  help.hidden = false;
  toggle.setAttribute("aria-pressed", shortcutsOn());
  help.querySelector("[data-keys-list]").hidden = !shortcutsOn();
}

function press(selector) {
  const button = document.querySelector(selector);
  button?.click();
  return Boolean(button);
}

function leadTo(selector) {
  const button = document.querySelector(selector);
  button?.focus();
  return Boolean(button);
}

function pick(number) {
  const choices = form?.querySelectorAll(".option input:not(:disabled)") ?? [];
  const choice = choices[number - 1];
  choice?.click();
  choice?.focus();
  return Boolean(choice);
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

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const inText = event.target.closest?.(typing);
  if (event.key === "Enter" && event.target === document.body && form) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button.primary"));
    return;
  }
  if (event.key === "Enter" && !event.isComposing && toNextBlank(event.target)) event.preventDefault();
  if (inText || !shortcutsOn()) return;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
  const done =
    (digit && pick(Number(digit))) ||
    (event.key === "?" && leadTo("button[value=hint]")) ||
    (event.code === "KeyS" && leadTo("button[value=solution]")) ||
    (event.code === "KeyN" && press("[data-next]"));
  if (done) event.preventDefault();
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

document.addEventListener("keydown", onKey);
document.addEventListener("keydown", onSend);
toggle?.addEventListener("click", () => {
  localStorage.setItem("keys", shortcutsOn() ? "off" : "on");
  showShortcuts();
});
showShortcuts();
placeCaret();
document.querySelectorAll("[data-ordering]").forEach(enhanceOrdering);
document.querySelectorAll("[data-spoken]").forEach(enhanceSpoken);
document.querySelectorAll("[data-network]").forEach(lightPaths);
