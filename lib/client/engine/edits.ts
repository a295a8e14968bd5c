import { newId } from "@/lib/crypto";
import { same } from "@/lib/domain/canonical";
import { differsInWords } from "@/lib/domain/kind/content";
import { type AnyItem, KINDS, type PageItemOf } from "@/lib/domain/kinds";
import { applyShare, isLike, type ShareVerb } from "@/lib/domain/sharing/apply";
import { afterEdit } from "@/lib/domain/sharing/verbs";
import { NO_PAGE_SEEN } from "@/lib/domain/sheet/seen";
import {
  deleteItem,
  dismissSetAside,
  editTime,
  keepSetAside,
  putItem,
  setPaused,
} from "@/lib/domain/vault/edit";
import { lookUp } from "@/lib/domain/vault/look-up";
import type { ProfileDocument, SetAside } from "@/lib/domain/vault/schema";
import type { HeldItems } from "./held-items";
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
  constructor(private readonly deps: Surroundings) {}

  /** Writes an item's content. Its sharing is left as it is held, but for what the edit tightens. */
  saveItem(item: AnyItem): void {
    const held = lookUp(this.deps.vault.keeping(item).current.items, item.id);
    this.putItem(held, this.edited(held, item));
  }

  deleteItem(id: string): void {
    const { vault, now, onLess } = this.deps;
    for (const held of vault.ofItems) {
      if (lookUp(held.current.items, id)) vault.edit(held, (document) => deleteItem(document, id, now()));
    }
    onLess();
  }

  shareItem(id: string, verb: ShareVerb): void {
    const held = this.deps.vault.item(id);
    if (held) this.putItem(held, applyShare(held, verb, this.deps.period(), this.deps.now()));
  }

  saveProfile(change: Partial<Omit<ProfileDocument, "schema" | "editedAt">>): void {
    const { vault, now } = this.deps;
    vault.edit(vault.profile, (profile) => ({
      ...profile,
      ...change,
      editedAt: editTime(profile.editedAt, now()),
    }));
  }

  setPaused(paused: boolean): void {
    const { vault, now, sheet, onLess } = this.deps;
    const canKeep = vault.entries.trouble === null;
    if (canKeep) vault.edit(vault.entries, (document) => setPaused(document, paused, now()));
    if (paused) sheet()?.stopped();
    else sheet()?.resumed(this.deps.vault.items);
    onLess();
  }

  /** Begins a new period; gives the one that ended. */
  stopAll(): string | null {
    const { vault, sheet, onLess } = this.deps;
    const { link } = vault;
    const former = link.trouble ? null : this.deps.period();
    if (former !== null) this.setPeriod(newId());
    sheet()?.stopped();
    onLess();
    return former;
  }

  /** Goes back to a period that ended, and shows what was shared in it. */
  shareAgain(period: string): void {
    if (this.deps.vault.link.trouble) return;
    this.setPeriod(period);
    this.deps.sheet()?.resumed(this.deps.vault.items);
    this.deps.onLess();
  }

  letThrough(id: string): void {
    const item = this.deps.vault.item(id);
    if (item) this.deps.sheet()?.letThrough([item]);
    this.deps.onLess();
  }

  takeOff(item: PageItemOf): void {
    if (this.deps.sheet()?.takeOff(item)) this.deps.onLess();
  }

  dismissSetAside(id: string): void {
    this.inSetAside(id, (held) => {
      this.deps.vault.edit(held, (document) => dismissSetAside(document, id));
    });
  }

  /** Keeps an edit again that had been dismissed. */
  keepSetAside(one: SetAside): void {
    const { vault } = this.deps;
    vault.edit(vault.keeping(one.item), (document) => keepSetAside(document, one));
  }

  /** Begins a document anew that recovery could not read: blank, but for the keys of the link. Whether it was one. */
  beginAnew(blindedName: string): boolean {
    const { vault, now, onLess } = this.deps;
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

  /** The new content with the sharing that is held. */
  private edited<Item extends AnyItem>(held: AnyItem | undefined, item: Item): Item {
    if (!held || !isLike(held, item)) return { ...item, share: null };
    return afterEdit(held, { ...item, share: held.share }, this.deps.period(), this.deps.now());
  }

  private putItem(before: AnyItem | undefined, after: AnyItem): void {
    const { vault, now, sheet } = this.deps;
    sheet()?.pressed(before, after);
    const isTyped = before !== undefined && isTypedIn(before, after);
    vault.edit(
      vault.keeping(after),
      (document) => putItem(document, after, now()),
      isTyped ? after.id : null,
    );
    if (before?.share !== after.share) this.deps.onLess();
  }

  private setPeriod(period: string): void {
    const { vault, now } = this.deps;
    vault.edit(vault.link, (document) => {
      if (document.link.state !== "linked") return document;
      const periodSince = editTime(document.link.periodSince, now());
      const link = { ...document.link, period, periodSince };
      return { ...document, link, editedAt: editTime(document.editedAt, now()) };
    });
  }

  private inSetAside(id: string, does: (held: HeldItems) => void): void {
    for (const held of this.deps.vault.ofItems) {
      if (held.current.setAside.some((one) => one.id === id)) does(held);
    }
  }
}

/** Whether an edit changes nothing but words of an item, and shows and hides nothing. */
const isTypedIn = (before: AnyItem, after: AnyItem): boolean =>
  before.kind === after.kind &&
  same(before.share, after.share) &&
  differsInWords(KINDS[after.kind], before, after);
