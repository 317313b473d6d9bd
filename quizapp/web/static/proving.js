// The proof of a draft's key, a few seeds at a time, for as long as the draft stays as it is.

// What the editor holds, without what only says how to preview it.
export function content(form) {
  const fields = [...new FormData(form)].filter(([name]) => ["text", "topic", "slug"].includes(name) || name.startsWith("field:"));
  return JSON.stringify(fields);
}

let running = 0;
let proved = { of: "", page: "" };

// What was proved of the draft as it stands, for a preview that was made again.
export function soFar(form) {
  return proved.of === content(form) ? proved.page : "";
}

export async function prove(form, preview) {
  const turn = ++running;
  const sent = content(form);
  const tell = (page) => {
    proved = { of: sent, page };
    const place = preview.querySelector("[data-proof]");
    if (place) place.innerHTML = page;
    return place;
  };
  let first = "0";
  tell("<p>Proving…</p>"); // the first seeds take a moment
  while (first) {
    const body = new FormData(form);
    body.set("first", first);
    const answer = await fetch(form.dataset.proof, { method: "POST", body }).catch(() => null);
    const page = answer?.ok && !answer.redirected ? await answer.text() : "";
    if (content(form) !== sent || turn !== running) return;
    const place = tell(page || "<p class=unchecked>Not proved: the server can't be reached, or you are signed out.</p>");
    first = place?.querySelector("[data-next]")?.dataset.next;
  }
}
