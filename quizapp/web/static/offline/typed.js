// What is typed into a question: the text of each part as the server reads it, kept over a reload.

export function responses(form, sheet) {
  const data = new FormData(form);
  const ticks = data.getAll("point").join(" ") || "none";
  return Object.fromEntries(sheet.parts.map(({ name, kind }) => {
    const text = data.getAll(`answer:${name}`).join(" ").replaceAll("\r\n", "\n").trim();
    const checked = kind === "short_answer" && text && data.has("checked");
    return [name, checked ? `${text}\n[self-check: ${ticks}]` : text];
  }));
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
