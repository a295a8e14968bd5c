import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, vi } from "vitest";
import { SealedDocuments } from "@/lib/client/engine/sealed-documents";
import type { Linked } from "@/lib/client/engine/sealed-page";
import { parsePairKey, parseVaultKey, prepareAccount, toBase64Url, type VaultKey } from "@/lib/crypto";
import { ownComfort, starterComfort } from "@/lib/domain/comfort/topics";
import { blankItem } from "@/lib/domain/kinds/blank";
import type { DocumentOf } from "@/lib/domain/migrations/open";
import { BLANK_CHECK_INS, BLANK_ENTRIES, BLANK_RECENT } from "@/lib/domain/vault/blank";
import { withChange } from "@/lib/domain/vault/recent";
import { db } from "@/lib/server/db";
import { must, newPerson, type Person, shareNoteUntil, shareParts, type Tab, TestBrowser } from "../person";
import { withServer } from "../server";
import { keepCopy, putCopyBack, putTableBack, withoutDisk } from "./copies";
import { drive, driveTime, leaveTime, passUntil, whileUnderWay } from "./time";

/*
 * Two people at every point that a call can begin at. Made once, as people do, and begun again for each run.
 */

/** The moment at which the first world begins. */
export const START = Date.UTC(2026, 10, 21, 9, 30);

/** What the writer has written: two that they share where they are linked, and one of their own. */
export const hug = () => ({
  ...starterComfort("hug", START),
  answers: { whenTheyStart: { is: "welcome" as const } },
  note: "gently",
});
export const kiss = () => ({ ...starterComfort("kiss", START), note: "mine alone" });
export const day = () => ({
  ...blankItem("checkIn", "check-in-of-the-day-01", START, { day: "2026-11-21", startedAt: START }),
  answers: { energy: "little" as const, today: "mixed" as const },
});

/** What the writer shares for a while, each for another one: so much that it is published in two steps. */
export const EVENINGS = 4;
export const evening = (at: number) => ({
  ...ownComfort(`evening-of-the-week-${at}`, `On evening ${at}`, "closeness", START),
  note: `quietly ${at}`,
});

type Two = { writer: Tab; reader: Tab };

/** Every world: which one it begins from, and what happens there. Each is open and all is saved before and after. */
const WORLDS = {
  alone: { from: "nothing", does: writes },
  /** The reader has sent the writer an invite. */
  asked: { from: "alone", does: ({ reader }: Two) => must(reader.engine.makeInvite()) },
  waiting: {
    from: "asked",
    does: async ({ writer, reader }: Two) => must(writer.engine.acceptInvite(inviteOf(reader))),
  },
  /** The reader has confirmed, and the writer's browser does not know it yet. */
  confirmed: {
    from: "waiting",
    does: async ({ reader }: Two) => {
      await reader.engine.refreshLink();
      await must(reader.engine.confirmLink());
    },
  },
  inviting: { from: "alone", does: ({ writer }: Two) => must(writer.engine.makeInvite()) },
  compare: {
    from: "inviting",
    does: async ({ writer, reader }: Two) => {
      await must(reader.engine.acceptInvite(inviteOf(writer)));
      await writer.engine.refreshLink();
    },
  },
  linked: { from: "compare", does: sharesWithReader },
  /** The writer shares much that ends, at moments of its own. */
  ending: { from: "linked", does: sharesForAWhile },
  paused: { from: "linked", does: ({ writer }: Two) => writer.engine.setPaused(true) },
  stopped: { from: "linked", does: ({ writer }: Two) => writer.engine.stopAll() },
  /** The host put all the writer's documents back to before the writer stopped: what is shared waits for a press. */
  beyond: { from: "stopped", does: () => putTableBack("linked", "VaultDocument") },
} as const satisfies Record<string, { from: string; does: (two: Two) => Promise<unknown> }>;
export type WorldName = keyof typeof WORLDS;
const NAMES = Object.keys(WORLDS).filter((name): name is WorldName => Object.hasOwn(WORLDS, name));

async function writes({ writer, reader }: Two): Promise<void> {
  await writer.engine.saveItem(kiss());
  await shareParts(writer, hug(), ["note"]);
  await writer.engine.saveItem(day());
  await reader.engine.saveItem(kiss());
}

