import { proxy, type Remote, wrap } from "comlink";
import { canSeal } from "../browser/can-seal";
import { takeEarlyWorker } from "../browser/early-worker";
import { isGlanced } from "../browser/is-glanced";
import { tellSignedInHere } from "../browser/signed-in-here";
import { hasLeft, onLeave } from "../exit";
import type { Engine, Snapshot, SnapshotMessage } from "./contract";
import { NOTHING_KNOWN, takeIn } from "./known";
import { RESTORES, RESTORES_THEIRS, type WorkerName } from "./worker-name";

/**
 * The page's end of the engine: one worker per tab, started when it is first needed, and the latest snapshot it sent.
 */
export type EngineHandle = {
  readonly engine: Remote<Engine>;
  /** Resolves once no worker that has locked is still ending: what it is asked meanwhile goes with it, unanswered. */
  settled(): Promise<void>;
  /** Puts a new worker in the place of one that does not answer. What the old one held is gone with it. */
  restart(): void;
  snapshot(): Snapshot;
  /** Calls back at each new snapshot; gives the function that stops it. */
  onSnapshot(listener: () => void): () => void;
  /** Asks the engine to lock if the idle time has passed, and answers whether the vault is open after that. */
  stillOpen(): Promise<boolean>;
};

let current: EngineHandle | null = null;
let gone: EngineHandle | null = null;

/**
 * The tab's engine. Starts it on the first call; only call it in a browser. Once somebody has left there is none any more, and
 * none is started: what is asked then is never answered.
 */
export function engineHandle(): EngineHandle {
  if (hasLeft()) {
    gone ??= neverAnswers();
    return gone;
  }
  current ??= start();
  return current;
}

function neverAnswers(): EngineHandle {
  return {
    engine: wrap<Engine>(new MessageChannel().port1),
    settled: () => new Promise(() => {}),
    restart() {},
    snapshot: () => NOTHING_KNOWN.snapshot,
    onSnapshot: () => () => {},
    stillOpen: () => new Promise(() => {}),
  };
}

function start(): EngineHandle {
  const listeners = new Set<() => void>();
  let known = NOTHING_KNOWN;
  let ending: { done: Promise<void>; end: () => void } | null = null;
  const show = (message: SnapshotMessage) => {
    const next = takeIn(known, message);
    const { snapshot } = next;
    // A new worker after a lock starts from nothing, perhaps offline: the screen stays until it knows more.
    if (snapshot.status === "starting") return;
    if (snapshot.status === "unreachable" && known.snapshot.status === "locked") return;
    if (snapshot.status === "locked" && "vault" in known.snapshot) ending ??= pending();
    // A worker that took over knows nothing of what the one before it left undone.
    const undone = known.snapshot.status === "locked" && known.snapshot.stillShown;
    known =
      snapshot.status === "locked" && undone
        ? { ...next, snapshot: { ...snapshot, stillShown: true } }
        : next;
    tellWhoIsHere(snapshot);
    for (const listener of listeners) listener();
  };
  const first = () => (isGlanced(location.pathname) ? "theirs" : undefined);
  const restoring = () => (first() === "theirs" ? RESTORES_THEIRS : RESTORES);
  let { worker, engine } = startWorker(show, restart, restoring());
  void engine.restore(first());

  /** Swaps the worker for a new one, which holds nothing. */
  function restart(taken: boolean) {
    worker?.terminate();
    ({ worker, engine } = startWorker(show, restart, taken ? "" : restoring()));
    ending?.end();
    ending = null;
    // Another account must not come up by itself where this one was: the tab stays signed out until somebody does something.
    if (!taken) void engine.restore(first());
  }

  const handle: EngineHandle = {
    get engine() {
      return engine;
    },
    settled: () => ending?.done ?? Promise.resolve(),
    restart: () => restart(false),
    snapshot: () => known.snapshot,
    onSnapshot(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stillOpen: () =>
      new Promise((answer) => {
        void engine.backInView();
        // Subscribing anew gives the snapshot as it is after that, and does not wait for what is read from the server.
        void engine.subscribe(
          proxy((message: SnapshotMessage) => {
            show(message);
            if (message.status !== "starting") answer("revision" in message);
          }),
          proxy(restart),
        );
      }),
  };
  onLeave(() => {
    // Ends the worker and with it every key it holds. Nobody is told: the tree that would be drawn is off the page.
    listeners.clear();
    worker?.terminate();
    known = NOTHING_KNOWN;
  });
  return handle;
}

/** Lets texts know whether there is a home to lead to. What did not reach the server tells nothing of that. */
function tellWhoIsHere({ status }: Snapshot): void {
  if (status !== "starting" && status !== "unreachable" && !hasLeft())
    tellSignedInHere(status !== "signedOut");
}

/** A promise, and what resolves it. */
function pending(): { done: Promise<void>; end: () => void } {
  let end = () => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { done, end };
}

/** Where nothing could be sealed there is no worker, and what is asked of the engine is never answered. */
function startWorker(
  show: (message: SnapshotMessage) => void,
  ended: (taken: boolean) => void,
  name: WorkerName,
) {
  const worker = canSeal()
    ? (takeEarlyWorker(name) ?? new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name }))
    : null;
  const engine = wrap<Engine>(worker ?? new MessageChannel().port1);
  void engine.subscribe(proxy(show), proxy(ended));
  return { worker, engine };
}
