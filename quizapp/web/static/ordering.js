// Ordering by moving: the items themselves become the list, with buttons, arrow keys and dragging.
import { makeDraggable } from "./dragging.js";

function button(label, sign, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

const wordsOf = (row) => row.querySelector(".text").textContent.trim();

function build(item, field, moved) {
  const row = document.createElement("li");
  const value = document.createElement("input");
  Object.assign(value, { type: "hidden", name: field, value: item.dataset.item });
  const handle = document.createElement("span");
  Object.assign(handle, { className: "handle", textContent: "⠿", ariaHidden: "true" });
  row.append(handle, item.querySelector(".text"), value);
  const move = (up) => {
    const focused = document.activeElement;
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (other) up ? other.before(row) : other.after(row);
    focused.focus(); // which moving takes away
    moved(row);
  };
  row.append(
    button(`Move up: ${wordsOf(row)}`, "↑", () => move(true)),
    button(`Move down: ${wordsOf(row)}`, "↓", () => move(false)),
  );
  row.addEventListener("keydown", (event) => {
    if (!["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    move(event.key === "ArrowUp");
  });
  return row;
}

export function enhanceOrdering(entry) {
  const shown = entry.querySelector(".shown");
  const places = entry.querySelector(".places");
  const selects = [...places.querySelectorAll("select")];
  const list = document.createElement("ol");
  const told = document.createElement("p");
  // Says where a row is now, and lets the draft of the form be saved.
  const moved = (row) => {
    told.textContent = `${wordsOf(row)}: position ${[...list.children].indexOf(row) + 1} of ${list.children.length}`;
    list.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const rows = [...shown.children].map((item) => build(item, selects[0].name, moved));
  const chosen = selects.map((select) => Number(select.value));
  const kept = new Set(chosen).size === rows.length && !chosen.includes(0);
  list.className = "movable";
  list.append(...(kept ? chosen.map((number) => rows[number - 1]) : rows));
  told.className = "visually-hidden";
  told.setAttribute("aria-live", "polite");
  makeDraggable(list, moved);
  places.remove();
  shown.replaceWith(list, told);
}
