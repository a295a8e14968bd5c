import { z } from "zod";
import {
  acceptInvite,
  createInvite,
  fromBase64Url,
  inviteFragment,
  newPairKey,
  openAcceptance,
  type PairKey,
  pairWords,
  parseInvite,
  parseInviteFragment,
  parsePairKey,
  toBase64Url,
} from "@/lib/crypto";
import { NO_PAGE_SEEN } from "@/lib/domain/sheet/seen";
import type { LinkDocument } from "@/lib/domain/vault/schema";
import {
  createInviteResponse,
  inviteResponse,
  type LinkState,
  linkResponse,
  myInviteResponse,
} from "@/lib/wire/link";
import type { LinkView, Outcome } from "./contract";
import { type Answer, type Failure, type Http, problemOf } from "./http";
import { type Linked, MOST_TRIES, Publisher, sealEmptyPage } from "./sheet";

type Link = LinkDocument["link"];
type Reconciled = { ok: true } | { ok: false; failure: Failure };
const nothing = z.object({});

type Surroundings = {
  http: Http;
  /** Where invites lead: this site's origin. */
  origin: string;
  now: () => number;
  /** The link as the vault has it. */
  read: () => Link;
  /** Writes it there, and says whether the server has it. */
  write: (link: Link) => Promise<boolean>;
  publisher: () => Publisher | null;
};

/**
 * Linking two people. The vault holds the keys, the server holds where things stand; `reconcile` brings the two together
 * after a crash, on another device, or when the other side has moved.
 */
