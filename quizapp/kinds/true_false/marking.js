import { strip } from "../offline/picks.js";

export default function mark(key, text) {
  const right = strip(text) === key.truth;
  return { verdict: right ? "correct" : "wrong", credit: Number(right), remark: key.remark };
}
