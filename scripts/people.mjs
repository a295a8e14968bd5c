// People for the demo and the bench: the browser's own engine, over HTTP against a running server, with a cookie jar and a
// device store in memory. What they write is sealed here just as it is in a browser.
import { createViteServer } from "vitest/node";
import { root } from "./serve/root.mjs";

/** @typedef {import("../lib/client/engine/contract.ts").Engine} Engine */
/** @typedef {import("../lib/client/engine/contract.ts").OpenVault} OpenVault */
/** @typedef {import("../lib/client/engine/contract.ts").Snapshot} Snapshot */
/** @typedef {{ engine: Engine, vault: () => OpenVault, saved: () => Promise<void> }} Tab */
/** @typedef {Tab & { handle: string, passphrase: string, recoveryCode: string, headers: () => Record<string, string>, address: string | undefined, openTab: (through?: string) => Tab }} Person */
/** @typedef {{ origin: string, address?: string, through?: string }} Where */
/** @typedef {Awaited<ReturnType<typeof loadProgram>>} Program */

/** How long anything that a person waits for may take, milliseconds. A thousand entries are sealed more than once. */
const PATIENCE_MS = 120_000;

/**
 * The parts of the program that are TypeScript, ready to run in Node. Vitest's own loader is what the tests run them with.
 * Call `close` at the end.
 */
export async function loadProgram() {
  const loader = await createViteServer({
    configFile: false,
    root,
    appType: "custom",
    logLevel: "error",
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    resolve: { alias: { "@": root } },
  });
  const load = (/** @type {string} */ file) => loader.ssrLoadModule(`/${file}.ts`);
  /** @type {typeof import("../lib/client/engine/engine.ts")} */
  // @ts-expect-error what a module loaded by name holds is known by its name alone
  const engine = await load("lib/client/engine/engine");
  /** @type {typeof import("../lib/client/engine/http.ts")} */
  // @ts-expect-error as above
  const http = await load("lib/client/engine/http");
  /** @type {typeof import("../lib/client/engine/known.ts")} */
  // @ts-expect-error as above
  const known = await load("lib/client/engine/known");
  /** @type {typeof import("../lib/domain/comfort/topics.ts")} */
  // @ts-expect-error as above
  const topics = await load("lib/domain/comfort/topics");
  /** @type {typeof import("../lib/domain/kinds/blank.ts")} */
  // @ts-expect-error as above
  const blank = await load("lib/domain/kinds/blank");
  /** @type {typeof import("../lib/domain/check-in/day.ts")} */
  // @ts-expect-error as above
  const day = await load("lib/domain/check-in/day");
  /** @type {typeof import("../lib/wire/packed.ts")} */
  // @ts-expect-error as above
  const packed = await load("lib/wire/packed");
  /** @type {typeof import("../lib/wire/vault.ts")} */
  // @ts-expect-error as above
  const { vaultResponse } = await load("lib/wire/vault");
  /** @type {typeof import("../components/entry/pause.ts")} */
  // @ts-expect-error as above
  const pause = await load("components/entry/pause");
  return {
    ...engine,
    ...http,
    ...known,
    ...packed,
    vaultResponse,
    ...pause,
    make: { ...topics, ...blank, ...day },
    close: () => loader.close(),
  };
}

/** A device that keeps what waits, and no key: these people never reload. @returns {import("../lib/client/engine/device.ts").Device} */
const keylessDevice = () => ({
  remember: async () => false,
  touch: async () => {},
  keeps: async () => false,
  keptFor: async () => null,
  recall: async () => null,
  forget: async () => {},
  keepUnsent: async () => true,
  dropUnsent: async () => {},
  unsentOf: async () => [],
  wipe: async () => {},
});

/**
 * A browser: tabs with one cookie jar, that hear each other. @param {Program} program @param {Where} where
 */
