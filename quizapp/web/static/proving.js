// The proof of a draft's key, a few seeds at a time, for as long as the draft stays as it is.

// What the editor holds, without what only says how to preview it.
export function content(form) {
  const fields = [...new FormData(form)].filter(([name]) => name === "text" || name.startsWith("field:"));
  return JSON.stringify(fields);
}

let running = 0;

export async function prove(form, place) {
  const turn = ++running;
  const sent = content(form);
  let first = 0;
  while (place.isConnected && turn === running && content(form) === sent) {
    const body = new FormData(form);
    body.set("first", first);
    const answer = await fetch(form.dataset.proof, { method: "POST", body }).catch(() => null);
    const page = answer?.ok && !answer.redirected ? await answer.text() : "";
    if (content(form) !== sent || turn !== running) return;
    if (!page) {
      place.textContent = "Not proved: the server can't be reached, or you are signed out. Try again.";
      return;
    }
    place.innerHTML = page;
    if (place.querySelector("[data-done]")) return;
    first = Number(place.querySelector("[data-next]")?.dataset.next ?? Infinity);
    if (!Number.isFinite(first)) return;
  }
}
