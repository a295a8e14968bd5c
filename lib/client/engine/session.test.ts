import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newVaultKey } from "@/lib/crypto";
import { brokenStore, fails } from "@/tests/support/cut-off";
import { createHttp } from "./http";
import { OpenAccount } from "./open-account";
import { Session } from "./session";
import type { SessionState } from "./session-state";
import { STORE_WAIT_MS, sturdy } from "./sturdy-device";
import type { TabMessage } from "./tabs";
import { Turns } from "./turns";
import { View } from "./view";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const WHO = { ownerId: "o".repeat(22), handle: "fern-oak-11", key: newVaultKey() };
const never = (): Promise<never> => new Promise(() => {});

/** A session in a tab: all that it showed, told the other tabs and asked of the server. `answers`: by path; else no network. */
function tab({
  store = fails,
  answers = {},
}: {
  store?: () => Promise<never>;
  answers?: Record<string, () => Response>;
} = {}) {
  const shown: SessionState["status"][] = [];
  const told: TabMessage["say"][] = [];
  const asked: string[] = [];
  const ended: boolean[] = [];
  const device = sturdy(brokenStore(store));
  const tabs = { tell: ({ say }: TabMessage) => void told.push(say) };
  const http = createHttp(async (path, { method = "GET" } = {}) => {
    asked.push(`${method} ${path}`);
    const answer = answers[String(path)];
    if (!answer) throw new TypeError("offline");
    return answer();
  });
  const deps = { http, device, tabs, now: Date.now };
  const nothing = () => {};
  const session = new Session({
    ...deps,
    make: (who) =>
      new OpenAccount(
        { ...deps, origin: "http://localhost", onChange: nothing, onOther: nothing, onLocked: nothing },
        who,
      ),
    onState: ({ status }) => void shown.push(status),
    onEnded: (taken) => void ended.push(taken),
  });
  /** Opens an account as far as that goes without a server: what is written in it waits. */
  const opened = () => {
    const account = new OpenAccount(
      { ...deps, origin: "http://localhost", onChange: nothing, onOther: nothing, onLocked: nothing },
      WHO,
    );
    session.state = { status: "open", account };
    return account;
  };
  return { session, shown, told, asked, ended, opened };
}

/** Lets time go by until work is done. */
async function through<Result>(work: Promise<Result>): Promise<Result> {
  await vi.advanceTimersByTimeAsync(20 * STORE_WAIT_MS);
  return work;
}

test.each([
  ["rejects", fails],
  ["never answers", never],
] as const)("a store that %s: locking empties the screen at once and ends the worker", async (_, store) => {
  const { session, shown, told, ended, opened } = tab({ store });
  opened();
  const locking = session.lock();
  expect([shown, told, session.opened]).toEqual([["locked"], ["lock"], null]);
  await through(locking);
  expect(ended).toEqual([false]);
  // Asked again, there is nothing to lock.
  await through(session.lockHere());
  expect(ended).toEqual([false]);
});

test.each([
  ["rejects", fails],
  ["never answers", never],
] as const)("a store that %s: signing out reaches the server all the same", async (_, store) => {
  const { session, shown, told, asked, ended, opened } = tab({ store });
  opened();
  const leaving = session.signOut();
  expect(shown).toEqual(["leaving"]);
  // What leaves shows what a signed-out tab does.
  expect(new View(new Turns({ now: Date.now, onLook: () => {} })).next(session.state)).toEqual({
    status: "signedOut",
  });
  await through(leaving);
  expect([asked.at(-1), told, ended]).toEqual([
    "POST /api/auth/signout",
    ["signedOut", "signedOut"],
    [false],
  ]);
  expect(session.state).toEqual({ status: "signedOut" });
});

test("a start without an answer is unreachable, and is tried again; without a session it is signed out", async () => {
  const { session, shown } = tab();
  await through(session.restore());
  expect(session.state).toEqual({ status: "unreachable", problem: "offline" });
  // Tried again, and never anything else.
  expect(new Set(shown)).toEqual(new Set(["unreachable"]));
  const out = tab({
    answers: { "/api/session": () => Response.json({ error: "signed_out" }, { status: 401 }) },
  });
  await through(out.session.restore());
  expect(out.session.state).toEqual({ status: "signedOut" });
});

test("with a session and a store that gives no key it is locked, and somebody else in another tab empties it", async () => {
  const { ownerId, handle } = WHO;
  const answers = { "/api/session": () => Response.json({ ownerId, handle, passphraseSlot: "AAAA" }) };
  const { session } = tab({ store: never, answers });
  await through(session.restore());
  expect(session.state).toEqual({ status: "locked", ownerId, handle, stillShown: false });
  await session.signedInElsewhere({ owner: ownerId, anew: false });
  expect(session.state.status).toBe("locked");
  await session.signedInElsewhere({ owner: "somebody", anew: false });
  expect(session.state).toEqual({ status: "signedOut" });
});

test("a tab that is taken over ends as taken, whatever its store does, and opens nothing for the newcomer", async () => {
  for (const store of [fails, never]) {
    const { session, ended, shown, opened } = tab({ store });
    opened();
    const taken = session.signedInElsewhere({ owner: "somebody", anew: false });
    expect(shown).toEqual(["signedOut"]);
    await through(taken);
    expect([ended, session.opened]).toEqual([[true], null]);
  }
});
