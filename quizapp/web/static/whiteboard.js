// A line is typeset while it is typed, and what could not be read has the caret on it.
const field = document.querySelector("[data-preview]");
const shown = document.querySelector("#shown");
let timer = 0;
let asked = 0;

async function typeset() {
  const number = ++asked;
  const address = `${field.dataset.preview}?${new URLSearchParams({ line: field.value })}`;
  const answer = field.value.trim() ? await fetch(address).catch(() => null) : null;
  const html = answer?.ok ? await answer.text() : "";
  if (number === asked) shown.innerHTML = html;
}

function typesetSoon() {
  clearTimeout(timer);
  timer = setTimeout(typeset, 120);
}

function placeCaret() {
  if (!field.dataset.at) return;
  const at = Number(field.dataset.at);
  field.focus();
  field.setSelectionRange(at, at + 1);
}

if (field) {
  field.addEventListener("input", typesetSoon);
  placeCaret();
  if (!field.hasAttribute("aria-invalid")) typeset();
}
