import { proxy, type Remote, wrap } from "comlink";
import { canSeal } from "../can-seal";
import { onLeave } from "../exit";
import type { Engine, Snapshot } from "./contract";

/**
 * The page's end of the engine: one worker per tab, started when it is first needed, and the latest snapshot it sent.
 */
export type EngineHandle = {
  readonly engine: Remote<Engine>;
  snapshot(): Snapshot;
  /** Calls back at each new snapshot; gives the function that stops it. */
  onSnapshot(listener: () => void): () => void;
};

let current: EngineHandle | null = null;

/** The tab's engine. Starts it on the first call; only call it in a browser. */
export function engineHandle(): EngineHandle {
  current ??= start();
  return current;
}

function start(): EngineHandle {
  const listeners = new Set<() => void>();
  let snapshot: Snapshot = { status: "starting" };
  const show = (next: Snapshot) => {
    // A new worker after a lock starts from nothing, perhaps offline: the screen stays until it knows more.
    if (next.status === "starting") return;
    if (next.status === "unreachable" && snapshot.status === "locked") return;
    snapshot = next;
    for (const listener of listeners) listener();
  };
  let { worker, engine } = startWorker(show, restart);
  void engine.restore();

  /** Swaps the worker for a new one, which holds nothing. */
  function restart(taken: boolean) {
    worker?.terminate();
    ({ worker, engine } = startWorker(show, restart));
    // Another account must not come up by itself where this one was: the tab stays signed out until somebody does something.
    if (!taken) void engine.restore();
  }

  const handle: EngineHandle = {
    get engine() {
      return engine;
    },
    snapshot: () => snapshot,
    onSnapshot(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  onLeave(() => {
    // Ends the worker and with it every key it holds. Nobody is told: the tree that would be drawn is off the page.
    listeners.clear();
    worker?.terminate();
    snapshot = { status: "starting" };
  });
  return handle;
}

/** Where nothing could be sealed there is no worker, and what is asked of the engine is never answered. */
function startWorker(show: (snapshot: Snapshot) => void, ended: (taken: boolean) => void) {
  const worker = canSeal() ? new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }) : null;
  const engine = wrap<Engine>(worker ?? new MessageChannel().port1);
  void engine.subscribe(proxy(show), proxy(ended));
  return { worker, engine };
}
