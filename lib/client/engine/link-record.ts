import { same } from "@/lib/domain/canonical";
import { withPageSeen } from "@/lib/domain/sheet/seen";
import { editTime } from "@/lib/domain/vault/edit";
import type { LinkDocument } from "@/lib/domain/vault/schema";
import type { Edits } from "./edits";
import type { Vault } from "./vault";

type Surroundings = { readonly vault: Vault; readonly edits: Edits; readonly now: () => number };

/** What the vault holds of the link, and who writes it. */
export class LinkRecord {
  constructor(private readonly deps: Surroundings) {}

  /** Writes the link document, and answers whether the server has it. */
  async write(link: LinkDocument["link"]): Promise<boolean> {
    const { vault, now } = this.deps;
    if (vault.link.trouble) return false;
    vault.edit(vault.link, (document) => ({
      ...document,
      link,
      editedAt: editTime(document.editedAt, now()),
    }));
    this.copy(link);
    await vault.save();
    return !vault.link.unsaved;
  }

  /** Keeps what it takes to empty one's page a second time, in the profile: there it is found when the link cannot be read. */
  copy(link: LinkDocument["link"]): void {
    const { vault, edits } = this.deps;
    const { profile } = vault;
    const copy =
      link.state === "linked" ? { linkId: link.linkId, seat: link.seat, pairKey: link.pairKey } : null;
    if (profile.trouble || same(profile.current.linkCopy, copy)) return;
    edits.saveProfile({ linkCopy: copy });
  }

  /** Remembers a page of theirs. Not an edit of the link: it must not win over one, such as leaving elsewhere. */
  noteSeen(linkId: string, pageId: string): void {
    const { vault } = this.deps;
    const { link } = vault;
    const now = link.current.link;
    if (link.trouble || now.state !== "linked" || now.linkId !== linkId) return;
    const theirPages = withPageSeen(now.theirPages, pageId);
    if (theirPages === now.theirPages) return;
    vault.edit(link, (document) => ({ ...document, link: { ...now, theirPages } }));
  }
}
