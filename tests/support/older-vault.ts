import { readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod/mini";
import {
  blindName,
  MIN_PAGE_BYTES,
  newId,
  type PairKey,
  parsePairKey,
  parseVaultKey,
  seal,
  seatOwner,
  toBase64Url,
  type VaultKey,
} from "@/lib/crypto";
import { FIRST_PERIOD } from "@/lib/domain/migrations/001-a-share-for-each-part";
import { type DocumentKind, type DocumentOf, openDocument } from "@/lib/domain/migrations/open";
import { inForceAt } from "@/lib/domain/sheet/in-force";
import type { DocumentName } from "@/lib/domain/vault/names";
import type { LinkDocument } from "@/lib/domain/vault/schema";
import { db } from "@/lib/server/db";
import { documentsOf } from "./invariants/worlds";
import { link, newPerson, type Person } from "./person";
import { type Held, putBack, quiet, takeDown } from "./put-back";
import { stored } from "./stored";

/*
 * What programs before this one left: documents of the versions of their time, sealed today, since a seal has not changed. The
 * vaults and the pages that were composed of them are among the vectors, written by the programs themselves.
 */

/** How much of a schedule has passed: less than the hour between its moments, and more than what is next to none of them. */
const SINCE_MS = 30 * 60_000;
/** The version, as the server counts, of everything that was left. */
export const LEFT_AT = 7;

const body = z.looseObject({ schema: z.number() });
const items = z.record(z.string(), z.looseObject({ id: z.string(), kind: z.string() }));
const setAside = z.array(z.looseObject({ id: z.string(), item: z.looseObject({ id: z.string() }) }));
const deleted = z.record(z.string(), z.number());
const entries = z.extend(body, {
  entries: items,
  setAside,
  deleted,
  paused: z.looseObject({ on: z.boolean() }),
});
const checkIns = z.extend(body, { checkIns: items, setAside, deleted });
const dayed = z.looseObject({ day: z.string() });
const scheduled = z.strictObject({ effectiveFrom: z.number(), page: z.looseObject({}) });
const composed = z.strictObject({
  entries,
  checkIns,
  period: z._default(z.nullable(z.string()), FIRST_PERIOD),
  from: z.number(),
  schedule: z.array(scheduled).check(z.minLength(1)),
});

/** A vault that a program before left, with what it had published of it. */
export type OlderVault = Readonly<z.infer<typeof composed>>;

const readVectors = (version: number, kind: string): unknown =>
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, `../vectors/documents/v${version}/${kind}.json`), "utf8"),
  );

/** The vaults that programs of a version left, moved in time so that they stand in the midst of their schedules now. */
export const olderVaults = (version: 1 | 2): OlderVault[] =>
  z
    .array(composed)
    .parse(readVectors(version, "composed"))
    .map((one) => {
      const by = one.from === 0 ? 0 : Date.now() - one.from - SINCE_MS;
      const moved: unknown = JSON.parse(JSON.stringify(one), (_, value: unknown) =>
        typeof value === "number" && value > 1e12 ? value + by : value,
      );
      const vault = composed.parse(moved);
      // One that stood always had one page.
      const schedule = vault.schedule.map((page) => ({ ...page, effectiveFrom: Date.now() - SINCE_MS }));
      return one.from === 0 ? { ...vault, schedule } : vault;
    });

/** A vault of version 2 with items of every kind, shared and not, deletions, and edits that are set aside. */
export function livedIn(): OlderVault {
  const [checkedIn, , written] = olderVaults(2);
  const [[days], [page]] = [checkedIn?.schedule ?? [], written?.schedule ?? []];
  if (!checkedIn || !written || !days || !page) throw new Error("Its vectors were expected");
  const schedule = [{ ...page, page: { ...page.page, checkIns: days.page.checkIns } }];
  return { ...written, checkIns: checkedIn.checkIns, schedule };
}

