// Practise saying an answer aloud. The recording stays on this page and is never sent; what is
// submitted is only that there was one, and how long it was.
function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

export function enhanceSpoken(box) {
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) return;
  const text = document.getElementById(box.dataset.spoken);
  const [button, time, player] = ["button", "[data-time]", "audio"].map((one) => box.querySelector(one));
  let recorder = null;
  let began = 0;
  let ticking = 0;

  function stopped(pieces, stream) {
    clearInterval(ticking);
    stream.getTracks().forEach((track) => track.stop());
    URL.revokeObjectURL(player.src);
    player.src = URL.createObjectURL(new Blob(pieces, { type: recorder.mimeType }));
    player.hidden = false;
    button.textContent = "Record again";
    const said = `[Spoken answer, ${clock((performance.now() - began) / 1000)}]`;
    const written = text.value.replace(/\n*\[Spoken answer, \d+:\d\d\]$/, "");
    text.value = written ? `${written}\n${said}` : said;
    text.dispatchEvent(new Event("input", { bubbles: true })); // it is a draft like any other
    recorder = null;
  }

  async function record() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    if (!stream) {
      time.textContent = "The microphone can't be used. Allow it for this site, then try again.";
      return;
    }
    const pieces = [];
    recorder = new MediaRecorder(stream);
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => stopped(pieces, stream));
    recorder.start();
    began = performance.now();
    button.textContent = "Stop";
    time.textContent = clock(0);
    ticking = setInterval(() => (time.textContent = clock((performance.now() - began) / 1000)), 500);
  }

  button.addEventListener("click", () => (recorder ? recorder.stop() : record()));
  box.hidden = false;
}