export class Linking {
  view: LinkView = { state: "none" };
  private readonly words = new Map<PairKey, readonly string[]>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly around: Surroundings) {}

  /** Asks the server where the link stands and makes the vault and the view agree with it. */
  reconcile(): Promise<Reconciled> {
    return this.inTurn(() => this.reconcileNow());
  }

  /** Runs one thing at a time: between a verb's two steps vault and server differ, and reconciling would undo the first. */
  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private async reconcileNow(): Promise<Reconciled> {
    const answer = await this.around.http("/api/link", { answer: linkResponse });
    if (!answer.ok) return answer;
    return this.agreeWith(answer.data);
  }

  /** The keys of the link, once linked. */
  get linked(): Linked | null {
    const link = this.around.read();
    const pairKey = link.state === "linked" ? parsePairKey(link.pairKey) : null;
    return link.state === "linked" && pairKey ? { linkId: link.linkId, seat: link.seat, pairKey } : null;
  }

  /** Opens an invite and keeps its secret in the vault. */
  makeInvite(): Promise<Outcome> {
    return this.inTurn(() => this.makeInviteNow());
  }

  private async makeInviteNow(): Promise<Outcome> {
    const allowed = await this.mayLink();
    if (!allowed.ok) return allowed;
    const before = this.around.read();
    const invite = await createInvite();
    // The secret is safe before the invite exists: the other way round, a crash would leave one that nobody can finish.
    if (!(await this.around.write({ state: "invited", invite, pairKey: null }))) {
      await this.around.write(before);
      return { ok: false, problem: "offline" };
    }
    const made = await this.around.http("/api/invites", {
      method: "POST",
      body: { id: invite.id },
      answer: createInviteResponse,
    });
    if (!made.ok) {
      await this.around.write(before);
      return { ok: false, problem: problemOf(made.failure) };
    }
    return this.after(await this.reconcileNow());
  }

  /** Takes the invite back, also after someone accepted and before it is confirmed. */
  cancelInvite(): Promise<Outcome> {
    return this.inTurn(() => this.cancelInviteNow());
  }

  private async cancelInviteNow(): Promise<Outcome> {
    const gone = await this.around.http("/api/invites/mine", { method: "DELETE", answer: nothing });
    if (!gone.ok && gone.failure !== "not_found") return { ok: false, problem: problemOf(gone.failure) };
    await this.around.write({ state: "none" });
    return this.after(await this.reconcileNow());
  }

  /** Whether a link can be accepted now. `link`: what was opened or pasted. */
  async lookUp(link: string): Promise<Outcome<{ serverNow: number }>> {
    const invite = await parseInviteFragment(link);
    if (!invite) return { ok: false, problem: "invite_malformed" };
    const found = await this.around.http(`/api/invites/${invite.id}`, { answer: inviteResponse });
    return found.ok
      ? { ok: true, serverNow: found.data.now }
      : { ok: false, problem: problemOf(found.failure) };
  }

  /** Accepts, and waits for the maker to confirm. */
  accept(link: string): Promise<Outcome> {
    return this.inTurn(() => this.acceptNow(link));
  }

  private async acceptNow(link: string): Promise<Outcome> {
    const invite = await parseInviteFragment(link);
    if (!invite) return { ok: false, problem: "invite_malformed" };
    const allowed = await this.mayLink();
    if (!allowed.ok) return allowed;
    const before = this.around.read();
    const found = await this.lookUp(link);
    if (!found.ok) return found;
    const { pairKey, acceptance } = await acceptInvite(invite);
    if (!(await this.around.write({ state: "waiting", linkId: invite.id, pairKey }))) {
      await this.around.write(before);
      return { ok: false, problem: "offline" };
    }
    const page = await sealEmptyPage({ linkId: invite.id, seat: "accepter", pairKey }, found.serverNow);
    const accepted = await this.around.http(`/api/invites/${invite.id}/accept`, {
      method: "POST",
      body: { acceptance: toBase64Url(acceptance), page },
      answer: nothing,
    });
    if (!accepted.ok) {
      await this.around.write(before);
      return { ok: false, problem: problemOf(accepted.failure) };
    }
    return this.after(await this.reconcileNow());
  }

  /** The one who accepted steps back, while the maker has not confirmed. */
  withdraw(): Promise<Outcome> {
    return this.inTurn(() => this.withdrawNow());
  }

  private async withdrawNow(): Promise<Outcome> {
    const link = this.around.read();
    if (link.state !== "waiting") return { ok: true };
    const gone = await this.around.http(`/api/invites/${link.linkId}/accept`, {
      method: "DELETE",
      answer: nothing,
    });
    if (!gone.ok && gone.failure !== "not_found" && gone.failure !== "invite_unknown") {
      return { ok: false, problem: problemOf(gone.failure) };
    }
    await this.around.write({ state: "none" });
    return this.after(await this.reconcileNow());
  }

  /** The maker has compared the words: both are linked. */
  confirm(): Promise<Outcome> {
    return this.inTurn(() => this.confirmNow());
  }

  private async confirmNow(): Promise<Outcome> {
    const link = this.around.read();
    const pairKey = link.state === "invited" ? parsePairKey(link.pairKey) : null;
    if (link.state !== "invited" || !pairKey) return { ok: false, problem: "server" };
    const linked = { linkId: link.invite.id, seat: "maker", pairKey } as const;
    const confirmed = await this.around.http("/api/link", {
      method: "POST",
      body: { page: await sealEmptyPage(linked, this.around.now()) },
      answer: nothing,
    });
    if (!confirmed.ok) return { ok: false, problem: problemOf(confirmed.failure) };
    return this.after(await this.reconcileNow());
  }

  /** Leaves: the last page that the other can fetch is an empty one, the seat is given up, the key forgotten. */
  unlink(): Promise<Outcome> {
    return this.inTurn(() => this.unlinkNow());
  }

  private async unlinkNow(): Promise<Outcome> {
    const answer = await this.around.http("/api/link", { answer: linkResponse });
    if (!answer.ok) return { ok: false, problem: problemOf(answer.failure) };
    if (answer.data.state === "linked") {
      const { linkId, seat, now } = answer.data;
      // Where the key was lost nobody could read a page of ours anyway: one sealed with another key closes the seat too.
      const left = await this.giveUpSeat(this.linked ?? { linkId, seat, pairKey: newPairKey() }, now);
      if (!left.ok && left.failure !== "not_linked") return { ok: false, problem: problemOf(left.failure) };
    }
    await this.around.write({ state: "none" });
    this.view = { state: "none" };
    return { ok: true };
  }

  /**
   * Leaves an empty page behind. One that is empty already stays as it is, byte for byte: a new one would tell the other
   * that something happened. Another device of one's own that publishes meanwhile does not stand in the way.
   */
  private async giveUpSeat(keys: Linked, now: number): Promise<Answer<object>> {
    const publisher = this.around.publisher() ?? new Publisher(this.around.http, keys, this.around.now);
    for (let tries = 1; ; tries++) {
      await publisher.read();
      const revision = publisher.emptyAt();
      const body =
        revision === null
          ? { page: await sealEmptyPage(keys, Math.max(now, publisher.nextMoment())) }
          : { revision };
      const left = await this.around.http("/api/link", { method: "DELETE", body, answer: nothing });
      if (left.ok || left.failure !== "conflict" || tries === MOST_TRIES) return left;
    }
  }

  /** A link that stands is never written over: its key is nowhere else. */
  private async mayLink(): Promise<Outcome> {
    const answer = await this.around.http("/api/link", { answer: linkResponse });
    if (!answer.ok) return { ok: false, problem: problemOf(answer.failure) };
    return answer.data.state === "linked" ? { ok: false, problem: "already_linked" } : { ok: true };
  }

  private async agreeWith(server: LinkState): Promise<Reconciled> {
    const mine = this.around.read();
    switch (server.state) {
      case "none":
        if (mine.state !== "none") await this.around.write({ state: "none" });
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
        this.view = here
          ? { state: "linked", words: await this.wordsOf(linked.pairKey) }
          : { state: "keyLost" };
        return { ok: true };
      }
    }
  }

  private async agreeOnInvite(inviteId: string): Promise<Reconciled> {
    const mine = this.around.read();
    const invite = mine.state === "invited" ? parseInvite(mine.invite) : null;
    const stands = await this.around.http("/api/invites/mine", { answer: myInviteResponse });
    if (!stands.ok && stands.failure !== "not_found") return stands;
    if (!stands.ok || !invite || invite.id !== inviteId) {
      // An invite whose secret is gone can only be taken back.
      await this.around.http("/api/invites/mine", { method: "DELETE", answer: nothing });
      if (mine.state !== "none") await this.around.write({ state: "none" });
      this.view = { state: "none" };
      return { ok: true };
    }
    const { acceptance, expiresAt } = stands.data;
    if (acceptance === null) {
      const url = `${this.around.origin}/link#${inviteFragment(invite)}`;
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
      await this.around.write({ state: "invited", invite, pairKey: opened.pairKey });
    }
    this.view = { state: "compare", words: await this.wordsOf(opened.pairKey) };
    return { ok: true };
  }

  /** Moves the vault's keys over to a link that the server has confirmed. */
  private async becomeLinked(linkId: string, seat: Linked["seat"]): Promise<void> {
    const mine = this.around.read();
    const fromInvite = mine.state === "invited" && mine.invite.id === linkId ? mine.pairKey : null;
    const fromWaiting = mine.state === "waiting" && mine.linkId === linkId ? mine.pairKey : null;
    const pairKey = parsePairKey(fromInvite ?? fromWaiting);
    if (!pairKey) return;
    await this.around.write({ state: "linked", linkId, seat, pairKey, theirPages: NO_PAGE_SEEN });
  }

  /** The words for a pair key: worked out once, as it takes a tenth of a second. */
  private async wordsOf(pairKey: PairKey): Promise<readonly string[]> {
    const words = this.words.get(pairKey) ?? (await pairWords(pairKey));
    this.words.set(pairKey, words);
    return words;
  }

  private after(outcome: Reconciled): Outcome {
    return outcome.ok ? { ok: true } : { ok: false, problem: problemOf(outcome.failure) };
  }
}
