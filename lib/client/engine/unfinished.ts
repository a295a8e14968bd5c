import * as z from "zod/mini";
import type { UnfinishedWords } from "./contract";
import type { Device } from "./device";
import { openRecord, type RecordOwner, recordName, sealRecord } from "./device-record";
import type { Unsent } from "./device-store";

type Places = Readonly<Record<string, UnfinishedWords>>;

type Surroundings = RecordOwner & {
  device: Device;
  /** Called after `current` has changed. */
  onChange: () => void;
};

/** How the names of these begin. No document of a vault is called so, and a vault that finds one on the device leaves it. */
const PREFIX = "unfinished/";

const unfinishedWords = z.strictObject({ words: z.array(z.string()), from: z.array(z.string()) });

/**
 * Words in a field that belong to no document yet: the name of something that is only being added, a line that goes out when
 * it is left, a text that is too long. They rest on this device alone, sealed beside the documents that wait, until they are
 * used or taken away; the server never gets them.
 */
export class Unfinished {
  /** What there is, by the place of its field. */
  current: Places = {};
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly deps: Surroundings) {}

  /** Takes up what an earlier run left. What does not open is left alone: the vault says so of it. */
  async open(): Promise<void> {
    const found = await Promise.all(
      (await this.deps.device.unsentOf(this.deps.ownerId)).map((one) => this.read(one)),
    );
    this.current = Object.fromEntries(found.filter((one) => one !== null));
  }

  /** Keeps what stands in a field; null, or nothing but empty lines, takes it away. */
  keep(place: string, words: UnfinishedWords | null): void {
    const isEmpty = words === null || words.words.every((line) => line.trim() === "");
    if (isEmpty && !Object.hasOwn(this.current, place)) return;
    const { [place]: _, ...others } = this.current;
    this.current = isEmpty ? others : { ...others, [place]: words };
    this.deps.onChange();
    // One after the other: what was taken away does not come back by a write that began before.
    this.work = this.work.then(() => (isEmpty ? this.drop(place) : this.write(place, words)));
  }

  /** Takes away everything of one item. */
  dropOf(id: string): void {
    for (const place of Object.keys(this.current)) if (place.startsWith(`${id}/`)) this.keep(place, null);
  }

  /** Resolves once all of it is on the device, as far as the device keeps anything. */
  kept(): Promise<void> {
    return this.work;
  }

  private async read(unsent: Unsent): Promise<[string, UnfinishedWords] | null> {
    const record = await openRecord(this.deps, PREFIX, unsent);
    const words = unfinishedWords.safeParse(record?.document);
    return record && words.success ? [record.name, words.data] : null;
  }

  private async write(place: string, words: UnfinishedWords): Promise<void> {
    await this.deps.device.keepUnsent(await sealRecord(this.deps, PREFIX + place, words));
  }

  private drop(place: string): Promise<void> {
    const { device, key, ownerId } = this.deps;
    return device.dropUnsent(ownerId, recordName(key, PREFIX + place));
  }
}
