// Arithmetic is worked out beside its field while it is typed, as the server will read it.
import { significant } from "./decimals.js";
import { readTyped, Unreadable } from "./offline/number.js";

const DIGITS = 8;

export function workedOut(text, unit = "", whole = false) {
  try {
    const found = readTyped(text, unit, whole);
    return found.computed ? `= ${significant(found.value, DIGITS).replace("-", "\u2212")}` : "";
  } catch (error) {
    if (error instanceof Unreadable) return "";
    throw error;
  }
}

function show(field) {
  const result = workedOut(field.value, field.dataset.reads, "whole" in field.dataset);
  let beside = field.nextElementSibling;
  if (!beside?.matches(".worked-out")) {
    if (!result) return;
    beside = document.createElement("output");
    beside.className = "worked-out";
    beside.htmlFor = field.id;
    field.after(beside);
  }
  beside.value = result;
}

document.addEventListener("input", ({ target }) => target.matches?.("[data-reads]") && show(target));
document.querySelectorAll("[data-reads]").forEach(show);
