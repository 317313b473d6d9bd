// Works out the arithmetic of a number field as it reads it; the same grammar as
// `engine/formula/calculator.py`, which has the last word.
import { SPACE, Unreadable } from "./lookalikes.js";
import { FUNCTIONS, canonical } from "./names.js";
import { EXAMPLES, SHARES, tokens } from "./tokens.js";

const DEEPEST = 50;
const LARGEST_FACTORIAL = 170;
const [SUM, PRODUCT, SIGN, IMPLICIT, POWER] = [10, 20, 24, 25, 40];
const BINARY = { "+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "^": POWER };
const OPERANDS = ["number", "mixed", "constant", "symbol", "function", "open", "frac"];
const UNCLEAR_AFTER = ["number", "mixed", "constant", "symbol", "open", "frac", "power", "postfix"];
const CLOSING = { "(": ")", "[": "]", "{": "}" };
const TIMES = new RegExp(`(?<=[0-9.)])(?<!^0)(?<![^0-9.]0)(${SPACE}*)[xX](?=${SPACE}*[0-9.(√])`, "gu");
const LOWERED = new RegExp(`^${SPACE}*([-+]?[0-9.,]+)${SPACE}*(?:\\*|[xX]|\\\\times|\\\\cdot)${SPACE}*10-([0-9]{1,2})${SPACE}*$`, "u");
const ACTIVATION =
  /(?<![A-Za-zͰ-Ͽ])(?:soft(?:max|plus|sign)|sigmoid|sigma|σ|logistic|tanh|th|(?:leaky_?)?relu|[gs]?elu|silu|swish|step|heaviside)(?![A-Za-zͰ-Ͽ0-9_₀-₉])/iu;

// The finite value of unified text, with names (an object) for numbers.
export function calculate(text, names = {}) {
  const scope = new Map(Object.entries(names).map(([name, value]) => [canonical(name), value]));
  scope.delete("");
  const activation = ACTIVATION.exec(text)?.[0];
  if (activation && !scope.has(canonical(activation))) {
    throw new Unreadable(
      `Work it out from e: knowing ${activation} is the exercise, so this field has only what a calculator has, ` +
        "such as e^(-0.7), ln and sqrt.",
    );
  }
  if (text.includes("=")) throw new Unreadable("Give either the arithmetic or its result, on its own.");
  const [, factor, power] = LOWERED.exec(text) ?? [];
  if (factor) {
    throw new Unreadable(
      `This could be ${factor}*10^(-${power}) or a difference: write ${factor}e-${power}, or put spaces around the minus sign.`,
    );
  }
  return new Calculator([...scope.keys()].some((name) => /^x/i.test(name)) ? text : text.replace(TIMES, "$1*"), scope).value();
}

class Calculator {
  constructor(text, scope) {
    this.tokens = [...tokens(text, scope)];
    this.at = this.depth = this.bars = this.calls = 0;
  }

  get token() { return this.tokens[this.at]; }

  get before() { return this.tokens[this.at - 1]; }

  take() { return this.tokens[this.at++]; }

  // A test that must hold, with advice where it does not.
  need(holds, advice = EXAMPLES) {
    if (!holds) throw new Unreadable(advice);
  }

  finite(value) {
    this.need(!Number.isNaN(value), "This has no value.");
    this.need(Number.isFinite(value), "This number is too large to be read.");
    return value;
  }

  deeper() {
    this.depth += 1;
    this.need(this.depth <= DEEPEST, "Nested too deep; please simplify.");
  }

  value() {
    const value = this.expression(0);
    this.need(this.token.kind === "end");
    return value + 0;
  }

  expression(floor, after = "") {
    this.deeper();
    let left = this.prefix(floor, after);
    let open = false; // whether `left` ends in an exponent without brackets
    for (;;) {
      const { kind, text } = this.token;
      if (kind === "postfix") {
        left = this.postfix(left);
      } else if (kind === "power" && floor <= POWER) {
        [left, open] = [this.finite(power(left, Number(this.take().text))), false];
      } else if (kind === "operator" && BINARY[text] >= floor) {
        const percent = this.before.text === "%";
        this.take();
        open = text === "^" && this.token.kind !== "open";
        const right = this.expression(BINARY[text] + (text !== "^"), text);
        left = this.binary(text, left, right, percent);
      } else if (this.multiplies() && floor <= IMPLICIT) {
        if (after === "/" && this.isApart()) break;
        this.refuseUnclear(after, open);
        [left, open] = [this.finite(left * this.expression(IMPLICIT + 1)), false];
      } else break;
    }
    this.depth -= 1;
    return left;
  }

  multiplies() {
    return OPERANDS.includes(this.token.kind) || (this.token.kind === "bar" && !this.bars);
  }

  isApart() {
    const over = this.tokens.at(this.at - 2).text === "/" && this.before.kind !== "close";
    return over && this.token.kind === "open" && !this.token.tight;
  }

  refuseUnclear(after, open) {
    const [{ kind, text, tight }, before] = [this.token, this.before.kind];
    const numbers = ["number", "mixed"];
    this.need(this.before.text !== "%", "An operator is missing after %.");
    this.need(!numbers.includes(kind) && !(kind === "frac" && numbers.includes(before)), "An operator is missing.");
    this.need(!(text === "[" && kind === "open" && ["symbol", "constant"].includes(before)), "Use round brackets.");
    this.need(after !== "/", "It is not clear what is below the fraction bar: add brackets or *.");
    this.need(!(open && tight && !(kind === "open" && before === "number")), "It is not clear where the exponent ends.");
  }

  binary(sign, left, right, percent) {
    if (sign === "/") this.need(right !== 0, "A fraction cannot have 0 below the bar.");
    const apply = { "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, "/": (a, b) => a / b, "^": power }[sign];
    const value = apply(left, right);
    if ("+-".includes(sign) && this.before.text === "%" && !percent) {
      const relative = left * apply(1, right);
      const close = Math.abs(value - relative) <= 1e-9 * Math.max(Math.abs(value), Math.abs(relative));
      this.need(close, `This could be ${value} or ${relative}: write it without %.`);
    }
    return this.finite(value);
  }

  postfix(operand) {
    const before = this.before.kind;
    const { text } = this.take();
    this.need(before !== "postfix" && before !== "power", `Add brackets to show what the ${text} belongs to.`);
    if (text === "%") return this.finite(operand / 100);
    const fits = Number.isInteger(operand) && operand >= 0 && operand <= LARGEST_FACTORIAL;
    this.need(fits, `A factorial takes a whole number up to ${LARGEST_FACTORIAL}.`);
    let product = 1;
    for (let factor = 2; factor <= operand; factor += 1) product *= factor;
    return product;
  }

  prefix(floor, after) {
    const token = this.take();
    switch (token.kind) {
      case "number": case "constant": case "symbol": return this.leaf(token);
      case "mixed": return Number(token.text.slice(0, -1)) + SHARES[token.text.at(-1)];
      case "function": return this.application(token);
      case "open": return this.inside(token);
      case "bar": return this.absolute();
      case "frac": return this.fraction();
      default: break;
    }
    this.need(token.kind === "operator" && "+-".includes(token.text));
    this.need(!(this.token.kind === "operator" && "+-".includes(this.token.text)), "Two signs stand here: write one.");
    const operand = this.expression(Math.max(SIGN, floor), after);
    return token.text === "-" ? -operand : operand;
  }

  leaf({ kind, text, value }) {
    if (kind !== "number") return this.finite(value);
    this.need(!(this.calls && text.includes(",")), "A comma inside a function could stand between two numbers: use a point.");
    const number = Number(text.replace(",", "."));
    this.need(number || !/^[0.,]*[1-9]/.test(text), "This number is too small to be read.");
    return this.finite(number);
  }

  inside({ text }) {
    const value = this.expression(0);
    this.need(this.token.text === CLOSING[text] && this.token.kind === "close", `${CLOSING[text]} is missing.`);
    this.take();
    return value;
  }

  absolute() {
    this.bars += 1;
    const value = this.expression(0);
    this.bars -= 1;
    this.need(this.token.kind === "bar", "The closing | is missing.");
    this.take();
    return Math.abs(value);
  }

  fraction() {
    const { kind, text } = this.token;
    if (kind === "number" && /^[0-9]{2}$/.test(text)) {
      this.take();
      return this.binary("/", Number(text[0]), Number(text[1]), true);
    }
    return this.binary("/", this.braces(), this.braces(), true);
  }

  braces() {
    const { kind, text } = this.token;
    if (["symbol", "constant"].includes(kind) || (kind === "number" && /^[0-9]$/.test(text))) return this.leaf(this.take());
    this.need(text === "{", "A fraction needs both of its parts in braces.");
    return this.inside(this.take());
  }

  application({ text }) {
    this.deeper();
    const exponent = this.functionPower();
    this.calls += 1;
    const value = this.argument(text);
    this.calls -= 1;
    this.depth -= 1;
    const applied = this.finite(FUNCTIONS[text](value));
    return exponent === null ? applied : this.finite(power(applied, exponent));
  }

  functionPower() {
    let token = null;
    if (this.token.kind === "power") token = this.take();
    else if (this.token.text === "^") {
      this.take();
      const braced = this.token.text === "{" && this.take();
      token = this.take();
      if (braced && token.kind === "number") this.need(this.take().text === "}");
    } else return null;
    this.need(/^[0-9]+$/.test(token.text), "Write the power after the brackets.");
    return Number(token.text);
  }

  argument(name) {
    if (this.token.kind !== "open") return this.bareArgument(name);
    const opening = this.take();
    this.need(opening.text !== "[", "Use round brackets.");
    return this.inside(opening);
  }

  bareArgument(name) {
    const token = this.token;
    if (token.kind === "function") return this.application(this.take());
    if (token.kind === "bar" && !this.bars) return this.take() && this.absolute();
    if (token.kind === "frac") return this.take() && this.fraction();
    this.need(["number", "constant", "symbol"].includes(token.kind), "A function needs its argument in brackets.");
    let value = this.leaf(this.take());
    const doubled = token.kind === "number" && this.token.kind === "symbol" && this.token.tight;
    if (doubled && name !== "sqrt") value = this.finite(value * this.leaf(this.take()));
    this.need(!UNCLEAR_AFTER.includes(this.token.kind) && !["^", "/"].includes(this.token.text), "Put the argument in brackets.");
    return value;
  }
}

function power(base, exponent) {
  return base === 0 && exponent < 0 ? NaN : base ** exponent;
}
