// `npm run bench`: Stile against a bare Next.js app of the same version, in one run on this machine. What can be measured alone:
//   npm run bench -- bytes    what reading and writing cost in bytes
//   npm run bench -- pause    what a pause in typing costs the page
//   npm run bench -- phone    how long a slow phone takes
//   npm run bench -- server   what a server at work takes and holds
// It is a ruler and no gate: a missed target is told and ends well; only what could not be measured ends in an error.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { installAndBuild } from "./install-and-build.mjs";
import { requireNode } from "./serve/install.mjs";
import { root } from "./serve/root.mjs";

/** @typedef {import("./bench/figures.mjs").Line} Line */
/** @typedef {import("./bench/load.mjs").Subject} Subject */
/** @typedef {import("./people.mjs").Person} Person */
/** @typedef {import("./people.mjs").Program} Program */
/** @typedef {import("./throw-away.mjs").Running} Running */

const ROUNDS = { coldStart: 5, unlock: 7, theirs: 5 };
const SIZES = [10, 100, 1000];
/** What an account may read in a minute is more than its share of all of this. */
const COUNTS = { warmUp: 160, times: 320, rounds: 8, perRound: 240 };
/** After how many requests the memory of a server that has been at work is read. */
const LONG_RUNS = [50_000, 100_000];
/** How many of ten requests of a long run are of each kind: no account asks for more than it may in a minute. */
const LONG_RUN_MIX = /** @type {const} */ ([
  "vault",
  "landing",
  "sheet",
  "session",
  "landing",
  "vault",
  "write",
  "landing",
  "sheet",
  "session",
]);
/** How long a server is left alone before its memory is read, milliseconds: after its start, and after a long run. */
const SETTLE_MS = 3000;
const REST_MS = 30_000;

/** Lets each person come from an address of their own, as they would on the internet. */
const OWN_ADDRESSES = { TRUST_PROXY: "1" };

/** @type {Line[]} */
const lines = [];
const say = (/** @type {string} */ text) => console.log(`${Math.round(performance.now() / 1000)} s: ${text}`);
const load = () =>
  os
    .loadavg()
    .map((average) => average.toFixed(1))
    .join(" ");

/** @typedef {(program: Program, origin: string) => Promise<void>} Measure */

/** The parts that run alone. @type {Record<string, (program: Program) => Promise<void>>} */
const PARTS = {
  bytes: (program) => onServer(program, bytes),
  pause: (program) =>
    onServer(program, async (_, origin) => {
      const { openBrowser } = await import("./bench/browser.mjs");
      const browser = await openBrowser();
      await pauses(program, browser, origin);
      await browser.close();
    }),
  phone,
  server: async (program) => {
    const { buildBare, startBare } = await import("./bench/bare.mjs");
    const { closeConnections } = await import("./bench/load.mjs");
    const { freePort } = await import("./postgres.mjs");
    const { startStile, temporaryFolder } = await import("./throw-away.mjs");
    const { folder } = temporaryFolder("stile-bench-");
    const ours = await startStile({ port: await freePort(), folder, env: OWN_ADDRESSES });
    const other = await startBare({ folder: await buildBare(), port: await freePort() });
    try {
      await overHttp(program, ours, other, path.join(folder, "stile.db"));
    } finally {
      closeConnections();
      await Promise.all([ours.stop(), other.stop()]);
    }
  },
};

/** One part, and nothing else. @param {(program: Program) => Promise<void>} measure */
async function benchPart(measure) {
  await installAndBuild();
  const { loadProgram } = await import("./people.mjs");
  const program = await loadProgram();
  await measure(program);
  await program.close();
}

/** Measures on a server of its own. @param {Program} program @param {Measure} measure */
async function onServer(program, measure) {
  const { freePort } = await import("./postgres.mjs");
  const { startStile, temporaryFolder } = await import("./throw-away.mjs");
  const { folder } = temporaryFolder("stile-bench-");
  const ours = await startStile({ port: await freePort(), folder, env: OWN_ADDRESSES });
  try {
    await measure(program, ours.origin);
  } finally {
    await ours.stop();
  }
}

