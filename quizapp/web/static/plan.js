// The time zone need not be typed: the browser knows it.
const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
const zone = document.querySelector("[data-zone]");
if (zone && zone.value === zone.defaultValue) zone.value = here() || zone.value;
// A name that only the browser knows is kept as the browser says it.
addEventListener("submit", () => {
  for (const said of document.querySelectorAll("[data-browser-zone]")) said.value = here();
}, true);

// Hundreds of zones are made into a list only for those who look at it.
const zones = document.querySelector("[data-zones]");
document.querySelector("#time_zone").addEventListener("focus", () => zones.insertAdjacentHTML("afterend", zones.textContent), { once: true });
