// What is typed into a question: the text of each part as the server reads it, kept over a reload.

export function responses(form, sheet) {
  const data = new FormData(form);
  const ticks = data.getAll("point").join(" ") || "none";
  return Object.fromEntries(sheet.parts.map(({ name }) => {
    const fields = [...form.elements].filter((field) => field.name === `answer:${name}`);
    const several = fields.some((field) => "number" in field.dataset); // each after its hidden number
    const blank = several && fields.every((field) => "number" in field.dataset || !field.value.trim());
    const text = blank ? "" : data.getAll(`answer:${name}`).join(" ").replaceAll("\r\n", "\n").trim();
    const checked = text && data.has("checked"); // beside its model answer
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

export function keepTyped(form, place) {
  sessionStorage.setItem(place, JSON.stringify([...new FormData(form)]));
}

export function forgetTyped(place) {
  sessionStorage.removeItem(place);
}

export function restoreTyped(form, place) {
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "[]");
  const places = {};
  for (const [name, value] of kept) {
    const fields = [...form.elements].filter((field) => field.name === name);
    const chosen = fields.find((field) => /radio|checkbox/.test(field.type) && field.value === value);
    if (chosen) chosen.checked = true;
    else {
      places[name] = (places[name] ?? -1) + 1;
      const field = fields[places[name]];
      if (field && !/radio|checkbox/.test(field.type)) field.value = value;
    }
  }
}