/** @param {Program} program @param {string} origin */
async function bytes(program, origin) {
  const { measureBytes } = await import("./bench/bytes.mjs");
  lines.push(...(await measureBytes(program, origin, say)));
}

/** @param {Program} program @param {import("@playwright/test").Browser} browser @param {string} origin */
async function pauses(program, browser, origin) {
  const { measurePauses } = await import("./bench/pause.mjs");
  lines.push(...(await measurePauses(program, browser, origin, say)));
}

/** On servers of their own, behind slow lines. @param {Program} program */
async function phone(program) {
  const { buildBare, startBare } = await import("./bench/bare.mjs");
  const { measureFirstPaint } = await import("./bench/first-paint.mjs");
  const { measurePhone } = await import("./bench/phone.mjs");
  const { startSlowLine } = await import("./bench/slow-line.mjs");
  const { freePort } = await import("./postgres.mjs");
  const { startStile, temporaryFolder } = await import("./throw-away.mjs");
  const { folder } = temporaryFolder("stile-bench-");
  const port = await freePort();
  const line = await startSlowLine(port);
  const ours = await startStile({ port, folder, env: { ...OWN_ADDRESSES, ORIGIN: line.origin } });
  const otherPort = await freePort();
  const otherLine = await startSlowLine(otherPort);
  const other = await startBare({ folder: await buildBare(), port: otherPort });
  try {
    const phoneLines = await measurePhone(program, line, say);
    lines.push(...phoneLines);
    const isSlow = phoneLines.some(({ ms }) => ms !== undefined);
    if (isSlow) lines.push(...(await measureFirstPaint({ ours: line, other: otherLine }, say)));
  } finally {
    line.stop();
    otherLine.stop();
    await Promise.all([ours.stop(), other.stop()]);
  }
}

async function bench() {
  await installAndBuild();
  const { buildBare, startBare } = await import("./bench/bare.mjs");
  const { openBrowser } = await import("./bench/browser.mjs");
  const { closeConnections } = await import("./bench/load.mjs");
  const { freePort } = await import("./postgres.mjs");
  const { loadProgram } = await import("./people.mjs");
  const { startStile, temporaryFolder } = await import("./throw-away.mjs");

  const { next } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")).dependencies;
  console.log(
    `Stile against a bare app, both on Next.js ${next}; Node ${process.versions.node}, ${os.cpus().length} cores, load average ${load()}.`,
  );
  // First, so that a missing browser is told at once.
  const browser = await openBrowser();
  say("building the bare app");
  const folder = await buildBare();
  /** @param {string} data @param {string} [first] */
  const startOurs = async (data, first) =>
    startStile({
      port: await freePort(),
      folder: data,
      ...(first === undefined ? {} : { first }),
      env: OWN_ADDRESSES,
    });
  /** @param {string} [first] */
  const startOther = async (first) =>
    startBare({ folder, port: await freePort(), ...(first === undefined ? {} : { first }) });
  const data = temporaryFolder("stile-bench-").folder;

  await coldStarts((first) => startOurs(data, first), startOther);
  const [ours, other] = [await startOurs(data), await startOther()];
  try {
    await firstLoads(ours.origin, other.origin);
    const program = await loadProgram();
    await inBrowser(program, browser, ours.origin);
    await pauses(program, browser, ours.origin);
    await browser.close();
    await bytes(program, ours.origin);
    await overHttp(program, ours, other, path.join(data, "stile.db"));
    await Promise.all([ours.stop(), other.stop()]);
    await phone(program);
    await program.close();
  } finally {
    closeConnections();
    await Promise.all([ours.stop(), other.stop()]);
  }
}

/** @typedef {(first?: string) => Promise<Running & { startedIn: number }>} Start */

