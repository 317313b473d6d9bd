// Reads numbers as people type them; the same rules as `engine/answers/_read_number.py`, which has the last word.
const LONGEST = 60;
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const STRIPPED = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");
const SAME = new Map([..."−–—﹣×·⋅∕⁄"].map((sign, index) => [sign, "----***//"[index]]));
const RAISED = new Map([..."⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺"].map((sign, index) => [sign, "0123456789-+"[index]]));
const DECIMAL = "(?:[0-9]+(?:\\.[0-9]*|,[0-9]+)?|[.,][0-9]+)";
const NUMBER = new RegExp(
  `^(?<sign>[-+]?)${SPACE}*(?:(?<mantissa>${DECIMAL})(?:[eE](?<e>[-+]?[0-9]+)` +
    `|${SPACE}*(?:\\*|[xX]|\\\\times|\\\\cdot)${SPACE}*10${SPACE}*` +
    `(?:(?:\\^|\\*\\*)${SPACE}*(?:(?<plain>[-+]?[0-9]+)|[({]${SPACE}*(?<bracketed>[-+]?[0-9]+)${SPACE}*[)}])` +
    `|(?<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))|${SPACE}*\\/${SPACE}*(?<below>${DECIMAL}))?)`,
  "u",
);
const THOUSANDS = /(?<![0-9])[1-9][0-9]{0,2},[0-9]{3}(?![0-9])/u;
const POINTS = new RegExp(`(?<![0-9.,])[1-9][0-9]{0,2}(?:\\.[0-9]{3})+(?![0-9.,]|${SPACE}*[eExX*\\\\])`, "u");

export class Unreadable extends Error {}

export function strip(text) {
  return text.replace(STRIPPED, "");
}

export function readNumber(raw, unit = "", whole = false) {
  let text = strip(raw);
  if (!text) throw new Unreadable("Nothing was entered.");
  if ([...text].length > LONGEST) {
    throw new Unreadable(`A number has at most ${LONGEST} characters; please shorten it.`);
  }
  text = same(text);
  const suffix = same(unit);
  if (suffix && text.endsWith(suffix)) text = text.slice(0, -suffix.length).replace(STRIPPED, "");
  const points = whole && POINTS.exec(text);
  if (points) throw new Unreadable(pointsAdvice(points[0]));
  const match = NUMBER.exec(text);
  if (!match || match[0].length < text.length) {
    throw new Unreadable("Give one number, such as 0.25, -3, 1.2e-3 or 3/8.");
  }
  if (THOUSANDS.test(text)) {
    throw new Unreadable("Is this comma a decimal point? Use a point for decimals and nothing for thousands.");
  }
  const size = value(match.groups);
  if (!Number.isFinite(size) || (size === 0 && /[1-9]/.test(match.groups.mantissa))) {
    throw new Unreadable(`This number is too ${size === 0 ? "small" : "large"} to be read.`);
  }
  return match.groups.sign === "-" ? -size : size;
}

function pointsAdvice(typed) {
  const digits = typed.replaceAll(".", "");
  const meanings = typed.split(".").length === 2 ? `${typed} could mean ${digits} or ${Number(typed)}. ` : "";
  return `${meanings}Write a whole number without points, such as ${digits}.`;
}

function same(text) {
  return [...text].map((sign) => {
    const code = sign.codePointAt(0);
    if (code >= 0xff01 && code < 0xff5f) return String.fromCodePoint(code - 0xfee0);
    return SAME.get(sign) ?? sign;
  }).join("");
}

function value({ mantissa, e, plain, bracketed, raised, below }) {
  const exponent = [...(e || plain || bracketed || raised || "0")].map((sign) => RAISED.get(sign) ?? sign);
  const size = Number(`${mantissa.replace(",", ".")}e${exponent.join("")}`);
  if (below === undefined) return size;
  const divisor = Number(below.replace(",", "."));
  if (divisor === 0) throw new Unreadable("A fraction cannot have 0 below the bar.");
  return size / divisor;
}
