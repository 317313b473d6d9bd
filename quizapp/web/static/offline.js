// Practising where there is no connection: questions from the pack, marked here, sent later.
import { listenForKeys } from "./keys.js";
import { mark, unreadable } from "./offline/marking.js";
import { showRefused, tryAgain } from "./offline/refused.js";
import { keepAnswer, keepPack, pack as keptPack } from "./offline/store.js";
import { post, send, tally, waiting, who } from "./offline/sync.js";
import { clear, fill, result, trouble } from "./offline/telling.js";
import { forgetTyped, keepTyped, responses, restoreTyped, written } from "./offline/typed.js";
import { enhanceOrdering } from "./ordering.js";
import { at } from "./root.js";
import "./working.js";

const part = (name) => document.querySelector(`[data-${name}]`);
const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
// Also where the address is not secure and `crypto.randomUUID` is missing.
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const { lookAgain } = document.querySelector("[data-look-again]").dataset;
const words = JSON.parse(document.querySelector("[data-words]").dataset.words); // of verdicts
let pack = null;
let me = null; // who is signed in; null without a connection

async function start() {
  part("question").hidden = true;
  part("start").hidden = false;
  pack = (await keptPack()) ?? null;
  me = await who();
  part("insecure").hidden = Boolean(navigator.serviceWorker);
  part("lost").hidden = location.pathname === at("/offline");
  part("take").hidden = !me;
  const left = pack?.questions.filter(({ done }) => !done).length ?? 0;
  part("go").hidden = !left;
  part("take").classList.toggle("primary", !left);
  part("pack").textContent = described(left);
  await showWaiting();
  await showRefused();
}

async function back() {
  await start();
  await bring(false);
}

function described(left) {
  if (!pack) return me ? "Nothing downloaded yet." : "Nothing downloaded. Come back here when you're online, and download some.";
  const day = new Date(pack.taken_at).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
  const all = pack.questions.length;
  return left
    ? `${left} of ${count(all, "question")} downloaded on ${day} ${left === 1 ? "is" : "are"} still unanswered.`
    : `All ${count(all, "question")} downloaded on ${day} are answered.`;
}

async function showWaiting() {
  const unsent = await waiting();
  const mine = unsent.filter(({ learner }) => learner === me?.learner);
  part("waiting").hidden = !unsent.length;
  const others = me && mine.length < unsent.length;
  part("count").textContent = `${count(unsent.length, "answer")}. ${
    others ? "Some were given before you or someone else signed in here. Send them only if they're yours: they count for whoever is signed in now."
      : me ? "" : "They'll be sent automatically when you open this page online."}`;
  part("send").hidden = !me;
}

async function take() {
  part("busy").textContent = "Downloading …";
  part("take").disabled = true;
  try {
    me = await who();
    const taken = await post("/offline/pack", me.csrf_token);
    await keepPack({ ...taken, taken_here: Date.now() });
    await navigator.storage?.persist?.(); // a browser short of space asks before it forgets them
    part("busy").textContent = "";
    await start();
    part("go").focus();
  } catch {
    part("busy").textContent = "That didn't work. Try again in a moment.";
  }
  part("take").disabled = false;
}

// Sends what waits; `everybody` also what was answered under another name.
async function bring(everybody) {
  if (!me) return;
  const whose = everybody ? [...new Set((await waiting()).map(({ learner }) => learner))] : [me.learner];
  const outcomes = [];
  try {
    for (const learner of whose) outcomes.push(...(await send(me, learner)));
  } catch {
    part("count").textContent = "We couldn't send them. They're still here; try again in a moment.";
    return;
  }
  me = await who(); // whoever was nobody is a guest now
  await showWaiting();
  await showRefused();
  tell(outcomes.filter(({ attempt }) => attempt));
}

// When that is by the server's clock: the one of a device may be off by years.
function now() {
  const here = Date.now();
  if (!pack.taken_here) return new Date(here);
  return new Date(Date.parse(pack.taken_at) + Math.max(0, here - pack.taken_here));
}

