// An image that is chosen or pasted goes to where the cursor was in a text of the question.
const adder = document.querySelector("[data-add-image]");
const form = adder.closest("form");
const chosen = adder.querySelector("#image");
const shows = adder.querySelector("#image_alt");
const trouble = adder.querySelector("#image-trouble");
const isText = (field) => field.matches?.("textarea");
chosen.name = ""; // so that neither a preview nor a draft sends it
let last; // the text that had the cursor, and where

form.addEventListener("focusout", ({ target }) => {
  if (isText(target)) last = { id: target.id, from: target.selectionStart, to: target.selectionEnd };
});

form.addEventListener("paste", (event) => {
  const image = [...event.clipboardData.files].find((file) => file.type.startsWith("image/"));
  if (!image || !isText(event.target)) return;
  event.preventDefault();
  const files = new DataTransfer();
  files.items.add(image);
  chosen.files = files.files;
  adder.open = true;
  shows.focus();
});

// Below the question, if no text has had the cursor yet.
function place() {
  const field = last && document.getElementById(last.id);
  if (field) return { field, from: last.from, to: last.to };
  const below = document.getElementById("f-prompt");
  return below && { field: below, from: below.value.length, to: below.value.length };
}

async function add(button) {
  const body = new FormData();
  body.set("csrf_token", form.querySelector("[name=csrf_token]").value);
  body.set("image_alt", shows.value);
  if (chosen.files[0]) body.set("image", chosen.files[0]);
  button.disabled = true;
  const answer = await fetch(adder.dataset.addImage, { method: "POST", body }).catch(() => null);
  button.disabled = false;
  const said = answer?.redirected ? null : await answer?.json().catch(() => null);
  if (!said?.markdown) {
    const why = answer?.status === 413 ? "This image is larger than 8 MB. Save it smaller." : "The image could not be added. Try again.";
    trouble.textContent = said?.detail ?? why;
    (chosen.files[0] ? shows : chosen).focus();
    return;
  }
  const { field, from, to } = place();
  const before = field.value.slice(0, from);
  const apart = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  if (field.rows < 5) field.rows = 5;
  field.focus();
  field.setRangeText(`${apart}${said.markdown}`, from, to, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  trouble.textContent = chosen.value = shows.value = "";
  adder.open = false;
}

form.addEventListener("submit", (event) => {
  if (event.submitter?.id !== "image-button") return;
  if (place()) {
    event.preventDefault();
    add(event.submitter);
  } else chosen.name = "image"; // the server finds a place for it
});
shows.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  form.requestSubmit(adder.querySelector("#image-button"));
});
