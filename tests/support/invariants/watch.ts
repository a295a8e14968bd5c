import type { OpenVault, Snapshot } from "@/lib/client/engine/contract";
import { type Linked, openPage, otherSeat } from "@/lib/client/engine/sealed-page";
import { hidesShares } from "@/lib/client/engine/trouble";
import { toBase64Url } from "@/lib/crypto";
import { canonical } from "@/lib/domain/canonical";
import { composePage } from "@/lib/domain/sheet/compose";
import { EMPTY_PAGE, isEmptyPage } from "@/lib/domain/sheet/page";
import type { Page } from "@/lib/domain/sheet/schema";
import { db } from "@/lib/server/db";
import { inForce } from "@/lib/server/sheets";

const openedPages = new Map<string, Page>();

/** What the reader can fetch of the writer's now, and later if nothing is done: the page in force, and those to come. */
export async function fetchable(readerId: string, keys: Linked | null): Promise<Page[]> {
  const seat = await db().linkSeat.findUnique({
    where: { userId: readerId },
    select: { link: { select: { seats: { select: { userId: true, seat: true, pages: true } } } } },
  });
  const rows = seat?.link.seats.find(({ userId }) => userId !== readerId)?.pages ?? [];
  if (rows.length === 0) return [];
  if (!keys) throw new Error("The reader is linked, and their key to the writer's page is not known");
  const pages = rows.map(({ effectiveFrom, sealed }) => ({
    effectiveFrom: Number(effectiveFrom),
    sealed: toBase64Url(sealed),
  }));
  const from = inForce(pages, Date.now())?.effectiveFrom ?? 0;
  const left = pages.filter(({ effectiveFrom }) => effectiveFrom >= from);
  return Promise.all(left.map(({ sealed }) => opened(keys, sealed)));
}

async function opened(keys: Linked, sealed: string): Promise<Page> {
  const known = openedPages.get(sealed);
  if (known) return known;
  const read = await openPage(keys, otherSeat(keys.seat), sealed);
  if (!read.ok) throw new Error(`The reader cannot open the writer's page: ${read.problem}`);
  openedPages.set(sealed, read.page);
  return read.page;
}

/** Whether a page says nothing that none of these says: each item is, field by field, part of one of theirs. */
export function isWithin(page: Page, bounds: readonly Page[]): boolean {
  return page.items.every((item) => bounds.some(({ items }) => items.some((other) => isPart(item, other))));
}

function isPart(item: object, other: object): boolean {
  const [mine, theirs] = [fieldsOf(item), new Map(fieldsOf(other))];
  return mine.every(([field, value]) => theirs.get(field) === value);
}

const fieldsOf = (item: object): [string, string][] =>
  Object.entries(item).map(([field, value]: [string, unknown]) => [field, canonical(value)]);

/**
 * Watches one run: what the reader can fetch, after all that the server did, and what the writer's screen says of it, each time
 * that it says something. What is not as it must be stands in `wrong`.
 */
export class Watch {
  readonly wrong: string[] = [];
  /** What the reader can fetch. */
  pages: readonly Page[] = [];
  /** The most that the reader may ever fetch. */
  private bounds: readonly Page[] | null = null;
  private mayGrow = false;
  private hasBegun = false;

  private keys: Linked | null = null;

  constructor(private readonly readerId: string) {}

  /**
   * Looks for the first time. `shows`: what the press of this run asks for; null where it asks for nothing, and what the reader
   * can fetch only shrinks.
   */
  async begin(keys: Linked | null, shows: readonly Page[] | "anything" | null): Promise<void> {
    this.keys = keys;
    this.hasBegun = true;
    this.pages = await fetchable(this.readerId, keys);
    this.bounds = shows === "anything" ? null : [...this.pages, ...(shows ?? [])];
    this.mayGrow = shows !== null;
  }

  /** Looks again, once it has begun. */
  async look(): Promise<void> {
    if (!this.hasBegun) return;
    this.pages = await fetchable(this.readerId, this.keys);
    for (const page of this.pages) {
      if (this.bounds && !isWithin(page, this.bounds)) this.wrong.push(`1 grew: ${brief(page)}`);
    }
    if (!this.mayGrow) this.bounds = this.pages;
  }

  /** The screen shows this. That all is saved claims that the reader sees what stands there, and that it is what is shared. */
  hear(snapshot: Snapshot): void {
    if (snapshot.status !== "open" || snapshot.vault.saving.state !== "saved") return;
    const { myPage, link } = snapshot.vault;
    if (link.state === "keyLost") return;
    if (myPage.state === "known") this.claim("saved, and that the reader sees", [myPage.page]);
    this.claim(
      "saved, and shares",
      sharedBy(snapshot.vault, myPage.state === "known" ? myPage.page : EMPTY_PAGE),
    );
  }

  /** Nothing is under way but what nobody answers. That something else is not saved claims that nothing shows too much. */
  rest(snapshot: Snapshot): void {
    if (snapshot.status !== "open") return;
    const { saving, myPage } = snapshot.vault;
    if (saving.state !== "notYet" || saving.sharing || myPage.state !== "known") return;
    this.claim("not yet saved, and shares", sharedBy(snapshot.vault, myPage.page));
  }

  private claim(what: string, bounds: readonly Page[]): void {
    for (const page of this.pages) {
      if (isWithin(page, bounds)) continue;
      this.wrong.push(`1 said ${what} ${bounds.map(brief).join(" or ")}; the reader sees ${brief(page)}`);
    }
  }
}

/** What somebody shares, by what they wrote; `published` where that cannot be read. */
function sharedBy(vault: OpenVault, published: Page): readonly Page[] {
  if (vault.troubles.some(hidesShares)) return [published];
  const { entries, checkIns, paused, period } = vault;
  return [composePage({ items: [...Object.values(entries), ...checkIns], paused, period }, Date.now())];
}

/** A page in few words: each item by its name, with what is said of it. */
const brief = (page: Page): string =>
  isEmptyPage(page) ? "nothing" : page.items.map((item) => fieldsOf(item).flat().join(" ")).join("; ");
