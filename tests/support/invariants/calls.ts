import type { Engine } from "@/lib/client/engine/contract";
import { blindName } from "@/lib/crypto";
import { starterComfort } from "@/lib/domain/comfort/topics";
import { blankItem } from "@/lib/domain/kinds/blank";
import { must, type Tab, type TestBrowser, takeOff } from "../person";
import { drive, pass } from "./time";
import {
  type Cast,
  day,
  evening,
  hug,
  inviteOf,
  kiss,
  opened,
  START,
  STRAY,
  throwAway,
  type WorldName,
} from "./worlds";

/** One way to make a call. */
export type Scene = {
  readonly world: WorldName;
  /**
   * How the writer's tab stands before: open (the default); locked; new, with the key still on the device; or on a device that
   * knows nothing of them.
   */
  readonly begins?: "locked" | "new" | "elsewhere";
  /** Whether another tab of the writer's is open beside it. */
  readonly beside?: true;
  /**
   * What is wrong with what the server holds: rubbish stands over what the writer wrote; it could not be read at a recovery, and
   * that stands in its place; or there is a document that they never wrote.
   */
  readonly damage?: "rubbish" | "lost" | "stray";
  /** What happened before, while nothing failed. */
  readonly before?: (tab: Tab, readersBrowser: TestBrowser) => Promise<unknown>;
  readonly call: (tab: Tab, cast: Cast) => Promise<unknown>;
  /** Whether the screen makes it again by itself after a while, and nobody hears that it failed. */
  readonly isRepeated?: true;
  /** Whether it asks for something to be shown that was not. */
  readonly shows?: true;
  /** Whether nothing opens after it without the passphrase. */
  readonly leaves?: true;
  /** Where it gives the account another passphrase, or makes one: what the writer signs in with afterwards, tried in order. */
  readonly signsInWith?: (cast: Cast) => readonly { handle: string; passphrase: string }[];
};

const noStep = () => {};
const tickling = () => ({ ...starterComfort("tickling", START), note: "not at all" });
const later = () => ({
  ...blankItem("checkIn", "check-in-of-the-day-02", START, { day: "2026-12-01", startedAt: START }),
  answers: { energy: "enough" as const },
});
const hesitant = () => ({ ...hug(), answers: { whenTheyStart: { is: "no" as const } } });
const setAside = () => ({ id: "set-aside-0000000000002", setAsideAt: START, item: kiss() });

/** Somebody writes something of their own, and does not wait for it. */
const first =
  (call: Scene["call"]): Scene["call"] =>
  async (tab, cast) => {
    await tab.engine.saveItem(tickling());
    return call(tab, cast);
  };

/** The reader answers the invite while the writer's tab is open. */
async function accepts(writer: Tab, readersBrowser: TestBrowser): Promise<void> {
  const reader = await opened(readersBrowser);
  await drive(must(reader.engine.acceptInvite(inviteOf(writer))));
  await throwAway(reader);
}

/** The reader confirms while the writer's tab is open. */
async function confirms(_: Tab, readersBrowser: TestBrowser): Promise<void> {
  const reader = await opened(readersBrowser);
  await drive(must(reader.engine.confirmLink()));
  await throwAway(reader);
}

/** The same, a moment later: a save that has failed waits for its next try by then. */
const soonAfter =
  (call: Scene["call"]): Scene["call"] =>
  async (tab, cast) => {
    await tab.engine.saveItem(tickling());
    await new Promise((done) => setTimeout(done, 500));
    return call(tab, cast);
  };

const STOPS = {
  "one that ends": (tab: Tab) => tab.engine.shareItem(evening(3).id, { do: "stop" }),
  "one part": (tab: Tab) => tab.engine.shareItem(hug().id, { do: "untick", part: "note" }),
  "one answer": (tab: Tab) => tab.engine.shareItem(day().id, { do: "stop" }),
  pause: (tab: Tab) => tab.engine.setPaused(true),
  all: (tab: Tab) => tab.engine.stopAll(),
} satisfies Record<string, Scene["call"]>;

/**
 * Every call of the engine, in each way that it is made. A new call has to be put here before anything compiles.
 */
