// A page that was open for long has a token that counts no more: it fetches another, as long as it
// is still the page of whoever is signed in.
import { at } from "./root.js";

// Sends what a form holds, twice if its token had aged; null without a connection.
export async function sendForm(form, path) {
  const send = () => fetch(path, { method: "POST", body: new FormData(form), keepalive: true }).catch(() => null);
  const answer = await send();
  return answer?.status === 400 && (await renew()) ? send() : answer;
}

async function renew() {
  const now = await fetch(at("/offline/who"), { cache: "no-store" }).then((answer) => answer.json()).catch(() => null);
  if (!now || String(now.account ?? "") !== document.documentElement.dataset.account) return false;
  for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = now.csrf_token;
  return true;
}
