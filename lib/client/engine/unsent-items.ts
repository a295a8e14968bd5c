import { type DocumentOf, openDocument } from "@/lib/domain/migrations/open";
import { type DocumentName, isItemsName } from "@/lib/domain/vault/names";
import type { Device } from "./device";
import { openRecord, type RecordOwner, recordName, sealRecord } from "./device-record";
import type { Unsent } from "./device-store";
import type { HeldItems, UnsentChange } from "./held-items";

type Surroundings = RecordOwner & { device: Device };

/** How the names of these begin. No document of a vault is called so. */
const PREFIX = "unsent/";

/** What waits of the document of this name. */
export type UnsentItems = UnsentChange & { readonly name: DocumentName };

/**
 * What waits of documents of items, on the device: for each of them what was edited since the server had it, and what of it was
 * there before, so that it can be merged with whatever stands there later. Each has a record of its own: what cannot be read now
 * keeps its words, whatever else is saved.
 */
export class KeptItems {
  /** The documents of which a record of this tab lies on the device. */
  private readonly names = new Set<DocumentName>();
  private work: Promise<unknown> = Promise.resolve();
  /** A keeping that waits for its turn: it will keep what there is by then. */
  private next: Promise<boolean> | null = null;

  /** @param tab under what this tab keeps them: another tab of the account keeps its own beside them */
  constructor(
    private readonly deps: Surroundings,
    private readonly tab: string,
  ) {}

  /** Keeps what waits of these documents. Whether the device took all of it. */
  keep(all: readonly HeldItems[]): Promise<boolean> {
    this.next ??= this.inTurn(async () => {
      this.next = null;
      const kept = await Promise.all(all.map((held) => this.keepOne(held)));
      return kept.every(Boolean);
    });
    return this.next;
  }

  /** Drops the records of the documents of which nothing waits any more. One that cannot be read may have words there. */
  drop(all: readonly HeldItems[]): Promise<void> {
    return this.inTurn(async () => {
      for (const { name, trouble, unsaved } of all) {
        if (trouble !== null || unsaved || !this.names.delete(name)) continue;
        await this.deps.device.dropUnsent(
          this.deps.ownerId,
          recordName(this.deps.key, PREFIX + name, this.tab),
        );
      }
    });
  }

  /** What a record holds; null for what is none, or of a newer program. */
  async read(unsent: Unsent): Promise<UnsentItems | null> {
    const record = await openRecord(this.deps, PREFIX, unsent);
    const document = openDocument("unsent", record?.document);
    return record && document.ok && isItemsName(record.name)
      ? { name: record.name, ...document.document }
      : null;
  }

  /** One after the other: what was dropped does not come back by a write that began before. */
  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.work.then(work, work);
    this.work = done;
    return done;
  }

  private async keepOne(held: HeldItems): Promise<boolean> {
    const { unsent } = held;
    if (unsent === undefined) return true;
    const document: DocumentOf<"unsent"> = { schema: 1, ...unsent };
    const record = await sealRecord(this.deps, PREFIX + held.name, document, this.tab);
    this.names.add(held.name);
    return this.deps.device.keepUnsent(record);
  }
}
