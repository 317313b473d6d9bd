// A preview that follows the typing, and problems that lead to their line.
const form = document.querySelector("[data-editor]");
const text = form.querySelector("textarea");
const preview = document.querySelector("#preview");
let waiting;
let latest = 0;

async function refresh() {
  const turn = ++latest;
  const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) });
  const page = await answer.text();
  if (answer.ok && !answer.redirected && turn === latest) preview.innerHTML = page;
}

function goToLine(number) {
  const lines = text.value.split("\n");
  const start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[number - 1] ?? "").length);
  text.scrollTop = (number - 4) * parseFloat(getComputedStyle(text).lineHeight);
}

text.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 500);
});
form.querySelector("[data-preview-button]").addEventListener("click", (event) => {
  event.preventDefault();
  refresh();
});
preview.addEventListener("click", (event) => {
  const link = event.target.closest("[data-line]");
  if (!link) return;
  event.preventDefault();
  goToLine(Number(link.dataset.line));
});
refresh();
