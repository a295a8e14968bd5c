import type { SheetSource } from "@/lib/domain/sheet/compose";
import { withPageSeen } from "@/lib/domain/sheet/seen";
import { editTime } from "@/lib/domain/vault/edit";
import type { LinkDocument } from "@/lib/domain/vault/schema";
import { Access } from "./access";
import type { OpenAccount as Credentials } from "./account";
import type { Outcome, TheirPage } from "./contract";
import type { Device } from "./device";
import { Edits } from "./edits";
import { type AccountHttp, type Failure, forAccount, type Http } from "./http";
import { Joined } from "./joined";
import { Linking } from "./linking";
import { Publishing } from "./publishing";
import type { PublishOutcome } from "./sheet";
import type { Tabs } from "./tabs";
import { Vault } from "./vault";

/** How long the page must have been out of view for the vault to be read again when it comes back, milliseconds. */
const STALE_MS = 60_000;

export type AccountSurroundings = {
  http: Http;
  device: Device;
  tabs: Tabs;
  origin: string;
  now: () => number;
  /** Called when there may be something new to show. */
  onChange: () => void;
  /** Called when another account turns out to be signed in in this browser. */
  onOther: () => void;
  /** Called when the server opens this account with another key by now. */
  onLocked: () => void;
};

export type Done = { ok: true } | { ok: false; failure: Failure };

/** An account whose vault is open: owns the vault, the link, and everything that ends with them when it locks. */
export class OpenAccount {
  readonly vault: Vault;
  readonly linking: Linking;
  readonly publishing: Publishing;
  readonly edits: Edits;
  theirPage: TheirPage = { state: "loading" };
  private readonly access: Access;
  private readonly http: AccountHttp;
  private joined: Joined | null = null;
  private lastRefresh: number;
  private begun = false;
  private ended = false;

  constructor(
    private readonly around: AccountSurroundings,
    readonly who: Credentials,
  ) {
    const { device, tabs, origin, now, onChange, onOther, onLocked } = around;
    this.access = new Access(around.http, who.ownerId, who.key);
    const http = forAccount(around.http, who.ownerId, { tokens: this.access, onOther, onLocked });
    this.http = http;
    const vault = new Vault({
      http,
      device,
      ownerId: who.ownerId,
      key: who.key,
      onChange: () => this.shown(),
      onContent: () => this.contentChanged(),
      onSaved: () => tabs.tell({ say: "saved" }),
    });
    this.vault = vault;
    this.edits = new Edits(vault, now);
    this.linking = new Linking({
      http,
      origin,
      now,
      read: () => vault.link.current.link,
      write: (link) => this.writeLink(link),
      publisher: () => this.joined?.publisher ?? null,
    });
    this.publishing = new Publishing({
      save: () => vault.save(),
      keepUnsent: () => vault.keepUnsent(),
      publish: () => this.publish(),
      onUnlinked: () => this.refreshLink(),
      onChange,
    });
    this.lastRefresh = now();
  }

  /** The idle time, milliseconds. */
  get idleMs(): number {
    return this.vault.profile.current.idleMinutes * 60_000;
  }

  /** Opens the vault and reads where the link stands, in the order that [Note: Publishing] asks for. */
  async open(): Promise<Done> {
    const read = await this.vault.open();
    if (!read.ok) return read;
    const linked = await this.linking.reconcile();
    if (!linked.ok) return linked;
    this.joinLink();
    return { ok: true };
  }

  /** Begins what goes on behind the screen: reads the other's page, and publishes. */
  begin(): void {
    this.begun = true;
    void this.readTheirs();
    void this.publishing.start();
  }

  /** Reads what other devices wrote, when the page was out of view for a while. */
  async backInView(): Promise<void> {
    if (this.around.now() - this.lastRefresh < STALE_MS) return;
    this.lastRefresh = this.around.now();
    await this.vault.refresh();
    await this.refreshLink();
  }

  /** Runs one of the linking verbs and makes everything follow where it led. */
  async runLinking(verb: (linking: Linking) => Promise<Outcome>): Promise<Outcome> {
    const outcome = await verb(this.linking);
    if (this.ended) return outcome;
    this.joinLink();
    this.shown();
    this.begin();
    return outcome.ok ? { ok: true } : outcome;
  }

  /** Reads again where the link stands. */
  async refreshLink(): Promise<Done> {
    const outcome = await this.linking.reconcile();
    if (outcome.ok && !this.ended) this.joinLink();
    this.shown();
    return outcome;
  }

  /** Reads the other's page, where it changed. */
  async readTheirs(): Promise<void> {
    const { joined } = this;
    const { link } = this.vault.link.current;
    if (!joined || link.state !== "linked") return;
    const { theirPage, opened } = await joined.read(link.theirPages, this.theirPage);
    if (this.ended || this.joined !== joined) return;
    this.theirPage = theirPage;
    if (opened !== null) this.notePageSeen(joined.linked.linkId, opened);
    this.shown();
  }

  /** Ends what the server lets this open vault do. */
  endAccess(): Promise<void> {
    return this.access.end();
  }

  /** Stops all work of this account. */
  end(): void {
    this.ended = true;
    this.vault.end();
    this.publishing.end();
    this.access.close();
  }

  /** Makes what goes out and comes in follow where the link stands. */
  private joinLink(): void {
    const linked = this.linking.view.state === "linked" ? this.linking.linked : null;
    if (linked && linked.linkId === this.joined?.linked.linkId) return;
    this.publishing.behind = null;
    this.theirPage = linked ? { state: "loading" } : { state: "notLinked" };
    this.joined = linked && new Joined(this.http, linked, this.around.now);
  }

  private async publish(): Promise<PublishOutcome | null> {
    // What is shared is not known while a document is in trouble: what is published stays.
    if (!this.joined || !this.canCompose) return null;
    return this.joined.publisher.publish(
      () => this.source(),
      () => this.vault.refresh(),
    );
  }

  /** Whether everything that could be shared can be read. */
  private get canCompose(): boolean {
    return this.vault.troubles.every(({ document }) => document === "profile" || document === "link");
  }

  /** Everything that a sheet is made from. */
  private source(): SheetSource {
    const { entries } = this.vault;
    return {
      entries: Object.values(entries.current.entries),
      checkIns: this.vault.checkIns,
      paused: entries.current.paused.on,
    };
  }

  /** Remembers a page of theirs. Not an edit of the link: it must not win over one, such as leaving elsewhere. */
  private notePageSeen(linkId: string, pageId: string): void {
    const { link } = this.vault;
    const now = link.current.link;
    if (link.trouble || now.state !== "linked" || now.linkId !== linkId) return;
    const theirPages = withPageSeen(now.theirPages, pageId);
    if (theirPages === now.theirPages) return;
    this.vault.edit(link, (document) => ({ ...document, link: { ...now, theirPages } }));
  }

  /** Writes the link document, and answers whether the server has it. */
  private async writeLink(link: LinkDocument["link"]): Promise<boolean> {
    const { vault } = this;
    if (vault.link.trouble) return false;
    vault.edit(vault.link, (document) => ({
      ...document,
      link,
      editedAt: editTime(document.editedAt, this.around.now()),
    }));
    await vault.save();
    return !vault.link.unsaved;
  }

  private contentChanged(): void {
    // While it opens nothing is published yet: `begin` does that.
    if (this.begun && !this.ended) this.publishing.changed();
  }

  private shown(): void {
    if (!this.ended) this.around.onChange();
  }
}
