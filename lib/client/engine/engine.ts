import { newRecoveryCode, parseInviteFragment, prepareAccount, suggestPassphrase } from "@/lib/crypto";
import type { CheckIn } from "@/lib/domain/check-in/schema";
import { withNothingShared } from "@/lib/domain/sharing/verbs";
import type { SheetSource } from "@/lib/domain/sheet/compose";
import type { Page } from "@/lib/domain/sheet/schema";
import { withPageSeen } from "@/lib/domain/sheet/seen";
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
import type { LinkDocument } from "@/lib/domain/vault/schema";
import * as account from "./account";
import type { Engine, OpenVault, Outcome, SaveState, Snapshot, TheirPage } from "./contract";
import type { Device } from "./device";
import { type Failure, type Http, problemOf } from "./http";
import { Linking } from "./linking";
import { Publisher, Reader } from "./sheet";
import { advisePassphrase } from "./strength";
import type { TabMessage, Tabs } from "./tabs";
import { Vault } from "./vault";

/** How often to look whether the idle time has passed, milliseconds. */
const IDLE_CHECK_MS = 5_000;
/** How often to note on the device that somebody is here, milliseconds: a reload after it counts from there. */
const TOUCH_EVERY_MS = 10_000;
/** How long the page must have been out of view for the vault to be read again when it comes back, milliseconds. */
const STALE_MS = 60_000;
/** How long signing out gives to what is still to be saved and published, milliseconds. The rest is kept, sealed. */
const SIGN_OUT_WAIT_MS = 5_000;
/** When to try again to publish, milliseconds. */
const PUBLISH_RETRY_MS = 10_000;

type Surroundings = {
  http: Http;
  device: Device;
  joinTabs: (listen: (message: TabMessage) => void) => Tabs;
  origin: string;
  now: () => number;
};

/** An open account: everything that ends with it when it locks. */
type Opened = {
  account: account.OpenAccount;
  vault: Vault;
  linking: Linking;
  /** Both ways of the link that is joined: what goes out, and what comes in. */
  joined: { linkId: string; publisher: Publisher; reader: Reader } | null;
  theirPage: TheirPage;
  /** Why what the other sees is behind what is shared, if it is. */
  unpublished: "offline" | "server" | "signed_out" | null;
  publishing: Promise<void> | null;
  publishAgain: boolean;
  /** Signing out: the screen is empty already, and nothing shows on it again. */
  leaving: boolean;
  lastTouch: number;
  lastRefresh: number;
  timers: Set<ReturnType<typeof setTimeout>>;
};

/**
 * The engine: one per tab. It joins vault, link and sheet, says what there is to show, and locks. See Engine for what
 * each call means.
 */
