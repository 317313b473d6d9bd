import { RIGHT, Unreadable, words } from "../offline/picks.js";

export default function mark(key, text) {
  const given = words(text);
  const partners = new Set(given.map((pair) => pair.replace(/^[0-9]+/, "")));
  if (given.length < key.key.length) throw new Unreadable("Give each item a match.");
  if (partners.size < given.length) throw new Unreadable("Each partner fits one only.");
  const count = key.key.length;
  const off = key.key.filter((pair) => !given.includes(pair));
  if (!off.length) return RIGHT;
  const chance = count / key.shown;
  const credit = Math.max(0, (count - off.length - chance) / (count - chance));
  const remark = `${count - off.length} of ${count} pairs are correct. Check item ${parseInt(off[0], 10)}.`;
  return { verdict: "wrong", credit, remark };
}
