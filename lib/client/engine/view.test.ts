import { expect, test } from "vitest";
import { newVaultKey } from "@/lib/crypto";
import { ownComfort, starterComfort, starterComfortId } from "@/lib/domain/comfort/topics";
import { STARTER_TOPIC_KEYS } from "@/lib/domain/kinds/comfort";
import { brokenStore } from "@/tests/support/cut-off";
import type { OpenVault, SnapshotMessage } from "./contract";
import { createHttp } from "./http";
import { NOTHING_KNOWN, takeIn } from "./known";
import { OpenAccount } from "./open-account";
import { sturdy } from "./sturdy-device";
import { Turns } from "./turns";
import { View } from "./view";

/** An account that is open with no network and no store. */
function openAccount(): OpenAccount {
  const device = sturdy(brokenStore());
  const nothing = () => {};
  const calls = { onChange: nothing, onOther: nothing, onLocked: nothing };
  const http = createHttp(() => Promise.reject(new TypeError("offline")));
  const deps = {
    http,
    device,
    tabs: { tell: nothing },
    origin: "http://localhost",
    now: Date.now,
    ...calls,
  };
  return new OpenAccount(deps, { ownerId: "owner", handle: "fern-oak-11", key: newVaultKey() });
}

const newView = () => new View(new Turns({ now: Date.now, onLook: () => {} }));

/** Whoever is told, as the page is: by a copy. */
class Listener {
  private known = NOTHING_KNOWN;

  hear(message: SnapshotMessage | null): void {
    if (message) this.known = takeIn(this.known, structuredClone(message));
  }

  get vault(): OpenVault {
    const { snapshot } = this.known;
    if (snapshot.status !== "open") throw new Error("It is not open");
    return snapshot.vault;
  }
}

test("tells the whole once, then only what changed, and nothing where nothing did", async () => {
  const account = openAccount();
  const state = { status: "open", account } as const;
  const view = newView();
  const first = view.next(state);
  expect(first).toMatchObject({
    status: "open",
    revision: 1,
    whole: true,
    changed: { handle: "fern-oak-11" },
  });
  expect(view.next(state)).toBeNull();
  account.edits.saveItem(starterComfort("hug", 1));
  const second = view.next(state);
  if (second?.status !== "open") throw new Error("A change was expected");
  expect([second.revision, second.whole]).toEqual([2, false]);
  expect(Object.keys(second.changed).sort()).toEqual(["entries", "saving"]);
  expect(second.changed.saving).toEqual({ state: "saving", sharing: false });
  // Somebody new listens: all of it, and what they put together is what the first listener has.
  const whole = view.next(state, { whole: true });
  if (!first || !whole) throw new Error("Messages were expected");
  const heard = takeIn(takeIn(NOTHING_KNOWN, first), second);
  expect(takeIn(NOTHING_KNOWN, whole).snapshot).toEqual(heard.snapshot);
});

test("of one edit among many it tells that edit, and what is known besides stays to the very object", () => {
  const account = openAccount();
  for (const key of STARTER_TOPIC_KEYS) account.edits.saveItem(starterComfort(key, 1));
  const [state, view] = [{ status: "open", account } as const, newView()];
  const listener = new Listener();
  listener.hear(view.next(state));
  const before = listener.vault;

  account.edits.saveItem({ ...starterComfort("hug", 1), note: "Slowly." });
  const told = view.next(state);
  expect(told).toMatchObject({ changed: { entries: { items: [{ note: "Slowly." }], order: null } } });
  listener.hear(told);
  const { vault } = listener;
  expect(vault.entries).toEqual(account.vault.entries.current.items);
  const others = Object.keys(before.entries).filter((id) => id !== starterComfortId("hug"));
  expect(others).toHaveLength(STARTER_TOPIC_KEYS.length - 1);
  for (const id of others) expect(vault.entries[id]).toBe(before.entries[id]);

  account.edits.deleteItem(starterComfortId("hug"));
  account.edits.saveItem(starterComfort("hug", 1));
  account.edits.saveItem(ownComfort("own", "My feet", "closeness", 1));
  listener.hear(view.next(state));
  expect(Object.entries(listener.vault.entries)).toEqual(Object.entries(account.vault.entries.current.items));

  const held = listener.vault;
  listener.hear(view.next(state, { whole: true }));
  const slices = new Map<string, unknown>(Object.entries(listener.vault));
  for (const [name, slice] of Object.entries(held))
    expect([name, slices.get(name) === slice]).toEqual([name, true]);
});

test("no failure is told as saved: neither of the network, nor of a store that keeps nothing", async () => {
  const account = openAccount();
  account.edits.saveItem(starterComfort("hug", 1));
  await account.publishing.start();
  const told = newView().next({ status: "open", account });
  expect(told).toMatchObject({
    changed: { saving: { state: "notYet", problem: "offline", sharing: false } },
  });
  account.end();
});

test("once it is locked, nothing of what was open is told, and the next opening is told whole", () => {
  const account = openAccount();
  const view = newView();
  view.next({ status: "open", account });
  const locked = { status: "locked", ownerId: "owner", handle: "fern-oak-11", stillShown: true } as const;
  expect(view.next(locked)).toEqual({ status: "locked", handle: "fern-oak-11", stillShown: true });
  expect(view.next({ status: "leaving", account })).toEqual({ status: "signedOut" });
  expect(view.next({ status: "open", account })).toMatchObject({ whole: true });
});
