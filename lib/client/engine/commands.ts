import { newRecoveryCode, parseInviteFragment, suggestPassphrase } from "@/lib/crypto";
import * as account from "./account";
import type { Engine, Outcome } from "./contract";
import type { Device } from "./device";
import { type Done, type Http, problemOf } from "./http";
import type { Linking } from "./linking";
import { recover } from "./recover";
import type { Session } from "./session";
import { advisePassphrase } from "./strength";

/* The calls of the engine, each handed to the room that does it. */

type Entering =
  | "suggestHandle"
  | "suggestPassphrase"
  | "newRecoveryCode"
  | "sameRecoveryCode"
  | "advisePassphrase";
type Doors = "signUp" | "signIn" | "unlock" | "recover" | "lock" | "signOut";

/** The ways into an account and out of it. */
export function entering(
  { http, device }: { http: Http; device: Device },
  session: Session,
): Pick<Engine, Entering | Doors> {
  return {
    suggestHandle: async () => account.suggestHandle(),
    suggestPassphrase: async () => suggestPassphrase(),
    newRecoveryCode: async () => newRecoveryCode(),
    sameRecoveryCode: async (code, typed) => account.sameRecoveryCode(code, typed),
    advisePassphrase,
    async signUp(who, onStep) {
      const advice = await advisePassphrase(who.passphrase, who.handle);
      if (!advice.ok) return { ok: false, problem: "weak_passphrase" };
      return session.enter(await account.signUp(http, who, onStep));
    },
    signIn: async (who, onStep) => session.enter(await account.signIn(http, who, onStep)),
    unlock: (passphrase, onStep) => session.unlock(passphrase, onStep),
    async recover(who, onStep) {
      const advice = await advisePassphrase(who.newPassphrase, who.handle);
      if (!advice.ok) return { ok: false, problem: "weak_passphrase" };
      return session.enter(await recover({ http, device }, who, onStep), { anew: true });
    },
    lock: () => session.lock(),
    signOut: () => session.signOut(),
  };
}

/** What is told of something that was asked of the server; undefined where nothing is open. */
export function outcomeOf(done: Done | undefined): Outcome {
  if (done === undefined) return { ok: false, problem: "signed_out" };
  return done.ok ? { ok: true } : { ok: false, problem: problemOf(done.failure) };
}

type LinkingCalls =
  | ("makeInvite" | "cancelInvite" | "lookUpInvite" | "acceptInvite" | "withdrawAcceptance")
  | ("confirmLink" | "unlink" | "refreshLink" | "refreshTheirPage");

/** What concerns the link of the open account. */
export function linkingOf(session: Session): Pick<Engine, LinkingCalls> {
  const linking = async (verb: (linking: Linking) => Promise<Outcome>): Promise<Outcome> =>
    session.opened ? session.opened.runLinking(verb) : { ok: false, problem: "signed_out" };
  return {
    makeInvite: () => linking((room) => room.makeInvite()),
    cancelInvite: () => linking((room) => room.cancelInvite()),
    async lookUpInvite(link) {
      if (!session.opened) {
        const whole = (await parseInviteFragment(link)) !== null;
        return { ok: false, problem: whole ? "signed_out" : "invite_malformed" };
      }
      const found = await session.opened.linking.lookUp(link);
      return found.ok ? { ok: true } : found;
    },
    acceptInvite: (link) => linking((room) => room.accept(link)),
    withdrawAcceptance: () => linking((room) => room.withdraw()),
    confirmLink: () => linking((room) => room.confirm()),
    unlink: () => linking((room) => room.unlink()),
    async refreshLink() {
      session.opened?.linking.showWords();
      return outcomeOf(await session.opened?.refreshLink());
    },
    async refreshTheirPage() {
      await session.shown?.theirs.refresh();
    },
  };
}

type Editing =
  | ("saveItem" | "deleteItem" | "shareItem" | "saveProfile" | "keepUnfinished")
  | ("setPaused" | "stopAll" | "shareAgain" | "letThrough" | "takeOff")
  | ("dismissSetAside" | "keepSetAside" | "retrySaving" | "readEarlier");

/** The edits of what is open, each of which throws while nothing is, and the look at what was not read yet. */
export function editing(session: Session): Pick<Engine, Editing> {
  const need = () => {
    if (!session.opened) throw new Error("The vault is not open");
    return session.opened;
  };
  return {
    saveItem: async (item) => need().edits.saveItem(item),
    async deleteItem(id) {
      need().edits.deleteItem(id);
      need().unfinished.dropOf(id);
    },
    shareItem: async (id, verb) => need().edits.shareItem(id, verb),
    keepUnfinished: async (place, words) => need().unfinished.keep(place, words),
    async saveProfile(change) {
      const on = need();
      on.edits.saveProfile(change);
      // What is kept on the device lasts as long as the idle time does.
      if (change.idleMinutes) await on.kept.keep();
    },
    setPaused: async (paused) => need().edits.setPaused(paused),
    stopAll: async () => need().edits.stopAll(),
    shareAgain: async (period) => need().edits.shareAgain(period),
    letThrough: async (id) => need().edits.letThrough(id),
    takeOff: async (item) => need().edits.takeOff(item),
    keepSetAside: async (one) => need().edits.keepSetAside(one),
    dismissSetAside: async (id) => need().edits.dismissSetAside(id),
    readEarlier: async () => outcomeOf(await session.opened?.vault.readEarlier()),
    retrySaving: () => need().publishing.start(),
  };
}