async function sharesWithReader({ writer, reader }: Two): Promise<void> {
  await must(writer.engine.confirmLink());
  await reader.engine.refreshLink();
  await shareParts(reader, hug(), ["note"]);
  await shareParts(writer, hug(), ["note", "whenTheyStart"]);
  await shareParts(writer, day(), ["energy"]);
  await writer.engine.keepSetAside({ id: "set-aside-0000000000001", setAsideAt: START, item: kiss() });
  // Written last, so that it vouches for the others.
  await writer.engine.saveProfile({ idleMinutes: 30 });
}

async function sharesForAWhile({ writer }: Two): Promise<void> {
  for (let at = 1; at <= EVENINGS; at++)
    await shareNoteUntil(writer, evening(at), START + at * 24 * 60 * 60_000);
  await writer.engine.saveProfile({ idleMinutes: 15 });
}

/** The link that the writer or the reader has to pass on. */
export function inviteOf({ vault }: Tab): string {
  if (vault.link.state !== "invited") throw new Error(`No invite: ${vault.link.state}`);
  return vault.link.url;
}

/** What a browser keeps while nothing is open in it. */
type Kept = { cookie: string | undefined; unlocked: TestBrowser["stored"]["unlocked"] };
const keptBy = ({ cookie, stored }: TestBrowser): Kept => ({ cookie, unlocked: stored.unlocked });

type World = { clock: number; writer: Kept; reader: Kept };

/** Who there is, and what a call needs to be told. */
export type Cast = {
  readonly writer: Pick<Person, "handle" | "passphrase" | "recoveryCode"> & {
    ownerId: string;
    key: VaultKey;
  };
  readonly reader: { ownerId: string; key: VaultKey };
  /** The cookie of somebody who has nothing to do with the two. */
  readonly otherCookie: string;
  /** Somebody who has no account yet. The words do for a new passphrase too. */
  readonly newcomer: Pick<Person, "handle" | "passphrase" | "recoveryCode">;
  /** The invite in the world "asked". */
  readonly readersInvite: string;
  /** The period that ended in the world "stopped". */
  readonly formerPeriod: string;
};

/** The worlds and who is in them. */
export type Worlds = {
  cast: Cast;
  enter: (name: WorldName) => Promise<{ writer: TestBrowser; reader: TestBrowser }>;
};

/** Makes every world. */
async function makeWorlds(): Promise<Worlds> {
  await withoutDisk();
  // Fetches word lists and WebAssembly, which no timer tells the end of.
  await new TestBrowser().openTab().engine.advisePassphrase("a passphrase of some length", "nobody");
  await prepareAccount();
  const [writer, reader, other] = [await newcomer(), await newcomer(), await newcomer()];
  const worlds = new Map<WorldName | "nothing", World>();
  let readersInvite = "";
  let formerPeriod = "";

  const keep = async (name: WorldName | "nothing", from: { writer: TestBrowser; reader: TestBrowser }) => {
    await keepCopy(name);
    worlds.set(name, { clock: Date.now(), writer: keptBy(from.writer), reader: keptBy(from.reader) });
  };
  const enter = async (name: WorldName | "nothing") => {
    const world = worlds.get(name);
    if (!world) throw new Error(`The world ${name} is made before it is entered`);
    await putCopyBack(name);
    vi.setSystemTime(world.clock);
    return { writer: browserOf(world.writer), reader: browserOf(world.reader) };
  };

  const cast = {
    writer: {
      handle: writer.handle,
      passphrase: writer.passphrase,
      recoveryCode: writer.recoveryCode,
      ...keysOf(writer),
    },
    reader: keysOf(reader),
    otherCookie: other.browser.cookie ?? "",
    newcomer: {
      handle: await writer.tab.engine.suggestHandle(),
      passphrase: await writer.tab.engine.suggestPassphrase(),
      recoveryCode: await writer.tab.engine.newRecoveryCode(),
    },
  };
  await keep("nothing", { writer: writer.browser, reader: reader.browser });
  for (const { tab } of [writer, reader, other]) await throwAway(tab);
  for (const name of NAMES) {
    const { from, does } = WORLDS[name];
    const browsers = await enter(from);
    const two = { writer: await opened(browsers.writer), reader: await opened(browsers.reader) };
    if (name === "stopped") formerPeriod = two.writer.vault.period ?? "";
    await drive(does(two).then(() => undefined));
    await saved(two.writer);
    await saved(two.reader);
    if (name === "asked") readersInvite = inviteOf(two.reader);
    await keep(name, browsers);
    await throwAway(two.writer);
    await throwAway(two.reader);
  }
  return { cast: { ...cast, readersInvite, formerPeriod }, enter };
}

