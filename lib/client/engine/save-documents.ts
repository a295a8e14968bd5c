import * as z from "zod/mini";
import { newId, type SealedBytes, type VaultKey } from "@/lib/crypto";
import type { DocumentName } from "@/lib/domain/vault/names";
import { MAX_DOCUMENT_BYTES, MAX_WRITE_BYTES, MAX_WRITES } from "@/lib/wire/limits";
import { pack } from "@/lib/wire/packed";
import type { Listed } from "@/lib/wire/vault";
import type { Device } from "./device";
import type { Unsent } from "./device-store";
import { type HeldBack, heldBack } from "./held-back";
import type { HeldDocument, VaultKind } from "./held-document";
import { HeldItems } from "./held-items";
import type { AccountHttp, Done } from "./http";
import { FOLD_EVERY, type ItemsPlan, isSmall, planBeside, planFold } from "./items-plan";
import { ReadDocuments } from "./read-documents";
import { SealedDocuments } from "./sealed-documents";
import { KeptItems, type UnsentItems } from "./unsent-items";
import { VaultReads } from "./vault-reads";

export type Saved = { ok: true } | { ok: false; reason: HeldBack };

/** How often a save may meet what another device wrote before it counts as failed: each time is a read and a merge. */
const CONFLICTS_AT_MOST = 5;

export type SaveSurroundings = {
  http: AccountHttp;
  device: Device;
  ownerId: string;
  key: VaultKey;
  now: () => number;
  /** Called after anything that there is to show changed: content, or where saving stands. */
  onChange: () => void;
  /** Called after content may have changed, by an edit here or by what another device wrote. `typedIn`: see `Vault.edit`. */
  onContent: (typedIn: string | null) => void;
  /** Called when documents were stored, with the names that the server knows them by. */
  onSaved: (documents: readonly Listed[]) => void;
};

/** What is saved as one: a document by itself, or everything that is edited of items. */
type Unit = HeldDocument<"profile"> | HeldDocument<"link"> | "items";

/** A document on its way. */
type Write = {
  readonly name: DocumentName;
  readonly baseVersion: number;
  readonly sealed: SealedBytes;
  /** Called when the server has it. */
  readonly stored: () => void;
};

/** The documents of an open vault, and how what waits of them gets to the server, by way of the device. */
export abstract class SaveDocuments extends ReadDocuments {
  /** Whether something was kept on this device that no key opens any more, as after a recovery on another one. */
  lostWords = false;
  /** Whether something was taken up that an earlier run could not send. */
  tookUp = false;
  protected ended = false;
  /** Under what this tab keeps its edits on the device: another tab of the account keeps its own beside them. */
  private readonly tab = newId();
  private readonly kept: KeptItems;
  private saving: Promise<Saved> | null = null;
  private failure: HeldBack | null = null;

  constructor(protected readonly deps: SaveSurroundings) {
    super(new SealedDocuments(deps.ownerId, deps.key), new VaultReads(deps.http));
    this.kept = new KeptItems(deps, this.tab);
  }

  /** Stores everything that waits. Resolves once nothing is left to store, or a try has failed. Calls share one run. */
  save(): Promise<Saved> {
    if (this.ended || (this.saving === null && this.waiting.length === 0))
      return Promise.resolve({ ok: true });
    this.saving ??= this.saveAll();
    return this.saving;
  }

  get saveState(): { state: "saved" | "saving" } | { state: "notYet"; problem: HeldBack } {
    const waits = this.waiting.length > 0;
    // What failed may have been stored all the same, and been read since.
    if (this.failure && waits) return { state: "notYet", problem: this.failure };
    return this.saving || waits ? { state: "saving" } : { state: "saved" };
  }

  /** Keeps what waits on the device, sealed, so that locking or closing loses nothing. Whether the device took all of it. */
  async keepUnsent(): Promise<boolean> {
    let isAllKept = true;
    for (const unit of this.waiting) isAllKept = (await this.keep(unit)) && isAllKept;
    return isAllKept;
  }

  /** Sends what waits once more, also after `end`: where the device did not take it. */
  async sendUnkept(): Promise<void> {
    for (const unit of this.waiting) {
      for (let tries = 0; tries <= CONFLICTS_AT_MOST && this.waiting.includes(unit); tries++) {
        const failure = await this.saveOne(unit);
        if (failure !== null && failure !== "conflict") break;
      }
    }
  }

