import { RIGHT } from "../offline/picks.js";
import { readTyped } from "../offline/number.js";

const SLACK = 1e-6; // of a unit: the width of a float

/** One unit of the last of so many significant digits of a number. */
const place = (number, digits) => 10 ** (Math.floor(Math.log10(Math.abs(number)) + 1e-12) - digits + 1);

export default function mark(key, text) {
  const { value: given, unit, digits } = readTyped(text, key.unit, key.whole);
  if (Math.abs(given - key.value) <= key.reach) return RIGHT;
  if (key.low <= given && given <= key.high) return { verdict: "rounded", credit: 1, remark: key.rounded };
  const own = key.whole ? 0 : unit;
  const half = (step) => Math.max(step, own) * (key.whole ? SLACK : 0.5 + SLACK);
  const off = (entry) => Math.abs(entry.value - given);
  const told = own && digits - (off(key) > (place(key.value, digits) / 2) * (1 + SLACK));
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
  const flipped = Math.abs(given + key.value) <= key.reach;
  return { verdict: "wrong", credit: 0, remark: flipped ? key.sign : key.remark };
}
