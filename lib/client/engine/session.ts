import { prepareAccount } from "@/lib/crypto";
import * as account from "./account";
import type { Outcome, Step } from "./contract";
import { type Done, type Failure, problemOf } from "./http";
import { askAhead, bringsToken, type Recalled, recallKey } from "./kept-key";
import type { OpenAccount } from "./open-account";
import { Retry } from "./retry";
import type { SessionState, SessionSurroundings } from "./session-state";
import { within } from "./within";

/** How long opening waits for what a reload opens with to be kept, milliseconds. It goes on behind the screen. */
const KEEP_WAIT_MS = 3_000;
/** How long one's own documents wait for the other's page, milliseconds: on a slow line that takes a fifth of it. */
const GLANCE_WAIT_MS = 2_000;
/** How long locking gives to telling the server, milliseconds. What could not be told ends by itself. */
const LOCK_WAIT_MS = 1_000;
/** How long signing out gives to what is still to be saved and published, milliseconds. The rest is kept, sealed. */
const SIGN_OUT_WAIT_MS = 5_000;
/** How long a locked tab keeps its keys, with nothing on its screen, to take away what was stopped just before, milliseconds. */
const TAKE_AWAY_WAIT_MS = 5_000;

/** Opening and closing: the one place that changes which account is open in this tab. */
export class Session {
  state: SessionState = { status: "starting" };
  /** Who signed in last in another tab, since this one began. */
  private newcomer: string | null = null;
  /** The account that a reload opens again, until it is open. */
  private restoring: OpenAccount | null = null;
  /** What comes of that. It is asked for by itself and by somebody: only one of them opens it. */
  private reopening: Promise<Done> | null = null;
  /** How often this tab was told to close what it has open, also while it had nothing open. */
  private closings = 0;
  /** What a reload shows first, before one's own documents are read. */
  private first: "theirs" | undefined;
  /** Asks again while the server gives no answer. */
  private readonly again = new Retry(() => void this.restore());

  constructor(private readonly deps: SessionSurroundings) {}

  /** The open account that screens show. */
  get opened(): OpenAccount | null {
    return this.state.status === "open" ? this.state.account : null;
  }

  /** The account that is shown, be it the other's page alone. */
  get shown(): OpenAccount | null {
    return this.state.status === "glance" ? this.state.account : this.opened;
  }

  /** Opens again after a reload when that is allowed; else says what is needed. */
  async restore(first = this.first): Promise<void> {
    this.first = first;
    const { http, device } = this.deps;
    if (this.holds !== null) return;
    const { closings } = this;
    const ahead = askAhead(this.deps);
    // Without a token it opens by OPAQUE, or asks for the passphrase. What fetching fails with is told where it is needed.
    void bringsToken(ahead)
      .then((brings) => (brings ? undefined : prepareAccount()))
      .catch(() => {});
    const session = await account.readSession(http);
    if (await this.isOpenByNow()) return;
    if (!session.ok) return this.notRestored(session.failure);
    const { ownerId, handle } = session.data;
    const recalled = await recallKey(this.deps, ownerId, ahead);
    if (await this.isOpenByNow()) return;
    // Locked while the key came out of its copy: it opens nothing any more.
    const kept: Recalled = this.closings === closings ? recalled : { ok: false, failure: "locked" };
    // Asked before somebody else signed in: whose account it was is not told to them.
    if (this.newcomer !== null && this.newcomer !== ownerId) return this.become({ status: "signedOut" });
    const opened = kept.ok ? await this.reopen({ ownerId, handle, key: kept.key }, kept) : kept;
    if (opened.ok) return;
    if (opened.failure !== "locked") return this.notRestored(opened.failure);
    // Where there was a key, it is not the account's any more.
    if (kept.ok) await device.forget();
    this.become({ status: "locked", ownerId, handle, stillShown: false });
    return prepareAccount();
  }

  /** Whether somebody typed the passphrase meanwhile, or what was asked before this has opened. */
  private async isOpenByNow(): Promise<boolean> {
    await this.reopening;
    return this.holds !== null;
  }

  private reopen(who: account.OpenAccount, kept: { token: string | null }): Promise<Done> {
    this.reopening ??= this.openNow(who, kept).finally(() => {
      this.reopening = null;
    });
    return this.reopening;
  }