/** @param {Start} startOurs @param {Start} startOther */
async function coldStarts(startOurs, startOther) {
  const { bare } = await import("./bench/bare.mjs");
  const { megabytes, milliseconds, quantile } = await import("./bench/figures.mjs");
  const { memoryOf } = await import("./bench/memory.mjs");
  say(`starting each server ${ROUNDS.coldStart} times`);
  const figures = { ours: /** @type {number[][]} */ ([]), other: /** @type {number[][]} */ ([]) };
  for (let round = 0; round < ROUNDS.coldStart; round++) {
    const inOrder = /** @type {const} */ (["ours", "other"]);
    for (const name of round % 2 ? inOrder.toReversed() : inOrder) {
      const server = await (name === "ours" ? startOurs : startOther)();
      await sleep(SETTLE_MS);
      const memory = await memoryOf(server.pid);
      await server.stop();
      // A page is answered before all of the program is there: the rest is asked for apart.
      const again = await (name === "ours" ? startOurs("/api/session") : startOther(bare.empty));
      await again.stop();
      figures[name].push([server.startedIn, memory, again.startedIn]);
    }
  }
  const median = (/** @type {number[][]} */ rounds, /** @type {number} */ at) =>
    quantile(rounds.map((round) => round[at] ?? Number.NaN));
  const [start, otherStart] = [median(figures.ours, 0), median(figures.other, 0)];
  const [idle, otherIdle] = [median(figures.ours, 1), median(figures.other, 1)];
  const [api, otherApi] = [median(figures.ours, 2), median(figures.other, 2)];
  lines.push(
    {
      what: "Start to first answer",
      value: milliseconds(start),
      bare: milliseconds(otherStart),
      ratio: start / otherStart,
      atMost: 1.5,
    },
    {
      what: "Start to first answer of a route handler",
      value: milliseconds(api),
      bare: milliseconds(otherApi),
      ratio: api / otherApi,
      atMost: 1.5,
    },
    {
      what: "Memory, idle after the first answer",
      value: megabytes(idle),
      bare: megabytes(otherIdle),
      ratio: idle / otherIdle,
      atMost: 1.5,
    },
  );
}

/** @param {string} origin @param {string} otherOrigin */
async function firstLoads(origin, otherOrigin) {
  const { bare } = await import("./bench/bare.mjs");
  const { kilobytes } = await import("./bench/figures.mjs");
  const { firstLoad } = await import("./bench/first-load.mjs");
  const { readShells } = await import("./serve/shells.mjs");
  say("weighing the JavaScript of every page");
  const floor = await firstLoad(otherOrigin, bare.static);
  const server = await firstLoad(otherOrigin, bare.server);
  if (server !== floor) {
    lines.push({
      what: "First-load JavaScript, bare page made per request",
      value: "",
      bare: kilobytes(server),
    });
  }
  const signedIn = new Set(
    fs
      .readdirSync(path.join(root, "app/[locale]/(app)"), { recursive: true, encoding: "utf8" })
      .map((name) => `/en/${name.split(path.sep).join("/")}`),
  );
  const strict = new Set(["/en", "/en/sign-in"]);
  const pages = [...readShells(path.join(root, ".next/server/app")).keys()].filter(
    (page) => !page.startsWith("/_"),
  );
  for (const page of pages.sort()) {
    const bytes = await firstLoad(origin, page);
    const atMost = strict.has(page) ? 1.25 : signedIn.has(page) ? 1.5 : undefined;
    lines.push({
      what: `First-load JavaScript, ${page}`,
      value: kilobytes(bytes),
      bare: kilobytes(floor),
      ratio: bytes / floor,
      ...(atMost === undefined ? {} : { atMost }),
    });
  }
}

