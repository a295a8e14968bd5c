import { newId } from "@/lib/crypto";
import type { CheckIn } from "@/lib/domain/check-in/schema";
import type { Entry } from "@/lib/domain/entry/schema";
import { applyShare, isLike, type ShareVerb } from "@/lib/domain/sharing/apply";
import type { Shareable } from "@/lib/domain/sharing/parts";
import { afterEdit } from "@/lib/domain/sharing/verbs";
import { NO_PAGE_SEEN } from "@/lib/domain/sheet/seen";
import {
  deleteCheckIn,
  deleteEntry,
  dismissSetAside,
  editTime,
  keepSetAside,
  putCheckIn,
  putEntry,
  setPaused,
} from "@/lib/domain/vault/edit";
import { lookUp } from "@/lib/domain/vault/look-up";
import { checkInsName } from "@/lib/domain/vault/names";
import type { ProfileDocument, SetAside } from "@/lib/domain/vault/schema";
import type { PublishedRow } from "./contract";
import type { MySheet } from "./my-sheet";
import type { Vault } from "./vault";

type Surroundings = {
  vault: Vault;
  now: () => number;
  /** The period of sharing; null while linked with nobody. */
  period: () => string | null;
  /** One's own sheet; null while linked with nobody. */
  sheet: () => MySheet | null;
  /** Called after a press that may have taken something away. */
  onLess: () => void;
};

/** The commands on what a person has written and shares. Each takes hold at once; saving and publishing follow behind. */
export class Edits {
  constructor(private readonly around: Surroundings) {}

  /** Writes an entry's content. Its sharing is left as it is held, but for what the edit tightens. */
  saveEntry(entry: Entry): void {
    const held = this.entry(entry.id);
    this.putEntry(held, this.edited(held, entry));
  }

  deleteEntry(id: string): void {
    const { vault, now, onLess } = this.around;
    vault.edit(vault.entries, (document) => deleteEntry(document, id, now()));
    onLess();
  }

  shareEntry(id: string, verb: ShareVerb): void {
    const held = this.entry(id);
    if (held) this.putEntry(held, this.shared(held, verb));
  }

  /** Writes a check-in's answers, as saveEntry does an entry's. */
  saveCheckIn(checkIn: CheckIn): void {
    const held = this.checkIn(checkIn.id);
    this.putCheckIn(held, this.edited(held, checkIn));
  }

  deleteCheckIn(id: string): void {
    const { vault, now, onLess } = this.around;
    for (const month of vault.allMonths) {
      if (lookUp(month.current.checkIns, id)) {
        vault.edit(month, (document) => deleteCheckIn(document, id, now()));
      }
    }
    onLess();
  }

  shareCheckIn(id: string, verb: ShareVerb): void {
    const held = this.checkIn(id);
    if (held) this.putCheckIn(held, this.shared(held, verb));
  }

  saveProfile(change: Partial<Omit<ProfileDocument, "schema" | "editedAt">>): void {
    const { vault, now } = this.around;
    vault.edit(vault.profile, (profile) => ({
      ...profile,
      ...change,
      editedAt: editTime(profile.editedAt, now()),
    }));
  }

  setPaused(paused: boolean): void {
    const { vault, now, sheet, onLess } = this.around;
    const canKeep = vault.entries.trouble === null;
    if (canKeep) vault.edit(vault.entries, (document) => setPaused(document, paused, now()));
    if (paused) sheet()?.stopped();
    else sheet()?.resumed(this.all);
    onLess();
  }

  /** Begins a new period; gives the one that ended. */
  stopAll(): string | null {
    const { vault, sheet, onLess } = this.around;
    const { link } = vault;
    const former = link.trouble ? null : this.around.period();
    if (former !== null) this.setPeriod(newId());
    sheet()?.stopped();
    onLess();
    return former;
  }

  /** Goes back to a period that ended, and shows what was shared in it. */
  shareAgain(period: string): void {
    if (this.around.vault.link.trouble) return;
    this.setPeriod(period);
    this.around.sheet()?.resumed(this.all);
    this.around.onLess();
  }

  letThrough(id: string): void {
    this.around.sheet()?.letThrough(this.all.filter((item) => item.id === id));
    this.around.onLess();
  }

  takeOff(row: PublishedRow): void {
    if (this.around.sheet()?.takeOff(row)) this.around.onLess();
  }

  dismissSetAside(id: string): void {
    this.inSetAside(id, (held) => {
      this.around.vault.edit(held, (document) => dismissSetAside(document, id));
    });
  }

  /** Keeps an edit again that had been dismissed. */
  keepSetAside(one: SetAside): void {
    const { vault } = this.around;
    if (one.item.kind === "checkIn") {
      const month = vault.month(checkInsName(one.item.day));
      vault.edit(month, (document) => keepSetAside(document, one));
    } else vault.edit(vault.entries, (document) => keepSetAside(document, one));
  }

  /** Begins a document anew that recovery could not read: blank, but for the keys of the link. Whether it was one. */
  beginAnew(blindedName: string): boolean {
    const { vault, now, onLess } = this.around;
    const keys = vault.profile.current.linkCopy;
    const held = vault.beginAnew(blindedName);
    if (held === vault.link && keys) {
      const period = { period: newId(), periodSince: now(), theirPages: NO_PAGE_SEEN };
      const link = { state: "linked", ...keys, ...period } as const;
      vault.edit(vault.link, (document) => ({ ...document, link, editedAt: now() }));
    }
    if (held) onLess();
    return held !== undefined;
  }

  private get all(): Shareable[] {
    const { vault } = this.around;
    return [...Object.values(vault.entries.current.entries), ...vault.checkIns];
  }

  private entry(id: string): Entry | undefined {
    return lookUp(this.around.vault.entries.current.entries, id);
  }

  private checkIn(id: string): CheckIn | undefined {
    return this.around.vault.checkIns.find((one) => one.id === id);
  }

  /** The new content with the sharing that is held. */
  private edited<Item extends Shareable>(held: Shareable | undefined, item: Item): Item {
    if (!held || !isLike(held, item)) return { ...item, share: null };
    return afterEdit(held, { ...item, share: held.share }, this.around.period(), this.around.now());
  }

  private shared<Item extends Shareable>(held: Item, verb: ShareVerb): Item {
    return applyShare(held, verb, this.around.period(), this.around.now());
  }

  private putEntry(before: Entry | undefined, after: Entry): void {
    const { vault, now, sheet } = this.around;
    sheet()?.pressed(before, after);
    vault.edit(vault.entries, (document) => putEntry(document, after, now()));
    if (before?.share !== after.share) this.around.onLess();
  }

  private putCheckIn(before: CheckIn | undefined, after: CheckIn): void {
    const { vault, now, sheet } = this.around;
    sheet()?.pressed(before, after);
    vault.edit(vault.month(checkInsName(after.day)), (document) => putCheckIn(document, after, now()));
    if (before?.share !== after.share) this.around.onLess();
  }

  private setPeriod(period: string): void {
    const { vault, now } = this.around;
    vault.edit(vault.link, (document) => {
      if (document.link.state !== "linked") return document;
      const periodSince = editTime(document.link.periodSince, now());
      const link = { ...document.link, period, periodSince };
      return { ...document, link, editedAt: editTime(document.editedAt, now()) };
    });
  }

  private inSetAside(id: string, does: (held: Vault["entries"] | Vault["allMonths"][number]) => void): void {
    const { entries, allMonths } = this.around.vault;
    for (const held of [entries, ...allMonths]) {
      if (held.current.setAside.some((one) => one.id === id)) does(held);
    }
  }
}
