import { editing, entering, linkingOf, outcomeOf } from "./commands";
import type { Engine, SnapshotMessage } from "./contract";
import type { Device } from "./device";
import { type Http, problemOf } from "./http";
import { Idle } from "./idle";
import { OpenAccount } from "./open-account";
import { Session } from "./session";
import { sturdy } from "./sturdy-device";
import { sturdyTabs, type TabMessage, type Tabs } from "./tabs";
import { Turns } from "./turns";
import { View } from "./view";

type Surroundings = {
  http: Http;
  device: Device;
  joinTabs: (listen: (message: TabMessage) => void) => Tabs;
  origin: string;
  now: () => number;
};

/** The engine: one per tab. It wires the rooms together; each says for itself what it does. See Engine for every call. */
export function createEngine(deps: Surroundings): Engine {
  const { http, now, origin } = deps;
  const device = sturdy(deps.device);
  let listener: ((message: SnapshotMessage) => void) | null = null;
  const turns = new Turns({ now, onLook: () => show() });
  const view = new View(turns);
  let whenEnded: ((taken: boolean) => void) | null = null;

  const show = (to: { whole?: boolean } = {}) => {
    const message = view.next(session.state, to);
    if (message) listener?.(message);
  };
  const joined = deps.joinTabs((message) => {
    if (message.say === "here") idle.touchedElsewhere(message.at);
    else if (message.say === "saved") void session.opened?.vault.storedElsewhere(message.documents);
    else if (message.say === "lock") void session.lockHere();
    else if (message.say === "signedIn") void session.signedInElsewhere(message);
    else void session.signedOutElsewhere();
  });
  const tabs = sturdyTabs(joined);
  const idle = new Idle({
    now,
    limit: () => session.shown?.idleMs ?? null,
    onIdle: () => void session.lockHere(),
    onTouch: (at) => {
      tabs.tell({ say: "here", at });
      session.shown?.kept.here(at);
    },
  });
  const session = new Session({
    http,
    device,
    tabs,
    now,
    make(who, token) {
      const onChange = () => session.shown && show();
      const onOther = () => void session.takenOver(account);
      const onLocked = () => void session.refused(account);
      const surroundings = { http, device, tabs, origin, now, onChange, onOther, onLocked };
      const account = new OpenAccount(surroundings, who, token);
      return account;
    },
    onState: (state) => {
      if (state.status === "open" || state.status === "glance") idle.start();
      else idle.stop();
      show();
    },
    onEnded: (taken) => whenEnded?.(taken),
  });

  return {
    subscribe(next, ended) {
      listener = next;
      whenEnded = ended;
      show({ whole: true });
    },
    restore: (first) => session.restore(first),
    stillHere: () => idle.touched(),
    async backInView() {
      idle.check();
      turns.look();
      await session.opened?.backInView();
    },

    outOfView: async () => session.opened?.publishing.hurry(),

    ...entering({ http, device }, session),
    ...linkingOf(session),

    ...editing(session),
    async heldByHost() {
      const on = session.opened;
      const held = await on?.vault.asHeld();
      if (!on || session.opened !== on || !held) return { ok: false, problem: "signed_out" };
      return held.ok ? held : { ok: false, problem: problemOf(held.failure) };
    },
    async beginAnew(blindedName) {
      const on = session.opened;
      if (!on) return { ok: false, problem: "signed_out" };
      if (!on.edits.beginAnew(blindedName)) return { ok: false, problem: "server" };
      await on.vault.takeUp();
      return { ok: true };
    },
    async removeStray(blindedName) {
      return outcomeOf(await session.opened?.vault.removeStray(blindedName));
    },
  };
}
