// A line is typeset while it is typed, and what could not be read has the caret on it.
import { readAlong } from "./reading.js";

const field = document.querySelector("[data-preview]");
const shown = document.querySelector("#shown");

function placeCaret() {
  if (!field.dataset.at) return;
  const at = Number(field.dataset.at);
  field.focus();
  field.setSelectionRange(at, at + 1);
}

if (field) {
  placeCaret();
  readAlong(field, shown, (line) => `${field.dataset.preview}?${new URLSearchParams({ line })}`);
}
