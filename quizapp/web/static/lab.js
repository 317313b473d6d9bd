// Steps through the training without loading pages: play, pause, keys, and the slider. Everything
// shown is also in the address, and every step is a page of its own without this.
import { fixed } from "./decimals.js";
import { drawHeat } from "./heat.js";

const lab = document.querySelector("[data-lab]");
const slider = lab.querySelector("[data-step]");
const playButton = lab.querySelector("[data-play]");
const last = Number(lab.dataset.last);
const most = Number(lab.dataset.most);
const SETTLED = 150; // milliseconds
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const chunks = new Map(); // number of the chunk → promise of its frames
let step = Number(slider.value);
let playing = false;
let settling; // browsers refuse to change the address many times a second

function chunk(number) {
  if (!chunks.has(number)) {
    const address = new URL(lab.dataset.frames, location.href);
    address.searchParams.set("step", number * most);
    const coming = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    });
    coming.catch(() => chunks.delete(number));
    chunks.set(number, coming);
  }
  return chunks.get(number);
}

async function frameAt(wanted) {
  const frames = await chunk(Math.floor(wanted / most));
  return frames[wanted % most];
}

const signed = (number, decimals) => fixed(number, decimals).replace("-", "\u2212");
const thickness = (weight) => (0.6 + (7 * Math.abs(weight)) / (Math.abs(weight) + 2)).toFixed(2);

function say(name, text) {
  lab.querySelector(`[data-show="${name}"]`).textContent = text;
}

function drawScores(frame) {
  say("step", frame.step);
  for (const which of ["seen", "unseen"]) {
    const [loss, accuracy] = frame[which];
    say(which, fixed(loss, 4));
    say(`${which}-right`, `${Math.round(100 * accuracy)}% correct`);
  }
}

function drawWeights(frame) {
  for (const [cell, weight] of Object.entries(frame.weights)) {
    const edge = lab.querySelector(`[data-edge="${cell}"]`);
    edge?.setAttribute("stroke-width", thickness(weight));
    edge?.classList.toggle("below", weight < 0);
    edge?.classList.toggle("above", weight >= 0);
    const label = lab.querySelector(`[data-label="${cell}"]`);
    if (label) label.textContent = signed(weight, 2);
    lab.querySelector(`[data-weight="${cell}"]`).textContent = signed(weight, 4);
    lab.querySelector(`[data-gradient="${cell}"]`).textContent = signed(frame.gradients[cell], 4);
  }
}

function drawCurve(frame) {
  const line = lab.querySelector("[data-now]");
  const [start, end] = [Number(line.dataset.start), Number(line.dataset.end)];
  const x = start + ((end - start) * frame.step) / Number(line.dataset.steps);
  line.setAttribute("x1", x);
  line.setAttribute("x2", x);
}

function turnLinks() {
  for (const link of lab.querySelectorAll("[data-by]")) {
    const to = target(link);
    if (to === step) {
      link.removeAttribute("href");
      link.setAttribute("aria-disabled", "true");
    } else {
      link.href = addressOf(to);
      link.removeAttribute("aria-disabled");
    }
  }
  const make = lab.querySelector("[data-make]");
  if (make) {
    const address = new URL(make.href);
    address.searchParams.set("step", step);
    make.href = address;
  }
}

function target(link) {
  const { by } = link.dataset;
  if (by === "start") return 0;
  if (by === "end") return last;
  return Math.min(last, Math.max(0, step + Number(by)));
}

function addressOf(wanted) {
  const address = new URL(lab.dataset.here, location.href);
  address.searchParams.set("step", wanted);
  return address;
}

async function show(wanted) {
  step = Math.min(last, Math.max(0, wanted));
  slider.value = step;
  const asked = step;
  let frame;
  try {
    frame = await frameAt(step);
  } catch {
    pause();
    location.assign(addressOf(asked)); // the page says what is wrong
    return;
  }
  if (asked !== step) return; // a later step was asked for meanwhile
  const map = Array.from(frame.map, (letter) => (letter.charCodeAt(0) - 33 + 0.5) / 94);
  drawHeat(lab, map);
  lab.querySelector("#boundary-about").textContent = frame.about;
  drawScores(frame);
  drawWeights(frame);
  drawCurve(frame);
  turnLinks();
  slider.setAttribute("aria-valuetext", `step ${step}, loss ${fixed(frame.seen[0], 4)}`);
  clearTimeout(settling);
  settling = setTimeout(() => history.replaceState(null, "", addressOf(step)), SETTLED);
}

function pause() {
  playing = false;
  playButton.textContent = "Play";
}

// One step at a time; in calm, ten, and no more than one change a second.
async function play() {
  if (step === last) await show(0);
  playing = true;
  playButton.textContent = "Pause";
  while (playing && step < last) {
    const [by, wait] = calm.matches ? [10, 1000] : [1, 60];
    await Promise.all([show(step + by), new Promise((done) => setTimeout(done, wait))]);
  }
  if (playing) pause();
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target.closest("input, select, textarea");
  const arrow = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (event.key === " " && !field?.matches(":not([type=range])") && !event.target.closest("button, summary")) {
    event.preventDefault();
    if (playing) pause();
    else play();
  } else if (arrow && !field?.matches(":not([type=range])") && !event.target.closest(".scroll")) {
    event.preventDefault();
    pause();
    show(step + arrow * (event.shiftKey ? 10 : 1));
  }
}

playButton.hidden = false;
document.querySelector("[data-lab-keys]").hidden = false;
playButton.addEventListener("click", () => (playing ? pause() : play()));
slider.addEventListener("input", () => {
  pause();
  show(Number(slider.value));
});
for (const link of lab.querySelectorAll("[data-by]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    pause();
    show(target(link));
  });
}
document.addEventListener("keydown", onKey);
slider.setAttribute("aria-valuetext", `step ${step}`);
