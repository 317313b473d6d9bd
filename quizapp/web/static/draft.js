// What is typed is kept on the server as one types, so that nothing is lost with the page.
import { sendForm } from "./fresh.js";

const form = document.querySelector("[data-draft]");
let timer = 0;
let sent = Promise.resolve();

// One after the other, so that an older draft never arrives last.
function keep() {
  sent = sent.then(keepNow);
}

function keepNow() {
  clearTimeout(timer);
  timer = 0;
  return sendForm(form, form.dataset.draft);
}

function keepSoon() {
  clearTimeout(timer);
  timer = setTimeout(keep, 400);
}

form?.addEventListener("input", keepSoon);
form?.addEventListener("submit", () => clearTimeout(timer));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && timer) keepNow();
});
addEventListener("pagehide", () => timer && keepNow());