/** @param {Program} program @param {import("@playwright/test").Browser} browser @param {string} origin */
async function inBrowser(program, browser, origin) {
  const { openTheirs, signIn } = await import("./bench/browser.mjs");
  const { shareMany } = await import("./bench/entries.mjs");
  const { milliseconds, quantile } = await import("./bench/figures.mjs");
  const { link, newPerson } = await import("./people.mjs");

  say(`unlocking ${ROUNDS.unlock} times`);
  const someone = await newPerson(program, { origin, address: "192.0.2.1" });
  await someone.engine.lock();
  const unlocks = [];
  for (let round = 0; round < ROUNDS.unlock; round++) {
    const { page, took } = await signIn(browser, origin, someone);
    unlocks.push(took);
    await page.context().close();
  }
  lines.push({ what: "Sign-in, from sending the form to open", value: milliseconds(quantile(unlocks)) });

  say(`sharing ${SIZES.join(", ")} entries and opening their page ${ROUNDS.theirs} times each`);
  const pairs = [];
  for (const [at, size] of SIZES.entries()) {
    const writer = await newPerson(program, { origin, address: `192.0.2.${10 + at}` });
    const reader = await newPerson(program, { origin, address: `192.0.2.${20 + at}` });
    await link(writer, reader);
    await shareMany(program, writer, size);
    await Promise.all([writer.engine.lock(), reader.engine.lock()]);
    pairs.push({ size, reader });
  }
  // Nobody touches these pages, and to be loaded again is no touch: they lock when the idle time is over.
  const readers = [];
  for (const { size, reader } of pairs) {
    const { page } = await signIn(browser, origin, reader);
    readers.push({ size, page, whole: /** @type {number[]} */ ([]), own: /** @type {number[]} */ ([]) });
  }
  // The first round fills the browser's caches.
  for (let round = 0; round <= ROUNDS.theirs; round++) {
    for (const reader of readers) {
      const { whole, own } = await openTheirs(reader.page, origin, reader.size);
      if (round === 0) continue;
      reader.whole.push(whole);
      reader.own.push(own);
    }
  }
  const least = quantile(readers[0]?.whole ?? []);
  for (const { size, page, whole, own } of readers) {
    lines.push(
      {
        what: `Their page of ${size}, opened and shown${size === SIZES[0] ? "" : `; against ${SIZES[0]}`}`,
        value: milliseconds(quantile(whole)),
        ...(size === SIZES[0] ? {} : { ratio: quantile(whole) / least }),
        ...(size === 1000 ? { atMost: 5 } : {}),
      },
      { what: "  of which opening the seal and drawing", value: milliseconds(quantile(own)) },
    );
    await page.context().close();
  }
}

/** @typedef {{ name: string, version: number, sealed: Uint8Array }} Stored */

/** The largest document of a vault as it was answered. @param {Program} program @param {Uint8Array} body @returns {Stored} */
function largestOf({ unpack, vaultResponse }, body) {
  const { documents } = vaultResponse.parse(unpack(body));
  const [largest] = documents.sort((a, b) => b.sealed.length - a.sealed.length);
  if (largest === undefined) throw new Error("A vault is empty.");
  return largest;
}

/** The body of a write of a document over itself. @param {Program} program @param {Stored} document */
const writeOf = ({ pack }, { name, version, sealed }) =>
  pack({ documents: [{ name, baseVersion: version }] }, [sealed]);

