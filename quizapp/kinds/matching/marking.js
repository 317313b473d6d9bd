import { RIGHT, Unreadable, words } from "../offline/picks.js";

export default function mark(key, text) {
  const given = words(text);
  const letters = given.map((pair) => pair.replace(/^[0-9]+/, "")).filter((letter) => letter !== "-");
  if (given.length < key.key.length) {
    const open = key.key.map((pair) => parseInt(pair, 10)).filter((left) => !given.some((pair) => parseInt(pair, 10) === left));
    const filled = [...given, ...open.map((left) => `${left}-`)].join(" ");
    throw Object.assign(new Unreadable(`No match yet for item ${open.join(", ")}.`), { filled });
  }
  if (new Set(letters).size < letters.length) throw new Unreadable("Each partner fits one only.");
  const count = key.key.length;
  const off = key.key.filter((pair) => !given.includes(pair));
  if (!off.length) return RIGHT;
  const chance = count / key.shown;
  const credit = Math.max(0, (count - off.length - chance) / (count - chance));
  const remark = `${count - off.length} of ${count} pairs are correct. Check item ${parseInt(off[0], 10)}.`;
  return { verdict: "wrong", credit, remark };
}
