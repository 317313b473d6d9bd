// The keys of a question, with a connection or without: 1–9 choose, n goes on. Those for a hint (?)
// and the solution (s) only lead there, so that no stray key gives anything away. They go by their
// place on the keyboard, and so work with any layout.
const typing = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

export const shortcutsOn = () => localStorage.getItem("keys") !== "off";

export function switchShortcuts() {
  localStorage.setItem("keys", shortcutsOn() ? "off" : "on");
  tellShortcuts();
}

// The numbers beside options are shown only while they choose something.
const tellShortcuts = () => document.documentElement.toggleAttribute("data-no-keys", !shortcutsOn());

// Whether a key may be a shortcut: nothing else took it, and nothing is being typed.
export function isFree(event) {
  const taken = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey;
  return !taken && shortcutsOn() && !event.target.closest?.(typing);
}

// `box` holds the question.
export function listenForKeys(box) {
  tellShortcuts();
  document.addEventListener("keydown", (event) => {
    if (!isFree(event)) return;
    const presses = toPress(event, box);
    const found = presses ?? toReach(event, box);
    if (!found) return;
    event.preventDefault();
    presses?.click();
    found.focus();
  });
}

function toPress({ code }, box) {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  if (digit) return box.querySelectorAll("form .option input:enabled")[digit - 1];
  return code === "KeyN" ? box.querySelector("[data-next]") : undefined;
}

function toReach({ key, code }, box) {
  if (key === "?") return box.querySelector("button[value=hint]");
  return code === "KeyS" ? box.querySelector("[data-solution]") : undefined;
}
