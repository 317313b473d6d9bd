// Boxes that scroll sideways can be reached and scrolled with the keyboard.
const boxes = ".formula, .blanks .label, .long, .scroll, pre, .option .text, .movable .text, .pairs .left, .pairs .given, .partners .text";

function reach() {
  for (const box of document.querySelectorAll(boxes)) {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

document.fonts.ready.then(reach);
addEventListener("resize", reach);
