import * as z from "zod/mini";
import {
  acceptInvite,
  createInvite,
  newPairKey,
  parseInviteFragment,
  parsePairKey,
  toBase64Url,
} from "@/lib/crypto";
import { createInviteResponse, inviteResponse, linkResponse } from "@/lib/wire/link";
import type { LinkView, Outcome } from "./contract";
import { type Answer, type Failure, mayBeDone, problemOf } from "./http";
import { type Link, LinkStanding, type LinkSurroundings, type Reconciled } from "./link-standing";
import { MOST_TRIES, Publisher } from "./publisher";
import { type Linked, sealEmptyPage } from "./sealed-page";

const nothing = z.object({});

type Surroundings = LinkSurroundings & {
  publisher: () => Publisher | null;
};

/**
 * Linking two people. The vault holds the keys, the server holds where things stand; `reconcile` brings the two together
 * after a crash, on another device, or when the other side has moved.
 */
export class Linking {
  private readonly standing: LinkStanding;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly deps: Surroundings) {
    this.standing = new LinkStanding(deps);
  }

  /** Where the link stands, for the screens. */
  get view(): LinkView {
    return this.standing.view;
  }

  /** The keys of the link, once linked. */
  get linked(): Linked | null {
    return this.standing.linked;
  }

  /** Asks the server where the link stands beside the read of the vault, which `reconcile` then finds answered. */
  readAhead(): void {
    this.standing.readAhead();
  }

  /** From now on the words of a link that stands are worked out with each look at it: somebody looks at them. */
  showWords(): void {
    this.standing.showsWords = true;
  }

  /** Asks the server where the link stands and makes the vault and the view agree with it. */
  reconcile(): Promise<Reconciled> {
    return this.inTurn(() => this.standing.reconcile());
  }

  /** Runs one thing at a time: between a verb's two steps vault and server differ, and reconciling would undo the first. */
  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  /** Opens an invite and keeps its secret in the vault. */
  makeInvite(): Promise<Outcome> {
    return this.inTurn(() => this.makeInviteNow());
  }

  private async makeInviteNow(): Promise<Outcome> {
    const allowed = await this.mayLink(["invited", "compare"]);
    if (!allowed.ok || allowed.isDone) return allowed;
    const before = this.deps.read();
    const invite = await createInvite();
    // The secret is safe before the invite exists: the other way round, a crash would leave one that nobody can finish.
    if (!(await this.deps.write({ state: "invited", invite, pairKey: null }))) {
      await this.deps.write(before);
      return { ok: false, problem: "offline" };
    }
    const made = await this.deps.http("/api/invites", {
      method: "POST",
      body: { id: invite.id },
      answer: createInviteResponse,
    });
    if (!made.ok) {
      await this.takeBack(before, made.failure);
      return { ok: false, problem: problemOf(made.failure) };
    }
    return this.after(await this.standing.reconcile());
  }

  /** Takes the invite back, also after someone accepted and before it is confirmed. */
  cancelInvite(): Promise<Outcome> {
    return this.inTurn(() => this.cancelInviteNow());
  }

  private async cancelInviteNow(): Promise<Outcome> {
    const gone = await this.deps.http("/api/invites/mine", { method: "DELETE", answer: nothing });
    if (!gone.ok && gone.failure !== "not_found") return { ok: false, problem: problemOf(gone.failure) };
    await this.deps.write({ state: "none" });
    return this.after(await this.standing.reconcile());
  }

  /** Whether a link can be accepted now. `link`: what was opened or pasted. */
  async lookUp(link: string): Promise<Outcome<{ serverNow: number }>> {
    const invite = await parseInviteFragment(link);
    if (!invite) return { ok: false, problem: "invite_malformed" };
    const found = await this.deps.http(`/api/invites/${invite.id}`, { answer: inviteResponse });
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
    const allowed = await this.mayLink(["waiting"]);
    if (!allowed.ok || allowed.isDone) return allowed;
    const before = this.deps.read();
    const found = await this.lookUp(link);
    if (!found.ok) return found;
    const { pairKey, acceptance } = await acceptInvite(invite);
    if (!(await this.deps.write({ state: "waiting", linkId: invite.id, pairKey }))) {
      await this.deps.write(before);
      return { ok: false, problem: "offline" };
    }
    const page = await sealEmptyPage({ linkId: invite.id, seat: "accepter", pairKey }, found.serverNow);
    const accepted = await this.deps.http(`/api/invites/${invite.id}/accept`, {
      method: "POST",
      body: { acceptance: toBase64Url(acceptance), page },
      answer: nothing,
    });
    if (!accepted.ok) {
      await this.takeBack(before, accepted.failure);
      return { ok: false, problem: problemOf(accepted.failure) };
    }
    return this.after(await this.standing.reconcile());
  }

  /** The one who accepted steps back, while the maker has not confirmed. */
  withdraw(): Promise<Outcome> {
    return this.inTurn(() => this.withdrawNow());
  }

  private async withdrawNow(): Promise<Outcome> {
    const link = this.deps.read();
    // Done before, perhaps, and its answer was lost.
    if (link.state !== "waiting") return this.after(await this.standing.reconcile());
    const gone = await this.deps.http(`/api/invites/${link.linkId}/accept`, {
      method: "DELETE",
      answer: nothing,
    });
    if (!gone.ok && gone.failure !== "not_found" && gone.failure !== "invite_unknown") {
      return { ok: false, problem: problemOf(gone.failure) };
    }
    await this.deps.write({ state: "none" });
    return this.after(await this.standing.reconcile());
  }

  /** The maker has compared the words: both are linked. */
  confirm(): Promise<Outcome> {
    return this.inTurn(() => this.confirmNow());
  }

  private async confirmNow(): Promise<Outcome> {
    const link = this.deps.read();
    const pairKey = link.state === "invited" ? parsePairKey(link.pairKey) : null;
    if (link.state !== "invited" || !pairKey) return { ok: false, problem: "server" };
    const linked = { linkId: link.invite.id, seat: "maker", pairKey } as const;
    const confirmed = await this.deps.http("/api/link", {
      method: "POST",
      body: { page: await sealEmptyPage(linked, this.deps.now()) },
      answer: nothing,
    });
    // Linked already: by this very press, perhaps, whose answer was lost.
    if (!confirmed.ok && confirmed.failure !== "already_linked") {
      return { ok: false, problem: problemOf(confirmed.failure) };
    }
    const agreed = await this.standing.reconcile();
    if (!agreed.ok || confirmed.ok || this.linked?.linkId === linked.linkId) return this.after(agreed);
    return { ok: false, problem: "already_linked" };
  }

  /** Leaves: the last page that the other can fetch is an empty one, the seat is given up, the key forgotten. */
  unlink(): Promise<Outcome> {
    return this.inTurn(() => this.unlinkNow());
  }

  private async unlinkNow(): Promise<Outcome> {
    const answer = await this.deps.http("/api/link", { answer: linkResponse });
    if (!answer.ok) return { ok: false, problem: problemOf(answer.failure) };
    if (answer.data.state === "linked") {
      const { linkId, seat, now } = answer.data;
      // Where the key was lost nobody could read a page of ours anyway: one sealed with another key closes the seat too.
      const left = await this.giveUpSeat(this.linked ?? { linkId, seat, pairKey: newPairKey() }, now);
      if (!left.ok && left.failure !== "not_linked") return { ok: false, problem: problemOf(left.failure) };
    }
    await this.deps.write({ state: "none" });
    this.standing.view = { state: "none" };
    return { ok: true };
  }

  /**
   * Leaves an empty page behind. One that is empty already stays as it is, byte for byte: a new one would tell the other
   * that something happened. Another device of one's own that publishes meanwhile does not stand in the way.
   */
  private async giveUpSeat(keys: Linked, now: number): Promise<Answer<object>> {
    const publisher = this.deps.publisher() ?? new Publisher(this.deps.http, keys, this.deps.now);
    for (let tries = 1; ; tries++) {
      await publisher.read();
      const revision = publisher.emptyAt();
      const body = revision === null ? { page: await sealEmptyPage(keys, now) } : { revision };
      const left = await this.deps.http("/api/link", { method: "DELETE", body, answer: nothing });
      if (left.ok || left.failure !== "conflict" || tries === MOST_TRIES) return left;
    }
  }

  /**
   * Makes vault and server agree before a link begins. A link that stands is never written over: its key is nowhere else.
   * `done`: where the verb leads to; `isDone`: it has led there before, and its answer was lost.
   */
  private async mayLink(done: readonly LinkView["state"][]): Promise<Outcome<{ isDone: boolean }>> {
    const before = this.view.state;
    const agreed = await this.standing.reconcile();
    if (!agreed.ok) return { ok: false, problem: problemOf(agreed.failure) };
    const { state } = this.view;
    if (state === "linked" || state === "keyLost") return { ok: false, problem: "already_linked" };
    return { ok: true, isDone: state !== before && done.includes(state) };
  }

  /** Gives the vault back what it held before a step that failed; where the server may have done it, its keys are kept. */
  private async takeBack(before: Link, failure: Failure): Promise<void> {
    if (!mayBeDone(failure)) await this.deps.write(before);
  }

  private after(outcome: Reconciled): Outcome {
    return outcome.ok ? { ok: true } : { ok: false, problem: problemOf(outcome.failure) };
  }
}