  /** Nobody is signed in here, or somebody else by now; or the server gave no answer: nothing opens, and it is asked again after a while. */
  private async notRestored(failure: Failure): Promise<void> {
    if (failure === "other_account") return this.become({ status: "signedOut" });
    if (failure !== "signed_out") {
      this.become({ status: "unreachable", problem: problemOf(failure) });
      return this.again.failed();
    }
    await this.deps.device.forget();
    this.become({ status: "signedOut" });
    // Fetched while the passphrase is being typed.
    return prepareAccount();
  }

  /** Opens the account that a sign-up, a sign-in or (`anew`) a recovery gave, or says why it did not. */
  async enter(
    entered: Outcome<{ account: account.OpenAccount }>,
    { anew } = { anew: false },
  ): Promise<Outcome> {
    if (!entered.ok) return entered;
    const { device, tabs } = this.deps;
    // The key that is kept is an older one, and opens nothing any more.
    if (anew) await device.forget();
    // Before anything is read, so that no tab of another account goes on for longer than it must.
    tabs.tell({ say: "signedIn", owner: entered.account.ownerId, anew });
    return this.open(entered.account);
  }

  /** Opens a locked account with its passphrase; where the session ended with the vault still open, signs in again. */
  async unlock(passphrase: string, onStep: (step: Step) => void): Promise<Outcome> {
    // The worker that took over at a lock may not know yet who is signed in, or could not ask.
    if (this.state.status === "starting" || this.state.status === "unreachable") await this.restore();
    if (this.state.status === "unreachable") return { ok: false, problem: this.state.problem };
    const handle = this.opened?.who.handle ?? (this.state.status === "locked" ? this.state.handle : null);
    if (handle === null) return { ok: false, problem: "signed_out" };
    const signedIn = await account.signIn(this.deps.http, { handle, passphrase }, onStep);
    // A recovery elsewhere gave the account another key: what is open here is closed, and the newer one opened.
    if (!signedIn.ok || this.opened?.who.key !== signedIn.account.key) return this.enter(signedIn);
    this.deps.tabs.tell({ say: "signedIn", owner: signedIn.account.ownerId, anew: false });
    // What waits can be saved now. It is another session: what a reload opens with is bound to one.
    void this.opened.begin();
    await within(KEEP_WAIT_MS, this.opened.kept.keep());
    return { ok: true };
  }

  /** Locks this tab and every other one of this browser. */
  async lock(): Promise<void> {
    this.deps.tabs.tell({ say: "lock" });
    await this.lockHere();
  }

  /** Locks this tab. */
  async lockHere(): Promise<void> {
    const on = this.holds ?? this.restoring;
    this.closings += 1;
    if (on === null) return;
    const { ownerId, handle } = on.who;
    await this.endHere({ status: "locked", ownerId, handle, stillShown: false });
  }

  /**
   * Somebody signed in in another tab. Unless it is the account of this one, with the key that this one holds, this tab shows
   * from now on what a signed-out one shows. What could not be saved stays on the device, sealed, for its owner.
   */
  async signedInElsewhere({ owner, anew }: { owner: string; anew: boolean }): Promise<void> {
    const { state } = this;
    const on = this.holds ?? this.restoring;
    this.newcomer = owner;
    if (on) {
      if (anew || on.who.ownerId !== owner) await this.endTaken(on, owner);
    } else if (state.status === "unreachable" || (state.status === "locked" && state.ownerId !== owner)) {
      this.become({ status: "signedOut" });
    }
  }

  /** The server opens this account with another key by now: this one's tab locks, and asks for the passphrase. */
  async refused(on: OpenAccount): Promise<void> {
    if (this.shown === on) await this.lockHere();
  }

  /** The server refused a request of this account, because another one is signed in by now. */
  async takenOver(on: OpenAccount): Promise<void> {
    // While nothing of it is shown yet, what it was refused is told by the way in.
    if (this.shown === on) await this.endTaken(on, null);
  }

  /** Another tab signed out. */
  signedOutElsewhere(): Promise<void> {
    this.closings += 1;
    return this.endHere({ status: "signedOut" });
  }

  /** Ends the account's sessions. The screen is emptied first; what can still be saved and published is. */
  async signOut(): Promise<void> {
    const { http, device, tabs, onEnded } = this.deps;
    const on = this.holds;
    // The screen first: nobody waits in front of it for the network.
    this.become(on ? { status: "leaving", account: on } : { status: "signedOut" });
    tabs.tell({ say: "signedOut" });
    // Before anything that may take its time: a reload meanwhile must not open it again.
    void on?.kept.dropHalf();
    await (on?.kept ?? device).forget();
    if (on) {
      await within(SIGN_OUT_WAIT_MS, on.publishing.start());
      on.close();
      await on.keepUnsent();
    }
    this.state = { status: "signedOut" };
    await account.endSessions(http);
    // Once more: a tab that looked meanwhile has found the session still there.
    tabs.tell({ say: "signedOut" });
    onEnded(false);
  }

