// Answers that the server would not count: each with its question, until its learner removes it.
import { dropAnswer, keepAnswer } from "./store.js";
import { refusals, tally } from "./sync.js";

const box = document.querySelector("[data-refused]");

export async function showRefused() {
  const refused = await refusals();
  box.hidden = !refused.length;
  box.querySelector("ul").replaceChildren(...refused.map(entry));
  await tally();
}

// From now on they wait again, as if they had never been sent.
export async function tryAgain() {
  for (const { refused: _, ...answer } of await refusals()) await keepAnswer(answer);
}

function made(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text });
}

function entry(answer) {
  const item = document.createElement("li");
  const details = document.createElement("details");
  const question = Object.assign(document.createElement("div"), { className: "prose" });
  const remove = made("button", "Remove answer");
  question.innerHTML = answer.statement ?? ""; // from the pack, written and cleaned by the server
  const lines = answer.written ?? Object.entries(answer.responses).map(([name, text]) => `${name}: ${text}`);
  const list = document.createElement("ul");
  list.append(...lines.map((line) => made("li", line)));
  details.append(made("summary", "What you answered"), question, lines.length ? list : made("p", "Left blank."));
  remove.className = "small";
  remove.setAttribute("aria-label", `Remove answer to ${answer.title}`);
  remove.addEventListener("click", async () => {
    await dropAnswer(answer.key);
    await showRefused();
  });
  item.append(made("strong", answer.title), made("p", answer.refused), details, remove);
  return item;
}
