// Characters that look alike are read alike; the same table as `engine/formula/lookalikes.py`.
const ALIKE = {
  "-": "‐‑‒–—―−﹘﹣⁃˗➖", "+": "﹢➕", "*": "×·⋅∙•∗⊙∘✕✖⨉", "/": "÷∕⁄", "|": "∣❘│", "'": "′ʹʼ",
  "=": "﹦", "≥": "⩾", "≤": "⩽", "%": "﹪٪", ".": "٫。｡", e: "ℯⅇ", h: "ℎ", l: "ℓ",
};
const UNSEEN = /^[\u{ad}\u{34f}\u{61c}\u{180e}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{fe00}-\u{fe0f}\u{feff}]$/u;
const ZEROS = [0x660, 0x6f0];
const TABLE = new Map(Object.entries(ALIKE).flatMap(([plain, signs]) => [...signs].map((sign) => [sign, plain])));

// What Python calls a space.
export const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const STRIPPED = new RegExp(`^${SPACE}+|${SPACE}+$`, "g");
const LETTER = "A-Za-zÀ-ÖØ-öø-ɏͰ-ϿḀ-ỿµ∇";
const INDEX = "0-9_₀-₉⁰¹²³⁴-⁹⁽⁾'’{}\\[\\](),\\\\^\\u0302-\\u0305";
const REST = `(?:[${LETTER}∂${INDEX}]|${SPACE})*`;
const NAME = new RegExp(`^${SPACE}*(?:[${LETTER}∂\\\\](?:${REST}|\\.)*(?:\\/${SPACE}*(?:d|∂|\\\\partial)${REST})?)?$`, "u");
const SAYS = new RegExp(`:=|=(?!=)|≈|≃|←|^${SPACE}*~|\\\\(?:approx|gets|leftarrow)(?![A-Za-z])|(?<=${SPACE})<-(?=${SPACE})`, "u");
const AROUND = "[`$ \\t\\r\\n\\u00a0\\u2009\\u202f]";
const [BEFORE, AFTER] = [new RegExp(`^${AROUND}+`, "u"), new RegExp(`${AROUND}+$`, "u")];
const MOST_LABELS = 3;

export class Unreadable extends Error {}

export function strip(text) {
  return text.replace(STRIPPED, "");
}

export function unified(text) {
  return [...text].map(plain).join("");
}

// Where in what was typed the character stands that is at this place in its unified text.
export function place(typed, at) {
  let [index, end] = [0, 0];
  for (const sign of typed) {
    end += plain(sign).length;
    if (end > at) return index;
    index += sign.length;
  }
  return typed.length;
}

function plain(sign) {
  const code = sign.codePointAt(0);
  if (code < 0x80) return sign;
  if (code >= 0xff01 && code < 0xff5f) return String.fromCodePoint(code - 0xfee0);
  if (code >= 0x1d400 && code < 0x1d800) return sign.normalize("NFKC");
  const zero = ZEROS.find((first) => code >= first && code < first + 10);
  return zero ? String(code - zero) : UNSEEN.test(sign) ? "" : TABLE.get(sign) ?? sign;
}

// Without a full stop or backticks around it, nor a label such as `w =` before it.
export function bare(text) {
  for (let labels = 0; labels < MOST_LABELS; labels += 1) {
    const said = SAYS.exec(text);
    if (!said || !isName(text.slice(0, said.index).replace(BEFORE, ""))) break;
    text = " " + text.slice(said.index + said[0].length);
  }
  text = text.replace(AFTER, "");
  if (text.endsWith(".") && !text.endsWith("..")) text = text.slice(0, -1).replace(AFTER, "");
  return text.replace(BEFORE, "").replace(/^⁻/u, "-");
}

function isName(text) {
  const count = (sign) => text.split(sign).length;
  return ["()", "[]", "{}"].every(([opening, closing]) => count(opening) === count(closing)) && NAME.test(text);
}
