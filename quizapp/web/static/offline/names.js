// Names as people spell them, cut into what is known; the same rules as `engine/formula/names.py`.
import { SPACE, Unreadable } from "./lookalikes.js";

const GREEK = new Map(Object.entries({
  α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", ϵ: "epsilon", ζ: "zeta", η: "eta", θ: "theta",
  ϑ: "theta", ι: "iota", κ: "kappa", λ: "lambda", μ: "mu", µ: "mu", ν: "nu", ξ: "xi", π: "pi", ρ: "rho",
  σ: "sigma", ς: "sigma", τ: "tau", υ: "upsilon", φ: "phi", ϕ: "phi", χ: "chi", ψ: "psi", ω: "omega",
  Γ: "Gamma", Δ: "Delta", Θ: "Theta", Λ: "Lambda", Ξ: "Xi", Π: "Pi", Σ: "Sigma", Φ: "Phi", Ψ: "Psi", Ω: "Omega",
}));
const COMMANDS = new Map([...GREEK.values()].map((name) => [name, name]));
for (const [name, plain] of Object.entries({ varepsilon: "epsilon", vartheta: "theta", varphi: "phi", partial: "∂" })) {
  COMMANDS.set(name, plain);
}
const ACCENTS = { "\u0302": "_hat", "\u0303": "_tilde", "\u0304": "_bar", "\u0305": "_bar" };
const LETTER = "[A-Za-zÀ-ÖØ-öø-ɏͰ-ϿḀ-ỿµ]";
const UNIT = new RegExp(
  `\\\\(?<accent>hat|widehat|bar|overline|tilde)${SPACE}*(?:\\{${SPACE}*(?<wide>\\\\?${LETTER}+)${SPACE}*\\}|(?<narrow>${LETTER}))` +
    `|\\\\(?:operatorname\\*?|math(?:rm|bf|it|sf)|text|boldsymbol|bm)${SPACE}*\\{${SPACE}*(?<word>[A-Za-z]+)${SPACE}*\\}` +
    `|\\\\(?<command>[A-Za-z]+)(?:(?<=\\\\partial)${SPACE}+)?|(?<letter>${LETTER}|∂)|(?<mark>[\\u0302-\\u0305])` +
    `|_${SPACE}*(?:\\{(?<braced>[A-Za-z0-9, ]+)\\}|(?<under>[A-Za-z]|[0-9]+))|(?<index>[0-9]+|[₀-₉]+)` +
    `|(?<prime>['′’]|\\^${SPACE}*(?:\\\\prime(?![A-Za-z])|\\{${SPACE}*(?:\\\\prime|')${SPACE}*\\}))`,
  "uy",
);
const LONGEST_RUN = 40;

const ALIASES = {
  log: "ln", log_e: "ln", arcsin: "asin", arccos: "acos", arctan: "atan", ch: "cosh", sh: "sinh", tg: "tan",
};
export const FUNCTIONS = {
  exp: Math.exp, ln: Math.log, log2: Math.log2, log10: Math.log10, sqrt: Math.sqrt, abs: Math.abs, sin: Math.sin,
  cos: Math.cos, tan: Math.tan, asin: Math.asin, acos: Math.acos, atan: Math.atan, sinh: Math.sinh, cosh: Math.cosh,
};
const CONSTANTS = { e: Math.E, pi: Math.PI };

// The one spelling of a name; "" where it is no name.
export function canonical(name) {
  const pieces = units(name, 0);
  return pieces.length && pieces.at(-1).end === name.length ? join(pieces) : "";
}

// The tokens of the run of letters at this place, and where it ends; null where there is none.
export function named(text, at, scope, stranger) {
  const pieces = units(text, at);
  if (!pieces.length) return null;
  const end = pieces.at(-1).end;
  const whole = known(pieces, scope, false);
  if (whole) return [[whole], end];
  const ways = pieces.length <= LONGEST_RUN ? cuts(pieces, scope) : [];
  if (ways.length !== 1) throw new Unreadable(ways.length ? "Put * between the names." : stranger(join(pieces)));
  return [ways[0].map(([first, last]) => known(pieces.slice(first, last), scope, true)), end];
}

function units(text, start) {
  const found = [];
  for (;;) {
    UNIT.lastIndex = start;
    const match = UNIT.exec(text);
    if (!match) return found;
    const groups = match.groups;
    const piece = written(groups);
    const begins = ["letter", "command", "word", "wide", "narrow"].some((kind) => groups[kind] !== undefined);
    if (piece === null || !(found.length || begins)) return found;
    start = UNIT.lastIndex;
    found.push({ text: piece, end: start, begins });
  }
}

function written({ accent, wide, narrow, command, braced, under, prime, word, letter, mark, index }) {
  if (accent) {
    const kind = { widehat: "hat", overline: "bar" }[accent] ?? accent;
    return `${plain((wide ?? narrow).replace(/^\\+/u, ""))}_${kind}`;
  }
  if (command) return COMMANDS.get(command) ?? (isCommand(command) ? command : null);
  if (braced ?? under) {
    const inside = (braced ?? under).replaceAll(",", "").replaceAll(" ", "");
    return /^[0-9]+$/.test(inside) ? inside : `_${inside}`;
  }
  if (prime) return "'";
  return word ?? plain(letter ?? mark ?? index.replace(/[₀-₉]/gu, (low) => low.codePointAt(0) - 0x2080));
}

const isCommand = (name) => name in FUNCTIONS || name in ALIASES || name in CONSTANTS;

function plain(piece) {
  return GREEK.get(piece) ?? [...piece.normalize("NFD")].map((sign) => ACCENTS[sign] ?? sign).join("");
}

function join(pieces) {
  return pieces.map(({ text }) => text).join("").replace(/(?<=^[A-Za-z])(hat|bar|tilde)$/u, "_$1");
}

function known(pieces, scope, inside) {
  const name = join(pieces);
  const value = scope.get(name) ?? scope.get(name.replaceAll("∂", "d"));
  if (value !== undefined) return { kind: "symbol", value };
  if (inside && [...pieces[0].text].length === 1) return null;
  const stem = Object.hasOwn(ALIASES, name) ? name : name.toLowerCase();
  const called = ALIASES[stem] ?? stem;
  if (Object.hasOwn(FUNCTIONS, called)) return { kind: "function", text: called };
  return Object.hasOwn(CONSTANTS, name) ? { kind: "constant", value: CONSTANTS[name] } : null;
}

// Up to two ways of cutting a run into known names.
function cuts(pieces, scope) {
  const ways = [[[]]];
  for (let last = 1; last <= pieces.length; last += 1) {
    const found = [];
    for (let first = 0; first < last; first += 1) {
      if (!ways[first].length || !pieces[first].begins || !known(pieces.slice(first, last), scope, true)) continue;
      found.push(...ways[first].map((way) => [...way, [first, last]]));
    }
    ways.push(found.slice(0, 2));
  }
  return ways.at(-1);
}