export function createEngine(around: Surroundings): Engine {
  const { http, device, now } = around;
  let snapshot: Snapshot = { status: "starting" };
  let listener: ((snapshot: Snapshot) => void) | null = null;
  let whenEnded: (() => void) | null = null;
  let opened: Opened | null = null;
  let lastActive = now();
  let idleTimer: ReturnType<typeof setInterval> | null = null;

  const show = (next: Snapshot) => {
    snapshot = next;
    listener?.(next);
  };
  const showOpen = () => {
    if (opened && !opened.leaving) show({ status: "open", vault: view(opened) });
  };
  const tabs = around.joinTabs((message) => {
    switch (message.say) {
      case "here":
        lastActive = Math.max(lastActive, message.at);
        return;
      case "saved":
        void opened?.vault.refresh();
        return;
      case "lock":
        if (opened) void lockHere(opened);
        return;
      case "signedOut":
        void endHere({ status: "signedOut" });
        return;
    }
  });

  /** Opens the vault of a signed-in account, in the order that [Note: Publishing] asks for. */
  async function open(who: account.OpenAccount): Promise<Outcome> {
    close();
    const vault = new Vault({
      http,
      device,
      ownerId: who.ownerId,
      key: who.key,
      now,
      onChange: showOpen,
      onContent: () => {
        if (opened?.vault === vault) publishSoon(opened);
      },
      onSaved: () => tabs.tell({ say: "saved" }),
    });
    const linking = new Linking({
      http,
      origin: around.origin,
      now,
      read: () => vault.link.current.link,
      write: (link) => writeLink(vault, link, now()),
      publisher: () => opened?.joined?.publisher ?? null,
    });
    const next: Opened = {
      account: who,
      vault,
      linking,
      joined: null,
      theirPage: { state: "loading" },
      unpublished: null,
      publishing: null,
      publishAgain: false,
      leaving: false,
      lastTouch: now(),
      lastRefresh: now(),
      timers: new Set(),
    };
    const read = await vault.open();
    if (!read.ok) return { ok: false, problem: problemOf(read.failure) };
    opened = next;
    const linked = await linking.reconcile();
    if (!linked.ok) {
      close();
      return { ok: false, problem: problemOf(linked.failure) };
    }
    joinLink(next);
    await device.remember(who.ownerId, who.key, idleMs(next), now());
    lastActive = now();
    idleTimer = setInterval(checkIdle, IDLE_CHECK_MS);
    showOpen();
    void readTheirs(next);
    publishSoon(next);
    return { ok: true };
  }

  /** Makes what goes out and comes in follow where the link stands. */
  function joinLink(on: Opened): void {
    const linked = on.linking.view.state === "linked" ? on.linking.linked : null;
    if (linked?.linkId === on.joined?.linkId && linked) return;
    on.unpublished = null;
    on.theirPage = linked ? { state: "loading" } : { state: "notLinked" };
    on.joined = linked && {
      linkId: linked.linkId,
      publisher: new Publisher(http, linked, now),
      reader: new Reader(http, linked),
    };
  }

  /** Publishes behind everything else. Calls while it runs make it run once more. */
  function publishSoon(on: Opened): void {
    on.publishAgain = true;
    on.publishing ??= publishLoop(on).finally(() => {
      on.publishing = null;
      if (opened === on) showOpen();
    });
  }

  async function publishLoop(on: Opened): Promise<void> {
    while (on.publishAgain && opened === on) {
      on.publishAgain = false;
      // Saved first, so that another device that reads on finds why the page changed. A failed save holds nothing back.
      await on.vault.save();
      if (opened !== on) return;
      // What is shared is not known while a document is in trouble: what is published stays.
      if (!on.joined || !canCompose(on)) continue;
      const outcome = await on.joined.publisher.publish(
        () => source(on),
        () => on.vault.refresh(),
      );
      if (outcome.ok) on.unpublished = null;
      else if (outcome.failure === "not_linked") await refreshLinkOf(on);
      else {
        on.unpublished = keptBack(outcome.failure);
        later(on, PUBLISH_RETRY_MS, () => publishSoon(on));
        return;
      }
    }
  }

  async function readTheirs(on: Opened): Promise<void> {
    const { joined } = on;
    const link = on.vault.link.current.link;
    if (!joined || link.state !== "linked") return;
    const read = await joined.reader.read(link.theirPages);
    if (opened !== on || on.joined !== joined) return;
    const last = lastPage(on.theirPage);
    if (read.ok) {
      on.theirPage = { state: "shown", page: read.page };
      notePageSeen(on, joined.linkId, read.id);
    } else if ("problem" in read) {
      on.theirPage = { state: "problem", problem: read.problem, page: last };
    } else if (read.failure !== "not_modified") {
      on.theirPage = { state: "problem", problem: problemOf(read.failure), page: last };
    } else if (last) {
      on.theirPage = { state: "shown", page: last };
    }
    showOpen();
  }

  /** Remembers a page of theirs. Not an edit of the link: it must not win over one, such as leaving elsewhere. */
  function notePageSeen(on: Opened, linkId: string, pageId: string): void {
    const { link } = on.vault;
    const now = link.current.link;
    if (link.trouble || now.state !== "linked" || now.linkId !== linkId) return;
    const theirPages = withPageSeen(now.theirPages, pageId);
    if (theirPages === now.theirPages) return;
    on.vault.edit(link, (document) => ({ ...document, link: { ...now, theirPages } }));
  }

  async function refreshLinkOf(on: Opened): Promise<{ ok: true } | { ok: false; failure: Failure }> {
    const outcome = await on.linking.reconcile();
    if (outcome.ok) joinLink(on);
    showOpen();
    return outcome;
  }

  /** Runs one of the linking verbs and shows where it led. */
  async function linkingVerb(verb: (linking: Linking) => Promise<Outcome>): Promise<Outcome> {
    const on = opened;
    if (!on) return { ok: false, problem: "signed_out" };
    const outcome = await verb(on.linking);
    joinLink(on);
    showOpen();
    publishSoon(on);
    void readTheirs(on);
    return outcome.ok ? { ok: true } : outcome;
  }

  function checkIdle(): void {
    if (!opened || opened.leaving) return;
    const idle = now() - lastActive;
    // A clock that went back more than a moment cannot be trusted to tell how long it has been.
    if (idle > idleMs(opened) || idle < -IDLE_CHECK_MS) void lockHere(opened);
  }

  /** Locks this tab. */
  const lockHere = (on: Opened) => endHere({ status: "locked", handle: on.account.handle });

  /** Empties this tab, and ends its worker. What could not be saved stays on the device, sealed. */
  async function endHere(shown: Snapshot): Promise<void> {
    const on = opened;
    close();
    // The screen first: everything readable goes at once, and only sealing what waits comes after.
    show(shown);
    await device.forget();
    await on?.vault.keepUnsent();
    whenEnded?.();
  }

  function close(): void {
    if (idleTimer) clearInterval(idleTimer);
    idleTimer = null;
    opened?.vault.end();
    for (const timer of opened?.timers ?? []) clearTimeout(timer);
    opened = null;
  }

  function later(on: Opened, wait: number, what: () => void): void {
    const timer = setTimeout(() => {
      on.timers.delete(timer);
      if (opened === on) what();
    }, wait);
    on.timers.add(timer);
  }

  function need(): Opened {
    if (!opened) throw new Error("The vault is not open");
    return opened;
  }

  async function restore(): Promise<void> {
    if (opened) return;
    const session = await account.readSession(http);
    if (!session.ok) {
      if (session.failure === "signed_out") {
        await device.forget();
        show({ status: "signedOut" });
        // Fetched while the passphrase is being typed.
        return prepareAccount();
      }
      return show({ status: "unreachable", problem: problemOf(session.failure) });
    }
    const { ownerId, handle } = session.data;
    const key = await device.recall(ownerId, now());
    // Somebody typed the passphrase meanwhile.
    if (opened) return;
    if (!key) {
      show({ status: "locked", handle });
      return prepareAccount();
    }
    const outcome = await open({ ownerId, handle, key });
    if (!outcome.ok) show({ status: "unreachable", problem: outcome.problem });
  }

  return {
    subscribe(next, ended) {
      listener = next;
      whenEnded = ended;
      next(snapshot);
    },

    restore,

    stillHere() {
      lastActive = now();
      if (!opened || lastActive - opened.lastTouch < TOUCH_EVERY_MS) return;
      opened.lastTouch = lastActive;
      tabs.tell({ say: "here", at: lastActive });
      void device.touch(lastActive);
    },

    async backInView() {
      checkIdle();
      const on = opened;
      if (!on || snapshot.status !== "open" || now() - on.lastRefresh < STALE_MS) return;
      on.lastRefresh = now();
      await on.vault.refresh();
      await refreshLinkOf(on);
    },

    suggestHandle: async () => account.suggestHandle(),
    suggestPassphrase: async () => suggestPassphrase(),
    newRecoveryCode: async () => newRecoveryCode(),
    sameRecoveryCode: async (code, typed) => account.sameRecoveryCode(code, typed),
    advisePassphrase,

    async signUp(who, onStep) {
      const advice = await advisePassphrase(who.passphrase, who.handle);
      if (!advice.ok) return { ok: false, problem: "weak_passphrase" };
      const made = await account.signUp(http, who, onStep);
      return made.ok ? open(made.account) : made;
    },

    async signIn(who, onStep) {
      const signedIn = await account.signIn(http, who, onStep);
      return signedIn.ok ? open(signedIn.account) : signedIn;
    },

    async unlock(passphrase, onStep) {
      // The worker that took over at a lock may not know yet who is signed in, or could not ask.
      if (!opened && (snapshot.status === "starting" || snapshot.status === "unreachable")) await restore();
      if (snapshot.status === "unreachable") return { ok: false, problem: snapshot.problem };
      const handle = opened?.account.handle ?? (snapshot.status === "locked" ? snapshot.handle : null);
      if (handle === null) return { ok: false, problem: "signed_out" };
      const signedIn = await account.signIn(http, { handle, passphrase }, onStep);
      if (!signedIn.ok) return signedIn;
      if (opened) {
        // The session had ended with the vault still open: what waits can be saved now.
        publishSoon(opened);
        void readTheirs(opened);
        return { ok: true };
      }
      return open(signedIn.account);
    },

    async recover(who, onStep) {
      const advice = await advisePassphrase(who.newPassphrase, who.handle);
      if (!advice.ok) return { ok: false, problem: "weak_passphrase" };
      const recovered = await account.recover(http, who, onStep);
      return recovered.ok ? open(recovered.account) : recovered;
    },

    async lock() {
      tabs.tell({ say: "lock" });
      if (opened) await lockHere(opened);
    },

    async signOut() {
      const on = opened;
      if (on) on.leaving = true;
      // The screen first: nobody waits in front of it for the network.
      show({ status: "signedOut" });
      tabs.tell({ say: "signedOut" });
      // Before anything that may take its time: a reload meanwhile must not open it again.
      await device.forget();
      if (on) {
        publishSoon(on);
        await atMost(SIGN_OUT_WAIT_MS, on.publishing);
      }
      close();
      await on?.vault.keepUnsent();
      await account.endSessions(http);
      // Once more: a tab that looked meanwhile has found the session still there.
      tabs.tell({ say: "signedOut" });
      whenEnded?.();
    },

    async saveEntry(entry) {
      const { vault } = need();
      vault.edit(vault.entries, (document) => putEntry(document, entry, now()));
    },

    async deleteEntry(id) {
      const { vault } = need();
      vault.edit(vault.entries, (document) => deleteEntry(document, id, now()));
    },

    async saveCheckIn(checkIn) {
      const { vault } = need();
      vault.edit(vault.month(checkInsName(checkIn.day)), (document) => putCheckIn(document, checkIn, now()));
    },

    async deleteCheckIn(id) {
      const { vault } = need();
      for (const month of vault.allMonths) {
        if (id in month.current.checkIns) {
          vault.edit(month, (document) => deleteCheckIn(document, id, now()));
        }
      }
    },

    async saveProfile(change) {
      const on = need();
      on.vault.edit(on.vault.profile, (profile) => ({
        ...profile,
        ...change,
        editedAt: editTime(profile.editedAt, now()),
      }));
      if (change.idleMinutes) {
        await device.remember(on.account.ownerId, on.account.key, idleMs(on), now());
      }
    },

    async setPaused(paused) {
      const { vault } = need();
      vault.edit(vault.entries, (document) => setPaused(document, paused, now()));
    },

    async stopAll() {
      const { vault } = need();
      vault.edit(vault.entries, (document) =>
        Object.values(document.entries)
          .filter((entry) => entry.share !== null)
          .reduce((kept, entry) => putEntry(kept, withNothingShared(entry, now()), now()), document),
      );
      for (const month of vault.allMonths) {
        const shared = Object.values(month.current.checkIns).filter((checkIn) => checkIn.share !== null);
        if (shared.length === 0) continue;
        vault.edit(month, (document) =>
          shared.reduce(
            (kept, checkIn) => putCheckIn(kept, withNothingShared(checkIn, now()), now()),
            document,
          ),
        );
      }
    },

    async dismissSetAside(id) {
      const { vault } = need();
      const has = (held: { current: { setAside: readonly { id: string }[] } }) =>
        held.current.setAside.some((one) => one.id === id);
      if (has(vault.entries)) vault.edit(vault.entries, (document) => dismissSetAside(document, id));
      for (const month of vault.allMonths) {
        if (has(month)) vault.edit(month, (document) => dismissSetAside(document, id));
      }
    },

    async retrySaving() {
      const on = need();
      publishSoon(on);
      await on.publishing;
    },

    async heldByHost() {
      const on = opened;
      const held = await on?.vault.asHeld();
      if (!on || opened !== on || !held) return { ok: false, problem: "signed_out" };
      return held.ok ? held : { ok: false, problem: problemOf(held.failure) };
    },

    makeInvite: () => linkingVerb((linking) => linking.makeInvite()),
    cancelInvite: () => linkingVerb((linking) => linking.cancelInvite()),
    async lookUpInvite(link) {
      if (!opened) {
        const whole = (await parseInviteFragment(link)) !== null;
        return { ok: false, problem: whole ? "signed_out" : "invite_malformed" };
      }
      const found = await opened.linking.lookUp(link);
      return found.ok ? { ok: true } : found;
    },
    acceptInvite: (link) => linkingVerb((linking) => linking.accept(link)),
    withdrawAcceptance: () => linkingVerb((linking) => linking.withdraw()),
    confirmLink: () => linkingVerb((linking) => linking.confirm()),
    unlink: () => linkingVerb((linking) => linking.unlink()),

    async refreshLink() {
      if (opened) await refreshLinkOf(opened);
    },

    async refreshTheirPage() {
      if (opened) await readTheirs(opened);
    },
  };
}

