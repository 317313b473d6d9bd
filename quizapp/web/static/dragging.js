// Dragging the rows of a list, by mouse anywhere on a row and by touch on its handle, so that a
// finger elsewhere still scrolls the page. Escape puts everything back.

export function makeDraggable(list, moved) {
  let drag = null; // the row, where the pointer has it, and the order it began with

  function follow({ clientY }) {
    if (!drag) return;
    const { row, grip } = drag;
    row.style.translate = "";
    const next = [...list.children].find((other) => other !== row && clientY < middle(other)) ?? null;
    if (next !== row.nextElementSibling) {
      list.insertBefore(row, next);
      row.scrollIntoView({ block: "nearest" });
    }
    row.style.translate = `0 ${clientY - grip - row.getBoundingClientRect().top}px`;
  }

  function drop(kept) {
    if (!drag) return;
    const { row, before } = drag;
    drag = null;
    row.classList.remove("dragged");
    row.style.translate = "";
    if (!kept) list.append(...before);
    else if (before.indexOf(row) !== [...list.children].indexOf(row)) moved(row);
  }

  list.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("li");
    const held = event.pointerType === "mouse" ? !event.target.closest("button") : event.target.closest(".handle");
    if (!row || !held || event.button !== 0 || drag) return;
    event.preventDefault(); // no text is selected on the way
    list.setPointerCapture(event.pointerId);
    drag = { row, grip: event.clientY - row.getBoundingClientRect().top, before: [...list.children] };
    row.classList.add("dragged");
  });
  list.addEventListener("pointermove", follow);
  list.addEventListener("pointerup", () => drop(true));
  list.addEventListener("pointercancel", () => drop(false));
  addEventListener("keydown", ({ key }) => key === "Escape" && drop(false));
}

function middle(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}
