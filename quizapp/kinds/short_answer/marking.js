import { RIGHT, Unreadable, list, picks, strip } from "../offline/picks.js";

const CHECKED = /\[self-check:([^[\]]*)\]$/;

export default function mark(key, text) {
  const match = CHECKED.exec(strip(text));
  if (!match) throw new Unreadable("Compare your answer with the model answer and tick the points it covers.");
  const covered = strip(match[1]) === "none" ? [] : picks(match[1], key.rubric.length);
  const missed = key.rubric.filter((_, index) => !covered.includes(index));
  if (!missed.length) return RIGHT;
  const weigh = (entries) => entries.reduce((total, { weight }) => total + weight, 0);
  const credit = weigh(covered.map((index) => key.rubric[index])) / weigh(key.rubric);
  const counted = `${covered.length} of ${key.rubric.length} points covered. You missed:`;
  return { verdict: "wrong", credit, remark: list(counted, missed.map(({ point }) => point)) };
}
