import { RIGHT } from "../offline/picks.js";
import { readTyped } from "../offline/number.js";

const SLACK = 1e-6; // of a unit: the width of a float
const POINTS = [0.1, 10, 0.01, 100]; // powers of ten by which a decimal point is often off

/** One unit of the last of so many significant digits of a number. */
const place = (number, digits) => 10 ** (Math.floor(Math.log10(Math.abs(number)) + 1e-12) - digits + 1);

/** What was typed, without the zeros that a whole number ends in where the key is none. */
function read(key, text) {
  const typed = readTyped(text, key.unit, key.whole);
  if (typed.unit !== 1 || !typed.value || Number.isInteger(key.value)) return typed;
  const zeros = /0*$/.exec(String(Math.abs(typed.value)))[0].length;
  return { ...typed, unit: 10 ** zeros, digits: typed.digits - zeros };
}

/** The remark on a wrong number that says nothing of why. */
function plainly(key, given) {
  const holds = (number) => key.low <= number && number <= key.high;
  if (holds(-given)) return key.sign;
  const short = key.whole || Math.min(figures(key.value), figures(given)) < key.telling;
  return !short && POINTS.some((power) => holds(given * power)) ? key.point : key.remark;
}

/** How many significant digits a number has. */
const figures = (number) => number.toExponential().split("e")[0].replace(/\D/g, "").length;

export default function mark(key, text) {
  const { value: given, unit, digits } = read(key, text);
  if (Math.abs(given - key.value) <= key.reach) return RIGHT;
  if (key.low <= given && given <= key.high) return { verdict: "rounded", credit: 1, remark: key.rounded };
  const own = key.whole ? 0 : unit;
  const half = (step) => Math.max(step, own) * (key.whole ? SLACK : 0.5 + SLACK);
  const off = (entry) => Math.abs(entry.value - given);
  let told = own && digits; // digits of the key that are right
  while (told && off(key) > (place(key.value, told) / 2) * (1 + SLACK)) told -= 1;
  if (told && own > key.step * (1 + SLACK) && off(key) <= half(0)) {
    const unclear = told < key.telling || key.wrong.some((entry) => off(entry) <= half(0));
    return unclear
      ? { verdict: "imprecise", credit: 0.5, remark: key.imprecise }
      : { verdict: "rounded", credit: 1, remark: key.coarse[told], coarse: true };
  }
  const nearest = key.wrong.reduce((best, entry) => (best && off(best) <= off(entry) ? best : entry), null);
  const enough = nearest && (key.whole || !digits || digits >= nearest.fewest);
  if (enough && off(nearest) <= half(nearest.step)) {
    return { verdict: `misconception:${nearest.name}`, credit: 0, remark: nearest.remark };
  }
  return { verdict: "wrong", credit: 0, remark: plainly(key, given) };
}
