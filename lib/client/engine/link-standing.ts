import * as z from "zod/mini";
import {
  fromBase64Url,
  inviteFragment,
  newId,
  openAcceptance,
  type PairKey,
  pairWords,
  parseInvite,
  parsePairKey,
} from "@/lib/crypto";
import { NO_PAGE_SEEN } from "@/lib/domain/sheet/seen";
import type { LinkDocument, ProfileDocument } from "@/lib/domain/vault/schema";
import { type LinkState, linkResponse, myInviteResponse } from "@/lib/wire/link";
import type { LinkView } from "./contract";
import type { AccountHttp, Answer, Failure } from "./http";
import { type Linked, linkedBy } from "./sealed-page";

export type Link = LinkDocument["link"];
export type Reconciled = { ok: true } | { ok: false; failure: Failure };
const nothing = z.object({});

export type LinkSurroundings = {
  http: AccountHttp;
  now: () => number;
  /** Where invites lead: this site's origin. */
  origin: string;
  /** The link as the vault has it. */
  read: () => Link;
  /** The keys of the link as the vault has them a second time; null while the link itself can be read. */
  copy: () => ProfileDocument["linkCopy"];
  /** Writes it there, and says whether the server has it. */
  write: (link: Link) => Promise<boolean>;
};

/** Where the link stands: the vault holds the keys, the server holds the state; `reconcile` makes the two agree. */
export class LinkStanding {
  view: LinkView = { state: "none" };
  /** Whether the words of a link that stands are looked at: only then is it worth waiting for them. */
  showsWords = false;
  private readonly words = new Map<PairKey, readonly string[]>();
  /** The server's answer that was asked for before the vault was there. */
  private ahead: Promise<Answer<LinkState>> | null = null;

  constructor(private readonly deps: LinkSurroundings) {}

  /** Asks the server beside the read of the vault, for the first `reconcile`. */
  readAhead(): void {
    this.ahead = this.ask();
  }

  /** Asks the server where the link stands, and makes the vault and the view agree with it. */
  async reconcile(): Promise<Reconciled> {
    const answer = (await this.readBefore()) ?? (await this.ask());
    if (!answer.ok) return answer;
    return this.agreeWith(answer.data);
  }

  private ask(): Promise<Answer<LinkState>> {
    return this.deps.http("/api/link", { answer: linkResponse });
  }

  /**
   * What was read ahead, where the vault says the same: this very link, or none; else null, and it is asked anew. The vault may be
   * newer than that answer: to make it agree could throw away the key of a link that another device has just made.
   */
  private async readBefore(): Promise<Answer<LinkState> | null> {
    const answer = await this.ahead;
    this.ahead = null;
    if (!answer?.ok) return null;
    const { linked, deps } = this;
    const { data } = answer;
    if (data.state === "none") return deps.read().state === "none" && linked === null ? answer : null;
    const isSame = data.state === "linked" && linked?.linkId === data.linkId && linked.seat === data.seat;
    return isSame ? answer : null;
  }

  /** The keys of the link, once linked. */
  get linked(): Linked | null {
    const link = this.deps.read();
    return linkedBy(this.deps.copy() ?? (link.state === "linked" ? link : null));
  }

  private async agreeWith(server: LinkState): Promise<Reconciled> {
    const mine = this.deps.read();
    switch (server.state) {
      case "none":
        if (mine.state !== "none") await this.deps.write({ state: "none" });
        this.view = { state: "none" };
        return { ok: true };
      case "invited":
        return this.agreeOnInvite(server.inviteId);
      case "waiting": {
        const pairKey =
          mine.state === "waiting" && mine.linkId === server.inviteId && parsePairKey(mine.pairKey);
        this.view = { state: "waiting", words: pairKey ? await this.wordsOf(pairKey) : [] };
        return { ok: true };
      }
      case "linked": {
        await this.becomeLinked(server.linkId, server.seat);
        const { linked } = this;
        const here = linked?.linkId === server.linkId && linked.seat === server.seat;
        if (!here) this.view = { state: "keyLost" };
        else if (this.showsWords) this.view = { state: "linked", words: await this.wordsOf(linked.pairKey) };
        else this.view = { state: "linked", words: this.words.get(linked.pairKey) ?? [] };
        return { ok: true };
      }
    }
  }

  private async agreeOnInvite(inviteId: string): Promise<Reconciled> {
    const mine = this.deps.read();
    const invite = mine.state === "invited" ? parseInvite(mine.invite) : null;
    const stands = await this.deps.http("/api/invites/mine", { answer: myInviteResponse });
    if (!stands.ok && stands.failure !== "not_found") return stands;
    if (!stands.ok || !invite || invite.id !== inviteId) {
      // An invite whose secret is gone can only be taken back.
      await this.deps.http("/api/invites/mine", { method: "DELETE", answer: nothing });
      if (mine.state !== "none") await this.deps.write({ state: "none" });
      this.view = { state: "none" };
      return { ok: true };
    }
    const { acceptance, expiresAt } = stands.data;
    if (acceptance === null) {
      const url = `${this.deps.origin}/link#${inviteFragment(invite)}`;
      this.view = { state: "invited", url, expiresAt };
      return { ok: true };
    }
    const bytes = fromBase64Url(acceptance);
    const opened = bytes ? await openAcceptance(invite, bytes) : null;
    if (!opened?.ok) {
      // Whoever accepted did not hold the link: somebody stands between the two.
      this.view = { state: "tampered" };
      return { ok: true };
    }
    if (mine.state === "invited" && mine.pairKey !== opened.pairKey) {
      await this.deps.write({ state: "invited", invite, pairKey: opened.pairKey });
    }
    this.view = { state: "compare", words: await this.wordsOf(opened.pairKey) };
    return { ok: true };
  }

  /** Moves the vault's keys over to a link that the server has confirmed. */
  private async becomeLinked(linkId: string, seat: Linked["seat"]): Promise<void> {
    const mine = this.deps.read();
    const fromInvite = mine.state === "invited" && mine.invite.id === linkId ? mine.pairKey : null;
    const fromWaiting = mine.state === "waiting" && mine.linkId === linkId ? mine.pairKey : null;
    const pairKey = parsePairKey(fromInvite ?? fromWaiting);
    if (!pairKey) return;
    // A period of its own: nothing that was ticked before is shared on this link.
    const period = { period: newId(), periodSince: this.deps.now() };
    await this.deps.write({ state: "linked", linkId, seat, pairKey, ...period, theirPages: NO_PAGE_SEEN });
  }

  /** The words for a pair key: worked out once, as it takes a tenth of a second, and most of one on a slow phone. */
  private async wordsOf(pairKey: PairKey): Promise<readonly string[]> {
    const words = this.words.get(pairKey) ?? (await pairWords(pairKey));
    this.words.set(pairKey, words);
    return words;
  }
}
