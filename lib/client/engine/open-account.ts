import type { ProfileDocument } from "@/lib/domain/vault/schema";
import { Access } from "./access";
import type { OpenAccount as Credentials } from "./account";
import type { MyPage, Outcome } from "./contract";
import type { Device } from "./device";
import { Edits } from "./edits";
import { type AccountHttp, type Done, forAccount, type Http } from "./http";
import { Joined } from "./joined";
import { KeptKey } from "./kept-key";
import { LinkRecord } from "./link-record";
import { Linking } from "./linking";
import type { MySheet } from "./my-sheet";
import { Publishing } from "./publishing";
import { readableOf } from "./readable";
import type { Tabs } from "./tabs";
import { Theirs } from "./theirs";
import { Unfinished } from "./unfinished";
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

/** An account whose vault is open: owns the vault, the link, and everything that ends with them when it locks. */
export class OpenAccount {
  readonly vault: Vault;
  readonly linking: Linking;
  readonly publishing: Publishing;
  readonly edits: Edits;
  readonly unfinished: Unfinished;
  readonly theirs: Theirs;
  /** What a reload opens with. */
  readonly kept: KeptKey;
  private readonly record: LinkRecord;
  private readonly access: Access;
  private readonly http: AccountHttp;
  private joined: Joined | null = null;
  /** What `myPage` gave last; null once it may have changed. */
  private mine: { standing: MySheet["standing"]; view: MyPage } | null = null;
  private lastRefresh: number;
  private begun = false;
  /** Whether a press of this session took something away. */
  private lessAsked = false;
  private ended = false;

  constructor(
    private readonly deps: AccountSurroundings,
    readonly who: Credentials,
    /** The token that came with the key, if one did. */
    token: string | null = null,
  ) {
    const { device, tabs, origin, now, onChange, onOther, onLocked } = deps;
    this.access = new Access(deps.http, who.ownerId, who.key, token);
    const http = forAccount(deps.http, who.ownerId, { tokens: this.access, onOther, onLocked });
    this.http = http;
    const vault = new Vault({
      ...{ http, device, now, ownerId: who.ownerId, key: who.key },
      onChange: () => this.shown(),
      onContent: (typedIn) => this.contentChanged(typedIn),
      onSaved: (documents) => tabs.tell({ say: "saved", documents: [...documents] }),
    });
    this.vault = vault;
    this.unfinished = new Unfinished({ device, ...who, onChange: () => this.shown() });
    this.edits = new Edits({
      vault,
      now,
      period: () => this.period,
      sheet: () => this.joined?.mySheet ?? null,
      onLess: () => this.lessShared(),
    });
    this.record = new LinkRecord({ vault, edits: this.edits, now });
    this.linking = new Linking({
      http,
      origin,
      now,
      read: () => vault.link.current.link,
      copy: () => (vault.link.trouble ? vault.profile.current.linkCopy : null),
      write: (link) => this.record.write(link),
      publisher: () => this.joined?.publisher ?? null,
    });
    this.publishing = new Publishing({
      save: () => vault.save(),
      keepUnsent: () => vault.keepUnsent(),
      takeAway: async () => this.joined?.mySheet.takeAway() ?? null,
      publish: async () => this.joined?.mySheet.publish() ?? null,
      onUnlinked: () => this.refreshLink(),
      onChange: () => {
        this.mine = null;
        onChange();
      },
    });
    this.theirs = new Theirs({
      ...{ http, now },
      link: () => vault.link.current.link,
      readFirst: () => vault.readFirst(),
      onOpened: (linkId, pageId) => this.record.noteSeen(linkId, pageId),
      onChange: () => this.shown(),
    });
    const [plain, access, idleMs] = [deps.http, this.access, () => this.idleMs];
    this.kept = new KeptKey({ http, access, plain, device, who, now, idleMs, onChange });
    this.lastRefresh = now();
  }

  /** The period of sharing; null while linked with nobody. */
  get period(): string | null {
    const { link } = this.vault.link.current;
    return link.state === "linked" && this.joined?.linked.linkId === link.linkId ? link.period : null;
  }

  /** What of one's own the other can fetch. */
  get myPage(): MyPage {
    const standing = this.joined?.mySheet.standing;
    // Another page may have come into force by itself.
    if (standing !== this.mine?.standing) this.mine = null;
    this.mine ??= { standing, view: this.joined?.mySheet.view() ?? { state: "notLinked" } };
    return this.mine.view;
  }

  /** Whether what the other can fetch is more than what is shared, or is not known. */
  get showsMore(): boolean {
    return this.joined?.mySheet.owes ?? false;
  }

  /** What is one's own to set: by itself, while the other documents are still being read. */
  get profile(): ProfileDocument {
    return this.theirs.glanced?.profile ?? this.vault.profile.current;
  }

