// The fields of a question's form: what is wrong with each, and formulas as they will be read.

// Puts each problem of the preview below the field that it is about.
export function tellFields(form, preview) {
  for (const old of form.querySelectorAll("[data-told]")) old.remove();
  for (const field of form.querySelectorAll(".fields [aria-invalid], #slug")) field.removeAttribute("aria-invalid");
  for (const old of form.querySelectorAll(".fields .trouble, #slug-trouble")) old.remove();
  for (const link of preview.querySelectorAll("[data-field]")) {
    const field = document.getElementById(link.dataset.field);
    if (!field) continue;
    const told = document.createElement("span");
    told.className = "trouble";
    told.dataset.told = "";
    told.id = `${field.id}-told`;
    told.textContent = link.parentElement.textContent.trim().slice(link.textContent.length).replace(/^:\s*/, "");
    if (field.matches("fieldset")) field.querySelector("legend").after(told);
    else {
      field.setAttribute("aria-invalid", "true");
      const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !id.includes("-t"));
      field.setAttribute("aria-describedby", [...others, told.id].join(" "));
      field.closest(".field, .ticked, .entry").append(told);
    }
  }
}

const symbols = (form) => [...form.querySelectorAll("[name^='field:'][name*='symbols.']")].map((one) => one.value).join(" ");

async function typeset(form, field) {
  const body = new FormData();
  body.set("csrf_token", form.querySelector("[name=csrf_token]").value);
  body.set("formula", field.value);
  body.set("symbols", symbols(form));
  const sent = field.value;
  const answer = await fetch(form.dataset.formula, { method: "POST", body }).catch(() => null);
  if (!answer?.ok || answer.redirected || field.value !== sent) return;
  field.parentElement.querySelector("output").innerHTML = await answer.text();
}

export function typesetFormulas(form) {
  let timer;
  for (const field of form.querySelectorAll("[data-formula]")) {
    typeset(form, field);
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => typeset(form, field), 250);
    });
  }
  // Another template has other parameters.
  form.querySelector("[data-known]")?.addEventListener("change", () => form.requestSubmit(form.querySelector("[value=as-form]")));
}
