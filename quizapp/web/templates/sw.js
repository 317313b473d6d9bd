// Pages come from the network, and without one the page that works without. What an address with a
// digest names never changes, so it comes from here, if it is here.
const ROOT = {{ root|tojson }}; // the path under which the site is, often none
const OURS = `quizapp${ROOT}-`;
const CACHE = `${OURS}{{ digest }}`;
const SHELL = {{ shell|tojson }};
const KEPT = {{ kept|tojson }};

// What was fetched for pages before is in the browser's own cache, so that only the page is asked for
// again; as nobody: what is kept here must show nothing of a learner.
const fetched = (path) =>
  new Request(path, { credentials: "omit", cache: path === SHELL ? "no-cache" : "default" });

// Pages ask for this when they are idle: a first visit must not wait for what works offline.
async function keep() {
  const cache = await caches.open(CACHE);
  if (!(await cache.match(SHELL))) await cache.addAll(KEPT.map(fetched));
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function fromNetwork(request, otherwise) {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await caches.match(otherwise);
    if (!found) throw error;
    return found;
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(keep().catch(() => {})));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fromNetwork(request, SHELL));
  } else if (url.pathname.startsWith(`${ROOT}/static/`)) {
    const lasting = url.searchParams.has("v");
    event.respondWith(
      lasting ? caches.match(request).then((found) => found ?? fetch(request)) : fromNetwork(request, request),
    );
  }
});
