// Shows how a formula is read while it is typed: `shown` holds the page that `address(text)` gives.
const PAUSE = 120; // milliseconds

export function readAlong(field, shown, address) {
  let timer = 0;
  let asked = 0;

  async function typeset() {
    const number = ++asked;
    const answer = field.value.trim() ? await fetch(address(field.value)).catch(() => null) : null;
    const html = answer?.ok && !answer.redirected ? await answer.text() : "";
    if (number === asked) shown.innerHTML = html;
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(typeset, PAUSE);
  });
  if (!field.hasAttribute("aria-invalid")) typeset(); // else what is wrong stands there
}

// The formula fields of a question, each with its place for this behind it.
export function enhanceFormulas() {
  for (const field of document.querySelectorAll("[data-formula]")) {
    const shown = document.getElementById(`${field.id}-shown`);
    const beside = field.closest(".entry");
    readAlong(field, shown, (formula) => `${field.dataset.formula}&${new URLSearchParams({ formula })}`);
    field.addEventListener("input", () => {
      for (const old of beside.querySelectorAll(".caret, .trouble")) old.remove(); // of another text
      field.removeAttribute("aria-invalid");
    });
  }
}
