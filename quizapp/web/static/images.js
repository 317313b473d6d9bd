// An image that is chosen or pasted goes to where the cursor was in a text of the question.
const adder = document.querySelector("[data-add-image]");
const form = adder.closest("form");
const chosen = adder.querySelector("#image");
const shows = adder.querySelector("#image_alt");
const trouble = adder.querySelector("#image-trouble");
const isText = (field) => field.matches?.("textarea");
chosen.name = ""; // so that neither a preview nor a draft sends it
const remove = adder.querySelector("#image-remove");
const STAYS = ["preview", "another", "try", "prove"]; // buttons that leave the page as it is
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
  remove.hidden = false;
  trouble.textContent = "Say what the image shows, then press Add image.";
  shows.focus();
});

// Below the question, if no text has had the cursor yet.
function place() {
  const field = last && document.getElementById(last.id);
  if (field) return { field, from: last.from, to: last.to };
  const below = document.getElementById("f-prompt");
  return below && { field: below, from: below.value.length, to: below.value.length };
}

// Whether the image is now in its text.
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
    adder.open = true;
    (chosen.files[0] ? shows : chosen).focus();
    return false;
  }
  const { field, from, to } = place();
  const [before, after] = [field.value.slice(0, from), field.value.slice(to)];
  const apart = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const below = after === "" || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  if (field.rows < 5) field.rows = 5;
  field.focus();
  field.setRangeText(`${apart}${said.markdown}${below}`, from, to, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  forget();
  adder.open = false;
  return true;
}

function forget() {
  trouble.textContent = chosen.value = shows.value = "";
  remove.hidden = true;
}

chosen.addEventListener("change", () => {
  remove.hidden = !chosen.files[0];
});
remove.addEventListener("click", () => {
  forget();
  chosen.focus();
});

// A button that leaves the page takes an image along that was chosen and not added yet.
form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  const adds = button?.id === "image-button";
  if (!adds && (!chosen.files[0] || STAYS.includes(button?.value))) return;
  if (!place()) {
    chosen.name = "image"; // the server finds a place for it, or says that it is not added
    return;
  }
  event.preventDefault();
  if ((await add(button)) && !adds) form.requestSubmit(button);
});
shows.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  form.requestSubmit(adder.querySelector("#image-button"));
});
