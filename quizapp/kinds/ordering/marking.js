import { RIGHT, Unreadable, picks } from "../offline/picks.js";

export default function mark({ key, chance }, text) {
  const given = picks(text, key.length);
  if (new Set(given).size < key.length) throw new Unreadable("Give every place another one.");
  const right = given.map((index) => key.indexOf(index + 1));
  const rise = longestRise(right);
  if (rise.length === key.length) return RIGHT;
  const some = rise.length > chance;
  const first = right.findIndex((belongs, place) => (some ? !rise.includes(place) : belongs !== place));
  const remark = `The first item to move is in position ${first + 1}.`;
  if (!some) return { verdict: "wrong", credit: 0, remark };
  const credit = (rise.length - chance) / (key.length - chance);
  const said = `${rise.length} of ${key.length} are in the right order. Of those, ${chance.toFixed(1)} would be so by chance on average; the others earn your score.`;
  return { verdict: "wrong", credit, remark: `${said} ${remark}` };
}

// The places of the longest increasing subsequence; with `after`, of what continues it. Of several,
// that with the smallest numbers.
function longestRise(numbers, after = -1) {
  let best = [];
  for (let place = after + 1; place < numbers.length; place++) {
    if (after >= 0 && numbers[place] < numbers[after]) continue;
    const run = [place, ...longestRise(numbers, place)];
    const differs = run.findIndex((at, index) => numbers[at] !== numbers[best[index]]);
    const smaller = run.length === best.length && numbers[run[differs]] < numbers[best[differs]];
    if (run.length > best.length || smaller) best = run;
  }
  return best;
}
