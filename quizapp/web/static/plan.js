// The time zone need not be typed: the browser knows it.
const zone = document.querySelector("[data-zone]");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
// A name that only the browser knows is kept as the browser says it.
for (const said of document.querySelectorAll("[data-browser-zone]")) said.value = here ?? "";
if (zone && here && zone.value === zone.defaultValue) zone.value = here;