/** The pages that stand now: the one in force, and those to come. */
export const standingOf = ({ schedule }: OlderVault) => {
  const moments = schedule.map(({ effectiveFrom }) => effectiveFrom);
  return schedule.slice(inForceAt(moments, Date.now()));
};

/** The empty page of version 1. */
export const EMPTY_OLDER_PAGE = { schema: 1, comforts: [], hardMoments: [], supports: [], checkIns: [] };

/** The same vault while everything is paused. */
export const paused = (left: OlderVault): OlderVault => ({
  ...left,
  entries: { ...left.entries, paused: { ...left.entries.paused, on: true } },
  schedule: left.schedule.map((one) => ({ ...one, page: EMPTY_OLDER_PAGE })),
});

/** Whose vault it is, and the side of the link that they are on. */
export type Owner = {
  readonly ownerId: string;
  readonly key: VaultKey;
  readonly link: Extract<LinkDocument["link"], { state: "linked" }> & { pairKey: PairKey };
};

/** Two people who are linked, with all that the server holds of them; nothing of theirs is open. */
export type Pair = { writer: Person; reader: Person; ofWriter: Owner; ofReader: Owner; held: Held };

/** A pair. What the reader publishes is of version 1, and the writer has seen it. */
export async function olderPair(): Promise<Pair> {
  const [writer, reader] = [await newPerson(), await newPerson()];
  await link(writer, reader);
  for (const { tab } of [writer, reader]) await quiet(tab);
  const ofReader = await ownerOf(reader);
  const id = await leaveSchedule(ofReader, [{ effectiveFrom: Date.now(), page: EMPTY_OLDER_PAGE }]);
  const ofWriter = await ownerOf(writer);
  const seen = { ...ofWriter, link: { ...ofWriter.link, theirPages: { newest: [id], older: [] } } };
  return { writer, reader, ofWriter: seen, ofReader, held: await takeDown() };
}

async function ownerOf({ browser: { stored } }: Person): Promise<Owner> {
  const key = parseVaultKey(stored.unlocked?.key ?? "");
  if (!stored.unlocked || !key) throw new Error("The key was expected on the device");
  const who = { ownerId: stored.unlocked.owner, key };
  const held = (await documentsOf(who)).link?.link;
  const pairKey = held?.state === "linked" ? parsePairKey(held.pairKey) : null;
  if (held?.state !== "linked" || !pairKey) throw new Error("A link was expected");
  return { ...who, link: { ...held, pairKey } };
}

/** Each document that was left, by its name. Link and profile are of the version that stood beside a vault of this one. */
export function documentsLeft({ link: held }: Owner, left: OlderVault): Map<DocumentName, object> {
  const { period, periodSince, ...firstLink } = held;
  const { linkId, seat, pairKey } = held;
  const isFirst = left.entries.schema === 1;
  const profile = { idleMinutes: 30, intimacyOpened: true, partnerName: "Aarav", editedAt: 1 };
  const copy = { spellCheck: true, linkCopy: { linkId, seat, pairKey } };
  const periods = { period: left.period ?? newId(), periodSince };
  return new Map<DocumentName, object>([
    ["entries", left.entries],
    ...monthsOf(left.checkIns),
    [
      "link",
      { schema: left.entries.schema, editedAt: 1, link: isFirst ? firstLink : { ...firstLink, ...periods } },
    ],
    ["profile", { schema: left.entries.schema, ...profile, ...(isFirst ? {} : copy) }],
  ]);
}

/** The check-ins of a vector, which has all in one, as they lie on the server: a document for each month. */
function monthsOf({ checkIns: all, setAside: aside, deleted, ...others }: OlderVault["checkIns"]) {
  const monthOf = (item: unknown) => dayed.safeParse(item).data?.day.slice(0, 7) ?? "2026-02";
  const months = new Set([
    "2026-02",
    ...[...Object.values(all), ...aside.map(({ item }) => item)].map(monthOf),
  ]);
  return [...months].map((month): [DocumentName, object] => [
    `check-ins/${month}`,
    {
      ...others,
      checkIns: Object.fromEntries(Object.entries(all).filter(([, item]) => monthOf(item) === month)),
      setAside: aside.filter(({ item }) => monthOf(item) === month),
      deleted: month === "2026-02" ? deleted : {},
    },
  ]);
}