function newBrowser(program, { origin, address }) {
  /** @type {Map<string, string>} */
  const cookies = new Map();
  const cookie = () => [...cookies.values()].join("; ");
  /** @type {Record<string, string>} */
  const named = {};
  /** @type {Set<(message: import("../lib/client/engine/tabs.ts").TabMessage) => void>} */
  const listeners = new Set();
  /** @param {string} [through] where its requests go, in place of the server itself @returns {Tab} */
  const openTab = (through = origin) => {
    const http = program.createHttp(async (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set("origin", origin);
      headers.set("cookie", cookie());
      // What a request of this person's says of itself: whom it is for, and that their pages are open.
      for (const name of ["stile-account", "stile-access"])
        named[name] = headers.get(name) ?? named[name] ?? "";
      if (address !== undefined) headers.set("x-forwarded-for", address);
      const answer = await fetch(new URL(String(path), through), { ...init, headers });
      for (const set of answer.headers.getSetCookie()) {
        const [pair = ""] = set.split(";", 1);
        cookies.set(pair.slice(0, pair.indexOf("=")), pair);
      }
      return answer;
    });
    const engine = program.createEngine({
      http,
      device: keylessDevice(),
      joinTabs: (listen) => {
        listeners.add(listen);
        return {
          tell: (message) => {
            for (const other of listeners) if (other !== listen) other(message);
          },
        };
      },
      origin,
      now: () => Date.now(),
    });
    return watched(program, engine);
  };
  return { openTab, headers: () => ({ ...named, cookie: cookie() }) };
}

/** An engine with what it shows. @param {Program} program @param {Engine} engine @returns {Tab} */
function watched(program, engine) {
  let known = program.NOTHING_KNOWN;
  /** @type {Set<() => void>} */
  const waiting = new Set();
  engine.subscribe(
    (message) => {
      known = program.takeIn(known, message);
      for (const look of waiting) look();
    },
    () => {},
  );
  const vault = () => {
    const { snapshot } = known;
    if (snapshot.status !== "open") throw new Error(`The vault is not open: ${snapshot.status}`);
    return snapshot.vault;
  };
  /** @type {() => Promise<void>} */
  const saved = () =>
    new Promise((resolve, reject) => {
      // Words that are being typed do not wait for their turn.
      void engine.outOfView();
      const end = () => {
        clearTimeout(timer);
        waiting.delete(look);
      };
      const look = () => {
        const { snapshot } = known;
        if (snapshot.status !== "open" || snapshot.vault.saving.state !== "saved") return;
        end();
        resolve();
      };
      const timer = setTimeout(() => {
        end();
        const { snapshot } = known;
        const standing = snapshot.status === "open" ? JSON.stringify(snapshot.vault.saving) : snapshot.status;
        reject(new Error(`What was written was not saved in time: ${standing}`));
      }, PATIENCE_MS);
      waiting.add(look);
      look();
    });
  return { engine, vault, saved };
}

/**
 * Somebody new, signed up with what Stile suggests, and open. Throws when the server refuses.
 * @param {Program} program
 * @param {Where} where the server's own origin; `address` is what a proxy in front of the server would say they come from,
 *   `through` where their requests go, if not to the server itself
 * @returns {Promise<Person>}
 */
export async function newPerson(program, where) {
  const { openTab, headers } = newBrowser(program, where);
  const tab = openTab(where.through);
  const { engine } = tab;
  const [handle, passphrase, recoveryCode] = await Promise.all([
    engine.suggestHandle(),
    engine.suggestPassphrase(),
    engine.newRecoveryCode(),
  ]);
  must(await engine.signUp({ handle, passphrase, recoveryCode }, () => {}));
  return { ...tab, handle, passphrase, recoveryCode, headers, address: where.address, openTab };
}

/**
 * Links two people through the whole exchange. Throws when the server refuses.
 * @param {Person} maker
 * @param {Person} accepter
 */
export async function link(maker, accepter) {
  must(await maker.engine.makeInvite());
  const invited = maker.vault().link;
  if (invited.state !== "invited") throw new Error(`No invite was made: ${invited.state}`);
  must(await accepter.engine.acceptInvite(invited.url));
  await maker.engine.refreshLink();
  must(await maker.engine.confirmLink());
  await accepter.engine.refreshLink();
  await Promise.all([maker.saved(), accepter.saved()]);
}

/**
 * Writes an item, then ticks parts of it, each as it reads now.
 * @param {Engine} engine
 * @param {import("../lib/domain/kinds/index.ts").AnyItem} item
 * @param {readonly import("../lib/domain/kinds/index.ts").PartOf<import("../lib/domain/kinds/index.ts").AnyItem>[]} parts
 */
export async function shareParts(engine, item, parts) {
  await engine.saveItem(item);
  for (const part of parts) await engine.shareItem(item.id, { do: "tick", part });
}

/** Throws where the server refused. @param {import("../lib/client/engine/contract.ts").Outcome} outcome */
export function must(outcome) {
  if (!outcome.ok) throw new Error(`The server refused: ${outcome.problem}`);
}