/** Waits for work, and no longer than so many milliseconds. */
async function atMost(milliseconds: number, work: Promise<void> | null): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, milliseconds);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

/** Writes the link document, and answers whether the server has it. */
async function writeLink(vault: Vault, link: LinkDocument["link"], now: number): Promise<boolean> {
  if (vault.link.trouble) return false;
  vault.edit(vault.link, (document) => ({ ...document, link, editedAt: editTime(document.editedAt, now) }));
  await vault.save();
  return !vault.link.unsaved;
}

const idleMs = (on: Opened): number => on.vault.profile.current.idleMinutes * 60_000;

const checkInsOf = (vault: Vault): CheckIn[] =>
  vault.allMonths.flatMap((month) => Object.values(month.current.checkIns));

/** Everything that a sheet is made from. */
const source = ({ vault }: Opened): SheetSource => ({
  entries: Object.values(vault.entries.current.entries),
  checkIns: checkInsOf(vault),
  paused: vault.entries.current.paused.on,
});

/** Whether everything that could be shared can be read. */
const canCompose = ({ vault }: Opened): boolean =>
  vault.troubles.every(({ document }) => document === "profile" || document === "link");

const lastPage = (theirs: TheirPage): Page | null =>
  theirs.state === "shown" || theirs.state === "problem" ? theirs.page : null;

const keptBack = (failure: Failure): "offline" | "server" | "signed_out" =>
  failure === "offline" || failure === "signed_out" ? failure : "server";

function saving(on: Opened): SaveState {
  const { saveState } = on.vault;
  if (saveState.state === "notYet") return { ...saveState, sharing: on.unpublished !== null };
  if (on.unpublished) return { state: "notYet", problem: on.unpublished, sharing: true };
  return saveState.state === "saved" && on.publishing ? { state: "saving" } : saveState;
}

function view(on: Opened): OpenVault {
  const { vault } = on;
  return {
    handle: on.account.handle,
    profile: vault.profile.current,
    entries: vault.entries.current.entries,
    paused: vault.entries.current.paused.on,
    checkIns: checkInsOf(vault).sort((a, b) => b.startedAt - a.startedAt),
    setAside: [vault.entries, ...vault.allMonths].flatMap((held) => held.current.setAside),
    link: on.linking.view,
    theirPage: on.theirPage,
    saving: saving(on),
    troubles: vault.troubles,
  };
}
