import { RIGHT, Unreadable, picks } from "../offline/picks.js";

export default function mark(key, text) {
  const given = picks(text, key.key.length);
  if (new Set(given).size < key.key.length) throw new Unreadable("Give every place another one.");
  const off = given.findIndex((index, place) => index + 1 !== key.key[place]);
  if (off < 0) return RIGHT;
  return { verdict: "wrong", credit: 0, remark: `The first place that is off is number ${off + 1}.` };
}
