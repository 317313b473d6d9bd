// What this browser keeps: the pack that was taken along, and the answers that were not sent yet.
const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open("quizapp", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("packs");
    request.result.createObjectStore("answers", { keyPath: "key" });
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function ask(store, mode, act) {
  const transaction = (await opened).transaction(store, mode);
  const request = act(transaction.objectStore(store));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

export const pack = () => ask("packs", "readonly", (packs) => packs.get("last"));
export const keepPack = (found) => ask("packs", "readwrite", (packs) => packs.put(found, "last"));
export const answers = () => ask("answers", "readonly", (kept) => kept.getAll());
export const keepAnswer = (answer) => ask("answers", "readwrite", (kept) => kept.put(answer));
export const dropAnswer = (key) => ask("answers", "readwrite", (kept) => kept.delete(key));