/** @param {Program} program @param {Running} ours @param {Running} other @param {string} database */
async function overHttp(program, ours, other, database) {
  const { bare } = await import("./bench/bare.mjs");
  const { milliseconds, perSecond, quantile } = await import("./bench/figures.mjs");
  const { LANES, ask, inTurns, ratioOf, send } = await import("./bench/load.mjs");
  const { link, newPerson } = await import("./people.mjs");
  const { people: written, write } = await import("./demo/people.mjs");

  say(`${LANES} people sign up, link and write`);
  /** @type {Person[]} */
  const people = [];
  for (let at = 0; at < LANES; at += 2) {
    const pair = await Promise.all(
      [at, at + 1].map((place) =>
        newPerson(program, { origin: ours.origin, address: `198.51.100.${place + 1}` }),
      ),
    );
    const [one, another] = pair;
    if (one === undefined || another === undefined) throw new Error("A pair is two.");
    await link(one, another);
    // Both write the same amount, so that every lane asks for as much.
    await Promise.all([write(program, one, written.noor), write(program, another, written.noor)]);
    // They stay open, since what asks below asks with what they were given; nothing of theirs goes on by itself.
    for (const { engine } of [one, another]) await engine.saveProfile({ idleMinutes: 30 });
    await Promise.all([one.saved(), another.saved()]);
    people.push(one, another);
  }

  const lanes = await Promise.all(
    people.map(async (person) => {
      const headers = { ...person.headers(), "x-forwarded-for": person.address ?? "" };
      const { body } = await send(ours.origin, { path: "/api/vault", headers });
      return { headers, document: largestOf(program, body) };
    }),
  );
  const laneOf = (/** @type {number} */ lane) => {
    const found = lanes[lane];
    if (found === undefined) throw new Error("There is a person for every lane.");
    return found;
  };

  /** @type {Subject} */
  const empty = { name: "Empty route handler", origin: other.origin, question: () => ({ path: bare.empty }) };
  const read = (/** @type {string} */ name, /** @type {string} */ where) => ({
    name,
    origin: ours.origin,
    question: (/** @type {number} */ lane) => ({ path: where, headers: laneOf(lane).headers }),
  });
  /** @type {Subject} */
  const vaultWrite = {
    name: "Vault write",
    origin: ours.origin,
    question: (lane) => {
      const { headers, document } = laneOf(lane);
      return {
        method: "PUT",
        path: "/api/vault",
        headers: { ...headers, origin: ours.origin, "content-type": program.PACKED_TYPE },
        body: writeOf(program, document),
      };
    },
    answered: (lane) => {
      laneOf(lane).document.version += 1;
    },
  };
  const subjects = {
    empty,
    vault: read("Vault read", "/api/vault"),
    write: vaultWrite,
    sheet: read("Sheet read", "/api/sheet"),
  };
  say("reading and writing in turns with an empty route handler");
  const results = await inTurns(subjects, COUNTS);
  const targets = { vault: 0.65, sheet: 0.65, write: 0.4 };
  for (const name of /** @type {const} */ (["vault", "sheet", "write"])) {
    const [mine, bareOnes] = [results[name], results.empty];
    lines.push({
      what: `${subjects[name].name}, throughput from ${LANES} sides`,
      value: perSecond(quantile(mine.rates)),
      bare: perSecond(quantile(bareOnes.rates)),
      ratio: ratioOf(mine.rates, bareOnes.rates),
      atLeast: targets[name],
    });
    for (const [label, at] of /** @type {const} */ ([
      ["median", 0.5],
      ["p95", 0.95],
    ])) {
      const [took, otherTook] = [quantile(mine.times, at), quantile(bareOnes.times, at)];
      lines.push({
        what: `${subjects[name].name}, ${label} of one at a time; ratio of speeds`,
        value: milliseconds(took),
        bare: milliseconds(otherTook),
        ratio: otherTook / took,
        ...(at === 0.5 ? { atLeast: targets[name] } : {}),
      });
    }
  }

  say("pages in turns with a bare static page");
  const gzip = { "accept-encoding": "gzip" };
  const page = (
    /** @type {string} */ origin,
    /** @type {string} */ where,
    /** @type {Record<string, string>} */ headers = {},
  ) => ({
    name: where,
    origin,
    question: () => ({ path: where, headers }),
  });
  const shells = await inTurns(
    {
      ours: page(ours.origin, "/en"),
      other: page(other.origin, bare.static),
      oursZipped: page(ours.origin, "/en", gzip),
      otherZipped: page(other.origin, bare.static, gzip),
    },
    { ...COUNTS, times: 0 },
  );
  for (const [what, mine, bareOnes] of /** @type {const} */ ([
    ["Landing page, throughput", shells.ours, shells.other],
    ["Landing page, throughput as a browser asks (gzip)", shells.oursZipped, shells.otherZipped],
  ])) {
    lines.push({
      what,
      value: perSecond(quantile(mine.rates)),
      bare: perSecond(quantile(bareOnes.rates)),
      ratio: ratioOf(mine.rates, bareOnes.rates),
      atLeast: 0.85,
    });
  }

  const { holdLock, manyKeys, signInFlood, underFlood } = await import("./bench/pressure.mjs");
  const landing = page(ours.origin, "/en");
  const signIns = await signInFlood(ours.origin);
  let turn = 0;
  const aWrite = () => vaultWrite.question(turn++ % LANES);
  const odd = program.pack(manyKeys, []);
  const oddWrite = () => ({ ...aWrite(), body: odd });
  /** @type {[what: string, subject: Subject, flood: () => import("./bench/load.mjs").Question, locked: boolean][]} */
  const pressures = [
    ["Sheet read while sign-ins begin without end", subjects.sheet, signIns, false],
    ["Landing page while sign-ins begin without end", landing, signIns, false],
    ["Sheet read while documents of very many keys are sent", subjects.sheet, oddWrite, false],
    ["Sheet read while writes wait for another process's lock", subjects.sheet, aWrite, true],
    ["Landing page while writes wait for another process's lock", landing, aWrite, true],
  ];
  for (const [what, subject, flood, locked] of pressures) {
    say(what);
    const letGo = locked ? await holdLock(pathToFileURL(database).href) : async () => {};
    const sameToBare = () => ({ method: "POST", path: bare.empty, body: flood().body ?? "" });
    const took = await underFlood({ ours: subject, bare: subjects.empty }, { ours: flood, bare: sameToBare });
    await letGo();
    lines.push({
      what: `${what}, p99`,
      value: milliseconds(took.ours),
      bare: milliseconds(took.bare),
      ratio: took.ours / took.bare,
      atMost: 2,
    });
  }

  say("asking for an icon while somebody saves, or nobody");
  const { presenceLeak } = await import("./bench/presence.mjs");
  const sealed = vaultWrite.question(0).body ?? "";
  const told = await presenceLeak({
    origin: ours.origin,
    icon: "/icon.svg",
    save: () => ask(vaultWrite, 0),
    sham: () => send(other.origin, { method: "POST", path: bare.empty, body: sealed }),
  });
  lines.push(
    {
      what: "A save told from nothing by the times of others (AUC, 0.5 tells nothing)",
      value: told.save.toFixed(2),
    },
    { what: "  the same request sent to the bare app instead", value: told.sham.toFixed(2) },
  );

  await longRun({ ...subjects, landing, session: read("Session", "/api/session") }, ours, other);
}

