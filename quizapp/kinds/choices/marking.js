import { RIGHT, list, picks, strip } from "../offline/picks.js";

export default function mark({ options }, text) {
  const given = strip(text).toLowerCase() === "none" ? [] : picks(text, options.length);
  const ticked = [...given].sort();
  if (options.every(({ correct }, index) => correct === ticked.includes(index))) return RIGHT;
  const all = options.filter(({ correct }) => correct).length;
  const hits = ticked.filter((index) => options[index].correct).length;
  const misses = ticked.length - hits;
  const credit = Math.max(0, hits / all - (misses ? misses / (options.length - all) : 0));
  const named = ticked.map((index) => options[index]).find(({ name }) => name);
  const verdict = named && !credit ? `misconception:${named.name}` : "wrong";
  if (named && ticked.length === 1) return { verdict, credit, remark: named.remark };
  const told = options.flatMap(({ correct, ticked: earned, missed }, index) =>
    ticked.includes(index) ? [earned] : correct ? [missed] : []);
  const wrong = misses ? `, and ${misses} wrong ${misses === 1 ? "one" : "ones"}` : "";
  const counted = `You ticked ${hits} of the ${all} correct options${wrong}.`;
  return { verdict, credit, remark: list(counted, told) };
}