  private get waiting(): Unit[] {
    const { profile, link, recent } = this;
    const isOfItems = recent.unsaved || this.ofItems.some(({ unsaved }) => unsaved);
    return [
      ...(profile.unsaved ? [profile] : []),
      ...(isOfItems ? ["items" as const] : []),
      ...(link.unsaved ? [link] : []),
    ];
  }

  private async saveAll(): Promise<Saved> {
    try {
      const tooLarge = new Set<Unit>();
      const next = () => this.waiting.find((unit) => !tooLarge.has(unit));
      let conflicts = 0;
      for (let unit = next(); unit && !this.ended; unit = next()) {
        const failure = await this.saveOne(unit);
        if (failure === null) conflicts = 0;
        else if (failure === "conflict" && ++conflicts <= CONFLICTS_AT_MOST) continue;
        // One that is too large stands in no other's way.
        else if (failure === "too_large") tooLarge.add(unit);
        else return await this.notSaved(failure === "conflict" ? "server" : failure);
      }
      if (tooLarge.size > 0) return await this.notSaved("too_large");
      this.failure = null;
      return { ok: true };
    } finally {
      // In the same turn as the look for what is left: an edit that comes after it starts a run of its own.
      this.saving = null;
      this.deps.onChange();
    }
  }

  private async notSaved(reason: HeldBack): Promise<Saved> {
    this.failure = reason;
    await this.keepUnsent();
    return { ok: false, reason };
  }

  /** One try. Null when it was stored; `conflict` when it was merged with what another device stored, and is to be tried again. */
  private async saveOne(unit: Unit): Promise<HeldBack | "conflict" | null> {
    // On the device first: a browser that is ended before the answer comes has lost nothing.
    await this.keep(unit);
    // What was edited of a month that nobody had looked at is merged with what stands there.
    const read = await this.readMonths(unit === "items" ? this.unread.filter(({ unsaved }) => unsaved) : []);
    if (!read.ok) return heldBack(read.failure);
    const writes = unit === "items" ? await this.writesOfItems() : [await this.writeOf(unit)];
    if (!isWithin(writes)) return "too_large";
    const documents = writes.map(({ name, baseVersion }) => ({ name: this.sealed.blind(name), baseVersion }));
    const pieces = writes.map(({ sealed }) => sealed);
    const body = pack({ documents }, pieces);
    const answer = await this.deps.http("/api/vault", { method: "PUT", body, answer: z.object({}) });
    if (!answer.ok && answer.failure === "conflict") {
      const theirs = await this.refresh();
      return theirs.ok ? "conflict" : heldBack(theirs.failure);
    }
    if (!answer.ok) return heldBack(answer.failure);
    for (const { name, baseVersion, stored } of writes) {
      // Unless a refresh has brought this version, or a later one, already.
      if (baseVersion >= this.hold(name).version) stored();
      this.confirmed(name, baseVersion + 1);
    }
    await this.drop(unit);
    this.deps.onSaved(documents.map(({ name, baseVersion }) => ({ name, version: baseVersion + 1 })));
    return null;
  }

  /** A document by itself, or `together` with others that are stored with it or not at all. */
  private async writeOf<Kind extends VaultKind>(
    held: HeldDocument<Kind>,
    together?: ReadonlyMap<string, number>,
  ): Promise<Write> {
    const { name, version: baseVersion, current } = held;
    const sealed = await this.seal(name, baseVersion + 1, current, together);
    return { name, baseVersion, sealed, stored: () => held.stored(current, baseVersion + 1) };
  }

  /** What was edited of items: in the recent document while that is small, and else all of it where it belongs. */
  private async writesOfItems(): Promise<Write[]> {
    const { ofItems } = this;
    const beside = planBeside(ofItems);
    const isTime = (this.recent.version + 1) % FOLD_EVERY === 0 || ofItems.some(({ isAnew }) => isAnew);
    if (!isTime && isSmall(beside, ofItems)) return this.writesOf(beside);
    const folded = await this.writesOf(planFold(ofItems, MAX_WRITES - 1));
    // Where the documents themselves are full there is still room beside them.
    return isWithin(folded) ? folded : this.writesOf(planBeside(ofItems));
  }

