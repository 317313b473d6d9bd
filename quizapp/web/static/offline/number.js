// Reads numbers as people type them; the same rules as `engine/answers/_read_number.py`, which has the last word.
import { calculate } from "./calculator.js";
import { SPACE, Unreadable, bare, strip, unified } from "./lookalikes.js";
import { EXAMPLES, THOUSANDS, commaAdvice } from "./tokens.js";

export { strip, Unreadable };

const LONGEST = 200;
const MOST = 9999; // of an exponent, whose number is far too large or small by then
const RAISED = new Map([..."⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺"].map((sign, index) => [sign, "0123456789-+"[index]]));
const LITERAL = new RegExp(
  `^(?<sign>[-+]?)${SPACE}*(?<whole>[0-9]*)(?:[.,](?<part>[0-9]*)(?:…|\\.\\.\\.)?)?(?<=[0-9.…])(?:[eE](?<e>[-+]?[0-9]+)` +
    `|${SPACE}*(?:\\*|[xX]|\\\\times|\\\\cdot)${SPACE}*10${SPACE}*` +
    `(?:(?:\\^|\\*\\*)${SPACE}*(?:(?<plain>[-+]?[0-9]+)|[({]${SPACE}*(?<bracketed>[-+]?[0-9]+)${SPACE}*[)}])` +
    `|(?<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)))?(?<percent>${SPACE}*\\\\?%)?$`,
  "u",
);
const BRACKETS = new RegExp(`^\\(${SPACE}*(.*?)${SPACE}*\\)$`, "su");
const POINTS = new RegExp(`(?<![0-9.,])[1-9][0-9]{0,2}(?:\\.[0-9]{3})+(?![0-9.,]|${SPACE}*[eExX*\\\\])`, "u");

export function readNumber(raw, unit = "", whole = false, names = {}) {
  return readTyped(raw, unit, whole, names).value;
}

// The number with the place value of its last digit, its significant digits (0 and null where it is
// exact), and whether it was computed.
export function readTyped(raw, unit = "", whole = false, names = {}) {
  const stripped = strip(raw);
  if (!stripped) throw new Unreadable("Nothing was entered.");
  if ([...stripped].length > LONGEST) {
    throw new Unreadable(`A number has at most ${LONGEST} characters; please shorten it.`);
  }
  const dot = /(?<![0-9.,·])0·[0-9]+/u.exec(raw)?.[0];
  if (dot) {
    const point = dot.replace("·", ".");
    throw new Unreadable(`${dot} could mean ${point} or a product: write ${point}.`);
  }
  const text = strip(without(unified(unit), bare(unified(raw))));
  if (!text) throw new Unreadable(EXAMPLES);
  const points = whole && POINTS.exec(text);
  if (points) throw new Unreadable(pointsAdvice(points[0]));
  const literal = literally(text);
  if (!literal) return { value: calculate(text, names), unit: 0, digits: null, computed: true };
  const thousands = THOUSANDS.exec(text);
  if (thousands) throw new Unreadable(commaAdvice(thousands[0]));
  return typed(literal);
}

function literally(text) {
  const found = LITERAL.exec(BRACKETS.exec(text)?.[1] ?? text)?.groups;
  return found && (found.whole || found.part) ? found : null;
}

function typed({ sign, whole, part = "", e, plain, bracketed, raised, percent }) {
  const power = [...(e || plain || bracketed || raised || "0")].map((digit) => RAISED.get(digit) ?? digit);
  const exponent = Math.max(-MOST, Math.min(MOST, Number(power.join("")))) - (percent ? 2 : 0);
  const shown = (whole + part).replace(/^0+/, "");
  const size = Number(`${whole || 0}.${part}e${exponent}`);
  if (!Number.isFinite(size) || (size === 0 && shown)) {
    throw new Unreadable(`This number is too ${size === 0 ? "small" : "large"} to be read.`);
  }
  const unit = Number(`1e${exponent - part.length}`);
  const value = size && sign === "-" ? -size : size;
  if (!(shown || part) || !unit || unit === Infinity) return { value, unit: 0, digits: null, computed: false };
  return { value, unit, digits: shown.length, computed: false };
}

// The text before its unit, whose letters may be large or small.
function without(unit, text) {
  if (!unit) return text;
  const escaped = unit.replace(/[.*+?^${}()|[\]\\/]/gu, "\\$&");
  const kept = text.replace(new RegExp(`${SPACE}*${escaped}${SPACE}*$`, "iu"), "");
  const doubtful = kept !== text && !literally(strip(kept));
  if (unit === "%" && (doubtful || kept.includes("%"))) {
    throw new Unreadable("This blank is in % already: write the arithmetic without the sign.");
  }
  return kept;
}

function pointsAdvice(typed) {
  const digits = typed.replaceAll(".", "");
  const meanings = typed.split(".").length === 2 ? `${typed} could mean ${digits} or ${Number(typed)}. ` : "";
  return `${meanings}Write a whole number without points, such as ${digits}.`;
}
