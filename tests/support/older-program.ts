import * as z from "zod/mini";
import type { OpenVault } from "@/lib/client/engine/contract";
import { blindName, fromBase64Url, isId, newId, open, seatOwner, toBase64Url } from "@/lib/crypto";
import { ownComfort } from "@/lib/domain/comfort/topics";
import { blankItem } from "@/lib/domain/kinds/blank";
import type { DocumentName } from "@/lib/domain/vault/names";
import { send } from "./http";
import {
  EMPTY_OLDER_PAGE,
  LEFT_AT,
  type OlderVault,
  type Pair,
  sealedDocument,
  sealOlderPage,
} from "./older-vault";
import { must, type Tab, TestBrowser } from "./person";
import { quiet, reopened } from "./put-back";

/*
 * What the program before this one does on a device of the writer's. It is not run: its requests are made, and what it kept is
 * put on the device, in the shapes of its time.
 */

/** What the edits below change of the vault that is lived in: a comfort, another one, a hard moment, a check-in. */
export const VOICES = "comfort-raisedVoices";
const HANDS = "comfort-holdingHands";
export const GONE = "7d1e5c12-52a1-4c3e-9b1f-3f0c6a2f8e12";
export const DAY = "7d1e5c109-52a1-4c3e-9b1f-3f0c6a2f8e109";

/** Items by their ids. */
export const byId = <One extends { id: string }>(items: readonly One[]) =>
  Object.fromEntries(items.map((one) => [one.id, one]));
/** The content of items by their ids, whatever is shared of it. */
export const unshared = (items: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(items).map(([id, item]) => [id, { ...item, share: null }]));
/** The content of what is set aside, by the id that it has there. */
export const aside = (all: readonly { id: string; item: object }[]) =>
  unshared(Object.fromEntries(all.map(({ id, item }) => [id, item])));
/** A comfort whose words these are. */
export const own = (words: string, id = newId()) => ({
  ...ownComfort(id, words, "talking", Date.now()),
  note: words,
});

/** Documents with edits, by their names, and the versions of the server's that they were made from. */
export type Edits = ReadonlyMap<DocumentName, { baseVersion: number; document: object }>;

const shared = z.looseObject({ parts: z.looseObject({}) });

/** A check-in of that day. */
export const dayOf = (day: string, id = newId(), now = Date.now()) => ({
  ...blankItem("checkIn", id, now, { day, startedAt: now }),
  answers: { today: "heavy" as const },
});

/**
 * Edits at `now` of the vault that is lived in: something typed and ticked, something unticked, something deleted; a check-in
 * changed, one added, and one of another month.
 */
export function editsBefore({ entries: before, checkIns: month }: OlderVault, now = Date.now()): Edits {
  const { [VOICES]: voices, [HANDS]: hands, [GONE]: _, ...others } = before.entries;
  const note = { period: "first", from: null, until: null, shown: "typed offline" };
  const share = { name: { topic: { starter: "raisedVoices" }, group: "dailyLife" }, parts: { note } };
  const { parts: ticked, ...named } = shared.parse(hands?.share);
  const { whenTheyStart: __, ...parts } = ticked;
  const entries = {
    ...others,
    [VOICES]: { ...voices, note: "typed offline", share, editedAt: now },
    [HANDS]: { ...hands, share: { ...named, parts }, editedAt: now },
  };
  const deleted = { ...before.deleted, [GONE]: now };
  const checkIns = {
    ...month.checkIns,
    [DAY]: { ...month.checkIns[DAY], answers: { today: "veryHard" }, editedAt: now },
    "offline-day": dayOf("2026-02-21", "offline-day", now),
  };
  const april = { "offline-april": dayOf("2026-04-01", "offline-april", now) };
  return new Map<DocumentName, { baseVersion: number; document: object }>([
    ["entries", { baseVersion: LEFT_AT, document: { ...before, entries, deleted } }],
    ["check-ins/2026-02", { baseVersion: LEFT_AT, document: { ...month, checkIns } }],
    [
      "check-ins/2026-04",
      { baseVersion: 0, document: { ...month, checkIns: april, deleted: {}, setAside: [] } },
    ],
  ]);
}

