import { expect, type Page } from "@playwright/test";

/**
 * Everything that a script of this site, or the next person at the device, could find in this browser, as text: storage
 * of every kind with what is inside bytes read as text too, cookies, the address, the title and the history's state.
 */
export async function traces(page: Page): Promise<string> {
  const found = await page.evaluate(async () => {
    const texts: string[] = [];
    const seen = new Set<unknown>();
    const read = (value: unknown): void => {
      if (typeof value === "string") {
        texts.push(value);
        return;
      }
      if (typeof value !== "object" || value === null || seen.has(value)) return;
      seen.add(value);
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        const bytes =
          value instanceof ArrayBuffer
            ? new Uint8Array(value)
            : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        texts.push(new TextDecoder("utf-8").decode(bytes), new TextDecoder("utf-16le").decode(bytes));
        return;
      }
      if (value instanceof Map || value instanceof Set) {
        for (const one of value) read(one);
        return;
      }
      for (const [key, inner] of Object.entries(value)) {
        texts.push(key);
        read(inner);
      }
    };
    const settle = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });

    for (const storage of [localStorage, sessionStorage]) {
      for (let at = 0; at < storage.length; at++) {
        const key = storage.key(at) ?? "";
        texts.push(key, storage.getItem(key) ?? "");
      }
    }
    for (const { name = "" } of await indexedDB.databases()) {
      texts.push(name);
      const database = await settle(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        texts.push(store);
        const objects = database.transaction(store).objectStore(store);
        read(await settle(objects.getAllKeys()));
        for (const value of await settle(objects.getAll())) read(value);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      texts.push(name);
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        texts.push(request.url, (await (await cache.match(request))?.text()) ?? "");
      }
    }
    read(history.state);
    texts.push(document.cookie, document.title, location.href, window.name, document.referrer);
    return texts;
  });
  const cookies = (await page.context().cookies()).flatMap(({ name, value }) => [
    name,
    value,
    decodeURIComponent(value),
  ]);
  return [...found, ...cookies].join("\n");
}

/** How many things of each kind are stored: all zero where nothing is kept. */
export async function storedCounts(page: Page) {
  return page.evaluate(async () => ({
    localStorage: localStorage.length,
    sessionStorage: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }));
}

/** Everything that is on the page, with what stands in its fields. */
export async function onScreen(page: Page): Promise<string> {
  const values = await page.evaluate(() =>
    [...document.querySelectorAll("input, textarea")].map((field) =>
      field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : "",
    ),
  );
  return [await page.content(), ...values].join("\n");
}

/** Fails with the first of these words that stands in the text, whatever its capitals. */
export function expectNone(text: string, markers: readonly string[]): void {
  const lower = text.toLowerCase();
  expect(markers.filter((marker) => lower.includes(marker.toLowerCase()))).toEqual([]);
}

/** What the server says to somebody who asks from this page who is signed in. */
export const sessionStatus = (page: Page): Promise<number> =>
  page.evaluate(async () => (await fetch("/api/session", { cache: "no-store" })).status);
