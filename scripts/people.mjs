// People for the demo and the bench: the browser's own engine, over HTTP against a running server, with a cookie jar and a
// device store in memory. What they write is sealed here just as it is in a browser.
import { createViteServer } from "vitest/node";
import { root } from "./support.mjs";

/** @typedef {import("../lib/client/engine/contract.ts").Engine} Engine */
/** @typedef {import("../lib/client/engine/contract.ts").OpenVault} OpenVault */
/** @typedef {import("../lib/client/engine/contract.ts").Snapshot} Snapshot */
/** @typedef {{ engine: Engine, handle: string, passphrase: string, recoveryCode: string, vault: () => OpenVault, saved: () => Promise<void>, headers: () => Record<string, string>, address: string | undefined }} Person */
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
  const load = (/** @type {string} */ file) => loader.ssrLoadModule(`/lib/${file}.ts`);
  /** @type {typeof import("../lib/client/engine/engine.ts")} */
  // @ts-expect-error what a module loaded by name holds is known by its name alone
  const engine = await load("client/engine/engine");
  /** @type {typeof import("../lib/client/engine/http.ts")} */
  // @ts-expect-error as above
  const http = await load("client/engine/http");
  /** @type {typeof import("../lib/domain/comfort/make.ts")} */
  // @ts-expect-error as above
  const comfort = await load("domain/comfort/make");
  /** @type {typeof import("../lib/domain/hard-moment/make.ts")} */
  // @ts-expect-error as above
  const hardMoment = await load("domain/hard-moment/make");
  /** @type {typeof import("../lib/domain/support/make.ts")} */
  // @ts-expect-error as above
  const support = await load("domain/support/make");
  /** @type {typeof import("../lib/domain/check-in/make.ts")} */
  // @ts-expect-error as above
  const checkIn = await load("domain/check-in/make");
  /** @type {typeof import("../lib/domain/sharing/verbs.ts")} */
  // @ts-expect-error as above
  const sharing = await load("domain/sharing/verbs");
  return {
    ...engine,
    ...http,
    make: { ...comfort, ...hardMoment, ...support, ...checkIn, ...sharing },
    close: () => loader.close(),
  };
}

/** A device that keeps nothing: these people never reload. @returns {import("../lib/client/engine/device.ts").Device} */
const forgetfulDevice = () => ({
  remember: async () => {},
  touch: async () => {},
  recall: async () => null,
  forget: async () => {},
  keepUnsent: async () => {},
  dropUnsent: async () => {},
  unsentOf: async () => [],
  wipe: async () => {},
});

/**
 * Somebody new, signed up with what Stile suggests, and open. Throws when the server refuses.
 * @param {Program} program
 * @param {{ origin: string, address?: string }} where the server's own origin; `address` is what a proxy in front of the
 *   server would say they come from
 * @returns {Promise<Person>}
 */
export async function newPerson(program, { origin, address }) {
  let cookie = "";
  /** @type {Record<string, string>} */
  const named = {};
  const http = program.createHttp(async (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set("origin", origin);
    if (cookie !== "") headers.set("cookie", cookie);
    // What a request of this person's says of itself: whom it is for, and that their pages are open.
    for (const name of ["stile-account", "stile-access"])
      named[name] = headers.get(name) ?? named[name] ?? "";
    if (address !== undefined) headers.set("x-forwarded-for", address);
    const answer = await fetch(new URL(String(path), origin), { ...init, headers });
    for (const set of answer.headers.getSetCookie()) cookie = set.split(";", 1)[0] ?? "";
    return answer;
  });
  const engine = program.createEngine({
    http,
    device: forgetfulDevice(),
    joinTabs: () => ({ tell: () => {} }),
    origin,
    now: () => Date.now(),
  });

  /** @type {Snapshot} */
  let snapshot = { status: "starting" };
  /** @type {Set<() => void>} */
  const waiting = new Set();
  engine.subscribe(
    (next) => {
      snapshot = next;
      for (const look of waiting) look();
    },
    () => {},
  );
  const vault = () => {
    if (snapshot.status !== "open") throw new Error(`The vault is not open: ${snapshot.status}`);
    return snapshot.vault;
  };
  /** @type {() => Promise<void>} */
  const saved = () =>
    new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        waiting.delete(look);
      };
      const look = () => {
        if (snapshot.status !== "open" || snapshot.vault.saving.state !== "saved") return;
        end();
        resolve();
      };
      const timer = setTimeout(() => {
        end();
        const standing = snapshot.status === "open" ? JSON.stringify(snapshot.vault.saving) : snapshot.status;
        reject(new Error(`What was written was not saved in time: ${standing}`));
      }, PATIENCE_MS);
      waiting.add(look);
      look();
    });

  const [handle, passphrase, recoveryCode] = await Promise.all([
    engine.suggestHandle(),
    engine.suggestPassphrase(),
    engine.newRecoveryCode(),
  ]);
  must(await engine.signUp({ handle, passphrase, recoveryCode }, () => {}));
  return {
    engine,
    handle,
    passphrase,
    recoveryCode,
    vault,
    saved,
    headers: () => ({ ...named, cookie }),
    address,
  };
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

/** @param {import("../lib/client/engine/contract.ts").Outcome} outcome */
function must(outcome) {
  if (!outcome.ok) throw new Error(`The server refused: ${outcome.problem}`);
}
