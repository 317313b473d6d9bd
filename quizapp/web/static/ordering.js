// Ordering by moving: the items themselves become the list, with buttons and dragging.

function button(label, sign, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

function build(item, field) {
  const row = document.createElement("li");
  const value = document.createElement("input");
  Object.assign(value, { type: "hidden", name: field, value: item.dataset.item });
  const text = item.querySelector(".text");
  const words = text.textContent.trim();
  const move = (before) => (event) => {
    const other = before ? row.previousElementSibling : row.nextElementSibling;
    if (other) before ? other.before(row) : other.after(row);
    event.currentTarget.focus();
  };
  row.draggable = true;
  row.append(
    text,
    value,
    button(`Move up: ${words}`, "↑", move(true)),
    button(`Move down: ${words}`, "↓", move(false)),
  );
  return row;
}

function makeDraggable(list) {
  let dragged = null;
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("li");
    dragged?.classList.add("dragged");
  });
  list.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    dragged = null;
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!dragged || !over) return;
    event.preventDefault();
    const middle = over.getBoundingClientRect().top + over.offsetHeight / 2;
    event.clientY < middle ? over.before(dragged) : over.after(dragged);
  });
}

export function enhanceOrdering(entry) {
  const shown = entry.querySelector(".shown");
  const places = entry.querySelector(".places");
  const selects = [...places.querySelectorAll("select")];
  const field = selects[0].name;
  const rows = [...shown.children].map((item) => build(item, field));
  const chosen = selects.map((select) => Number(select.value));
  const kept = new Set(chosen).size === rows.length && !chosen.includes(0);
  const list = document.createElement("ol");
  list.className = "movable";
  list.append(...(kept ? chosen.map((number) => rows[number - 1]) : rows));
  makeDraggable(list);
  places.remove();
  shown.replaceWith(list);
}