  /** The idle time, milliseconds. */
  get idleMs(): number {
    return this.profile.idleMinutes * 60_000;
  }

  /** Opens the vault and reads where the link stands, in the order that [Note: Publishing] asks for. */
  async open(): Promise<Done> {
    const read = await this.vault.open();
    if (!read.ok) return read;
    await this.unfinished.open();
    const linked = await this.linking.reconcile();
    if (!linked.ok) return linked;
    this.theirs.endGlance();
    this.joinLink();
    return linked;
  }

  /** Begins what goes on behind the screen: reads the other's page, and publishes. Ends when that page is there, or known not to be. */
  begin(): Promise<void> {
    this.begun = true;
    const look = this.theirs.read();
    void this.publishing.start();
    return look;
  }

  /** Reads what other devices wrote, when the page was out of view for a while. */
  async backInView(): Promise<void> {
    if (this.deps.now() - this.lastRefresh < STALE_MS) return;
    this.lastRefresh = this.deps.now();
    await this.vault.refresh();
    await this.refreshLink();
  }

  /** Runs one of the linking verbs and makes everything follow where it led. */
  async runLinking(verb: (linking: Linking) => Promise<Outcome>): Promise<Outcome> {
    const outcome = await verb(this.linking);
    if (this.ended) return outcome;
    this.joinLink();
    this.shown();
    void this.begin();
    return outcome.ok ? { ok: true } : outcome;
  }

  /** Reads again where the link stands. */
  async refreshLink(): Promise<Done> {
    const before = this.joined;
    const outcome = await this.linking.reconcile();
    if (outcome.ok && !this.ended) this.joinLink();
    this.shown();
    // Linked just now, by what the other did.
    if (this.begun && this.joined && this.joined !== before) void this.begin();
    return outcome;
  }

  /** Whether something that was stopped before this opening may still be shown. */
  get mayStillShow(): boolean {
    return this.joined?.mySheet.mayStillShow(this.vault.tookUp) ?? false;
  }

  /** Keeps what waits on the device, sealed, so that locking or closing loses nothing. Answers whether it took all documents. */
  async keepUnsent(): Promise<boolean> {
    const isKept = await this.vault.keepUnsent();
    await this.unfinished.kept();
    return isKept;
  }

  /** Whether something is still shown, or may be, that was stopped here. */
  get owes(): boolean {
    return this.lessAsked && this.showsMore;
  }

  /** Takes away what is shared no more. Works after `end` too, for as long as the keys are held. */
  async takeAway(): Promise<void> {
    await this.joined?.mySheet.takeAway();
  }

  /** Ends what the server lets this open vault do. */
  endAccess(): Promise<void> {
    return this.access.end();
  }

  /** Stops all work of this account; `takeAway` alone still works, until `endAccess` or `close`. */
  end(): void {
    this.ended = true;
    this.kept.end();
    this.vault.end();
    this.theirs.end();
    this.publishing.end();
  }

  /** Stops all work, and lets nothing that is under way go on. */
  close(): void {
    this.end();
    this.access.close();
  }

  /** Makes what goes out and comes in follow where the link stands. */
  private joinLink(): void {
    this.mine = null;
    const { link } = this.vault;
    // A settings edit of an older device may have lost the copy.
    if (!link.trouble) this.record.copy(link.current.link);
    const linked = this.linking.view.state === "linked" ? this.linking.linked : null;
    this.theirs.follow(linked);
    if (linked && linked.linkId === this.joined?.linked.linkId) return;
    this.publishing.behind = null;
    const mine = {
      source: () => readableOf(this.vault, this.period),
      refresh: (at: number | null) => this.refreshForSheet(at),
    };
    this.joined = linked && new Joined(this.http, linked, this.deps.now, mine);
  }

  /**
   * Reads the vault again, unless it was read at this very revision. Where another device has linked anew meanwhile, the keys
   * here are of nobody's link any more.
   */
  private async refreshForSheet(unlessAt: number | null): Promise<Done> {
    const isNew = unlessAt !== null && this.vault.readAt === unlessAt;
    const read = isNew ? ({ ok: true } as const) : await this.vault.refresh();
    if (!read.ok) return read;
    const isOurs = this.linking.linked?.linkId === this.joined?.linked.linkId;
    return isOurs ? { ok: true } : { ok: false, failure: "not_linked" };
  }

  /** A press may have taken something away: that waits for no retry. */
  private lessShared(): void {
    this.mine = null;
    this.lessAsked = true;
    if (this.begun && !this.ended) this.publishing.urgent();
    this.shown();
  }

  private contentChanged(typedIn: string | null): void {
    this.mine = null;
    // While it opens nothing is published yet: `begin` does that.
    if (this.begun && !this.ended) this.publishing.changed(typedIn);
  }

  private shown(): void {
    if (!this.ended) this.deps.onChange();
  }
}
