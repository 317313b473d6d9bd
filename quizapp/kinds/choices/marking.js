import { RIGHT, list, picks, strip } from "../offline/picks.js";

export default function mark(key, text) {
  const ticked = strip(text).toLowerCase() === "none" ? [] : picks(text, key.options.length);
  const amiss = key.options.filter((option, index) => option.correct !== ticked.includes(index));
  if (!amiss.length) return RIGHT;
  const right = ticked.filter((index) => key.options[index].correct).length;
  const all = key.options.filter((option) => option.correct).length;
  const counted = `Ticked ${right} of the ${all} right ones, and ${ticked.length - right} wrong.`;
  return { verdict: "wrong", credit: 0, remark: list(counted, amiss.map((option) => option.remark)) };
}
