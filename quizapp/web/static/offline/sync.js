// Brings what was answered without a connection to the server, which marks it and counts it once.
import { at } from "../root.js";
import { answers, dropAnswer, keepAnswer } from "./store.js";

const AT_ONCE = 20;
const UNREAD = "The server couldn't read it.";
const TOO_LARGE = "It is too large.";

// Who the browser is signed in as now: {learner, account, csrf_token}; null without a connection.
export async function who() {
  try {
    const answer = await fetch(at("/offline/who"), { cache: "no-store" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

export async function post(path, token, body) {
  const answer = await fetch(at(path), {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body ?? {}),
  });
  if (answer.ok) return answer.json();
  const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
  const detail = said?.detail ?? (answer.status === 413 ? TOO_LARGE : undefined);
  throw Object.assign(new Error(`${path}: ${answer.status}`), { detail });
}

// What waits to be sent, and what the server refused, which stays until its learner has seen why.
export const waiting = async () => (await answers()).filter(({ refused }) => !refused);
export const refusals = async () => (await answers()).filter(({ refused }) => refused);

// Other pages look here before they open the database of the browser.
export async function tally() {
  localStorage.setItem("unsent", (await waiting()).length);
  localStorage.setItem("refused", (await refusals()).length);
}

// Sends what `learner` answered; gives the outcomes, refused ones among them. An answer goes from
// here only when the server has counted it.
export async function send({ learner, csrf_token }, whose = learner) {
  const mine = (await waiting()).filter((answer) => answer.learner === whose);
  mine.sort((one, other) => one.answered_at.localeCompare(other.answered_at));
  const outcomes = [];
  for (let start = 0; start < mine.length; start += AT_ONCE) {
    for (const outcome of await told(csrf_token, mine.slice(start, start + AT_ONCE))) {
      const answer = mine.find(({ key }) => key === outcome.key);
      if (outcome.attempt) await dropAnswer(outcome.key);
      else await keepAnswer({ ...answer, refused: outcome.detail || UNREAD });
      outcomes.push({ ...outcome, title: answer.title });
    }
  }
  await tally();
  return outcomes;
}

// The outcomes of these answers; one by one where the server cannot read them together.
async function told(token, some) {
  const attempts = some.map(({ learner: _, title: __, statement: ___, written: ____, ...answer }) => answer);
  try {
    return (await post("/offline/answers", token, { attempts })).outcomes;
  } catch (error) {
    if (!error.detail) throw error;
    if (some.length === 1) return [{ key: some[0].key, outcome: "refused", detail: error.detail }];
    return (await Promise.all(some.map((answer) => told(token, [answer])))).flat();
  }
}

// From any other page: what waits is sent, and the page says what became of it.
export async function sendQuietly() {
  const me = (await waiting()).length ? await who() : null;
  const outcomes = me ? await send(me).catch(() => []) : [];
  const taken = outcomes.filter(({ attempt }) => attempt).length;
  await tally();
  if (taken) say(`${counted(taken)} from offline marked and counted.`);
  const refused = await refusals();
  if (!refused.length) return;
  const reasons = [...new Set(refused.map((answer) => answer.refused))];
  const link = Object.assign(document.createElement("a"), { href: at("/offline"), textContent: "See what you answered" });
  say(`${counted(refused.length)} couldn't be counted: ${reasons[0]}${reasons.length > 1 ? " …" : ""} `, link);
}

const counted = (number) => `${number} answer${number === 1 ? "" : "s"}`;

function say(...words) {
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.setAttribute("role", "status");
  notice.append(...words);
  document.querySelector("main").prepend(notice);
}
