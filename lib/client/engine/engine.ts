import { editing, entering, linkingOf } from "./commands";
import type { Engine, Snapshot } from "./contract";
import type { Device } from "./device";
import { type Http, problemOf } from "./http";
import { Idle } from "./idle";
import { OpenAccount } from "./open-account";
import { Session, type SessionState } from "./session";
import type { TabMessage, Tabs } from "./tabs";
import { viewOf } from "./view";

type Surroundings = {
  http: Http;
  device: Device;
  joinTabs: (listen: (message: TabMessage) => void) => Tabs;
  origin: string;
  now: () => number;
};

/** The engine: one per tab. It wires the rooms together; each says for itself what it does. See Engine for every call. */
export function createEngine(around: Surroundings): Engine {
  const { http, device, now, origin } = around;
  let listener: ((snapshot: Snapshot) => void) | null = null;
  let whenEnded: ((taken: boolean) => void) | null = null;

  const show = () => listener?.(snapshotOf(session.state));
  const tabs = around.joinTabs((message) => {
    if (message.say === "here") idle.touchedElsewhere(message.at);
    else if (message.say === "saved") void session.opened?.vault.refresh();
    else if (message.say === "lock") void session.lockHere();
    else if (message.say === "signedIn") void session.signedInElsewhere(message);
    else void session.signedOutElsewhere();
  });
  const idle = new Idle({
    now,
    limit: () => session.opened?.idleMs ?? null,
    onIdle: () => void session.lockHere(),
    onTouch: (at) => {
      tabs.tell({ say: "here", at });
      void device.touch(at);
    },
  });
  const session = new Session({
    http,
    device,
    tabs,
    now,
    make(who) {
      const onChange = () => session.opened && show();
      const onOther = () => void session.takenOver(account);
      const onLocked = () => void session.refused(account);
      const account = new OpenAccount({ http, device, tabs, origin, now, onChange, onOther, onLocked }, who);
      return account;
    },
    onState: (state) => {
      if (state.status === "open") idle.start();
      else idle.stop();
      show();
    },
    onEnded: (taken) => whenEnded?.(taken),
  });
  const keepIdleTime = ({ who, idleMs }: OpenAccount) => device.remember(who.ownerId, who.key, idleMs, now());

  return {
    subscribe(next, ended) {
      listener = next;
      whenEnded = ended;
      show();
    },
    restore: () => session.restore(),
    stillHere: () => idle.touched(),
    async backInView() {
      idle.check();
      await session.opened?.backInView();
    },

    ...entering(http, session),
    ...linkingOf(session),

    ...editing(session, keepIdleTime),
    async heldByHost() {
      const on = session.opened;
      const held = await on?.vault.asHeld();
      if (!on || session.opened !== on || !held) return { ok: false, problem: "signed_out" };
      return held.ok ? held : { ok: false, problem: problemOf(held.failure) };
    },
  };
}

/** What the page is told. While somebody signs out the screen is empty already. */
function snapshotOf(state: SessionState): Snapshot {
  if (state.status === "open") return { status: "open", vault: viewOf(state.account) };
  if (state.status === "locked") return { status: "locked", handle: state.handle };
  return state.status === "leaving" ? { status: "signedOut" } : state;
}
