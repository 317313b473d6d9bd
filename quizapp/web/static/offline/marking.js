// Marks responses by the keys that `quizapp/practice/offline/key_sheet.py` packs, with the verdicts of `engine.mark`.
// How a kind of question is marked says its own script, `quizapp/kinds/<kind>/marking.js`.
// What takes the graph of an exercise (why a number is wrong, and what follows from it) is left
// "waiting" until the answer has come in: no verdict is ever guessed.
import * as KINDS from "../kinds/all.js";
import { strip, Unreadable } from "./picks.js";

// What no other number on the sheet can change.
const FINAL = new Set(["correct", "rounded", "unreadable"]);

// The texts by part name -> {score (null while anything waits), parts: {name: mark}}
export function mark(sheet, responses) {
  const parts = {};
  for (const part of sheet.parts) {
    const found = markPart(part, responses[part.name] ?? "");
    if (sheet.follows && (found.coarse || !FINAL.has(found.verdict))) {
      parts[part.name] = { verdict: "waiting", credit: 0, remark: "" };
    } else {
      parts[part.name] = found;
    }
  }
  const marks = Object.values(parts);
  const waits = marks.some(({ verdict }) => verdict === "waiting");
  const sum = marks.reduce((total, { credit }) => total + credit, 0);
  return { score: waits ? null : sum / marks.length, parts };
}

// Why the text cannot be read, by part name; only of parts that cannot. `stays` tells which may be
// submitted anyway: blank, filled in in part (then as `filled`), or with too few digits.
export function unreadable(sheet, responses) {
  const troubles = {};
  for (const part of sheet.parts) {
    const text = responses[part.name] ?? "";
    const found = markPart(part, text);
    const [blank, coarse] = [!strip(text), found.verdict === "imprecise"];
    if (found.verdict === "unreadable" || (coarse && !sheet.follows)) troubles[part.name] = { blank, stays: blank || coarse, filled: found.filled, advice: found.remark };
  }
  return troubles;
}

function markPart(part, text) {
  try {
    if (!strip(text)) throw new Unreadable("Nothing was entered.");
    return KINDS[part.kind](part, text);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { verdict: "unreadable", credit: 0, remark: error.message, filled: error.filled };
  }
}
