// While a blank has the focus, the edges its value comes along are lit, in the direction of flow.

export function lightPaths(network) {
  const lines = network.querySelectorAll("[data-paths]");
  const light = (name, backwards) => {
    for (const line of lines) {
      const on = Boolean(name) && line.dataset.paths.split(" ").includes(name);
      line.classList.toggle("lit", on);
      line.classList.toggle("backwards", on && backwards);
    }
  };
  const canvas = network.closest(".picture");
  canvas.addEventListener("focusin", (event) => {
    const spot = event.target.closest(".spot");
    light(spot?.id, spot?.classList.contains("backward"));
  });
  canvas.addEventListener("focusout", () => light("", false));
}
