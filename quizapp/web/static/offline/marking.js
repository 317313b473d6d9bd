// Marks responses by the keys that `quizapp/practice/offline/key_sheet.py` packs, with the verdicts of `engine.mark`.
// What takes the graph of an exercise (why a number is wrong, and what follows from it) is left
// "waiting", or "wrong" without a reason, until the answer has come in: no verdict is ever guessed.
import { readNumber, strip, Unreadable } from "./number.js";

const RIGHT = { verdict: "correct", credit: 1, remark: "" };
const CHECKED = /\[self-check:([^[\]]*)\]$/;

// The texts by part name -> {score (null while anything waits), parts: {name: mark}}
export function mark(sheet, responses) {
  const parts = {};
  let wrong = false;
  for (const part of sheet.parts) {
    const found = markPart(part, responses[part.name] ?? "");
    if (sheet.follows && found.verdict !== "unreadable" && !found.credit) {
      parts[part.name] = wrong
        ? { verdict: "waiting", credit: 0, remark: "" }
        : { verdict: "wrong", credit: 0, remark: "", untold: true };
      wrong = true;
    } else {
      parts[part.name] = found;
    }
  }
  const marks = Object.values(parts);
  const waits = marks.some(({ verdict }) => verdict === "waiting");
  const sum = marks.reduce((total, { credit }) => total + credit, 0);
  return { score: waits ? null : sum / marks.length, parts };
}

// Why the text cannot be read, by part name; only of parts that cannot.
export function unreadable(sheet, responses) {
  const troubles = {};
  for (const part of sheet.parts) {
    const text = responses[part.name] ?? "";
    const found = markPart(part, text);
    if (found.verdict === "unreadable") troubles[part.name] = { blank: !strip(text), advice: found.remark };
  }
  return troubles;
}

function markPart(part, text) {
  try {
    if (!strip(text)) throw new Unreadable("Nothing was entered.");
    return KINDS[part.kind](part, text);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { verdict: "unreadable", credit: 0, remark: error.message };
  }
}

function number(key, text) {
  const given = readNumber(text, key.unit, key.whole);
  if (Math.abs(given - key.value) <= key.reach) return RIGHT;
  if (key.low <= given && given <= key.high) return { verdict: "rounded", credit: 1, remark: key.rounded };
  const off = (entry) => Math.abs(entry.value - given);
  const nearest = key.wrong.reduce((best, entry) => (best && off(best) <= off(entry) ? best : entry), null);
  if (nearest && off(nearest) <= key.reach) {
    return { verdict: `misconception:${nearest.name}`, credit: 0, remark: nearest.remark };
  }
  const short = key.short.find((entry) => Math.abs(given - entry.value) <= entry.within);
  const flipped = Math.abs(given + key.value) <= key.reach;
  return { verdict: "wrong", credit: 0, remark: short ? short.remark : flipped ? key.sign : key.remark };
}

function choice(key, text) {
  return key.options[picks(text, key.options.length)[0]];
}

function choices(key, text) {
  const ticked = strip(text).toLowerCase() === "none" ? [] : picks(text, key.options.length);
  const amiss = key.options.filter((option, index) => option.correct !== ticked.includes(index));
  if (!amiss.length) return RIGHT;
  const right = ticked.filter((index) => key.options[index].correct).length;
  const all = key.options.filter((option) => option.correct).length;
  const counted = `Ticked ${right} of the ${all} right ones, and ${ticked.length - right} wrong.`;
  return { verdict: "wrong", credit: 0, remark: list(counted, amiss.map((option) => option.remark)) };
}

function trueFalse(key, text) {
  const right = strip(text) === key.truth;
  return { verdict: right ? "correct" : "wrong", credit: Number(right), remark: key.remark };
}

function ordering(key, text) {
  const given = picks(text, key.key.length);
  if (new Set(given).size < key.key.length) throw new Unreadable("Give every place another one.");
  const off = given.findIndex((index, place) => index + 1 !== key.key[place]);
  if (off < 0) return RIGHT;
  return { verdict: "wrong", credit: 0, remark: `The first place that is off is number ${off + 1}.` };
}

function matching(key, text) {
  const given = words(text);
  const partners = new Set(given.map((pair) => pair.replace(/^[0-9]+/, "")));
  if (given.length < key.key.length) throw new Unreadable("Give each its partner.");
  if (partners.size < given.length) throw new Unreadable("Each partner fits one only.");
  const count = key.key.length;
  const off = key.key.filter((pair) => !given.includes(pair));
  if (!off.length) return RIGHT;
  const chance = count / key.shown;
  const credit = Math.max(0, (count - off.length - chance) / (count - chance));
  const remark = `${count - off.length} of ${count} pairs are right; the first that is not: ${parseInt(off[0], 10)}.`;
  return { verdict: "wrong", credit, remark };
}

function shortAnswer(key, text) {
  const match = CHECKED.exec(strip(text));
  if (!match) throw new Unreadable("Compare your answer with the model answer and tick the points it covers.");
  const covered = strip(match[1]) === "none" ? [] : picks(match[1], key.rubric.length);
  const missed = key.rubric.filter((_, index) => !covered.includes(index));
  if (!missed.length) return RIGHT;
  const weigh = (entries) => entries.reduce((total, { weight }) => total + weight, 0);
  const credit = weigh(covered.map((index) => key.rubric[index])) / weigh(key.rubric);
  const counted = `${covered.length} of ${key.rubric.length} points covered. Still to say:`;
  return { verdict: "wrong", credit, remark: list(counted, missed.map(({ point }) => point)) };
}

const KINDS = {
  number, choice, choices, ordering, matching, true_false: trueFalse, short_answer: shortAnswer,
};

function words(text) {
  return strip(text).split(/\s+/);
}

function picks(text, count) {
  const found = words(text).map((word) => Number(word) - 1);
  if (found.some((index) => !(Number.isInteger(index) && index >= 0 && index < count))) {
    throw new Unreadable("Choose from what is there.");
  }
  return found;
}

function list(before, entries) {
  return `<p>${before}</p><ul>${entries.map((entry) => `<li>${entry}</li>`).join("")}</ul>`;
}