/**
 * The memory of both servers, the same flags of Node for both and no collection forced, after requests of every kind.
 * @param {Record<"empty" | (typeof LONG_RUN_MIX)[number], Subject>} subjects @param {Running} ours @param {Running} other
 */
async function longRun(subjects, ours, other) {
  const { megabytes } = await import("./bench/figures.mjs");
  const { throughput } = await import("./bench/load.mjs");
  const { memoryOf } = await import("./bench/memory.mjs");
  const part = 1000;
  /** @type {number[]} */
  const held = [];
  let sent = 0;
  for (const count of LONG_RUNS) {
    say(`${count} requests to each`);
    for (; sent < count; sent += part) {
      const kind = LONG_RUN_MIX[(sent / part) % LONG_RUN_MIX.length];
      if (kind !== undefined) await throughput(subjects[kind], part);
      await throughput(subjects.empty, part);
    }
    await sleep(REST_MS);
    const [after, otherAfter] = [await memoryOf(ours.pid), await memoryOf(other.pid)];
    held.push(after);
    lines.push({
      what: `Memory, ${REST_MS / 1000} s after ${count} requests`,
      value: megabytes(after),
      bare: megabytes(otherAfter),
      ratio: after / otherAfter,
      atMost: 1.5,
    });
  }
  const [first, last] = [held[0] ?? Number.NaN, held.at(-1) ?? Number.NaN];
  lines.push({
    what: "  of which growth between the two",
    value: megabytes(last - first),
    ratio: last / first,
    atMost: 1.1,
  });
}

requireNode();
process.chdir(root);
// An ordinary end, so that what was started is stopped and what was made is deleted.
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => process.exit(130));
}
try {
  const [part] = process.argv.slice(2);
  const measure = part === undefined ? undefined : PARTS[part];
  if (part !== undefined && measure === undefined) {
    throw new Error(
      `There is no part ${part}: those that run alone are ${Object.keys(PARTS).join(" and ")}.`,
    );
  }
  await (measure === undefined ? bench() : benchPart(measure));
  const { keeps, table } = await import("./bench/figures.mjs");
  const judged = lines.map(keeps);
  console.log(`\n${table(lines)}\n`);
  console.log(`Load average at the end ${load()}. Compare ratios, not figures: they were taken in turns.`);
  const count = (/** @type {boolean} */ kept) => judged.filter((one) => one === kept).length;
  console.log(`${count(true)} targets kept, ${count(false)} missed.`);
  process.exit(0);
} catch (error) {
  console.error(`\nThis could not be measured.\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
