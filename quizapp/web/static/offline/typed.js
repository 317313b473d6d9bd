// What is typed into a question: the text of each part as the server reads it, kept over a reload.

export function responses(form, sheet) {
  const data = new FormData(form);
  const ticks = data.getAll("point").join(" ") || "none";
  return Object.fromEntries(sheet.parts.map(({ name }) => {
    const fields = [...form.elements].filter((field) => field.name === `answer:${name}`);
    const several = fields.some((field) => "number" in field.dataset); // each after its hidden number
    const blank = several && fields.every((field) => "number" in field.dataset || !field.value.trim());
    const text = blank ? "" : data.getAll(`answer:${name}`).join(" ").replaceAll("\r\n", "\n").trim();
    const checked = text && data.has("checked"); // beside its points
    return [name, checked ? `${text}\n[self-check: ${ticks}]` : text];
  }));
}

// What was answered, as a person reads it: chosen texts instead of their numbers.
export function written(form) {
  const fields = [...form.elements].filter(({ name }) => name.startsWith("answer:"));
  const several = new Set(fields.map(({ name }) => name)).size > 1;
  return fields.flatMap((field) => {
    const text = words(field).trim();
    return text ? [several ? `${field.name.slice("answer:".length)}: ${text}` : text] : [];
  });
}

function words(field) {
  const beside = (box) => field.closest(box)?.querySelector(".text")?.textContent;
  if (/radio|checkbox/.test(field.type)) return field.checked ? beside("label") ?? field.value : "";
  if (field.type === "hidden") return "number" in field.dataset ? "" : beside("li") ?? field.value;
  return field.selectedOptions ? (field.value && field.selectedOptions[0].textContent) : field.value;
}

// Where what is typed into a form is kept: for whoever is signed in, as somebody else may come next,
// and for what the form asks, whatever way led to it.
export function placeOf(form, ...names) {
  const asked = names.map((name) => form.elements[name]?.value ?? "");
  return ["unsent", document.documentElement.dataset.account, form.getAttribute("action"), ...asked].join(" ");
}

// A form that came back because nothing could be stored; the page may be left as if it had been.
export const isUnstored = () => "unstored" in document.documentElement.dataset;

// Fields that a person fills in: tokens and times are the page's own.
const fillable = (form) =>
  [...form.elements].filter(({ name, type }) => name && !/file|submit/.test(type) && (type !== "hidden" || name.startsWith("answer:")));

const isBox = ({ type }) => /radio|checkbox/.test(type);

export function keepTyped(form, place, storage = sessionStorage) {
  const kept = fillable(form).filter((field) => !isBox(field) || field.checked);
  try {
    storage.setItem(place, JSON.stringify(kept.map(({ name, value }) => [name, value])));
  } catch {
    storage.removeItem(place); // no room: rather nothing than something older
  }
}

export function forgetTyped(place, storage = sessionStorage) {
  storage.removeItem(place);
}

// Whether anything was kept.
export function restoreTyped(form, place, storage = sessionStorage) {
  const kept = JSON.parse(storage.getItem(place) ?? "null");
  for (const field of kept ? fillable(form) : []) {
    const at = kept.findIndex(([name, value]) => name === field.name && (!isBox(field) || value === field.value));
    if (isBox(field)) field.checked = at >= 0;
    else if (at >= 0) field.value = kept.splice(at, 1)[0][1];
  }
  return kept !== null;
}
