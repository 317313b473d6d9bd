// How a mark looks: the sign and the words of each verdict, the remark, what is told later.
import { strip } from "./number.js";

const LATER = "Marked in full when you're back online";

function made(tag, look, ...inside) {
  const element = document.createElement(tag);
  element.className = look;
  element.append(...inside);
  return element;
}

function signOf({ look, sign, words }) {
  const symbol = made("span", "", sign);
  symbol.setAttribute("aria-hidden", "true");
  return made("span", `sign ${look}`, symbol, ` ${words}`);
}

// Remarks come from the pack, written and cleaned by the server.
function remarkOf(found) {
  const remark = made("div", "prose remark");
  remark.innerHTML = found.remark;
  return remark;
}

// The signs and words are those of the page, from `quizapp/presenting/verdicts.py`.
function look(words, { verdict, credit }, text = "") {
  if (verdict === "wrong" && credit > 0) return words.partly;
  if (verdict === "unreadable" && !strip(text)) return words.blank;
  return words[verdict.split(":")[0]];
}

// The box over a marked question.
export function result(words, marked, texts) {
  const marks = Object.values(marked.parts);
  const box = made("section", "result");
  box.tabIndex = -1;
  box.setAttribute("aria-label", "Mark");
  if (marks.length === 1) {
    const shown = look(words, marks[0], Object.values(texts)[0]);
    box.classList.add(shown.look);
    box.append(made("p", "", signOf(shown)));
    if (marks[0].verdict !== "unreadable") box.append(remarkOf(marks[0]));
  } else {
    const blank = marks.every(({ verdict }) => verdict === "unreadable");
    const right = marks.filter(({ credit }) => credit === 1).length;
    const whole = { verdict: blank ? "unreadable" : right === marks.length ? "correct" : "wrong", credit: marked.score };
    const open = marked.score === null;
    const shown = open ? { ...words.waiting, words: LATER } : look(words, whole);
    const share = open ? `${right} of ${marks.length} right so far` : `${Math.round(100 * marked.score)}%`;
    box.classList.add(shown.look);
    box.append(made("p", "", signOf(shown), " ", made("span", "score", share)));
  }
  return box;
}

// Fills in the table of the blanks.
export function fill(table, words, marked, texts) {
  for (const row of table.querySelectorAll("[data-part]")) {
    const found = marked.parts[row.dataset.part];
    const shown = look(words, found, texts[row.dataset.part]);
    row.className = shown.look;
    row.querySelector("[data-yours]").textContent = texts[row.dataset.part] || "–";
    row.querySelector("[data-mark]").append(signOf(shown));
    if (found.verdict !== "unreadable") row.querySelector("[data-mark]").append(remarkOf(found));
  }
}

const left = ({ parts }, troubles) => {
  const number = Object.keys(troubles).length;
  const [first] = Object.values(troubles);
  const what = parts.length === 1 && first.filled ? first.advice : parts.length === 1 ? "Nothing was entered." : `${number} blank${number === 1 ? "" : "s"} left empty.`;
  return `${what} Fill in what's missing, or submit anyway.`;
};

// Says beside each entry why it cannot be read, and above them what to do.
export function trouble(form, sheet, troubles, lookAgain) {
  const box = form.querySelector("[data-troubles]");
  box.replaceChildren();
  const amiss = made("div", "troubles");
  amiss.setAttribute("role", "alert");
  const unread = Object.values(troubles).filter(({ blank, filled }) => !blank && !filled);
  amiss.append(made("p", "", made("strong", "", "Not submitted yet."), ` ${unread.length ? lookAgain : left(sheet, troubles)}`));
  const listed = made("ul", "");
  for (const part of sheet.parts.filter(({ name }) => troubles[name])) {
    const { blank, advice } = troubles[part.name];
    const several = sheet.parts.length > 1 ? `${part.name}: ` : "";
    listed.append(made("li", "", several + (blank ? "left blank" : advice)));
    field(form, part.name)?.setAttribute("aria-invalid", "true");
  }
  if (unread.length) amiss.append(listed);
  box.append(amiss);
  form.querySelector("[data-anyway]").hidden = !Object.values(troubles).some((each) => each.stays || each.filled);
  const first = sheet.parts.find(({ name }) => troubles[name]);
  field(form, first.name)?.focus();
}

export function clear(form) {
  form.querySelector("[data-troubles]").replaceChildren();
  for (const entry of form.querySelectorAll("[aria-invalid]")) entry.removeAttribute("aria-invalid");
}

function field(form, name) {
  return [...form.elements].find((entry) => entry.name === `answer:${name}` && entry.type !== "hidden");
}