const newcomer = () => drive(newPerson());

const keysOf = ({ browser: { stored } }: Person) => {
  const key = parseVaultKey(stored.unlocked?.key ?? "");
  if (!stored.unlocked || !key) throw new Error("The key was expected on the device");
  return { ownerId: stored.unlocked.owner, key };
};

function browserOf({ cookie, unlocked }: Kept): TestBrowser {
  const browser = new TestBrowser();
  browser.cookie = cookie;
  browser.stored.unlocked = unlocked && { ...unlocked, lastActive: Date.now() };
  return browser;
}

export const isSaved = ({ snapshot }: Tab): boolean =>
  snapshot.status === "open" && snapshot.vault.saving.state === "saved";

async function saved(tab: Tab): Promise<void> {
  if (await passUntil(() => isSaved(tab))) return;
  throw new Error(`Not saved: ${JSON.stringify(tab.snapshot).slice(0, 500)}`);
}

/** A tab on the key that the browser keeps, with everything read and saved. */
export async function opened(browser: TestBrowser): Promise<Tab> {
  const tab = browser.openTab();
  await drive(tab.engine.restore());
  await saved(tab);
  return tab;
}

/** Ends a tab so that nothing of it goes on, and no timer of it is left. */
export async function throwAway(tab: Tab): Promise<void> {
  tab.close();
  await whileUnderWay(tab.engine.lock());
}

type Opened = Awaited<ReturnType<SealedDocuments["open"]>>;
/** What was opened before, by its bytes: most documents of a run are those of the run before. */
const openedBefore = new Map<string, Opened>();

/** The name, on the server, of a document that nobody of the two wrote. */
export const STRAY = "s".repeat(43);

/**
 * What somebody's documents on the server hold, those of items with what is recent of them; but for a stray and for one that
 * recovery could not read. Throws where another cannot be opened.
 */
export async function documentsOf({ ownerId, key }: { ownerId: string; key: VaultKey }) {
  const documents = new SealedDocuments(ownerId, key);
  const rows = await db().vaultDocument.findMany({ where: { ownerId } });
  const found: {
    entries?: DocumentOf<"entries">;
    link?: DocumentOf<"link">;
    profile?: DocumentOf<"profile">;
  } = {};
  const months = new Map<string, DocumentOf<"checkIns">>();
  let recent = BLANK_RECENT;
  for (const { name, version, sealed } of rows) {
    const text = toBase64Url(sealed);
    const opened = openedBefore.get(text) ?? (await documents.open({ name, version, sealed }));
    openedBefore.set(text, opened);
    if (!opened.ok && (name === STRAY || opened.problem === "not_recovered")) continue;
    if (!opened.ok) throw new Error(`A document cannot be opened: ${opened.problem}`);
    const { document } = opened;
    if ("paused" in document) found.entries = document;
    else if ("items" in document) months.set(opened.name, document);
    else if ("changes" in document) recent = document;
    else if ("link" in document) found.link = document;
    else found.profile = document;
  }
  for (const [name, change] of Object.entries(recent.changes)) {
    if (name === "entries") found.entries = withChange(found.entries ?? BLANK_ENTRIES, change);
    else months.set(name, withChange(months.get(name) ?? BLANK_CHECK_INS, change));
  }
  return { ...found, months: [...months.values()] };
}

/** The keys of the link that the reader is in, or about to be; null where they are in none. */
export async function readersKeys(reader: Cast["reader"]): Promise<Linked | null> {
  const link = (await documentsOf(reader)).link?.link;
  if (link?.state !== "waiting" && link?.state !== "linked") return null;
  const pairKey = parsePairKey(link.pairKey);
  return pairKey && { linkId: link.linkId, seat: link.state === "linked" ? link.seat : "accepter", pairKey };
}

/** Some bytes that no key opens. */
export const rubbish = (): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(5000));

/** For a file of tests: a server with its worlds, in driven time. They are there once the tests run. */
export function withWorlds(): () => Worlds {
  withServer();
  let worlds: Worlds | null = null;
  beforeAll(async () => {
    driveTime(START);
    worlds = await makeWorlds();
  });
  afterAll(leaveTime);
  return () => {
    if (worlds === null) throw new Error("The worlds are made before the first test.");
    return worlds;
  };
}
