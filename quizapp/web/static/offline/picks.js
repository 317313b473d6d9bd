// What the scripts of the kinds share, each of which marks a text by the keys of a part.
import { strip, Unreadable } from "./number.js";

export { strip, Unreadable };

export const RIGHT = { verdict: "correct", credit: 1, remark: "" };

export function words(text) {
  return strip(text).split(/\s+/);
}

export function picks(text, count) {
  const found = words(text).map((word) => Number(word) - 1);
  if (found.some((index) => !(Number.isInteger(index) && index >= 0 && index < count))) {
    throw new Unreadable("Choose from what is there.");
  }
  return found;
}

export function list(before, entries) {
  return `<p>${before}</p><ul>${entries.map((entry) => `<li>${entry}</li>`).join("")}</ul>`;
}
