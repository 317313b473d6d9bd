// The tokens of the arithmetic in a number field; the same as `engine/formula/lexer.py` finds.
import { SPACE, Unreadable, strip } from "./lookalikes.js";
import { named } from "./names.js";

export const EXAMPLES = "Give one number, such as 0.37, -1.7, 3.1e-3 or 5/7, or arithmetic, such as 7*0.13.";
export const THOUSANDS = /(?<![0-9])[1-9][0-9]{0,2},[0-9]{3}(?![0-9])/u;
const WORDS = { cdot: "*", times: "*", ast: "*", odot: "*", circ: "*", bullet: "*", div: "/", lvert: "|", rvert: "|", vert: "|", mid: "|" };
const HIGH = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁽⁾⁼ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᶿᵠᵡ";
const LOW = "0123456789-+()=abcdefghijklmnoprstuvwxyzβγδθφχ";
export const SHARES = { "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5, "⅙": 1 / 6, "⅚": 5 / 6, "⅐": 1 / 7, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8, "⅑": 1 / 9, "⅒": 1 / 10 };
const TOKEN = new RegExp(
  `(?<space>${SPACE}+|[~$]|\\\\[,;:!()\\[\\] ]|\\\\(?:q?quad|left|right|[bB]igg?[lr]?)(?![A-Za-z]))` +
    `|(?<mixed>(?:[0-9]+[ \\u00a0\\u2009\\u202f]?)?[${Object.keys(SHARES).join("")}])|(?<operator>\\*\\*|[-+*/^])|(?<postfix>\\\\?%|!)` +
    "|(?<open>\\\\?\\{|[(\\[])|(?<close>\\\\?\\}|[)\\]])|(?<bar>\\|)" +
    `|(?<raised>[${HIGH}]*[${HIGH.slice(12)}][${HIGH}]*)|(?<power>[⁻⁺]?[${HIGH.slice(0, 10)}]+)` +
    `|(?<root>√)|(?<frac>\\\\[dt]?frac(?![A-Za-z]))|\\\\(?<word>${Object.keys(WORDS).join("|")})(?![A-Za-z])`,
  "uy",
);
const NUMBER = /(?:[0-9]+(?:\.[0-9]*|,[0-9]+)?|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?/uy;
const APART = new RegExp(`(?:[_'’٬.,]|${SPACE})${SPACE}*[0-9]`, "uy");
const REPEATING = /(?<=[0-9.,])\([0-9]+\)/uy;
const E = new RegExp(`(?<gap>${SPACE}*)(?<e>[eE])(?![A-Za-z])${SPACE}*(?<raise>\\^?)${SPACE}*[({]?(?<by>[-+]?[0-9]*)`, "uy");

export function commaAdvice(typed) {
  const both = `${typed} could mean ${typed.replace(",", ".")} or ${typed.replace(",", "")}.`;
  return `${both} Use a point for decimals and nothing for thousands.`;
}

// Advice about a name that has no value here.
function stranger(name) {
  if (/^(?:nan|inf|infty|infinity)$/i.test(name)) return "Enter a finite number.";
  const [, key, digits] = /^(ln|log|log10|exp|sqrt)_?([0-9]+)$/.exec(name) ?? [];
  if (key) return `Put brackets after ${key}: ${key}(${digits}).`;
  return name === "or" ? "Give one number: only one answer counts." : `${name} has no value here. ${EXAMPLES}`;
}

const at = (pattern, text, place) => {
  pattern.lastIndex = place;
  return pattern.exec(text);
};

function numeral(text, place, scope) {
  const match = at(NUMBER, text, place);
  if (!match) return null;
  const end = place + match[0].length;
  if (at(APART, text, end)) {
    const two = strip(text[end]) ? "" : "; write * or + between two numbers";
    throw new Unreadable(`Use one decimal point or comma and no other separators${two}.`);
  }
  if (!/^[0-9]+$/.test(match[0]) && at(REPEATING, text, end)) {
    throw new Unreadable("This could be a product or digits that repeat: write * or a fraction like 1/3.");
  }
  if (THOUSANDS.exec(match[0])?.[0] === match[0]) throw new Unreadable(commaAdvice(match[0]));
  const e = at(E, text, end)?.groups;
  if (e && !scope.has(e.e) && (!e.gap || (/[0-9]/.test(e.by) && !e.raise))) {
    throw new Unreadable(
      `This could be a power of ten, ${match[0]}*10^(${e.by || 3}), or ${match[0]} times e = 2.718…: write *10^ or *e.`,
    );
  }
  return match[0];
}

export function* tokens(text, scope) {
  let tight = false;
  for (let place = 0; place < text.length; ) {
    const match = at(TOKEN, text, place);
    const number = match ? null : numeral(text, place, scope);
    if (number !== null) {
      yield { kind: "number", text: number, tight };
      place += number.length;
      tight = true;
      continue;
    }
    if (!match) {
      const [found, end] = named(text, place, scope, stranger) ?? [null];
      if (!found) throw new Unreadable(EXAMPLES);
      yield* found.map((token, index) => ({ ...token, tight: tight || index > 0 }));
      [place, tight] = [end, true];
      continue;
    }
    const [kind, piece] = Object.entries(match.groups).find(([, group]) => group !== undefined);
    place += match[0].length;
    if (kind === "raised") {
      const low = [...piece].map((sign) => LOW[[...HIGH].indexOf(sign)]).join("");
      yield { kind: "operator", text: "^", tight };
      yield { kind: "open", text: "(", tight: true };
      yield* [...tokens(low, scope)].slice(0, -1);
      yield { kind: "close", text: ")", tight: true };
    } else if (kind !== "space") {
      yield { ...lexeme(kind, piece), tight };
    }
    tight = kind !== "space";
  }
  yield { kind: "end", text: "", tight };
}

function lexeme(kind, piece) {
  const text = piece.replace(/^\\+/u, "");
  if (kind === "word") return { kind: WORDS[text] === "|" ? "bar" : "operator", text: WORDS[text] };
  if (kind === "root") return { kind: "function", text: "sqrt" };
  if (kind === "power") return { kind, text: [...text].map((sign) => LOW[HIGH.indexOf(sign)]).join("") };
  return { kind, text: text === "**" ? "^" : text };
}
