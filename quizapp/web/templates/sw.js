// Pages come from the network, and without one the page that works without. What an address with a
// digest names never changes, so it comes from here.
const CACHE = "quizapp-{{ digest }}";
const SHELL = {{ shell|tojson }};
const KEPT = {{ kept|tojson }};

async function install() {
  const cache = await caches.open(CACHE);
  // as nobody: what is kept here must show nothing of a learner
  await cache.addAll(KEPT.map((path) => new Request(path, { credentials: "omit", cache: "no-cache" })));
  await self.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("quizapp-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

const kept = async (request) => (await caches.open(CACHE)).match(request);

async function fromNetwork(request, otherwise) {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await kept(otherwise);
    if (!found) throw error;
    return found;
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fromNetwork(request, SHELL));
  } else if (url.pathname.startsWith("/static/")) {
    const lasting = url.searchParams.has("v");
    event.respondWith(
      lasting ? kept(request).then((found) => found ?? fetch(request)) : fromNetwork(request, request),
    );
  }
});