  private async writesOf({ recent, whole }: ItemsPlan): Promise<Write[]> {
    const { ofItems } = this;
    // One that is read while this is on its way was not sent.
    const sent = new Map(ofItems.filter(({ isOpen }) => isOpen).map((held) => [held, held.current]));
    const next = this.recent.version + 1;
    // All of them are stored or none is, so that each may vouch for the others.
    const together = new Map<string, number>(whole.map(({ name, version }) => [name, version + 1]));
    together.set(this.recent.name, next);
    const mains = await Promise.all(whole.map((held) => this.writeOf(held, together)));
    const stored = () => {
      this.recent.current = recent;
      this.recent.stored(recent, next);
      for (const held of ofItems) {
        const current = sent.get(held);
        if (held.isOpen && current && !whole.includes(held))
          held.storedBeside(current, recent.changes[held.name]);
      }
    };
    const sealed = await this.seal(this.recent.name, next, recent, together);
    return [...mains, { name: this.recent.name, baseVersion: next - 1, sealed, stored }];
  }

  /** Seals what waits and keeps it on the device until the server has it. Whether it is kept. */
  private async keep(unit: Unit): Promise<boolean> {
    if (unit === "items" && !this.recent.unsaved) return this.kept.keep(this.ofItems);
    const isKept = unit !== "items" || (await this.kept.keep(this.ofItems));
    // Begun anew, it is kept by itself.
    return (await this.keepWhole(unit === "items" ? this.recent : unit)) && isKept;
  }

  private async keepWhole({ name, version, current }: HeldDocument): Promise<boolean> {
    const { ownerId: owner, device } = this.deps;
    const sealed = await this.seal(name, version + 1, current);
    return device.keepUnsent({ owner, name: this.keptAs(name), baseVersion: version, sealed });
  }

  /** Takes from the device what the server has. What was written meanwhile lies there by now, or is kept by the next run. */
  private async drop(unit: Unit): Promise<void> {
    if (unit === "items") await this.kept.drop(this.ofItems);
    const whole = unit === "items" ? this.recent : unit;
    if (!whole.unsaved) await this.deps.device.dropUnsent(this.deps.ownerId, this.keptAs(whole.name));
  }

  /** What a document is called on the device while it waits: as the server knows it, and the tab. */
  private keptAs(name: DocumentName): string {
    return `${this.sealed.blind(name)}.${this.tab}`;
  }

  /** Takes up what an earlier run could not send, as far as what it belongs to can be read. */
  protected async resumeUnsent(): Promise<Done> {
    const { device, ownerId } = this.deps;
    const all = await Promise.all(
      (await device.unsentOf(ownerId)).map(async (unsent) => ({
        unsent,
        items: await this.kept.read(unsent),
      })),
    );
    const read = await this.readMonths(all.flatMap(({ items }) => (items ? [this.ofName(items.name)] : [])));
    if (!read.ok) return read;
    for (const { unsent, items } of all) {
      const resumed = items ? this.resumeItems(items) : await this.resumeWhole(unsent);
      if (!resumed) continue;
      this.tookUp = true;
      // From here on this tab keeps it, with what it has taken up from others.
      if (await this.keepUnsent()) await device.dropUnsent(ownerId, unsent.name);
    }
    return { ok: true };
  }

  private resumeItems(unsent: UnsentItems): boolean {
    const held = this.ofName(unsent.name);
    if (!held.isOpen) return false;
    held.resumeUnsent(unsent, newId);
    return true;
  }

  /** Takes up a whole document, also in the place of one that recovery could not read. What no key opens any more is dropped. */
  private async resumeWhole(unsent: Unsent): Promise<boolean> {
    const { sealed, baseVersion } = unsent;
    const [name = ""] = unsent.name.split(".");
    const opened = await this.sealed.open({ name, version: baseVersion + 1, sealed });
    if (!opened.ok) {
      // A newer program will open it. Anything else is of an older key: nothing opens it any more, and that is said.
      if (opened.problem === "newer_program") return false;
      this.lostWords = true;
      await this.deps.device.dropUnsent(this.deps.ownerId, unsent.name);
      return false;
    }
    const held = this.hold(opened.name);
    if (held instanceof HeldItems) {
      if (this.recent.trouble !== null) return false;
      await this.readMonths([held]);
      if (held.isUnread && held.ownTrouble === null) return false;
    }
    if (held.trouble !== null && held.trouble !== "not_recovered") return false;
    held.resume(opened.document, baseVersion, newId);
    if (held === this.recent) for (const one of this.ofItems) one.follow(newId);
    return true;
  }
}

/** Whether a server takes them. */
const isWithin = (writes: readonly Write[]): boolean =>
  writes.every(({ sealed }) => sealed.length <= MAX_DOCUMENT_BYTES) &&
  writes.reduce((sum, { sealed }) => sum + sealed.length, 0) <= MAX_WRITE_BYTES;
