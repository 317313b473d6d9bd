import { picks } from "../offline/picks.js";

export default function mark(key, text) {
  return key.options[picks(text, key.options.length)[0]];
}