  /** The account that this tab holds the keys of, shown or not. */
  private get holds(): OpenAccount | null {
    return this.state.status === "leaving" ? this.state.account : this.shown;
  }

  private async open(who: account.OpenAccount): Promise<Outcome> {
    const opened = await this.openNow(who);
    return opened.ok ? opened : { ok: false, problem: problemOf(opened.failure) };
  }

  /** `kept`: what was kept for a reload, where it opens with that. It is no sign that somebody is there: a touch is. */
  private async openNow(
    who: account.OpenAccount,
    kept: { token: string | null } | null = null,
  ): Promise<Done> {
    const { make } = this.deps;
    await this.closeHeld();
    const next = make(who, kept?.token ?? null);
    this.restoring = kept ? next : null;
    // Before the documents, which would share the line with it.
    if (kept && this.first === "theirs") await within(GLANCE_WAIT_MS, this.showGlance(next));
    // Locked meanwhile, or another one was opened.
    const isGone = () => kept !== null && this.restoring !== next;
    if (isGone()) return { ok: true };
    // Where its link stands is asked beside its documents.
    const opening = next.open();
    next.linking.readAhead();
    const opened = await opening;
    if (isGone()) return { ok: true };
    this.restoring = null;
    if (!opened.ok) {
      next.close();
      return opened;
    }
    if (kept === null) await within(KEEP_WAIT_MS, next.kept.keep());
    this.become({ status: "open", account: next });
    // What a new token, or a passphrase, takes: once nothing that the screen waits for is under way.
    void next
      .begin()
      .then(prepareAccount)
      .catch(() => {});
    return { ok: true };
  }

  /** Shows the other's page of an account that is still opening. */
  private async showGlance(next: OpenAccount): Promise<void> {
    if ((await next.theirs.glance()) && this.restoring === next)
      this.become({ status: "glance", account: next });
  }

  /** Closes what is open in this tab, before another account or another key takes its place: also where that fails to open. */
  private async closeHeld(): Promise<void> {
    const on = this.holds;
    if (!on) return;
    on.close();
    this.become({ status: "signedOut" });
    await on.keepUnsent();
  }

  /** Empties this tab for whoever signed in, where it is known. Their key, which may lie on the device by now, is left alone. */
  private async endTaken(on: OpenAccount, newcomer: string | null): Promise<void> {
    on.close();
    this.become({ status: "signedOut" });
    if (on.who.ownerId !== newcomer) await on.kept.forget(on.who.ownerId);
    await on.keepUnsent();
    this.deps.onEnded(true);
  }

  /**
   * Empties this tab, and ends its worker. What could not be saved stays on the device, sealed. What was stopped and is still
   * shown is taken away first; where that cannot be done in time, it is said.
   */
  private async endHere(shown: SessionState): Promise<void> {
    const on = this.holds ?? this.restoring;
    const spares = on?.publishing.spares;
    on?.end();
    // The screen first: everything readable goes at once, and only sealing what waits comes after.
    this.become(shown);
    void on?.kept.dropHalf();
    await (on?.kept ?? this.deps.device).forget();
    const isKept = await on?.keepUnsent();
    if (on?.owes) {
      await within(TAKE_AWAY_WAIT_MS, on.takeAway());
      if (on.owes && shown.status === "locked") this.become({ ...shown, stillShown: true });
    }
    // Words that were being typed go out too, and those that the device does not keep.
    if (on && (spares || !isKept)) await within(TAKE_AWAY_WAIT_MS, on.vault.sendUnkept());
    // Last, since to take away needs it.
    await within(LOCK_WAIT_MS, on?.endAccess() ?? Promise.resolve());
    this.deps.onEnded(false);
  }

  private become(state: SessionState): void {
    this.state = state;
    // Whatever else it becomes: what a reload was opening is open, or is not to be opened any more.
    if (state.status !== "glance") this.restoring = null;
    if (state.status !== "unreachable") this.again.succeeded();
    this.deps.onState(state);
  }
}