/** A body as it is sealed over the version `baseVersion` of that document. */
export const sealedDocument = (
  { ownerId, key }: Owner,
  name: DocumentName,
  {
    baseVersion,
    document,
    seen = {},
  }: { baseVersion: number; document: object; seen?: Record<string, number> },
) =>
  seal(key, { owner: ownerId, kind: "vault-document", name, version: baseVersion + 1 }, { document, seen });

/** Puts a vault on the server as it was left: each document vouches for the others. */
export async function leave({ ofWriter, held }: Pair, left: OlderVault): Promise<void> {
  await putBack(held);
  const { ownerId, key } = ofWriter;
  const documents = documentsLeft(ofWriter, left);
  const seen = Object.fromEntries([...documents.keys()].map((name) => [name, LEFT_AT]));
  await db().vaultDocument.deleteMany({ where: { ownerId } });
  for (const [name, document] of documents) {
    const sealed = await sealedDocument(ofWriter, name, { baseVersion: LEFT_AT - 1, document, seen });
    const data = { ownerId, name: blindName(key, name), version: LEFT_AT, sealed: new Uint8Array(sealed) };
    await db().vaultDocument.create({ data });
  }
  await leaveSchedule(ofWriter, standingOf(left));
}

/** Puts a schedule of pages of version 1 in the place of what is published. Gives the id of the last page. */
async function leaveSchedule(
  { ownerId: userId, link: held }: Owner,
  schedule: readonly { effectiveFrom: number; page: unknown }[],
): Promise<string> {
  const seat = await db().linkSeat.findUniqueOrThrow({
    where: { userId },
    select: { linkId: true, seat: true },
  });
  await db().sheetPage.deleteMany({ where: seat });
  let id = "";
  for (const { effectiveFrom, page } of schedule) {
    id = newId();
    const sealed = new Uint8Array(await sealOlderPage(held, page, id));
    await db().sheetPage.create({ data: { ...seat, effectiveFrom: BigInt(effectiveFrom), sealed } });
  }
  return id;
}

/** Seals a page as it is, of whatever version. */
export const sealOlderPage = ({ linkId, seat, pairKey }: Owner["link"], page: unknown, id = newId()) => {
  const context = { owner: seatOwner(linkId, seat), kind: "sheet-page", name: id, version: 0 } as const;
  return seal(pairKey, context, page, { minBytes: MIN_PAGE_BYTES });
};

/** A body of any version as it is opened today. Throws for what is no document. */
export function asOpened<Kind extends DocumentKind>(kind: Kind, document: unknown): DocumentOf<Kind> {
  const found = openDocument(kind, structuredClone(document));
  if (!found.ok) throw new Error(`${kind}: ${found.reason}`);
  return found.document;
}

/** What the server holds of somebody: documents by name, their side of the link, their pages. */
export async function heldOf({ ownerId: mine, link: { seat: side } }: Owner) {
  const { documents, seats, pages } = await stored();
  const own = documents.filter(({ ownerId }) => ownerId === mine);
  return {
    documents: new Map(own.map(({ name, sealed }) => [name, toBase64Url(sealed)])),
    seat: seats.find(({ userId }) => userId === mine),
    pages: pages.filter(({ seat }) => seat === side),
  };
}
type HeldOf = Awaited<ReturnType<typeof heldOf>>;
/** The names of the documents that are not as they were. */
export const written = (before: HeldOf, { documents }: HeldOf): string[] =>
  [...documents].flatMap(([name, sealed]) => (before.documents.get(name) === sealed ? [] : [name])).sort();
