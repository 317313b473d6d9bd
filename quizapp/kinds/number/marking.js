import { RIGHT } from "../offline/picks.js";
import { readNumber } from "../offline/number.js";

export default function mark(key, text) {
  const given = readNumber(text, key.unit, key.whole);
  if (Math.abs(given - key.value) <= key.reach) return RIGHT;
  if (key.low <= given && given <= key.high) return { verdict: "rounded", credit: 1, remark: key.rounded };
  const off = (entry) => Math.abs(entry.value - given);
  const nearest = key.wrong.reduce((best, entry) => (best && off(best) <= off(entry) ? best : entry), null);
  if (nearest && off(nearest) <= key.reach) {
    return { verdict: `misconception:${nearest.name}`, credit: 0, remark: nearest.remark };
  }
  const short = key.short.find((entry) => Math.abs(given - entry.value) <= entry.within);
  const flipped = Math.abs(given + key.value) <= key.reach;
  return { verdict: "wrong", credit: 0, remark: short ? short.remark : flipped ? key.sign : key.remark };
}