/** Puts edits on the device that could not be sent. */
export async function leaveUnsent({ writer, ofWriter }: Pair, edits: Edits): Promise<void> {
  const { ownerId: owner, key } = ofWriter;
  for (const [name, made] of edits) {
    const sealed = await sealedDocument(ofWriter, name, made);
    const kept = `${blindName(key, name)}.${newId()}`;
    writer.browser.unsent.set(`${owner}/${kept}`, {
      owner,
      name: kept,
      baseVersion: made.baseVersion,
      sealed,
    });
  }
}

const page = z.object({ schema: z.number() });

/**
 * Sends an edit of the entries from another device of the writer's, asks for what stands in its way, and puts an empty page in
 * the place of one that it cannot open. Gives what came of it: the server's answers, and the version of the page that it met.
 */
export async function runBefore({ writer, ofWriter }: Pair, edits: Edits) {
  const { key, link } = ofWriter;
  const other = new TestBrowser();
  const tab = other.openTab();
  await must(tab.engine.signIn(writer, () => {}));
  await quiet(tab);
  const { cookie } = other;
  const made = edits.get("entries");
  if (!made) throw new Error("An edit was expected");
  const blindedName = blindName(key, "entries");
  const sealed = toBase64Url(await sealedDocument(ofWriter, "entries", made));
  const sent = await send(`vault/${blindedName}`, {
    method: "PUT",
    cookie,
    body: { baseVersion: made.baseVersion, sealed },
  });
  const read = await send(`vault/${blindedName}`, { cookie });
  const { revision, pages } = (await send("sheet/mine", { cookie })).json;
  const context = {
    owner: seatOwner(link.linkId, link.seat),
    kind: "sheet-page",
    name: isId,
    atLeast: 0,
  } as const;
  const standing = await open(link.pairKey, context, bytesOf(pages[0].sealed));
  const empty = toBase64Url(await sealOlderPage(link, EMPTY_OLDER_PAGE));
  const current = { effectiveFrom: Date.now(), sealed: empty };
  const emptied = await send("sheet/mine", {
    method: "PUT",
    cookie,
    body: { linkId: link.linkId, revision, current, later: [] },
  });
  if (!standing.ok) throw new Error("What stands was expected to open");
  return {
    sent: sent.status,
    read: read.status,
    page: page.parse(standing.body).schema,
    emptied: emptied.status,
  };
}

const bytesOf = (text: string): Uint8Array => fromBase64Url(text) ?? new Uint8Array();

/** Opens on the writer's device with all that waits there, as a reload does. */
export async function openedHere({ writer }: Pair): Promise<Tab> {
  const tab = writer.browser.openTab();
  await tab.engine.restore();
  if (tab.snapshot.status !== "open") await must(tab.engine.unlock(writer.passphrase, () => {}));
  await tab.saved();
  return tab;
}

/** What a vault holds, in terms that are the same in every run. */
export const heldIn = ({ entries, checkIns, setAside, paused, troubles, lostWords, myPage }: OpenVault) => ({
  ...{ entries, checkIns: byId(checkIns), paused, troubles, lostWords, myPage },
  setAside: setAside.map(({ item }) => JSON.stringify(item)).sort(),
});

/** Everything typed that a vault holds, in force or set aside. */
export const wordsIn = ({ entries, checkIns, setAside }: OpenVault) =>
  JSON.stringify([entries, checkIns, setAside]);

/** What another device of today's program writes meanwhile: what the edits before change too, and something of its own. */
export async function writeMeanwhile({ writer }: Pair): Promise<void> {
  const phone = await reopened(writer);
  const [voices, day] = [phone.vault.entries[VOICES], phone.vault.checkIns.find(({ id }) => id === DAY)];
  if (voices?.kind !== "comfort" || !day) throw new Error("They were expected");
  await phone.engine.saveItem({ ...voices, note: "from the phone" });
  await phone.engine.saveItem({ ...day, answers: { today: "good", need: "an evening in" } });
  await phone.engine.saveItem(own("added on the phone", "phone"));
  await quiet(phone);
}

/** What both have typed. */
export const BOTH = [
  "typed offline",
  "from the phone",
  "added on the phone",
  "veryHard",
  "an evening in",
  "offline-day",
];
