import type { CheckIn } from "@/lib/domain/check-in/schema";
import type { Entry } from "@/lib/domain/entry/schema";
import { withNothingShared } from "@/lib/domain/sharing/verbs";
import {
  deleteCheckIn,
  deleteEntry,
  dismissSetAside,
  editTime,
  putCheckIn,
  putEntry,
  setPaused,
} from "@/lib/domain/vault/edit";
import { checkInsName } from "@/lib/domain/vault/names";
import type { ProfileDocument } from "@/lib/domain/vault/schema";
import type { Vault } from "./vault";

/** The commands on what a person has written. Each takes hold at once; saving and publishing follow behind. */
export class Edits {
  constructor(
    private readonly vault: Vault,
    private readonly now: () => number,
  ) {}

  saveEntry(entry: Entry): void {
    this.vault.edit(this.vault.entries, (document) => putEntry(document, entry, this.now()));
  }

  deleteEntry(id: string): void {
    this.vault.edit(this.vault.entries, (document) => deleteEntry(document, id, this.now()));
  }

  saveCheckIn(checkIn: CheckIn): void {
    const month = this.vault.month(checkInsName(checkIn.day));
    this.vault.edit(month, (document) => putCheckIn(document, checkIn, this.now()));
  }

  deleteCheckIn(id: string): void {
    for (const month of this.vault.allMonths) {
      if (id in month.current.checkIns) {
        this.vault.edit(month, (document) => deleteCheckIn(document, id, this.now()));
      }
    }
  }

  saveProfile(change: Partial<Omit<ProfileDocument, "schema" | "editedAt">>): void {
    this.vault.edit(this.vault.profile, (profile) => ({
      ...profile,
      ...change,
      editedAt: editTime(profile.editedAt, this.now()),
    }));
  }

  setPaused(paused: boolean): void {
    this.vault.edit(this.vault.entries, (document) => setPaused(document, paused, this.now()));
  }

  stopAll(): void {
    const now = this.now();
    this.vault.edit(this.vault.entries, (document) =>
      Object.values(document.entries)
        .filter((entry) => entry.share !== null)
        .reduce((kept, entry) => putEntry(kept, withNothingShared(entry, now), now), document),
    );
    for (const month of this.vault.allMonths) {
      const shared = Object.values(month.current.checkIns).filter((checkIn) => checkIn.share !== null);
      this.vault.edit(month, (document) =>
        shared.reduce((kept, checkIn) => putCheckIn(kept, withNothingShared(checkIn, now), now), document),
      );
    }
  }

  dismissSetAside(id: string): void {
    const { entries, allMonths } = this.vault;
    const has = (held: { current: { setAside: readonly { id: string }[] } }) =>
      held.current.setAside.some((one) => one.id === id);
    if (has(entries)) this.vault.edit(entries, (document) => dismissSetAside(document, id));
    for (const month of allMonths) {
      if (has(month)) this.vault.edit(month, (document) => dismissSetAside(document, id));
    }
  }
}