function tell(taken) {
  if (!taken.length) return;
  part("sent").hidden = false;
  part("told").textContent = `${count(taken.length, "answer")} marked in full and counted.`;
  part("outcomes").replaceChildren(...taken.map(({ title, attempt }) => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = at(`/attempts/${attempt}`);
    link.textContent = title;
    line.append(link);
    return line;
  }));
}

function ask() {
  const number = pack.questions.findIndex(({ done }) => !done);
  if (number < 0) return void back();
  const question = pack.questions[number];
  const box = part("question");
  const place = `offline:${pack.taken_at}:${number}`;
  part("start").hidden = true;
  box.hidden = false;
  box.innerHTML = question.asked;
  const form = box.querySelector("form");
  restoreTyped(form, place);
  form.querySelectorAll("[data-ordering]").forEach(enhanceOrdering);
  const began = Date.now();
  form.addEventListener("input", () => keepTyped(form, place));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(question, form, { began, place, action: event.submitter?.value });
  });
  settle();
  box.querySelector("h1").focus();
}

async function answer(question, form, { began, place, action }) {
  clear(form);
  const { sheet } = question;
  const texts = responses(form, sheet);
  let troubles = unreadable(sheet, texts);
  const said = { statement: form.querySelector(".prose").innerHTML, written: written(form) };
  if (action === "blank") {
    for (const [name, { filled }] of Object.entries(troubles)) texts[name] = filled ?? texts[name];
    troubles = unreadable(sheet, texts);
    for (const [name, { stays }] of Object.entries(troubles)) if (stays) delete troubles[name];
  }
  if (action === "solution") for (const name of Object.keys(troubles)) texts[name] = "";
  else if (Object.keys(troubles).length) return void (compare(question, form, texts) || trouble(form, sheet, troubles, lookAgain));
  question.done = true;
  await keepAnswer({
    key: newKey(), learner: pack.learner, title: question.title, ...said,
    question_id: question.question_id, revision: question.revision, seed: question.seed,
    fingerprint: question.fingerprint, responses: texts, leave_blank: true, door: "offline",
    answered_at: now().toISOString(), duration_seconds: Math.min(Math.max((Date.now() - began) / 1000, 0), 86400),
  });
  await keepPack(pack);
  await tally();
  forgetTyped(place);
  show(question, form, texts);
}

// A text whose points its writer ticks, before the model answer is shown.
function compare(question, form, texts) {
  const [text] = Object.values(texts);
  if (!question.compared || !text || form.querySelector(".rubric")) return false;
  const entry = form.querySelector(".entry.text");
  const written = entry.querySelector("textarea").value;
  entry.outerHTML = question.compared;
  form.querySelector("textarea").value = written;
  form.querySelector(".rubric").focus();
  return true;
}

function show(question, form, texts) {
  const marked = mark(question.sheet, texts);
  const onward = document.createElement("p");
  const next = document.createElement("button");
  const solved = document.createElement("div");
  onward.className = "actions";
  next.className = "primary";
  next.dataset.next = "";
  next.textContent = pack.questions.some(({ done }) => !done) ? "Continue" : "Done";
  next.addEventListener("click", ask);
  onward.append(next);
  solved.innerHTML = question.solved;
  fill(solved, words, marked, texts);
  const spare = question.sheet.parts.length > 1 ? ", .entry.line" : ""; // the table says it all
  for (const piece of form.querySelectorAll(`.actions, [data-troubles], kbd${spare}`)) piece.remove();
  for (const field of form.elements) field.disabled = true;
  const box = result(words, marked, texts);
  form.before(box, onward);
  form.after(solved);
  settle();
  box.focus();
  scrollTo(0, 0);
}

// What scrolls sideways is found again by the script of every page.
const settle = () => dispatchEvent(new Event("resize"));

listenForKeys(part("question"));
part("go").addEventListener("click", ask);
part("take").addEventListener("click", take);
part("send").addEventListener("click", () => bring(true));
part("again").addEventListener("click", () => tryAgain().then(back));
addEventListener("online", () => part("question").hidden && back());
addEventListener("offline", () => part("question").hidden && start());
back();
