// Brings what was answered without a connection to the server, which marks it and counts it once.
import { answers, dropAnswer } from "./store.js";

const AT_ONCE = 20;

// Who the browser is signed in as now: {learner, csrf_token}; null without a connection.
export async function who() {
  try {
    const answer = await fetch("/offline/who", { cache: "no-store" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

export async function post(path, token, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body ?? {}),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

// Sends what `learner` answered; gives the outcomes, refused ones among them. An answer goes from
// here only when the server has said what became of it.
export async function send({ learner, csrf_token }, whose = learner) {
  const mine = (await answers()).filter((answer) => answer.learner === whose);
  mine.sort((one, other) => one.answered_at.localeCompare(other.answered_at));
  const outcomes = [];
  for (let start = 0; start < mine.length; start += AT_ONCE) {
    const some = mine.slice(start, start + AT_ONCE).map(({ learner: _, title: __, ...answer }) => answer);
    const told = await post("/offline/answers", csrf_token, { attempts: some });
    for (const outcome of told.outcomes) {
      const { title } = mine.find(({ key }) => key === outcome.key);
      await dropAnswer(outcome.key);
      outcomes.push({ ...outcome, title });
    }
  }
  return outcomes;
}

// From any other page: what waits is sent, and the page says so.
export async function sendQuietly() {
  const me = await who();
  const taken = me ? (await send(me)).filter(({ attempt }) => attempt).length : 0;
  localStorage.setItem("unsent", (await answers()).length);
  if (!taken) return;
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.setAttribute("role", "status");
  notice.textContent = `${taken} answer${taken === 1 ? "" : "s"} from offline marked and counted.`;
  document.querySelector("main").prepend(notice);
}