export const CALLS: Readonly<Record<keyof Engine, readonly Scene[]>> = {
  subscribe: [{ world: "linked", call: (tab) => tab.listen() }],
  restore: [
    { world: "linked", begins: "new", beside: true, call: ({ engine }) => engine.restore() },
    { world: "linked", begins: "new", beside: true, call: ({ engine }) => engine.restore("theirs") },
    { world: "confirmed", begins: "new", call: ({ engine }) => engine.restore() },
    // More is shared than is shown: what waits for a press goes on waiting.
    { world: "beyond", begins: "new", call: ({ engine }) => engine.restore() },
  ],
  stillHere: [
    {
      world: "linked",
      beside: true,
      before: () => pass(20_000),
      call: async ({ engine }) => engine.stillHere(),
    },
  ],
  backInView: [
    { world: "linked", before: () => pass(90_000), call: ({ engine }) => engine.backInView() },
    { world: "linked", before: () => pass(90_000), call: first(({ engine }) => engine.backInView()) },
  ],

  outOfView: [
    {
      world: "linked",
      call: async ({ engine }) => {
        await engine.saveItem({ ...kiss(), note: "typed" });
        await engine.saveItem({ ...kiss(), note: "typed on" });
        await engine.outOfView();
      },
    },
  ],

  suggestHandle: [{ world: "alone", begins: "elsewhere", call: ({ engine }) => engine.suggestHandle() }],
  suggestPassphrase: [
    { world: "alone", begins: "elsewhere", call: ({ engine }) => engine.suggestPassphrase() },
  ],
  newRecoveryCode: [{ world: "alone", begins: "elsewhere", call: ({ engine }) => engine.newRecoveryCode() }],
  sameRecoveryCode: [
    {
      world: "alone",
      begins: "elsewhere",
      call: ({ engine }, { writer }) => engine.sameRecoveryCode(writer.recoveryCode, writer.recoveryCode),
    },
  ],
  advisePassphrase: [
    {
      world: "alone",
      begins: "elsewhere",
      call: ({ engine }, { newcomer }) => engine.advisePassphrase(newcomer.passphrase, newcomer.handle),
    },
  ],
  signUp: [
    {
      world: "alone",
      begins: "elsewhere",
      signsInWith: ({ newcomer }) => [newcomer],
      call: ({ engine }, { newcomer }) => engine.signUp(newcomer, noStep),
    },
  ],
  signIn: [
    {
      world: "linked",
      begins: "elsewhere",
      call: ({ engine }, { writer }) => engine.signIn(writer, noStep),
    },
    { world: "linked", beside: true, call: ({ engine }, { writer }) => engine.signIn(writer, noStep) },
  ],
  unlock: [
    {
      world: "linked",
      begins: "locked",
      call: ({ engine }, { writer }) => engine.unlock(writer.passphrase, noStep),
    },
    {
      world: "linked",
      call: first(({ engine }, { writer }) => engine.unlock(writer.passphrase, noStep)),
    },
  ],
  recover: [
    {
      world: "linked",
      begins: "elsewhere",
      signsInWith: ({ writer, newcomer }) => [{ ...writer, passphrase: newcomer.passphrase }, writer],
      call: ({ engine }, { writer, newcomer }) =>
        engine.recover(
          {
            handle: writer.handle,
            code: writer.recoveryCode,
            newPassphrase: newcomer.passphrase,
            newCode: newcomer.recoveryCode,
          },
          noStep,
        ),
    },
  ],
  lock: [
    { world: "linked", beside: true, leaves: true, call: ({ engine }) => engine.lock() },
    { world: "linked", leaves: true, call: first(({ engine }) => engine.lock()) },
    {
      world: "linked",
      leaves: true,
      call: async ({ engine }) => {
        await engine.stopAll();
        await engine.lock();
      },
    },
    {
      world: "ending",
      leaves: true,
      call: async (tab) => {
        await STOPS["one that ends"](tab);
        await tab.engine.lock();
      },
    },
  ],
  signOut: [
    { world: "linked", beside: true, leaves: true, call: ({ engine }) => engine.signOut() },
    {
      world: "linked",
      leaves: true,
      call: async (tab) => {
        await tab.engine.saveItem(tickling());
        await tab.engine.stopAll();
        await tab.engine.signOut();
      },
    },
  ],

  saveItem: [
    { world: "linked", beside: true, call: ({ engine }) => engine.saveItem(tickling()) },
    // A tightening of something shared is shown at once.
    { world: "linked", shows: true, call: ({ engine }) => engine.saveItem(hesitant()) },
    { world: "alone", call: ({ engine }) => engine.saveItem({ ...hug(), note: "softly" }) },
    { world: "linked", call: ({ engine }) => engine.saveItem(later()) },
  ],
  deleteItem: [
    { world: "linked", call: ({ engine }) => engine.deleteItem(hug().id) },
    { world: "linked", call: ({ engine }) => engine.deleteItem(day().id) },
  ],
  shareItem: [
    {
      world: "linked",
      shows: true,
      call: ({ engine }) => engine.shareItem(kiss().id, { do: "tick", part: "note" }),
    },
    { world: "linked", beside: true, call: STOPS["one part"] },
    { world: "linked", call: first(STOPS["one part"]) },
    { world: "linked", call: soonAfter(STOPS["one part"]) },
    {
      world: "linked",
      shows: true,
      call: ({ engine }) => engine.shareItem(day().id, { do: "tick", part: "today" }),
    },
    { world: "linked", call: STOPS["one answer"] },
    // A long schedule goes out in two steps.
    { world: "ending", beside: true, call: STOPS["one that ends"] },
    { world: "ending", call: soonAfter(STOPS["one that ends"]) },
    {
      world: "ending",
      shows: true,
      call: ({ engine }) => engine.shareItem(kiss().id, { do: "tick", part: "note" }),
    },
  ],
  keepUnfinished: [
    {
      world: "linked",
      call: ({ engine }) => engine.keepUnfinished("add-closeness", { words: ["the smell of"], from: [] }),
    },
  ],
  saveProfile: [
    { world: "linked", call: ({ engine }) => engine.saveProfile({ idleMinutes: 15 }) },
    { world: "linked", call: ({ engine }) => engine.saveProfile({ partnerName: "Sam" }) },
  ],
  setPaused: [
    { world: "linked", call: STOPS.pause },
    { world: "linked", call: first(STOPS.pause) },
    { world: "ending", call: STOPS.pause },
    { world: "paused", shows: true, call: ({ engine }) => engine.setPaused(false) },
  ],
  stopAll: [
    { world: "linked", beside: true, call: STOPS.all },
    { world: "linked", call: first(STOPS.all) },
    { world: "linked", damage: "rubbish", call: STOPS.all },
  ],
  shareAgain: [
    {
      world: "stopped",
      shows: true,
      call: ({ engine }, { formerPeriod }) => engine.shareAgain(formerPeriod),
    },
  ],
  letThrough: [{ world: "beyond", shows: true, call: ({ engine }) => engine.letThrough(hug().id) }],
  takeOff: [
    {
      world: "linked",
      damage: "rubbish",
      call: (tab) => takeOff(tab, "comfort"),
    },
  ],
  dismissSetAside: [
    { world: "linked", call: ({ engine }) => engine.dismissSetAside("set-aside-0000000000001") },
  ],
  keepSetAside: [{ world: "linked", call: ({ engine }) => engine.keepSetAside(setAside()) }],
  readEarlier: [{ world: "linked", call: ({ engine }) => engine.readEarlier() }],
  retrySaving: [
    { world: "linked", call: ({ engine }) => engine.retrySaving() },
    { world: "linked", call: first(({ engine }) => engine.retrySaving()) },
  ],
  removeStray: [{ world: "linked", damage: "stray", call: ({ engine }) => engine.removeStray(STRAY) }],
  beginAnew: [
    {
      world: "linked",
      damage: "lost",
      call: ({ engine }, { writer }) => engine.beginAnew(blindName(writer.key, "recent")),
    },
  ],
  heldByHost: [{ world: "linked", call: ({ engine }) => engine.heldByHost() }],

  makeInvite: [{ world: "alone", call: ({ engine }) => engine.makeInvite() }],
  cancelInvite: [
    { world: "inviting", call: ({ engine }) => engine.cancelInvite() },
    { world: "compare", call: ({ engine }) => engine.cancelInvite() },
  ],
  lookUpInvite: [
    { world: "asked", call: ({ engine }, { readersInvite }) => engine.lookUpInvite(readersInvite) },
  ],
  acceptInvite: [
    { world: "asked", call: ({ engine }, { readersInvite }) => engine.acceptInvite(readersInvite) },
  ],
  withdrawAcceptance: [{ world: "waiting", call: ({ engine }) => engine.withdrawAcceptance() }],
  confirmLink: [{ world: "compare", call: ({ engine }) => engine.confirmLink() }],
  unlink: [
    { world: "linked", call: ({ engine }) => engine.unlink() },
    { world: "stopped", call: ({ engine }) => engine.unlink() },
  ],
  refreshLink: [
    { isRepeated: true, world: "linked", call: ({ engine }) => engine.refreshLink() },
    { isRepeated: true, world: "inviting", before: accepts, call: ({ engine }) => engine.refreshLink() },
    { isRepeated: true, world: "waiting", before: confirms, call: ({ engine }) => engine.refreshLink() },
  ],
  refreshTheirPage: [{ isRepeated: true, world: "linked", call: ({ engine }) => engine.refreshTheirPage() }],
};
