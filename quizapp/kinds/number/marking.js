import { RIGHT } from "../offline/picks.js";
import { readTyped } from "../offline/number.js";

const SLACK = 1e-6; // of a unit: the width of a float

/** One unit of the last of so many significant digits of a number. */
const place = (number, digits) => 10 ** (Math.floor(Math.log10(Math.abs(number)) + 1e-12) - digits + 1);

/** What was typed, without the zeros that a whole number ends in where the key is none. */
function read(key, text) {
  const typed = readTyped(text, key.unit, key.whole);
  if (typed.unit !== 1 || !typed.value || Number.isInteger(key.value)) return typed;
  const zeros = /0*$/.exec(String(Math.abs(typed.value)))[0].length;
  return { ...typed, unit: 10 ** zeros, digits: typed.digits - zeros };
}

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
  const flipped = key.low <= -given && -given <= key.high;
  return { verdict: "wrong", credit: 0, remark: flipped ? key.sign : key.remark };
}
