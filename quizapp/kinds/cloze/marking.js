import { place, unified } from "../offline/lookalikes.js";
import { RIGHT, Unreadable, list, strip } from "../offline/picks.js";
import number from "./number.js";

const NUMBERED = /(?:^|(?<=[\s;]))([1-9]):/gu;
const isGivenUp = (text) => unified(text) === "-";
const EMPTY = { verdict: "wrong", credit: 0, remark: "" };

export default function mark(key, raw) {
  const given = pieces(raw);
  const count = key.blanks.length;
  if (!given.length) throw new Unreadable(key.how);
  const numbers = given.map(([at]) => at).sort();
  if (numbers.length !== count || numbers.some((at, index) => at !== index + 1)) {
    throw new Unreadable(`Fill in blanks 1 to ${count}, each of them once.`);
  }
  if (!given.some(([, text]) => text)) throw new Unreadable("Nothing was entered.");
  const texts = given.sort(([one], [other]) => one - other).map(([, text]) => text);
  const marks = texts.map((text, index) => {
    try {
      return markBlank(key, key.blanks[index], text, index + 1);
    } catch (error) {
      if (error.open) error.filled = texts.map((each, at) => `${at + 1}: ${each || "-"}`).join("; ");
      throw error;
    }
  });
  const right = marks.filter(({ credit }) => credit === 1).length;
  const told = marks.flatMap((each, index) => tell(each, key.blanks[index], index + 1));
  if (right === count) return { ...RIGHT, remark: told.length ? list("", told) : "" };
  const named = marks.find(({ verdict }) => verdict.startsWith("misconception"));
  if (named && texts.filter((text) => !isGivenUp(text)).length === 1) return named;
  const remark = list(`${right} of ${count} blanks are correct.`, told);
  const earned = marks.reduce((sum, { credit }) => sum + credit, 0);
  return { verdict: named && !earned ? named.verdict : "wrong", credit: earned / count, remark };
}

function pieces(raw) {
  const text = unified(raw);
  const marks = [...text.matchAll(NUMBERED)];
  if (!marks.length || strip(raw.slice(0, place(raw, marks[0].index)).replaceAll(";", ""))) return [];
  return marks.map((found, index) => {
    const end = index + 1 < marks.length ? place(raw, marks[index + 1].index) : raw.length;
    const piece = raw.slice(place(raw, found.index + found[0].length), end);
    return [Number(found[1]), strip(strip(piece).replace(/;+$/u, ""))];
  });
}

function markBlank(key, blank, text, at) {
  if (!text) throw Object.assign(new Unreadable(`Blank ${at} is still empty.`), { open: true });
  if (isGivenUp(text)) return EMPTY;
  try {
    return blank.accept ? words(key, blank, plain(text)) : number(blank, text);
  } catch (error) {
    if (error instanceof Unreadable) error.message = `Blank ${at}: ${error.message}`;
    throw error;
  }
}

function words(key, blank, given) {
  if (key.listed.length && !key.listed.includes(given)) throw new Unreadable(key.choose);
  if (blank.accept.some(({ text }) => same(text, given))) return RIGHT;
  const named = blank.wrong.find(({ text }) => same(text, given));
  if (named) return { verdict: `misconception:${named.name}`, credit: 0, remark: named.remark };
  const near = blank.accept.find(({ text, slips }) => apart(given, text) <= slips);
  return near ? { ...RIGHT, remark: near.remark } : EMPTY;
}

function tell({ credit, remark }, blank, at) {
  if (credit === 1) return remark ? [`Blank ${at}: ${remark}`] : [];
  return [`Blank ${at}: ${[blank.right, remark].filter(Boolean).join(" ")}`];
}

// As engine/answers/_words.py has them.
const SPELLINGS = [
  [/(ward)s\b/g, "$1"],
  [/(\w\w\w)is(e|es|ed|er|ing|ation|able)\b/g, "$1iz$2"],
  [/(\w\w\w)ys(e|es|ed|er|ing)\b/g, "$1yz$2"],
  [/(\w\w\w)our/g, "$1or"],
  [/(\w\w)ll(ed|er|ing)\b/g, "$1l$2"],
  [/(cent|met)red\b/g, "$1ered"],
  [/(cent|met)re(s?)\b/g, "$1er$2"],
];
const PLURALS = [[/(ss|x|z|ch|sh|bias)es$/, "$1"], [/(\w\w)ies$/, "$1y"], [/(\w\w[^aisu\W])s$/, "$1"]];

const put = (text, list) => list.reduce((said, [pattern, better]) => said.replace(pattern, better), text);
const same = (one, other) => put(one, PLURALS) === put(other, PLURALS);

function plain(text) {
  const words = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return put(words, SPELLINGS).replace(/[\s\-‐‑‒–—_'’`]+/gu, "");
}

// How many letters are put in, left out, changed or swapped with a neighbour; at most 3.
function apart(first, second) {
  const [one, other] = [[...first], [...second]];
  if (Math.abs(one.length - other.length) > 2) return 3;
  let [last, before, row] = [[], [], [...Array(other.length + 1).keys()]];
  one.forEach((a, index) => {
    const i = index + 1;
    [last, before, row] = [before, row, [i]];
    other.forEach((b, below) => {
      const j = below + 1;
      let cost = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + Number(a !== b));
      if (i > 1 && j > 1 && a === other[j - 2] && one[i - 2] === b) cost = Math.min(cost, last[j - 2] + 1);
      row.push(cost);
    });
  });
  return Math.min(row.at(-1), 3);
}
